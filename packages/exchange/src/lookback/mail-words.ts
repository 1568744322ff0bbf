type Words = { subject: string; text: string }
type Said = { exchange: string; url: string; count: number }

const WORDS: Record<string, (said: Said) => Words> = {
  en: ({ exchange, url, count }) => ({
    subject: `What your organisation keeps on ${exchange} was hit`,
    text: `Something that your organisation was given on ${exchange} stands in what it keeps there for look-back. Releases whose hits nobody of it has opened: ${count}. What hit, where and when stands there, for your organisation alone; nothing went to the sender:\n\n${url}\n\nWhether and how often you get this mail you choose under Settings.\n`,
  }),
  es: ({ exchange, url, count }) => ({
    subject: `Hay coincidencias con lo que su organización guarda en ${exchange}`,
    text: `Algo que su organización recibió en ${exchange} está en lo que guarda allí para revisarlo hacia atrás. Publicaciones cuyas coincidencias nadie de ella ha abierto: ${count}. Allí consta qué, dónde y cuándo, solo para su organización; nada fue a quien lo envió:\n\n${url}\n\nSi recibe este correo, y cada cuánto, lo elige en Ajustes.\n`,
  }),
  fr: ({ exchange, url, count }) => ({
    subject: `Ce que votre organisation conserve sur ${exchange} a été touché`,
    text: `Quelque chose que votre organisation a reçu sur ${exchange} figure dans ce qu’elle y conserve pour regarder en arrière. Publications dont personne chez elle n’a ouvert les correspondances : ${count}. Quoi, où et quand y est écrit, pour votre organisation seule ; rien n’est allé à l’expéditeur :\n\n${url}\n\nSi vous recevez ce courriel, et à quel rythme, vous le choisissez dans Réglages.\n`,
  }),
}

/** The words of a mail in a person's language, or in English where there are none in it. */
export function lookbackWords(locale: string, said: Said): Words {
  return (WORDS[locale] ?? WORDS['en']!)(said)
}
