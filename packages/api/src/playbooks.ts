import type { ReportKind } from './intake.ts'

/**
 * What whoever reports does first and whom to call, by kind of report. Bodies are named by what they are, since who they are differs
 * from place to place. `docs/playbooks.md` names the public guidance that stands behind each; none of it is copied.
 */
export type Playbook = {
  /** In this order. */
  readonly first: readonly [string, string, string]
  readonly call: string
}

/** Languages in which there are playbooks. */
export type PlaybookLanguage = 'en' | 'es' | 'fr'

const EN: Record<ReportKind, Playbook> = {
  'false-voting-information': {
    first: [
      'Save a picture of it, with the address and the time.',
      'Put the right facts at the top of your own page.',
      'Tell your staff what to say to people who call.',
    ],
    call: 'The office that runs elections in your state.',
  },
  impersonation: {
    first: [
      'Save the message or the page, with its address.',
      'Say on your own page what is false and how to reach you.',
      'Warn your staff: give no money or data on such a call.',
    ],
    call: 'Your state election office. The local police, if money or data was lost.',
  },
  phishing: {
    first: [
      'Press no link, open no file, and do not answer.',
      'Keep the mail as it is. Your IT desk will want it.',
      'If a password was typed in, change it now on a clean machine.',
    ],
    call: 'The IT desk of your county or state.',
  },
  intrusion: {
    first: [
      'Take the machine off the network. Do not turn it off.',
      'Write down what you saw and when. Change nothing else.',
      'Use none of its accounts until your IT desk says you may.',
    ],
    call: 'Your IT desk and the cyber office of your state. Then the federal cyber agency, day and night.',
  },
  'hack-and-leak': {
    first: [
      'Do not share it, and do not say yet if it is real.',
      'Find out which of it is yours. Keep a copy of the page.',
      'Let one person speak for the office, and say only what you know.',
    ],
    call: 'Your counsel and your state election office. Then the federal police.',
  },
  threat: {
    first: [
      'If someone may be in danger now, call the emergency number first.',
      'Bring people to a safe place. Do not answer the threat.',
      'Keep the message, the number and the time. Delete nothing.',
    ],
    call: 'The emergency number. Then the local police, and the federal police who look into crimes around a vote.',
  },
  ddos: {
    first: [
      'Ask your web host to turn its flood guard on.',
      'Tell people where else they find the facts: by phone, or on the page of the state.',
      'Write down when it began and what still works.',
    ],
    call: 'Your web host and your IT desk. Then your state election office.',
  },
  ransomware: {
    first: [
      'Take all machines off the network. Leave them on.',
      'Do not pay or answer before you have talked to the police.',
      'Find your last backup that is kept off the network.',
    ],
    call: 'Your IT desk and the federal police. Then the federal cyber agency.',
  },
  doxxing: {
    first: [
      'Ask each person who is named if they are safe. If not, call the police.',
      'Save a picture of the page, with its address.',
      'Repeat none of it, not even to deny it.',
    ],
    call: 'The local police and your counsel. Then your state election office.',
  },
  hoax: {
    first: [
      'Treat it as real until the police say that it is not.',
      'Ask those who would know: the poll site, the police.',
      'Say on your own page what is true, and at what time you checked.',
    ],
    call: 'The emergency number, if people may be in danger. Then your state election office.',
  },
  equipment: {
    first: [
      'Stop using the machine. Do not open it or fix it.',
      'Go on with the backup that your rules name, such as paper.',
      'Write down its number, its seal, the time, and who was there.',
    ],
    call: 'The help desk of the vendor, by the number you have on file. Then your state election office.',
  },
}

const ES: Record<ReportKind, Playbook> = {
  'false-voting-information': {
    first: [
      'Guarde una imagen, con la dirección y la hora.',
      'Ponga los datos correctos al principio de su propia página.',
      'Diga a su personal qué responder a quienes llamen.',
    ],
    call: 'La oficina electoral de su estado.',
  },
  impersonation: {
    first: [
      'Guarde el mensaje o la página, con su dirección.',
      'Diga en su propia página qué es falso y cómo contactarles.',
      'Avise a su personal: no dar dinero ni datos en esas llamadas.',
    ],
    call: 'La oficina electoral de su estado. La policía local, si se perdió dinero o datos.',
  },
  phishing: {
    first: [
      'No pulse enlaces, no abra archivos y no conteste.',
      'Deje el correo como está. Su mesa de informática lo necesita.',
      'Si alguien escribió una clave, cámbiela ya en otro equipo limpio.',
    ],
    call: 'La mesa de informática de su condado o estado.',
  },
  intrusion: {
    first: [
      'Saque el equipo de la red. No lo apague.',
      'Anote qué vio y cuándo. No cambie nada más.',
      'No use sus cuentas hasta que informática diga que puede.',
    ],
    call: 'Su mesa de informática y la oficina cibernética de su estado. Luego la agencia cibernética federal, día y noche.',
  },
  'hack-and-leak': {
    first: [
      'No lo comparta, y no diga todavía si es real.',
      'Averigüe qué parte es suya. Guarde una copia de la página.',
      'Que hable una sola persona, y diga solo lo que sabe.',
    ],
    call: 'Su asesor legal y la oficina electoral de su estado. Luego la policía federal.',
  },
  threat: {
    first: [
      'Si alguien puede estar en peligro ahora, llame primero a emergencias.',
      'Lleve a las personas a un lugar seguro. No conteste la amenaza.',
      'Guarde el mensaje, el número y la hora. No borre nada.',
    ],
    call: 'Emergencias. Luego la policía local, y la policía federal que investiga delitos electorales.',
  },
  ddos: {
    first: [
      'Pida a quien aloja su sitio que active su protección.',
      'Diga dónde más están los datos: por teléfono o en la página del estado.',
      'Anote cuándo empezó y qué funciona todavía.',
    ],
    call: 'Quien aloja su sitio y su mesa de informática. Luego la oficina electoral de su estado.',
  },
  ransomware: {
    first: [
      'Saque todos los equipos de la red. Déjelos encendidos.',
      'No pague ni conteste antes de hablar con la policía.',
      'Busque su última copia guardada fuera de la red.',
    ],
    call: 'Su mesa de informática y la policía federal. Luego la agencia cibernética federal.',
  },
  doxxing: {
    first: [
      'Pregunte a cada persona nombrada si está segura. Si no, llame a la policía.',
      'Guarde una imagen de la página, con su dirección.',
      'No repita nada de ello, ni para negarlo.',
    ],
    call: 'La policía local y su asesor legal. Luego la oficina electoral de su estado.',
  },
  hoax: {
    first: [
      'Trátelo como real hasta que la policía diga que no lo es.',
      'Pregunte a quien lo sabe: el lugar de votación, la policía.',
      'Diga en su propia página qué es cierto, y a qué hora lo comprobó.',
    ],
    call: 'Emergencias, si alguien puede estar en peligro. Luego la oficina electoral de su estado.',
  },
  equipment: {
    first: [
      'Deje de usar el equipo. No lo abra ni lo arregle.',
      'Siga con el respaldo que dicen sus reglas, como el papel.',
      'Anote su número, su sello, la hora y quién estaba.',
    ],
    call: 'La mesa de ayuda del proveedor, por el número que usted tiene. Luego la oficina electoral de su estado.',
  },
}

const FR: Record<ReportKind, Playbook> = {
  'false-voting-information': {
    first: [
      'Gardez une image, avec l’adresse et l’heure.',
      'Mettez les bons renseignements en tête de votre propre page.',
      'Dites à vos agents que répondre à ceux qui appellent.',
    ],
    call: 'L’autorité chargée des élections au-dessus de vous.',
  },
  impersonation: {
    first: [
      'Gardez le message ou la page, avec son adresse.',
      'Dites sur votre propre page ce qui est faux et comment vous joindre.',
      'Prévenez vos agents : ni argent ni données lors d’un tel appel.',
    ],
    call: 'L’autorité chargée des élections. La police locale, si de l’argent ou des données sont perdus.',
  },
  phishing: {
    first: [
      'N’ouvrez ni lien ni fichier, et ne répondez pas.',
      'Laissez le courriel tel quel. Votre service informatique en a besoin.',
      'Si un mot de passe a été tapé, changez-le tout de suite sur un autre poste.',
    ],
    call: 'Votre service informatique.',
  },
  intrusion: {
    first: [
      'Débranchez le poste du réseau. Ne l’éteignez pas.',
      'Notez ce que vous avez vu et quand. Ne changez rien d’autre.',
      'N’utilisez aucun de ses comptes avant l’accord de l’informatique.',
    ],
    call: 'Votre service informatique, puis l’agence nationale de cybersécurité, jour et nuit.',
  },
  'hack-and-leak': {
    first: [
      'Ne le diffusez pas, et ne dites pas encore si c’est vrai.',
      'Cherchez ce qui est à vous. Gardez une copie de la page.',
      'Qu’une seule personne parle, et ne dise que ce qu’elle sait.',
    ],
    call: 'Votre conseil juridique et l’autorité chargée des élections. Puis la police nationale.',
  },
  threat: {
    first: [
      'Si quelqu’un est peut-être en danger, appelez d’abord les secours.',
      'Mettez les personnes à l’abri. Ne répondez pas à la menace.',
      'Gardez le message, le numéro et l’heure. N’effacez rien.',
    ],
    call: 'Les secours. Puis la police.',
  },
  ddos: {
    first: [
      'Demandez à votre hébergeur d’activer sa protection.',
      'Dites où trouver les renseignements autrement : par téléphone, par exemple.',
      'Notez quand cela a commencé et ce qui marche encore.',
    ],
    call: 'Votre hébergeur et votre service informatique. Puis l’autorité chargée des élections.',
  },
  ransomware: {
    first: [
      'Débranchez tous les postes du réseau. Laissez-les allumés.',
      'Ne payez pas et ne répondez pas avant d’avoir parlé à la police.',
      'Cherchez votre dernière sauvegarde gardée hors du réseau.',
    ],
    call: 'Votre service informatique et la police nationale. Puis l’agence nationale de cybersécurité.',
  },
  doxxing: {
    first: [
      'Demandez à chaque personne nommée si elle est en sécurité. Sinon, appelez la police.',
      'Gardez une image de la page, avec son adresse.',
      'N’en répétez rien, même pour le démentir.',
    ],
    call: 'La police locale et votre conseil juridique. Puis l’autorité chargée des élections.',
  },
  hoax: {
    first: [
      'Prenez-le au sérieux tant que la police ne dit pas que c’est faux.',
      'Demandez à qui peut le savoir : le bureau de vote, la police.',
      'Dites sur votre propre page ce qui est vrai, et à quelle heure vous l’avez vérifié.',
    ],
    call: 'Les secours, si quelqu’un est peut-être en danger. Puis l’autorité chargée des élections.',
  },
  equipment: {
    first: [
      'N’utilisez plus la machine. Ne l’ouvrez pas et ne la réparez pas.',
      'Continuez avec le secours que vos règles prévoient, comme le papier.',
      'Notez son numéro, son scellé, l’heure et qui était là.',
    ],
    call: 'L’assistance du fournisseur, au numéro que vous avez. Puis l’autorité chargée des élections.',
  },
}

/** Playbooks by language and kind. */
export const PLAYBOOKS: Record<PlaybookLanguage, Record<ReportKind, Playbook>> = {
  en: EN,
  es: ES,
  fr: FR,
}
