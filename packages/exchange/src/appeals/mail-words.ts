type Words = { subject: string; text: string }
type Said = { exchange: string; url: string; count: number }
type Kind = 'appeal' | 'answer'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    appeal: ({ exchange, url, count }) => ({
      subject: `An appeal waits for your organisation on ${exchange}`,
      text: `Members of ${exchange} appeal against things that your organisation has. Appeals it has not answered: ${count}. You answer for your organisation alone, or say nothing; an answer goes to whoever brought the appeal:\n\n${url}\n`,
    }),
    answer: ({ exchange, url, count }) => ({
      subject: `Answers to an appeal of your organisation on ${exchange}`,
      text: `Holders answered appeals that your organisation brought on ${exchange}. Answers since the last such mail: ${count}. Who answered, and what, stands there; whoever says nothing is not known:\n\n${url}\n`,
    }),
  },
  es: {
    appeal: ({ exchange, url, count }) => ({
      subject: `Una impugnación espera a su organización en ${exchange}`,
      text: `Miembros de ${exchange} impugnan cosas que su organización tiene. Impugnaciones que no ha respondido: ${count}. Responde solo por su organización, o no dice nada; la respuesta va a quien impugnó:\n\n${url}\n`,
    }),
    answer: ({ exchange, url, count }) => ({
      subject: `Respuestas a una impugnación de su organización en ${exchange}`,
      text: `Quienes tienen las cosas respondieron a impugnaciones de su organización en ${exchange}. Respuestas desde el último correo así: ${count}. Allí consta quién respondió y qué; de quien calla no se sabe nada:\n\n${url}\n`,
    }),
  },
  fr: {
    appeal: ({ exchange, url, count }) => ({
      subject: `Une contestation attend votre organisation sur ${exchange}`,
      text: `Des membres de ${exchange} contestent des éléments que votre organisation détient. Contestations auxquelles elle n’a pas répondu : ${count}. Vous répondez pour votre organisation seule, ou ne dites rien ; la réponse va à qui conteste :\n\n${url}\n`,
    }),
    answer: ({ exchange, url, count }) => ({
      subject: `Réponses à une contestation de votre organisation sur ${exchange}`,
      text: `Des détenteurs ont répondu à des contestations de votre organisation sur ${exchange}. Réponses depuis le dernier courriel de ce genre : ${count}. Qui a répondu, et quoi, y est écrit ; de qui se tait on ne sait rien :\n\n${url}\n`,
    }),
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function appealWords(locale: string, kind: Kind, said: Said): Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind](said)
}
