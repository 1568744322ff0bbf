import type { OfficeRole } from '@tocsin/api'
import type { Language } from './language.ts'

const en = {
  loading: 'Opening the notice',
  to: 'For',
  from: 'From',
  sent: 'Sent',
  advisory: 'General advisory',
  what: 'What happened',
  sure: 'How sure we are',
  todo: 'What to do',
  call: 'Who to call',
  codeTitle: 'Is the caller genuine?',
  code: 'Anyone who calls you about this notice must be able to read you this code:',
  codeCheck: 'Check a code that was read to you',
  told: 'I was told',
  toldHint:
    'This tells the sender that a person at your office has read it. Nothing else is promised.',
  who: 'Who at your office acts on this?',
  understand: 'I understand, this person acts',
  done: 'We have done what was needed',
  doneHint: 'Press this when your office is finished.',
  sameLink: 'You can come back to this page with the same link.',
  afterTold: 'Thank you. The sender now sees that your office was told.',
  afterUnderstood: 'Thank you. The sender now sees who acts at your office.',
  afterActed:
    'Thank you. The sender now sees that your office has acted. Nothing more is asked of you.',
  acts: 'Acts at your office',
  steps: 'How far your office is',
  stepTold: 'Told',
  stepUnderstood: 'Understood',
  stepActed: 'Done',
  receipt: 'Save the receipt',
  receiptHint:
    'The receipt is a file that proves what you were told, with the time that this service wrote down. It can be checked without an account, even if we are gone.',
  print: 'Print on one page',
  closed: 'The sender has closed this notice. Nothing more is asked of you.',
  late: 'The time to answer has passed and the next person was told. Your answer still counts.',
  unknown: 'This link does not work',
  unknownText:
    'The link may have been cut when it was copied. Open it from the mail again, or call the number in the mail.',
  expired: 'This link has run out',
  expiredText:
    'The notice is too old for this link. Call the number in the mail and ask for a new one.',
  failed: 'The notice could not be opened',
  failedText: 'Your connection may be weak. Nothing was lost.',
  again: 'Try again',
  drill: 'EXERCISE',
  exercise: 'EXERCISE EXERCISE EXERCISE: this is practice, nothing in it is real',
  checkTitle: 'Is this caller genuine?',
  checkText:
    'Someone called you about an election notice? Ask for the code and type it here. A genuine caller can always read it to you.',
  checkField: 'Code that the caller read to you',
  check: 'Check the code',
  genuine: 'This code is genuine',
  genuineText: 'It belongs to a notice sent by',
  notGenuine: 'This code is not known here',
  notGenuineText:
    'Do not act on the call. Hang up and call the number in your own records. Check that you typed the code right.',
}

export type Words = typeof en

const es: Words = {
  loading: 'Abriendo el aviso',
  to: 'Para',
  from: 'De',
  sent: 'Enviado',
  advisory: 'Aviso general',
  what: 'Qué pasó',
  sure: 'Qué tan seguros estamos',
  todo: 'Qué hacer',
  call: 'A quién llamar',
  codeTitle: '¿Es auténtica la llamada?',
  code: 'Quien le llame sobre este aviso debe poder leerle este código:',
  codeCheck: 'Comprobar un código que le leyeron',
  told: 'Recibí el aviso',
  toldHint: 'Esto le dice al remitente que una persona de su oficina lo leyó. No promete nada más.',
  who: '¿Quién actúa en su oficina?',
  understand: 'Entiendo, esta persona actúa',
  done: 'Hicimos lo necesario',
  doneHint: 'Pulse aquí cuando su oficina haya terminado.',
  sameLink: 'Puede volver con el mismo enlace.',
  afterTold: 'Gracias. El remitente ya ve que su oficina fue avisada.',
  afterUnderstood: 'Gracias. El remitente ya ve quién actúa en su oficina.',
  afterActed: 'Gracias. El remitente ya ve que su oficina actuó. No se le pide nada más.',
  acts: 'Actúa en su oficina',
  steps: 'Cómo va su oficina',
  stepTold: 'Avisada',
  stepUnderstood: 'Entendido',
  stepActed: 'Hecho',
  receipt: 'Guardar el recibo',
  receiptHint:
    'El recibo es un archivo que prueba qué se le dijo, con la hora que anotó este servicio. Se comprueba sin cuenta, aunque ya no existamos.',
  print: 'Imprimir en una página',
  closed: 'El remitente cerró este aviso. No se le pide nada más.',
  late: 'El plazo pasó y se avisó a la siguiente persona. Su respuesta aún cuenta.',
  unknown: 'Este enlace no funciona',
  unknownText:
    'Tal vez se cortó al copiarlo. Ábralo otra vez desde el correo o llame al número del correo.',
  expired: 'Este enlace caducó',
  expiredText: 'El aviso es muy antiguo para este enlace. Llame al número del correo y pida otro.',
  failed: 'No se pudo abrir el aviso',
  failedText: 'Puede que su conexión sea débil. No se perdió nada.',
  again: 'Intentar de nuevo',
  drill: 'SIMULACRO',
  exercise: 'SIMULACRO SIMULACRO SIMULACRO: esto es práctica, nada de esto es real',
  checkTitle: '¿Es auténtica la llamada?',
  checkText:
    '¿Le llamaron sobre un aviso electoral? Pida el código y escríbalo aquí. Quien llama de verdad siempre puede leérselo.',
  checkField: 'Código que le leyeron',
  check: 'Comprobar el código',
  genuine: 'El código es auténtico',
  genuineText: 'Pertenece a un aviso enviado por',
  notGenuine: 'Este código no se conoce aquí',
  notGenuineText:
    'No haga nada por esa llamada. Cuelgue y llame al número de sus propios registros. Revise que escribió bien el código.',
}

const fr: Words = {
  loading: 'Ouverture de l’avis',
  to: 'Pour',
  from: 'De',
  sent: 'Envoyé',
  advisory: 'Avis général',
  what: 'Ce qui se passe',
  sure: 'Ce dont nous sommes sûrs',
  todo: 'Ce qu’il faut faire',
  call: 'Qui appeler',
  codeTitle: 'L’appel est-il authentique ?',
  code: 'Toute personne qui vous appelle au sujet de cet avis doit pouvoir vous lire ce code :',
  codeCheck: 'Vérifier un code qu’on vous a lu',
  told: 'J’ai reçu l’avis',
  toldHint:
    'L’expéditeur saura qu’une personne de votre service l’a lu. Cela ne promet rien d’autre.',
  who: 'Qui s’en occupe dans votre service ?',
  understand: 'J’ai compris, cette personne s’en occupe',
  done: 'Nous avons fait le nécessaire',
  doneHint: 'Appuyez ici quand votre service a terminé.',
  sameLink: 'Le même lien vous ramène à cette page.',
  afterTold: 'Merci. L’expéditeur voit maintenant que votre service est averti.',
  afterUnderstood: 'Merci. L’expéditeur voit maintenant qui s’en occupe chez vous.',
  afterActed:
    'Merci. L’expéditeur voit maintenant que votre service a agi. On ne vous demande plus rien.',
  acts: 'S’en occupe dans votre service',
  steps: 'Où en est votre service',
  stepTold: 'Averti',
  stepUnderstood: 'Compris',
  stepActed: 'Fait',
  receipt: 'Enregistrer le reçu',
  receiptHint:
    'Le reçu est un fichier qui prouve ce qu’on vous a dit, avec l’heure que ce service a notée. On le vérifie sans compte, même si nous n’existons plus.',
  print: 'Imprimer sur une page',
  closed: 'L’expéditeur a clos cet avis. On ne vous demande plus rien.',
  late: 'Le délai est passé et la personne suivante a été avertie. Votre réponse compte toujours.',
  unknown: 'Ce lien ne fonctionne pas',
  unknownText:
    'Il a peut-être été coupé en le copiant. Rouvrez-le depuis le message, ou appelez le numéro du message.',
  expired: 'Ce lien n’est plus valable',
  expiredText:
    'L’avis est trop ancien pour ce lien. Appelez le numéro du message et demandez-en un autre.',
  failed: 'L’avis n’a pas pu être ouvert',
  failedText: 'Votre connexion est peut-être faible. Rien n’est perdu.',
  again: 'Réessayer',
  drill: 'EXERCICE',
  exercise: 'EXERCICE EXERCICE EXERCICE : ceci est un entraînement, rien n’y est réel',
  checkTitle: 'Cet appel est-il authentique ?',
  checkText:
    'On vous a appelé au sujet d’un avis sur les élections ? Demandez le code et tapez-le ici. La vraie personne peut toujours vous le lire.',
  checkField: 'Code qu’on vous a lu',
  check: 'Vérifier le code',
  genuine: 'Ce code est authentique',
  genuineText: 'Il est celui d’un avis envoyé par',
  notGenuine: 'Ce code n’est pas connu ici',
  notGenuineText:
    'Ne faites rien de ce que demande cet appel. Raccrochez et appelez le numéro de vos propres dossiers. Vérifiez que le code est bien tapé.',
}

export const WORDS: Record<Language, Words> = { en, es, fr }

export const ROLE_WORDS: Record<Language, Record<OfficeRole, string>> = {
  en: { 'chief-official': 'Chief election official', clerk: 'Clerk', it: 'IT lead' },
  es: {
    'chief-official': 'Autoridad electoral principal',
    clerk: 'Secretaría electoral',
    it: 'Responsable de informática',
  },
  fr: {
    'chief-official': 'Autorité des élections',
    clerk: 'Service des élections',
    it: 'Responsable informatique',
  },
}
