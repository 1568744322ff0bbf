type Said = { exchange: string; url: string; due: string; why: string }
type Words = { subject: string; text: string }
type Kind = 'scheduled' | 'held' | 'test'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    scheduled: ({ exchange, url, due, why }) => ({
      subject: `A notice did not leave ${exchange} at its instant`,
      text: `A notice of your organisation that was to leave ${exchange} at ${due} went to nobody. The exchange wrote down why:\n\n${why}\n\nNobody was told by it. Where it still matters, look at it again and send it anew:\n\n${url}\n`,
    }),
    held: ({ exchange, url, due, why }) => ({
      subject: `What was held did not leave ${exchange}`,
      text: `Something that your organisation held on ${exchange} until ${due} was given to nobody. The exchange wrote down why:\n\n${why}\n\nWhere it still matters, look at it again and release it anew:\n\n${url}\n`,
    }),
    test: ({ exchange, url, due, why }) => ({
      subject: `A test of reachability did not leave ${exchange}`,
      text: `A test of whether offices can be reached, planned by your organisation on ${exchange} for ${due}, went to nobody. The exchange wrote down why:\n\n${why}\n\n${url}\n`,
    }),
  },
  es: {
    scheduled: ({ exchange, url, due, why }) => ({
      subject: `Un aviso no salió de ${exchange} en su momento`,
      text: `Un aviso de su organización que debía salir de ${exchange} el ${due} no llegó a nadie. El sistema anotó el motivo:\n\n${why}\n\nNadie fue avisado por él. Si todavía importa, vuelva a revisarlo y envíelo de nuevo:\n\n${url}\n`,
    }),
    held: ({ exchange, url, due, why }) => ({
      subject: `Lo retenido no salió de ${exchange}`,
      text: `Algo que su organización retenía en ${exchange} hasta el ${due} no se entregó a nadie. El sistema anotó el motivo:\n\n${why}\n\nSi todavía importa, vuelva a revisarlo y envíelo de nuevo:\n\n${url}\n`,
    }),
    test: ({ exchange, url, due, why }) => ({
      subject: `Una prueba de contacto no salió de ${exchange}`,
      text: `Una prueba para saber si se puede contactar con las oficinas, prevista por su organización en ${exchange} para el ${due}, no llegó a nadie. El sistema anotó el motivo:\n\n${why}\n\n${url}\n`,
    }),
  },
  fr: {
    scheduled: ({ exchange, url, due, why }) => ({
      subject: `Un avis n’est pas parti de ${exchange} à son heure`,
      text: `Un avis de votre organisation qui devait partir de ${exchange} le ${due} n’est allé à personne. Le système a noté pourquoi :\n\n${why}\n\nPersonne n’a été averti par lui. S’il importe encore, relisez-le et envoyez-le de nouveau :\n\n${url}\n`,
    }),
    held: ({ exchange, url, due, why }) => ({
      subject: `Ce qui était retenu n’est pas parti de ${exchange}`,
      text: `Un envoi que votre organisation retenait sur ${exchange} jusqu’au ${due} n’a été remis à personne. Le système a noté pourquoi :\n\n${why}\n\nS’il importe encore, relisez-le et envoyez-le de nouveau :\n\n${url}\n`,
    }),
    test: ({ exchange, url, due, why }) => ({
      subject: `Un test de joignabilité n’est pas parti de ${exchange}`,
      text: `Un test pour savoir si des bureaux peuvent être joints, prévu par votre organisation sur ${exchange} pour le ${due}, n’est allé à personne. Le système a noté pourquoi :\n\n${why}\n\n${url}\n`,
    }),
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. `why` is as it stands on record. */
export function unsentWords(locale: string, kind: Kind, said: Said): Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind](said)
}
