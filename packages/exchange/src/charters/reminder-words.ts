type Said = { exchange: string; group: string; day: string; url: string }
type Words = { subject: string; text: string }

/** Words of the reminder in the person's language; day and time are those of UTC. */
const REMINDER_WORDS: Record<string, (said: Said) => Words> = {
  en: ({ exchange, group, day, url }) => ({
    subject: `The charter of ${group} ends on ${day}`,
    text: `The charter of the group ${group} on ${exchange} ends on ${day}. From then on nothing new can be shared in it; its end takes away nothing that was given before.\n\nIt goes on if one person proposes a renewal and another adopts it:\n\n${url}\n`,
  }),
  es: ({ exchange, group, day, url }) => ({
    subject: `El estatuto de ${group} termina el ${day}`,
    text: `El estatuto del grupo ${group} en ${exchange} termina el ${day}. Desde entonces no se podrá compartir nada nuevo en él; su fin no quita nada de lo que ya se entregó.\n\nSigue si una persona propone renovarlo y otra lo aprueba:\n\n${url}\n`,
  }),
  fr: ({ exchange, group, day, url }) => ({
    subject: `La charte de ${group} prend fin le ${day}`,
    text: `La charte du groupe ${group} sur ${exchange} prend fin le ${day}. Dès lors, rien de nouveau ne peut y être partagé ; sa fin ne retire rien de ce qui a été remis.\n\nElle continue si une personne propose de la renouveler et qu’une autre l’adopte :\n\n${url}\n`,
  }),
}

/** The words in a person's language, or in English where there are none in it. */
export function reminderWords(locale: string): (said: Said) => Words {
  return REMINDER_WORDS[locale] ?? REMINDER_WORDS['en']!
}
