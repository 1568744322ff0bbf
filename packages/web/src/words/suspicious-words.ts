import type { Language } from './language.ts'

/** What the page says by which somebody has a mail or link looked at. */
export type SuspiciousWords = {
  title: string
  intro: string
  back: string
  words: string
  wordsHint: string
  file: string
  fileHint: string
  look: string
  looking: string
  tooLarge: string
  needed: string
  first: string
  found: string
  levels: Record<'danger' | 'caution' | 'note', string>
  more: (count: number) => string
  heldAgainst: string
  evidence: string
  from: string
  answerTo: string
  subject: string
  way: string
  own: string
  signatures: string
  links: string
  leadsTo: string
  through: string
  unknown: string
  files: string
  names: string
  kept: string
  report: string
  reportText: string
  reportTo: string
  to: string
  nobody: string
  ownReports: string
  further: string
  shareHint: string
  lookForHint: string
  remark: string
  send: string
  sent: string
  struck: string
  another: string
  share: string
  lookFor: string
  signIn: string
}

const ENGLISH: SuspiciousWords = {
  title: 'Is this mail or link real?',
  intro:
    'Paste a link or words, or choose the mail as a file. Nothing in it is visited or opened. You get an answer in a few seconds.',
  back: 'Back',
  words: 'Link or words',
  wordsHint: 'You can also paste the whole mail as “show original” gives it.',
  file: 'Or the mail as a file (.eml)',
  fileHint:
    'At most 25 MB. In most mail programs: save the mail, or forward it as an attachment and save that.',
  look: 'Look at it',
  looking: 'It is being looked at.',
  tooLarge: 'This file is larger than 25 MB. Nothing of it was sent.',
  needed: 'Paste something, or choose a file.',
  first: 'What to do first',
  found: 'What was found',
  levels: { danger: 'Danger', caution: 'Careful', note: 'Note' },
  more: (count) => `and ${count} more`,
  heldAgainst: 'It was held against',
  evidence: 'What this rests on',
  from: 'From',
  answerTo: 'An answer goes to',
  subject: 'Subject',
  way: 'The way it came, newest first. Only lines of your own server can be relied on.',
  own: 'your own server',
  signatures: 'Signatures checked again',
  links: 'Links',
  leadsTo: 'leads to',
  through: 'through',
  unknown: 'cannot be read',
  files: 'Files',
  names: 'Names in it',
  kept: 'Nothing of it is kept here. That something was looked at is counted, with no name; how often you ask is counted for an hour, so that nobody asks too often.',
  report: 'Report it',
  reportText:
    'This sends to whoever sent you the notice: the lines above the mail without addressees, names and links in it, hashes of files, what was found, and what you write here. Not its words and not its files. Addresses of homes are struck out.',
  reportTo:
    'This sends: the lines above the mail without addressees, names and links in it, hashes of files, what was found, and what you write here. Not its words and not its files. Addresses of homes are struck out. Nobody is mailed: the answer is read on this page.',
  to: 'To',
  nobody:
    'Nobody on this exchange may take your report and could answer it. Call whoever you know.',
  ownReports: 'Reports made from here',
  further: 'What else can be done with it',
  shareHint:
    'A draft with its names, addresses and hashes, for your organisation alone, until one of you releases it. Your own names, platforms themselves and mailboxes that its words name are left out.',
  lookForHint:
    'Looks for names in it that imitate a defended party. A party is told first, by mail, of what reaches the score that it set.',
  remark: 'What should they know? (if anything)',
  send: 'Send the report',
  sent: 'Your report was taken. Its number is',
  struck: 'Addresses of homes that were struck out:',
  another: 'Look at another',
  share: 'Begin a release with it',
  lookFor: 'Look whom its names imitate',
  signIn: 'Sign in first, or open this page from the link of a notice.',
}

const SPANISH: SuspiciousWords = {
  title: '¿Es real este correo o enlace?',
  intro:
    'Pegue un enlace o palabras, o elija el correo como archivo. Nada en él se visita ni se abre. Tiene una respuesta en unos segundos.',
  back: 'Volver',
  words: 'Enlace o palabras',
  wordsHint: 'También puede pegar el correo entero como lo da «mostrar original».',
  file: 'O el correo como archivo (.eml)',
  fileHint:
    'Como máximo 25 MB. En la mayoría de los programas: guarde el correo, o reenvíelo como adjunto y guarde eso.',
  look: 'Mirarlo',
  looking: 'Se está mirando.',
  tooLarge: 'Este archivo pasa de 25 MB. No se envió nada de él.',
  needed: 'Pegue algo o elija un archivo.',
  first: 'Qué hacer primero',
  found: 'Lo que se encontró',
  levels: { danger: 'Peligro', caution: 'Cuidado', note: 'Nota' },
  more: (count) => `y ${count} más`,
  heldAgainst: 'Se comparó con',
  evidence: 'En qué se basa',
  from: 'De',
  answerTo: 'Una respuesta va a',
  subject: 'Asunto',
  way: 'El camino por el que vino, lo más nuevo primero. Solo se puede confiar en las líneas de su propio servidor.',
  own: 'su propio servidor',
  signatures: 'Firmas comprobadas de nuevo',
  links: 'Enlaces',
  leadsTo: 'lleva a',
  through: 'por',
  unknown: 'no se puede leer',
  files: 'Archivos',
  names: 'Nombres en él',
  kept: 'Aquí no se guarda nada de él. Se cuenta que se miró algo, sin ningún nombre; cuántas veces usted pregunta se cuenta durante una hora, para que nadie pregunte demasiado.',
  report: 'Reportarlo',
  reportText:
    'Esto envía a quien le mandó el aviso: las líneas de arriba del correo sin destinatarios, los nombres y enlaces en él, los hashes de los archivos, lo que se encontró y lo que usted escriba aquí. No sus palabras ni sus archivos. Las direcciones de casas se tachan.',
  reportTo:
    'Esto envía: las líneas de arriba del correo sin destinatarios, los nombres y enlaces en él, los hashes de los archivos, lo que se encontró y lo que usted escriba aquí. No sus palabras ni sus archivos. Las direcciones de casas se tachan. Nadie recibe un correo: la respuesta se lee en esta página.',
  to: 'Para',
  nobody:
    'Nadie en este intercambio puede recibir su reporte y responderlo. Llame a quien conozca.',
  ownReports: 'Reportes hechos desde aquí',
  further: 'Qué más se puede hacer con él',
  shareHint:
    'Un borrador con sus nombres, direcciones y hashes, solo para su organización, hasta que alguien de ustedes lo publique. Se dejan fuera sus propios nombres, las plataformas mismas y los buzones que nombran sus palabras.',
  lookForHint:
    'Busca en él nombres que imitan a un partido defendido. A ese se le dice primero, por correo, lo que llega a la puntuación que fijó.',
  remark: '¿Qué deberían saber? (si hay algo)',
  send: 'Enviar el reporte',
  sent: 'Se recibió su reporte. Su número es',
  struck: 'Direcciones de casas que se tacharon:',
  another: 'Mirar otro',
  share: 'Empezar un envío con él',
  lookFor: 'Ver a quién imitan sus nombres',
  signIn: 'Inicie sesión primero, o abra esta página desde el enlace de un aviso.',
}

const FRENCH: SuspiciousWords = {
  title: 'Ce courriel ou ce lien est-il vrai ?',
  intro:
    'Collez un lien ou des mots, ou choisissez le courriel comme fichier. Rien n’y est visité ni ouvert. Vous avez une réponse en quelques secondes.',
  back: 'Retour',
  words: 'Lien ou mots',
  wordsHint: 'Vous pouvez aussi coller le courriel entier, comme « afficher l’original » le donne.',
  file: 'Ou le courriel comme fichier (.eml)',
  fileHint:
    'Au plus 25 Mo. Dans la plupart des logiciels : enregistrez le courriel, ou transférez-le en pièce jointe et enregistrez-la.',
  look: 'Le regarder',
  looking: 'Il est en train d’être regardé.',
  tooLarge: 'Ce fichier dépasse 25 Mo. Rien n’en a été envoyé.',
  needed: 'Collez quelque chose, ou choisissez un fichier.',
  first: 'Que faire d’abord',
  found: 'Ce qui a été trouvé',
  levels: { danger: 'Danger', caution: 'Prudence', note: 'Note' },
  more: (count) => `et ${count} de plus`,
  heldAgainst: 'Il a été comparé à',
  evidence: 'Sur quoi cela repose',
  from: 'De',
  answerTo: 'Une réponse va à',
  subject: 'Objet',
  way: 'Le chemin par lequel il est venu, le plus récent d’abord. On ne peut se fier qu’aux lignes de votre propre serveur.',
  own: 'votre propre serveur',
  signatures: 'Signatures revérifiées',
  links: 'Liens',
  leadsTo: 'mène à',
  through: 'par',
  unknown: 'ne peut pas être lu',
  files: 'Fichiers',
  names: 'Noms qui s’y trouvent',
  kept: 'Rien n’en est gardé ici. On compte que quelque chose a été regardé, sans aucun nom ; combien de fois vous demandez est compté pendant une heure, pour que personne ne demande trop souvent.',
  report: 'Le signaler',
  reportText:
    'Ceci envoie à qui vous a envoyé l’avis : les lignes au-dessus du courriel sans destinataires, les noms et liens qui s’y trouvent, les empreintes des fichiers, ce qui a été trouvé, et ce que vous écrivez ici. Ni ses mots ni ses fichiers. Les adresses de domiciles sont barrées.',
  reportTo:
    'Ceci envoie : les lignes au-dessus du courriel sans destinataires, les noms et liens qui s’y trouvent, les empreintes des fichiers, ce qui a été trouvé, et ce que vous écrivez ici. Ni ses mots ni ses fichiers. Les adresses de domiciles sont barrées. Personne ne reçoit de courriel : la réponse se lit sur cette page.',
  to: 'À',
  nobody:
    'Personne sur cet échange ne peut recevoir votre signalement et y répondre. Appelez qui vous connaissez.',
  ownReports: 'Signalements faits d’ici',
  further: 'Ce qu’on peut encore en faire',
  shareHint:
    'Un brouillon avec ses noms, adresses et empreintes, pour votre organisation seule, jusqu’à ce que l’un de vous le diffuse. Vos propres noms, les plateformes elles-mêmes et les boîtes que ses mots nomment sont laissés de côté.',
  lookForHint:
    'Cherche des noms qui imitent une partie défendue. Elle est prévenue d’abord, par courriel, de ce qui atteint le score qu’elle a fixé.',
  remark: 'Que doivent-ils savoir ? (s’il y a lieu)',
  send: 'Envoyer le signalement',
  sent: 'Votre signalement a été reçu. Son numéro est',
  struck: 'Adresses de domiciles qui ont été barrées :',
  another: 'En regarder un autre',
  share: 'Commencer une diffusion avec',
  lookFor: 'Voir qui ses noms imitent',
  signIn: 'Connectez-vous d’abord, ou ouvrez cette page depuis le lien d’un avis.',
}

export const SUSPICIOUS_WORDS: Record<Language, SuspiciousWords> = {
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
}
