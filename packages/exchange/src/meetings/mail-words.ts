type Said = {
  exchange: string
  /** Of a meeting that is not for mail, the name of its group. */
  title: string
  when: string
  place: string | undefined
  url: string
}
type Words = { subject: string; text: string }
type Kind = 'called' | 'changed' | 'cancelled'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    called: (said) => ({
      subject: `Meeting: ${said.title}`,
      text: `Your organisation is called to a meeting on ${said.exchange}.\n\n${linesOf(said)}\n\nWhat it is about, and its record:\n\n${said.url}\n\nThis mail asks for no answer.\n`,
    }),
    changed: (said) => ({
      subject: `Meeting changed: ${said.title}`,
      text: `A meeting on ${said.exchange} that your organisation is called to was changed.\n\n${linesOf(said)}\n\n${said.url}\n\nThis mail asks for no answer.\n`,
    }),
    cancelled: (said) => ({
      subject: `Meeting cancelled: ${said.title}`,
      text: `For your organisation this meeting on ${said.exchange} is cancelled.\n\n${linesOf(said)}\n`,
    }),
  },
  es: {
    called: (said) => ({
      subject: `Reunión: ${said.title}`,
      text: `Su organización está convocada a una reunión en ${said.exchange}.\n\n${linesOf(said)}\n\nDe qué trata, y su registro:\n\n${said.url}\n\nEste correo no pide respuesta.\n`,
    }),
    changed: (said) => ({
      subject: `Reunión cambiada: ${said.title}`,
      text: `Una reunión en ${said.exchange} a la que su organización está convocada ha cambiado.\n\n${linesOf(said)}\n\n${said.url}\n\nEste correo no pide respuesta.\n`,
    }),
    cancelled: (said) => ({
      subject: `Reunión cancelada: ${said.title}`,
      text: `Para su organización, esta reunión en ${said.exchange} queda cancelada.\n\n${linesOf(said)}\n`,
    }),
  },
  fr: {
    called: (said) => ({
      subject: `Réunion : ${said.title}`,
      text: `Votre organisation est convoquée à une réunion sur ${said.exchange}.\n\n${linesOf(said)}\n\nSon objet et son procès-verbal :\n\n${said.url}\n\nCe message ne demande pas de réponse.\n`,
    }),
    changed: (said) => ({
      subject: `Réunion modifiée : ${said.title}`,
      text: `Une réunion sur ${said.exchange} à laquelle votre organisation est convoquée a été modifiée.\n\n${linesOf(said)}\n\n${said.url}\n\nCe message ne demande pas de réponse.\n`,
    }),
    cancelled: (said) => ({
      subject: `Réunion annulée : ${said.title}`,
      text: `Pour votre organisation, cette réunion sur ${said.exchange} est annulée.\n\n${linesOf(said)}\n`,
    }),
  },
}

function linesOf({ title, when, place }: Said): string {
  return [title, when, place].filter((line) => line !== undefined).join('\n')
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function meetingWords(locale: string, kind: Kind): (said: Said) => Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind]
}
