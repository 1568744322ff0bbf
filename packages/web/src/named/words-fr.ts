import type { NamedWords } from './words-en.ts'

export const fr: NamedWords = {
  title: 'Avez-vous été nommé ?',
  intro:
    'Des organisations partagent ici ce qu’elles savent des menaces contre les élections. De telles listes peuvent se tromper. Qui peut y figurer peut le demander, sans compte, et reçoit une déclaration signée : combien d’ensembles le nomment et combien ont été retirés. Des ensembles eux-mêmes, de qui ils viennent et de qui les détient, rien n’est dit à personne.',
  ask: 'Demander',
  kind: 'Ce par quoi vous pouvez être nommé',
  kinds: {
    email: 'Une adresse électronique',
    domain: 'Un domaine',
    account: 'Un compte d’une plateforme',
    name: 'Un nom',
  },
  value: {
    email: 'L’adresse électronique',
    domain: 'Le domaine',
    account: 'Le nom du compte, ou son numéro',
    name: 'Le nom tel qu’il s’écrit',
  },
  hint: {
    email:
      'Un lien y est envoyé, trois fois par jour au plus, quelle que soit la personne qui demande. Seule la personne qui lit cette boîte peut avoir la réponse.',
    domain:
      'Vous placez un code dans ses enregistrements DNS. Les noms en dessous sont aussi cherchés ; les boîtes de ce domaine ne le sont pas.',
    account:
      'Vous publiez un code là où chacun voit que le compte est le vôtre, et une personne de cette plateforme regarde. Aucune machine ne peut le savoir.',
    name: 'Une personne de cette plateforme décide s’il est prouvé que le nom est le vôtre. D’autres peuvent le porter, et ce qui est trouvé peut les concerner.',
  },
  platform: 'Plateforme',
  otherPlatform: 'Une autre',
  send: 'Demander',
  mailed: (address) =>
    `Si pas plus de deux messages sont partis vers ${address} en un jour, un message est en route. Ouvrez son lien dans les 7 jours ; il peut mettre quelques minutes. Rien de plus n’est montré ici, pour que personne ne demande à la place d’autrui.`,
  page: 'Votre demande',
  keep: 'Gardez l’adresse de cette page : elle seule permet de revenir. Qui l’a, a la réponse.',
  state: 'État',
  states: {
    asked: 'Pas encore prouvé',
    proven: 'Prouvé ; la réponse est en préparation',
    answered: 'Répondu',
    'not-proven': 'Pas prouvé : une personne de la plateforme n’a pas vu que c’est à vous',
    lapsed: 'Fini sans réponse',
  },
  about: 'À propos de',
  askedAt: 'Demandé',
  proveUntil: 'À prouver jusqu’au',
  keptUntil: 'Gardé jusqu’au',
  provenAt: 'Prouvé',
  proofs: {
    mail: 'par le lien d’un message',
    dns: 'par un enregistrement du domaine',
    person: 'comme l’a vu une personne de la plateforme',
  },
  confirmText:
    'Vous êtes venu par un lien envoyé à cette adresse. Si vous avez posé la question, ou voulez savoir maintenant, confirmez ; sinon fermez la page, et la demande sera effacée.',
  confirm: 'Elle est à moi : répondez-moi',
  recordText: 'Ajoutez un enregistrement TXT avec ce nom et cette valeur, puis faites-le vérifier.',
  recordName: 'Nom de l’enregistrement',
  recordValue: 'Valeur',
  copy: 'Copier',
  copied: 'Copié',
  check: 'Vérifier l’enregistrement maintenant',
  postText:
    'Publiez ce code là où chacun voit que le compte est le vôtre, par exemple dans son profil, et écrivez ici où regarder. Personne de cette plateforme ne vous demandera de mot de passe.',
  postTextName:
    'Écrivez ici comment une personne de cette plateforme peut voir que le nom est le vôtre, par exemple l’adresse d’une page officielle qui montre le code ci-dessous. N’envoyez pas de copies de papiers par cette page.',
  code: 'Code',
  where: 'Où regarder',
  tell: 'Faire regarder une personne',
  told: 'Une personne de cette plateforme y regarde. Quand, cela n’est pas promis ; après le jour indiqué la demande est effacée.',
  reason: 'Ce qu’elle a écrit',
  shownFrom: 'La réponse est montrée à partir de',
  waits: 'Toute réponse prend le même temps, quoi qu’elle dise. La page redemande d’elle-même.',
  answer: 'La réponse',
  asOf: 'À la date du',
  position: (entries) => `${entries} ${entries > 1 ? 'entrées' : 'entrée'} dans le journal`,
  sentence: ({ standing, senderKinds, withdrawn, corrected, ended }) =>
    [
      standing === 0
        ? 'Aucun ensemble dont on puisse parler ne vous nomme maintenant.'
        : `Vous êtes nommé maintenant dans ${standing} ${standing > 1 ? 'ensembles' : 'ensemble'} de ${senderKinds} ${senderKinds > 1 ? 'sortes' : 'sorte'} de membres.`,
      withdrawn + corrected + ended === 0
        ? 'Aucun dont on puisse parler ne vous a nommé avant.'
        : `Vous avez été nommé avant : retirés, ${withdrawn} ; corrigés depuis, ${corrected} ; terminés, ${ended}.`,
    ].join(' '),
  holdsBack:
    'S’il y en a d’autres dont on ne peut pas encore parler, personne ne peut le voir ici : la réponse est la même qu’il y en ait ou non.',
  save: 'Enregistrer la déclaration signée',
  verify: 'Elle se vérifie sans cette plateforme et hors ligne :',
  erase: 'Effacer tout cela',
  eraseTitle: 'Effacer ce que vous avez demandé et ce qui a été répondu ?',
  eraseText:
    'Enregistrez d’abord la déclaration si vous voulez la garder : elle reste valable. Il reste inscrit que quelqu’un a demandé, sans dire à quel propos.',
  eraseAct: 'Effacer',
  leave: 'Laisser',
  erased:
    'Ce qui a été demandé et répondu est effacé. Il reste inscrit que quelqu’un a demandé, et non à quel propos.',
  anew: 'Demander à nouveau',
  rules: 'Ce qui est dit, et quand',
  ruleList: [
    'Un ensemble compte 180 jours après son partage, ou 30 jours après son retrait ou sa correction, si rien d’autre de valable ne nommait le même entre-temps. Jusque-là la réponse est la même que s’il n’y en avait aucun : un avertissement encore à l’œuvre ne doit pas parvenir à ceux dont il avertit.',
    'Ce qui a compté une fois compte dans toute réponse suivante. Un nouvel ensemble ne change aucune réponse avant que ses propres 180 jours soient écoulés.',
    'Toute réponse est montrée dix minutes après la preuve, quoi qu’elle dise et quel que soit le temps pris pour la trouver.',
    'Les règles sont publiques et chacune a son nom : named-after-time, named-once-withdrawn, named-not-proven.',
  ],
  limits: 'Ce qu’aucune déclaration ne prouve',
  limitList: [
    'Que quelque chose soit reproché à qui elle nomme : un identifiant peut être cité, imité ou averti.',
    'Qu’aucune copie n’est gardée hors de cette plateforme, ni ne l’a été.',
    'Rien sur les personnes masquées par un pseudonyme, les parties scellées de divulgations communes, les images et fichiers, ni les autres façons d’écrire la même chose.',
    'Rien sur les avis, affaires, réunions et signalements : les ensembles que des membres ont partagés comptent, et rien d’autre.',
    'Rien sur ce qui a été effacé ici, ni sur ce que d’autres partagent et qui n’est jamais venu ici.',
    'Qu’un nom est à vous seul, ni que le détenteur d’une déclaration est la personne dont elle parle.',
  ],
  kept: 'Ce qui est gardé de vous',
  keptText:
    'Ce que vous demandez, jusqu’à 30 jours après la réponse, ou 7 jours si rien n’est prouvé, ou jusqu’à ce que vous l’effaciez. Le journal public garde que quelqu’un a demandé, et quand. Les opérateurs voient qu’il y a des demandes et où elles en sont ; de quoi elles parlent, ils ne le voient que pour les comptes et les noms, tant qu’ils doivent regarder.',
}
