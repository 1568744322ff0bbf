/** Plain words for each code, in French. */
import type { WordsOf } from './judgement.ts'

export const FRENCH: WordsOf = {
  verdicts: {
    known: 'Ceci est connu ici comme nuisible ou faux. Ne vous en servez pas.',
    imitates: 'Un nom y imite un autre. Ne vous en servez pas avant d’avoir appelé.',
    danger: 'Quelque chose y est fait pour tromper. Ne vous en servez pas avant d’avoir appelé.',
    caution: 'Certaines choses n’y sont pas comme il faudrait. Appelez avant de vous en servir.',
    'nothing-known': 'Rien n’est connu ici contre lui. Cela ne prouve pas qu’il est sûr.',
  },
  first: {
    'do-not-click': 'Ne cliquez sur aucun lien, et n’en copiez aucun dans un navigateur.',
    'do-not-open': 'N’ouvrez aucun fichier venu avec lui.',
    'do-not-answer': 'N’y répondez pas, et n’appelez aucun numéro qui s’y trouve.',
    'call-known-number':
      'Un doute ? Appelez l’expéditeur à un numéro que vous aviez déjà. {contact}',
    'if-clicked':
      'Si quelqu’un a cliqué ou tapé un mot de passe : dites-le maintenant, changez le mot de passe depuis une autre machine, et laissez la machine allumée.',
    report: 'Gardez le courriel. Signalez-le, pour que d’autres soient prévenus.',
  },
  findings: {
    known: 'On vous a déjà parlé de {value} : « {title} ».',
    indicator: '{value} est sur une liste de choses nuisibles ({source}).',
    alert: 'Vous avez une alerte sur le nom {name} : il imite un de vos noms.',
    'imitates-own': '{name} imite votre nom {target}. Il n’est pas à vous.',
    'imitates-other': '{name} imite le nom {target}.',
    'no-from': 'Il ne dit pas qui l’a écrit.',
    'several-from': 'Il nomme plusieurs expéditeurs ({addresses}). Les logiciels en montrent un.',
    'name-shows-address':
      'Le nom de l’expéditeur est « {name} », mais le courriel vient de {address}.',
    'says-own-name':
      'L’expéditeur s’appelle « {name} », qui est votre nom, mais écrit de {address}.',
    'reply-differs': 'Une réponse n’irait pas à {from} mais à {address}.',
    'own-server-pass': 'Votre propre serveur a constaté qu’il vient bien de {domain}.',
    'own-server-fail':
      'Votre propre serveur a constaté qu’il ne vient pas de {domain}, comme il le dit.',
    'own-server-spf':
      'Votre propre serveur a constaté qu’il a été envoyé par une machine que {domain} ne nomme pas comme sienne.',
    'spf-passes':
      'À ce jour {domain} nomme comme sienne la machine qui l’a envoyé. Cela ne prouve pas qui l’a écrit.',
    'spf-fails':
      'À ce jour {domain}, où il revient, ne nomme pas comme sienne la machine qui l’a envoyé. Un transfert cause cela aussi.',
    'spf-unknown': 'On n’a pas pu revérifier si la machine qui l’a envoyé en a le droit.',
    'own-server-silent': 'Votre propre serveur n’a pas noté si l’expéditeur est réel.',
    'no-own-server':
      'Aucune ligne de son chemin n’a été écrite par un serveur connu comme le vôtre : on ne peut pas s’y fier.',
    'policy-unmet':
      '{domain} demande de refuser les courriels que rien ne prouve, et aucune signature ne prouve celui-ci.',
    unsigned: 'Il ne porte pas de signature : rien ne montre qu’il est tel qu’il a été envoyé.',
    'not-checked-again':
      'Il porte une signature qui n’a pas pu être revérifiée : il faut pour cela interroger Internet, et personne ne l’a permis.',
    'signed-in-part':
      '{domain} n’en a signé qu’une partie. Quelque chose a été ajouté derrière, ou a pu l’être.',
    'signed-by-sender':
      '{domain}, d’où il dit venir, l’a signé, et rien de signé n’a changé. Ce compte peut pourtant être en de mauvaises mains.',
    'signed-by-other': '{domain} l’a signé, et ce n’est pas de là qu’il dit venir.',
    'signature-broken':
      'Une signature de {domain} ne va pas : il a été modifié en chemin, ou elle est fausse. Les listes et certains transferts modifient aussi les courriels.',
    'signature-unasked':
      'Une signature de {domain} n’a pas pu être revérifiée : sa clé n’a pas pu être obtenue à l’instant.',
    'signature-expired':
      'Une signature de {domain} va, mais elle est périmée. C’est le cas des vieux courriels.',
    'chain-not-checked':
      'Il porte des sceaux de serveurs qui l’ont transmis (ARC), qui n’ont pas pu être revérifiés : il faut pour cela interroger Internet, et personne ne l’a permis.',
    'chain-unasked':
      'Les sceaux des serveurs qui l’ont transmis (ARC) n’ont pas tous pu être revérifiés : une clé n’a pas pu être obtenue à l’instant.',
    'chain-holds':
      'Recalculé : sa chaîne de sceaux (ARC, {count}) tient. Il est tel que {domain} l’a transmis, et personne n’a changé depuis ce que disent les sceaux. Cela ne montre pas qui l’a écrit.',
    'chain-changed-before':
      'Recalculé : il a été modifié entre des serveurs qui l’ont scellé ({count} de leurs signatures ne vont plus). Les listes le font.',
    'chain-misshapen':
      'Ses sceaux de serveurs (ARC) ne forment pas une chaîne : on ne peut se fier à rien de ce qu’ils disent.',
    'chain-said-failed':
      'Le dernier serveur qui l’a scellé, {domain}, dit lui-même que la chaîne d’avant ne tenait pas.',
    'chain-changed':
      'Recalculé : il n’est pas tel que {domain}, le dernier serveur qui l’a scellé (ARC), l’a transmis : il a été modifié depuis, ou le sceau est faux.',
    'chain-broken':
      'Recalculé : la chaîne de sceaux (ARC) ne tient pas à l’étape {step} : une de ses lignes a été modifiée ou est fausse.',
    'chain-claims':
      'Seule une ligne de {domain} affirme (sceau {step}) : {claims}. Que personne n’a modifié cette ligne a été recalculé ; que ce soit vrai ne l’a pas été, et repose sur la confiance en {domain}.',
    'chain-claims-unproven':
      'Seule une ligne qui nomme {domain} affirme (sceau {step}) : {claims}. Rien ne montre que {domain} l’a écrite.',
    'signature-unusable':
      'Une signature qui nomme {domain} ne prouve rien : il n’y a pas de bonne clé pour elle.',
    'really-own': 'Il vient bien de votre propre adresse {address}, autant qu’on peut le vérifier.',
    'own-unproven': 'Il dit venir de votre propre adresse {address}, et rien ne le prouve.',
    'link-unread': 'Un lien ne peut pas être lu : {why}.',
    unwrapped: 'Un lien passe par {by} et mène à {host}.',
    'user-in-link':
      'Un lien a l’air de mener à {shown}, mais ce n’est qu’un nom devant un @. Il mène à {host}.',
    'odd-port': 'Un lien vers {host} passe par une porte inhabituelle ({port}).',
    'cannot-unwrap':
      'Un lien passe par {by} ({host}). On ne peut savoir où il mène sans y demander, et cela ne se fait pas.',
    'leads-on': 'Un lien vers {host} contient une autre adresse, {to}, et peut y mener.',
    'own-host': 'Un lien mène à {host}, qui est à vous.',
    'common-host':
      'Un lien mène à {host}. Tout le monde s’en sert : le nom ne dit pas qui a fait la page.',
    runs: 'Un lien ne mène nulle part mais ferait tourner quelque chose ({scheme}).',
    'odd-scheme': 'Un lien ouvre un logiciel et non une page ({scheme}).',
    'shown-differs': 'Un lien montre {shown} et mène à {host}.',
    'number-host': 'Un lien mène à un numéro ({host}) et non à un nom.',
    'mixed-letters':
      'Le nom {seen} mêle des lettres de deux alphabets pour ressembler à un autre. C’est en réalité {host}.',
    'foreign-letters': 'Le nom {seen} a des lettres hors de l’anglais. C’est en réalité {host}.',
    'file-two-endings': 'Le fichier « {file} » a deux terminaisons. Seule la dernière compte.',
    'file-turned-name': 'Le nom du fichier « {file} » est retourné pour cacher sa terminaison.',
    'file-other-than-named': 'Le fichier « {file} » n’est pas du genre que dit son nom.',
    'file-macros': 'Le fichier « {file} » peut faire tourner quelque chose quand on l’ouvre.',
    'file-runs': 'Le fichier « {file} » tournerait sur la machine qui l’ouvre.',
    'file-locked':
      'Le fichier « {file} » est fermé par un mot de passe, pour que rien ne puisse y regarder.',
    'file-packed':
      'Le fichier « {file} » est compressé. Il n’a pas été ouvert : on ne sait pas ce qu’il contient.',
    'file-page':
      'Le fichier « {file} » est une page web. De tels fichiers demandent souvent un mot de passe.',
    turned:
      'Il contient des signes que personne ne voit et qui font ressembler des mots à d’autres ({count}).',
    'asks-password': 'Il demande un mot de passe.',
    form: 'Il contient un formulaire qui envoie ce qu’on y tape.',
    script: 'Il contient un programme dans ses mots.',
    'headers-lost':
      'Il a été transféré dans le texte, de « {from} ». Qui l’a vraiment envoyé et par où il est venu est perdu : transférez-le en pièce jointe pour que ce soit regardé.',
    'no-headers':
      'Seuls des mots et des liens ont été regardés : on ne peut en dire qui les a envoyés.',
    'left-pictures':
      'Les images n’ont pas été regardées ({count}). Un code dans une image (QR) n’a pas été lu.',
    'left-archives': 'Les fichiers compressés n’ont pas été ouverts ({count}).',
    'left-links': 'Les liens après les 500 premiers n’ont pas été regardés ({count}).',
    'left-mails': 'Les courriels dans des courriels n’ont pas tous été regardés ({count} laissés).',
    'left-files': 'Les fichiers après les 100 premiers n’ont pas été regardés ({count}).',
    'left-text': 'Il est si long que sa fin n’a pas été lue.',
    'left-way': 'Les lignes de son chemin après les 60 premières n’ont pas été lues ({count}).',
    'left-tags': 'Des parties étaient trop longues pour être lues ({count}).',
  },
}
