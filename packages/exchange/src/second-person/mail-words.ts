type Said = { exchange: string; url: string }
type Words = { subject: string; text: string }
type Kind = 'message' | 'tear-line' | 'meeting' | 'unmasking'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    message: ({ exchange, url }) => ({
      subject: `A message waits for a second person on ${exchange}`,
      text: `Somebody of your organisation wrote a message to a platform or campaign on ${exchange}. It leaves once a second reviewer has approved it, and times out where nobody does:\n\n${url}\n`,
    }),
    'tear-line': ({ exchange, url }) => ({
      subject: `A lower version of a release waits for a second person on ${exchange}`,
      text: `Somebody of your organisation proposed a lower version of a release on ${exchange}. It leaves once a second reviewer has approved it, and times out where nobody does:\n\n${url}\n`,
    }),
    meeting: ({ exchange, url }) => ({
      subject: `What is said in a meeting waits for a second person on ${exchange}`,
      text: `Somebody of your organisation wrote down what it says in a meeting on ${exchange}. It is taken into the minutes once a second reviewer has confirmed it, and left out where nobody does:\n\n${url}\n`,
    }),
    unmasking: ({ exchange, url }) => ({
      subject: `Somebody asks whom a pseudonym stands for on ${exchange}`,
      text: `A receiver of a message of your organisation on ${exchange} asks whom one pseudonym in it stands for. A second reviewer tells it or declines, within the time that is named there:\n\n${url}\n`,
    }),
  },
  es: {
    message: ({ exchange, url }) => ({
      subject: `Un mensaje espera a una segunda persona en ${exchange}`,
      text: `Alguien de su organización escribió en ${exchange} un mensaje a una plataforma o campaña. Sale cuando lo aprueba una segunda persona revisora, y caduca si nadie lo hace:\n\n${url}\n`,
    }),
    'tear-line': ({ exchange, url }) => ({
      subject: `Una versión rebajada espera a una segunda persona en ${exchange}`,
      text: `Alguien de su organización propuso en ${exchange} una versión rebajada de algo ya compartido. Sale cuando la aprueba una segunda persona revisora, y caduca si nadie lo hace:\n\n${url}\n`,
    }),
    meeting: ({ exchange, url }) => ({
      subject: `Lo dicho en una reunión espera a una segunda persona en ${exchange}`,
      text: `Alguien de su organización anotó lo que esta dice en una reunión en ${exchange}. Entra en el acta cuando lo confirma una segunda persona revisora, y queda fuera si nadie lo hace:\n\n${url}\n`,
    }),
    unmasking: ({ exchange, url }) => ({
      subject: `Se pregunta en ${exchange} a quién designa un seudónimo`,
      text: `Quien recibió un mensaje de su organización en ${exchange} pregunta a quién designa un seudónimo que contiene. Una segunda persona revisora lo dice o se niega, en el plazo que allí consta:\n\n${url}\n`,
    }),
  },
  fr: {
    message: ({ exchange, url }) => ({
      subject: `Un message attend une seconde personne sur ${exchange}`,
      text: `Une personne de votre organisation a écrit sur ${exchange} un message à une plateforme ou à une campagne. Il part dès qu’une seconde personne l’approuve, et expire si personne ne le fait :\n\n${url}\n`,
    }),
    'tear-line': ({ exchange, url }) => ({
      subject: `Une version abaissée attend une seconde personne sur ${exchange}`,
      text: `Une personne de votre organisation a proposé sur ${exchange} une version abaissée de ce qui fut partagé. Elle part dès qu’une seconde personne l’approuve, et expire si personne ne le fait :\n\n${url}\n`,
    }),
    meeting: ({ exchange, url }) => ({
      subject: `Des propos d’une réunion attendent une seconde personne sur ${exchange}`,
      text: `Une personne de votre organisation a noté ce que celle-ci dit dans une réunion sur ${exchange}. Ces propos entrent au procès-verbal dès qu’une seconde personne les confirme, et restent dehors si personne ne le fait :\n\n${url}\n`,
    }),
    unmasking: ({ exchange, url }) => ({
      subject: `On demande sur ${exchange} qui désigne un pseudonyme`,
      text: `Un destinataire d’un message de votre organisation sur ${exchange} demande qui désigne un pseudonyme qui y figure. Une seconde personne le dit ou refuse, dans le délai indiqué :\n\n${url}\n`,
    }),
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function waitingWords(locale: string, kind: Kind): (said: Said) => Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind]
}
