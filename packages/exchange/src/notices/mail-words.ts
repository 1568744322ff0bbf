export type MailWords = {
  exercise: string
  exerciseLong: string
  test: string
  testLong: string
  correction: string
  /** `subject` and time (UTC) of what is corrected. */
  correctionLong: (subject: string, at: string) => string
  allClear: string
  allClearLong: (subject: string, at: string) => string
  /** That a place is not among those known to be hit: mark, and sentence with time (UTC). */
  notHit: string
  notHitLong: (place: string, from: string, at: string) => string
  /** What was said wrongly, and what is right. */
  wrong: string
  right: string
  to: (place: string, from: string) => string
  /** Said where the notice has no text in this language; `written` is the language that it has. */
  otherLanguage: (written: string) => string
  what: string
  howSure: string
  context: string
  actions: string
  call: string
  answer: string
  code: (code: string) => string
}

const MAIL_WORDS: Record<string, MailWords> = {
  en: {
    exercise: '[EXERCISE]',
    exerciseLong: 'This is an exercise. Nothing in it is real.',
    test: '[TEST]',
    testLong: 'This is a test and no alarm. Nothing has happened.',
    correction: 'CORRECTION:',
    correctionLong: (subject, at) =>
      `CORRECTION. We told you something that was wrong: “${subject}”, sent ${at} UTC. What follows holds in its place.`,
    allClear: 'ALL CLEAR:',
    allClearLong: (subject, at) =>
      `ALL CLEAR. This is about our notice “${subject}”, sent ${at} UTC. What follows holds in its place.`,
    notHit: 'NOT KNOWN TO BE HIT:',
    notHitLong: (place, from, at) =>
      `NOT KNOWN TO BE HIT. As of ${at} UTC and as far as ${from} knows, ${place} is not among the places that were hit. It does not prove that nothing happened there: ${from} does not see everything, and more may come to light.`,
    wrong: 'WHAT WAS WRONG',
    right: 'WHAT IS RIGHT',
    to: (place, from) => `To the election office of ${place}, from ${from}.`,
    otherLanguage: (written) =>
      `The sender wrote no text of this notice in your language. Its text in ${written} follows below. If you do not understand it, ask somebody to read it to you, or call the contact at its end. Tell us all the same that you have it.`,
    what: 'WHAT HAPPENED',
    howSure: 'HOW SURE WE ARE',
    context: 'WHAT THIS DOES NOT MEAN',
    actions: 'WHAT TO DO',
    call: 'WHO TO CALL',
    answer: 'TELL US THAT YOU HAVE THIS. Open this page and press the button. You need no account:',
    code: (code) =>
      `If someone calls you about this notice: a genuine caller reads you the first six digits of this code. Then read the last six back. ${code}`,
  },
  es: {
    exercise: '[SIMULACRO]',
    exerciseLong: 'Esto es un simulacro. Nada de lo que dice es real.',
    test: '[PRUEBA]',
    testLong: 'Esto es una prueba y no una alarma. No ha pasado nada.',
    correction: 'CORRECCIÓN:',
    correctionLong: (subject, at) =>
      `CORRECCIÓN (CORRECTION). Le dijimos algo que no era cierto: «${subject}», enviado el ${at} UTC. Lo que sigue vale en su lugar.`,
    allClear: 'FIN DE ALERTA:',
    allClearLong: (subject, at) =>
      `FIN DE ALERTA (ALL CLEAR). Se trata de nuestro aviso «${subject}», enviado el ${at} UTC. Lo que sigue vale en su lugar.`,
    notHit: 'SIN DAÑO CONOCIDO:',
    notHitLong: (place, from, at) =>
      `SIN DAÑO CONOCIDO (NOT KNOWN TO BE HIT). Al ${at} UTC y hasta donde sabe ${from}, ${place} no está entre los lugares afectados. Esto no prueba que allí no haya pasado nada: ${from} no lo ve todo, y puede saberse más.`,
    wrong: 'QUÉ ERA FALSO',
    right: 'QUÉ ES LO CIERTO',
    to: (place, from) => `Para la oficina electoral de ${place}, de parte de ${from}.`,
    otherLanguage: (written) =>
      `Quien envía este aviso no lo escribió en su idioma. Su texto en ${written} está más abajo. Si no lo entiende, pida a alguien que se lo lea, o llame al contacto que aparece al final. Avise igual que lo recibió.`,
    what: 'QUÉ PASÓ',
    howSure: 'QUÉ TAN SEGUROS ESTAMOS',
    context: 'LO QUE ESTO NO SIGNIFICA',
    actions: 'QUÉ HACER',
    call: 'A QUIÉN LLAMAR',
    answer: 'AVÍSENOS QUE LO RECIBIÓ. Abra esta página y oprima el botón. No necesita cuenta:',
    code: (code) =>
      `Si alguien le llama por este aviso: quien llama de verdad le lee los primeros seis dígitos de este código. Entonces léale usted los últimos seis. ${code}`,
  },
  fr: {
    exercise: '[EXERCICE]',
    exerciseLong: 'Ceci est un exercice. Rien de ce qui suit n’est réel.',
    test: '[TEST]',
    testLong: 'Ceci est un test et non une alerte. Il ne s’est rien passé.',
    correction: 'CORRECTION :',
    correctionLong: (subject, at) =>
      `CORRECTION. Nous vous avons dit quelque chose de faux : « ${subject} », envoyé le ${at} UTC. Ce qui suit vaut à sa place.`,
    allClear: 'FIN D’ALERTE :',
    allClearLong: (subject, at) =>
      `FIN D’ALERTE. Il s’agit de notre avis « ${subject} », envoyé le ${at} UTC. Ce qui suit vaut à sa place.`,
    notHit: 'PAS TOUCHÉ À NOTRE CONNAISSANCE :',
    notHitLong: (place, from, at) =>
      `PAS TOUCHÉ À NOTRE CONNAISSANCE. Au ${at} UTC et à la connaissance de ${from}, ${place} ne fait pas partie des lieux touchés. Cela ne prouve pas qu’il ne s’y est rien passé : ${from} ne voit pas tout, et d’autres faits peuvent apparaître.`,
    wrong: 'CE QUI ÉTAIT FAUX',
    right: 'CE QUI EST VRAI',
    to: (place, from) => `Au bureau des élections de ${place}, de la part de ${from}.`,
    otherLanguage: (written) =>
      `L’expéditeur n’a pas écrit cet avis dans votre langue. Son texte en ${written} figure plus bas. Si vous ne le comprenez pas, faites-le lire par quelqu’un, ou appelez le contact indiqué à la fin. Dites-nous quand même que vous l’avez reçu.`,
    what: 'CE QUI SE PASSE',
    howSure: 'CE DONT NOUS SOMMES SÛRS',
    context: 'CE QUE CELA NE VEUT PAS DIRE',
    actions: 'CE QU’IL FAUT FAIRE',
    call: 'QUI APPELER',
    answer:
      'DITES-NOUS QUE VOUS L’AVEZ REÇU. Ouvrez cette page et appuyez sur le bouton. Aucun compte n’est nécessaire :',
    code: (code) =>
      `Si quelqu’un vous appelle au sujet de cet avis : la vraie personne vous lit les six premiers chiffres de ce code. Lisez-lui alors les six derniers. ${code}`,
  },
}

/** The fixed words of a notice mail in a language, or in English where we have none in it. */
export function mailWords(language: string): MailWords {
  return MAIL_WORDS[language] ?? MAIL_WORDS.en!
}

/** The name of a language in another, such as `anglais`. */
export function nameOfLanguage(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage, 'en'], { type: 'language' }).of(language) ?? language
}

/** An instant as mails and calls say it, without seconds: `2026-11-28 14:05` (UTC). */
export function writeTime(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ')
}

/** The sentence that a place is not known to be hit, which the exchange says itself. */
export function notHitSentence(
  words: Pick<MailWords, 'notHitLong'>,
  { place, from, knownAt }: { place: string; from: string; knownAt: Date },
): string {
  return words.notHitLong(place, from, writeTime(knownAt))
}
