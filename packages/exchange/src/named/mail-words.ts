type Said = { exchange: string; link: string; days: number; exercise: boolean }
type Words = { subject: string; text: string }

const WORDS: Record<string, (said: Said) => Words> = {
  en: ({ exchange, link, days }) => ({
    subject: `Somebody asked about this mail address on ${exchange}`,
    text: `Somebody asked on ${exchange}, where organisations share what they know of threats to elections, whether this mail address stands in what they share. Only whoever reads this mailbox can have the answer. If that was you, open this link within ${days} days and confirm:\n\n${link}\n\nIf it was not you, do nothing: nothing is said to anybody, and the ask is erased. Whoever has this link has the answer, so pass it on to nobody.\n`,
  }),
  es: ({ exchange, link, days }) => ({
    subject: `Alguien preguntó por esta dirección de correo en ${exchange}`,
    text: `Alguien preguntó en ${exchange}, donde varias organizaciones comparten lo que saben de amenazas a las elecciones, si esta dirección de correo figura en lo compartido. Solo quien lee este buzón puede tener la respuesta. Si fue usted, abra este enlace en los próximos ${days} días y confirme:\n\n${link}\n\nSi no fue usted, no haga nada: no se dice nada a nadie, y la pregunta se borra. Quien tiene este enlace tiene la respuesta; no lo pase a nadie.\n`,
  }),
  fr: ({ exchange, link, days }) => ({
    subject: `Une question a été posée sur cette adresse électronique sur ${exchange}`,
    text: `Quelqu’un a demandé sur ${exchange}, où des organisations partagent ce qu’elles savent des menaces contre les élections, si cette adresse figure dans ce qui est partagé. Seule la personne qui lit cette boîte peut avoir la réponse. Si c’était vous, ouvrez ce lien dans les ${days} jours et confirmez :\n\n${link}\n\nSi ce n’était pas vous, ne faites rien : rien n’est dit à personne, et la question est effacée. Qui a ce lien a la réponse : ne le transmettez à personne.\n`,
  }),
}

const EXERCISE: Record<string, string> = {
  en: 'THIS IS AN EXERCISE.\n\n',
  es: 'ESTO ES UN EJERCICIO.\n\n',
  fr: 'CECI EST UN EXERCICE.\n\n',
}

/** The words of a mail to whoever asks, in the language that they asked in. */
export function askWords(language: string, said: Said): Words {
  const known = WORDS[language] ? language : 'en'
  const { subject, text } = WORDS[known]!(said)
  return said.exercise ? { subject, text: `${EXERCISE[known]}${text}` } : { subject, text }
}
