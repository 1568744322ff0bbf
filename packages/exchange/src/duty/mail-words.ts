type Said = { exchange: string; url: string }
type Words = { subject: string; text: string }
type Kind = 'handover' | 'shift'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    handover: ({ exchange, url }) => ({
      subject: `A hand-over waits to be taken over on ${exchange}`,
      text: `Somebody of your organisation wrote on ${exchange} what is open at the end of a shift. It stays open until a colleague takes it over:\n\n${url}\n`,
    }),
    shift: ({ exchange, url }) => ({
      subject: `You are offered a shift on ${exchange}`,
      text: `A colleague put a shift, or several, on the duty roster for you on ${exchange}. You are on duty once you take it; you may decline:\n\n${url}\n`,
    }),
  },
  es: {
    handover: ({ exchange, url }) => ({
      subject: `Un relevo espera en ${exchange}`,
      text: `Alguien de su organización anotó en ${exchange} lo que queda abierto al final de un turno. Sigue abierto hasta que lo asuma un colega:\n\n${url}\n`,
    }),
    shift: ({ exchange, url }) => ({
      subject: `Se le ofrece un turno en ${exchange}`,
      text: `Un colega puso uno o varios turnos para usted en el cuadrante de ${exchange}. Estará de guardia cuando lo acepte; puede rechazarlo:\n\n${url}\n`,
    }),
  },
  fr: {
    handover: ({ exchange, url }) => ({
      subject: `Une relève attend sur ${exchange}`,
      text: `Une personne de votre organisation a noté sur ${exchange} ce qui reste ouvert à la fin d’un tour de garde. Cela reste ouvert jusqu’à ce qu’un collègue le reprenne :\n\n${url}\n`,
    }),
    shift: ({ exchange, url }) => ({
      subject: `Un tour de garde vous est proposé sur ${exchange}`,
      text: `Un collègue a inscrit pour vous un ou plusieurs tours de garde sur ${exchange}. Vous êtes de garde une fois que vous l’acceptez ; vous pouvez refuser :\n\n${url}\n`,
    }),
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function dutyWords(locale: string, kind: Kind, said: Said): Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind](said)
}
