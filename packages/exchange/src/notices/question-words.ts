type QuestionWords = {
  /** `about` is the subject of the notice. */
  subject: (about: string) => string
  /** With the time (UTC). */
  asked: (about: string, at: string) => string
  answer: string
  /** That the answer is none to the notice; the link to the page follows. */
  goesOn: string
}

const WORDS: Record<string, QuestionWords> = {
  en: {
    subject: (about) => `Answer to your question: ${about}`,
    asked: (about, at) => `YOU ASKED about “${about}”, on ${at} UTC, by the link we sent you:`,
    answer: 'THE SENDER ANSWERS',
    goesOn:
      'Your question was no answer to the notice. If your office has not answered it yet, open this page and press the button. You need no account:',
  },
  es: {
    subject: (about) => `Respuesta a su pregunta: ${about}`,
    asked: (about, at) =>
      `USTED PREGUNTÓ por «${about}», el ${at} UTC, con el enlace que le enviamos:`,
    answer: 'RESPUESTA DEL REMITENTE',
    goesOn:
      'Su pregunta no fue una respuesta al aviso. Si su oficina aún no lo ha respondido, abra esta página y oprima el botón. No necesita cuenta:',
  },
  fr: {
    subject: (about) => `Réponse à votre question : ${about}`,
    asked: (about, at) =>
      `VOUS AVEZ DEMANDÉ, au sujet de « ${about} », le ${at} UTC, par le lien que nous vous avons envoyé :`,
    answer: 'RÉPONSE DE L’EXPÉDITEUR',
    goesOn:
      'Votre question n’était pas une réponse à l’avis. Si votre service n’y a pas encore répondu, ouvrez cette page et appuyez sur le bouton. Aucun compte n’est nécessaire :',
  },
}

/** The fixed words of a mail with an answer, in a language or in English where there are none in it. */
export function questionWords(language: string): QuestionWords {
  return WORDS[language] ?? WORDS['en']!
}
