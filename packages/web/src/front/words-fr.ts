import type { FrontWords } from './words-en.ts'

export const fr: FrontWords = {
  desk: 'Votre bureau',
  signIn: 'Se connecter',
  lead: 'Ceux qui défendent une élection se disent par ce réseau ce qu’ils trouvent, avertissent les responsables de chaque lieu et tiennent un registre que chacun peut vérifier.',
  faults: 'Une partie de ce que dit cette page n’a pas pu être lue :',
  again: 'Réessayer',
  doTitle: 'Ce que vous pouvez faire sans compte',
  tell: {
    title: 'Signaler quelque chose sur le vote',
    text: 'Dites ce que vous avez vu : de fausses informations sur le vote, un canular, une menace. Les signalements vont à',
    off: 'Ce réseau ne prend pas de signalements du public. Appelez votre bureau électoral',
    offAsk: ' ou demandez à qui tient ce réseau :',
    unknown: 'On n’a pas pu lire si des signalements sont pris ici.',
  },
  named: {
    title: 'Avez-vous été nommé ?',
    text: 'Demandez si vous figurez dans ce que des membres ont partagé ici. La réponse est signée.',
  },
  record: {
    title: 'Vérifier une preuve',
    text: 'Un reçu ou un autre fichier de preuve est vérifié dans votre navigateur.',
  },
  caller: {
    title: 'Vérifier un appel ou un courriel',
    text: 'Quelqu’un a appelé ou écrit et dit être d’ici ? Tapez son code.',
  },
  bulletins: {
    title: 'Avis publics',
    text: 'Ce qui a été dit aux responsables et que tous peuvent lire. Chacun existe aussi en alerte CAP 1.2.',
  },
  register: {
    title: 'Messages officiels',
    text: 'Ce que des organismes publics ont dit aux plateformes et aux campagnes : qui, quand, de quelle sorte, et plus tard les mots.',
  },
  disclosures: {
    title: 'Publications communes',
    text: 'Ce que des membres ont publié ensemble, avec les données et leur preuve.',
  },
  defended: {
    title: 'Entités défendues',
    text: 'Pour combien d’entités et de bureaux de chaque sorte on guette les faux noms.',
  },
  feed: 'Flux (Atom)',
  runTitle: 'Qui le tient',
  facts: {
    name: 'Tenu par',
    mail: 'Courriel',
    phone: 'Téléphone',
    postal: 'Adresse postale',
    page: 'Sa propre page',
    origin: 'Adresse de ce réseau',
  },
  notSet: 'non indiqué',
  notSetHint:
    'Ce qui n’est pas indiqué, qui tient ce réseau ne l’a pas dit. Chacun peut copier une page : un nom ici ne prouve rien à lui seul. Comparez l’adresse, et la clé ci-dessous, avec ce que vous avez eu par une autre voie.',
  elsewhere:
    'Cette page est venue d’une autre adresse que celle que le réseau dit avoir. Ne vous y fiez pas avant de savoir pourquoi. Elle est venue de',
  mayTitle: 'Ce qu’il peut faire',
  may: [
    'Chercher des comportements : comptes qui agissent ensemble, noms qui en imitent d’autres, courriels qui trompent.',
    'Passer ce qu’un membre a trouvé aux membres que ses règles admettent. Qui le reçoit est montré avant l’envoi.',
    'Avertir le responsable d’un lieu, et s’adresser au contact suivant si le premier ne répond pas.',
    'Laisser une ligne de chaque acte dans un registre que chacun peut vérifier.',
  ],
  mayNotTitle: 'Ce qu’il ne peut pas faire',
  mayNot: [
    'Aucun organisme public ne donne d’ordre à une plateforme ou à une campagne. Il peut dire ce qu’il sait et ne demande rien ; ce qu’elles en font, elles n’ont pas à le lui dire.',
    'Il ne prend pas parti. On cherche des comportements et des infrastructures, jamais une opinion.',
    'Il ne retire ni message ni compte. Chaque membre décide pour lui-même.',
    'Il ne dit pas ce qui est vrai. Une preuve montre ce qui a été dit, et quand selon l’horloge du réseau.',
  ],
  limits:
    'Un programme fait respecter ces règles autant qu’il sait lire des mots ; une demande cachée avec soin peut passer. C’est pourquoi une seconde personne regarde chaque message public aux plateformes et aux campagnes, et ce qui est parti se lit sous Messages officiels.',
  rules: 'Les règles en vigueur, pour les machines (JSON)',
  logTitle: 'Le registre, sa tête et sa clé',
  logText:
    'Chaque acte laisse une ligne. Ce qui a été dit reste à ceux à qui c’était destiné. La tête la plus récente signe toutes les lignes qui précèdent.',
  logAll: 'Toutes les lignes',
  entries: 'Lignes sous cette tête',
  root: 'Racine de l’arbre',
  signature: 'Signature',
  headGood: 'Vérifié à l’instant dans votre navigateur : la clé ci-dessous a signé cette tête.',
  headNone: 'Rien n’a encore été signé.',
  headBad:
    'Cette tête ne va pas avec la clé ci-dessous. Ne vous fiez pas à ce registre avant de savoir pourquoi.',
  headUnread: 'La tête n’a pas pu être lue ; elle n’a donc pas été vérifiée.',
  insecure:
    'Non vérifié : les navigateurs ne vérifient les signatures que sur des pages à adresse sûre (https). Utilisez la commande ci-dessous.',
  witnesses: 'Témoins indépendants',
  noWitness:
    'Aucun n’a signé cette tête. Seul qui garde une tête plus ancienne peut savoir si le registre a été réécrit.',
  otherLines:
    'lignes de signature d’autres clés se trouvent dessous. Cette page ne connaît pas ces clés et ne les a donc pas vérifiées :',
  key: 'Clé',
  copy: 'Copier',
  copied: 'Copiée',
  offline: 'Vérifiez sans nous',
  offlineText:
    'Ces commandes vérifient une preuve sans réseau, et tout le registre par ses fichiers. Prenez la clé chez quelqu’un de confiance, pas seulement sur cette page. Une tête plus ancienne que vous avez gardée montre que rien d’avant n’a changé.',
  checkIntro:
    'Déposez ici un reçu ou un autre fichier de preuve, choisissez-le ou collez son texte. Il est vérifié dans votre navigateur et n’est envoyé à personne. Avec le seul numéro d’une entrée, sa ligne du registre public est vérifiée.',
  file: 'Choisir un fichier',
  chosen: 'Choisi :',
  drop: 'fichier',
  paste: 'Ou collez son texte',
  number: 'Numéro de l’entrée, si vous l’avez',
  keyField: 'Clé contre laquelle on vérifie',
  keyHint:
    'Remplie par cette page. Pour ne vous fier à personne, mettez une clé eue par une autre voie.',
  check: 'Vérifier',
  nothing: 'Donnez d’abord un fichier, son texte ou un numéro.',
  badNumber: 'Le numéro d’une entrée est un nombre entier, comme 12.',
  large: 'Ce fichier est trop grand. Une preuve a au plus 8 Mio.',
  unreadable: 'Le fichier n’a pas pu être lu. Choisissez-le à nouveau.',
  genuine: 'C’est authentique.',
  notGenuine: 'Cela ne prouve rien.',
  forms: {
    receipt: 'Un reçu d’un acte',
    packet: 'Un paquet de plusieurs actes, sur',
    answer: 'La preuve d’une réponse',
    opening: 'Une décision qui a été ouverte',
    named: 'Une déclaration à qui a cet identifiant',
  },
  lineGenuine: 'Le registre contient cette ligne.',
  noLine: 'Le registre n’a pas cette entrée. Nombre de lignes que couvre sa tête la plus récente :',
  otherNumber: 'Le numéro donné n’est pas celui de cette preuve :',
  shows: 'Ce que cela montre',
  more: 'actes de plus dans ce paquet ne sont pas montrés ici ; tous ont été vérifiés. Voyez-les avec',
  didCheck: 'Ce qui a été vérifié',
  didNot: 'Ce qui n’a pas été vérifié',
  checked: {
    record:
      'Dans votre navigateur : que la preuve est dans un arbre dont cette clé a signé la tête.',
    key: 'Dans votre navigateur : que la signature va avec la clé donnée ci-dessus.',
    number: 'Que la preuve a le numéro que vous avez donné.',
    inLog:
      'Avec le registre public de ce réseau, à l’instant : que la même ligne a le même numéro sous sa tête la plus récente.',
    line: 'Dans votre navigateur, par les fichiers du registre public : que la ligne a ce numéro sous la tête la plus récente, que la clé a signée.',
    witnesses: 'Témoins dont vous avez donné la clé et qui ont signé :',
  },
  unchecked: {
    time: 'Si l’heure est juste. C’est celle que le réseau a donnée.',
    truth: 'Si ce qui est déclaré est vrai.',
    key: 'Si la clé est bien celle de ce réseau : cette page l’a remplie elle-même.',
    witness: 'Si le registre a jamais été réécrit : aucun témoin indépendant n’a signé.',
    lines: 'Lignes de signature de clés qui n’ont pas été données :',
    said: 'Ce qui a été dit : le registre public ne le contient pas. Qui y a pris part a un reçu.',
    sealed: 'Ce qui a été dit : la preuve est liée à une déclaration gardée à part.',
    packet: 'Si autre chose est consigné sur le même sujet.',
    named: 'Si qui détient le fichier est celui de l’identifiant, et ce qui a été partagé ensuite.',
    inLogMany:
      'Si les lignes sont encore au registre public : ce n’est pas demandé pour plus de 100 actes.',
    inLog: 'Si la ligne est encore au registre public : il n’a pas pu être lu à l’instant.',
    otherLog:
      'Si la ligne est encore à son registre public : la preuve est d’un autre registre que celui de ce réseau.',
  },
  changedLog:
    'Le registre public de ce réseau montre à ce numéro une autre ligne que la preuve. L’un des deux a été changé. Gardez la preuve et dites-le à qui tient ce réseau.',
  shownLogUnfit: 'Le registre public de ce réseau ne tient pas :',
  foot: 'Tocsin est un logiciel libre. Cette page ne pose aucun cookie et ne charge rien d’ailleurs.',
}
