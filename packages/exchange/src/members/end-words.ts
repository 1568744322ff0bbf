type Said = { exchange: string; day: string; name: string; member: string; url: string }
type Words = { subject: string; text: string }
type Both = { own: (said: Said) => Words; operator: (said: Said) => Words }

/** Words of the reminder in the person's language; day and time are those of UTC. */
const WORDS: Record<string, Both> = {
  en: {
    own: ({ exchange, day }) => ({
      subject: `Your time on ${exchange} ends on ${day}`,
      text: `You are let in to ${exchange} until ${day}. From then on neither a session, a key nor a link lets you in. What you need after it save before it.\n\nA later end is proposed by one operator of the exchange and let stand by another.\n`,
    }),
    operator: ({ exchange, day, name, member, url }) => ({
      subject: `The time of ${name} on ${exchange} ends on ${day}`,
      text: `${name} of ${member} is let in to ${exchange} until ${day}, and no longer. A later end is proposed by one operator and let stand by another:\n\n${url}\n`,
    }),
  },
  es: {
    own: ({ exchange, day }) => ({
      subject: `Su acceso a ${exchange} termina el ${day}`,
      text: `Usted puede entrar en ${exchange} hasta el ${day}. Desde entonces no entra con ninguna sesión, clave ni enlace. Guarde antes lo que necesite después.\n\nUn operador del sistema propone una fecha posterior y otro la aprueba.\n`,
    }),
    operator: ({ exchange, day, name, member, url }) => ({
      subject: `El acceso de ${name} a ${exchange} termina el ${day}`,
      text: `${name}, de ${member}, puede entrar en ${exchange} hasta el ${day} y no más. Un operador propone una fecha posterior y otro la aprueba:\n\n${url}\n`,
    }),
  },
  fr: {
    own: ({ exchange, day }) => ({
      subject: `Votre accès à ${exchange} prend fin le ${day}`,
      text: `Vous êtes admis sur ${exchange} jusqu’au ${day}. Dès lors, ni session, ni clé, ni lien ne vous laisse entrer. Enregistrez avant ce dont vous aurez besoin après.\n\nUn opérateur du système propose une date plus tardive et un autre l’approuve.\n`,
    }),
    operator: ({ exchange, day, name, member, url }) => ({
      subject: `L’accès de ${name} à ${exchange} prend fin le ${day}`,
      text: `${name}, de ${member}, est admis sur ${exchange} jusqu’au ${day}, et pas au-delà. Un opérateur propose une date plus tardive et un autre l’approuve :\n\n${url}\n`,
    }),
  },
}

/** The words in a person's language, or in English where there are none in it; `own` where the time is theirs. */
export function endWords(locale: string, own: boolean): (said: Said) => Words {
  return (WORDS[locale] ?? WORDS['en']!)[own ? 'own' : 'operator']
}
