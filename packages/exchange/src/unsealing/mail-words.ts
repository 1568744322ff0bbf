type Said = { exchange: string; url: string; until: string }
type Words = { subject: string; text: string }

/** What a mail is about: to key holders that they are asked, or reminded; to whoever asked what it came to. */
export type Kind = 'asked' | 'reminded' | 'agreed' | 'declined' | 'lapsed' | 'erased'

const WORDS: Record<string, Record<Kind, (said: Said) => Words>> = {
  en: {
    asked: ({ exchange, url, until }) => ({
      subject: `An auditor asks key holders for something on ${exchange}`,
      text: `An auditor asks the key holders of a group on ${exchange} to be told for whom a pseudonym stands. Your organisation is one of them: it agrees or declines, once, until ${until}. Whoever does that for it reads there who asks and why:\n\n${url}\n`,
    }),
    reminded: ({ exchange, url, until }) => ({
      subject: `An auditor still waits for key holders on ${exchange}`,
      text: `Your organisation has not answered what an auditor asks of the key holders of a group on ${exchange}. It lapses on ${until}:\n\n${url}\n`,
    }),
    agreed: ({ exchange, url }) => ({
      subject: `Key holders agreed to what you asked on ${exchange}`,
      text: `Two key holders agreed to what you asked of them on ${exchange}. You can look there; each look is on record:\n\n${url}\n`,
    }),
    declined: ({ exchange, url }) => ({
      subject: `Key holders can agree no more to what you asked on ${exchange}`,
      text: `So many key holders declined what you asked of them on ${exchange}, or hold a key no more, that two can agree no more. The same can be asked anew:\n\n${url}\n`,
    }),
    lapsed: ({ exchange, url }) => ({
      subject: `What you asked of key holders on ${exchange} has lapsed`,
      text: `Too few key holders agreed in time to what you asked of them on ${exchange}. The same can be asked anew:\n\n${url}\n`,
    }),
    erased: ({ exchange, url }) => ({
      subject: `What you asked of key holders on ${exchange} can be told no more`,
      text: `What you asked of key holders on ${exchange} is kept no more: it was erased, and nobody is told it:\n\n${url}\n`,
    }),
  },
  es: {
    asked: ({ exchange, url, until }) => ({
      subject: `Un auditor pide algo a los depositarios de claves en ${exchange}`,
      text: `Un auditor pide a los depositarios de claves de un grupo en ${exchange} saber a quién designa un seudónimo. Su organización es uno de ellos: acepta o se niega, una sola vez, hasta el ${until}. Allí consta quién lo pide y por qué:\n\n${url}\n`,
    }),
    reminded: ({ exchange, url, until }) => ({
      subject: `Un auditor sigue esperando a los depositarios de claves en ${exchange}`,
      text: `Su organización no ha contestado a lo que un auditor pide a los depositarios de claves de un grupo en ${exchange}. Caduca el ${until}:\n\n${url}\n`,
    }),
    agreed: ({ exchange, url }) => ({
      subject: `Los depositarios de claves aceptaron lo que usted pidió en ${exchange}`,
      text: `Dos depositarios de claves aceptaron lo que usted les pidió en ${exchange}. Puede consultarlo allí; cada consulta queda registrada:\n\n${url}\n`,
    }),
    declined: ({ exchange, url }) => ({
      subject: `Los depositarios de claves ya no pueden aceptar lo que usted pidió en ${exchange}`,
      text: `Tantos depositarios de claves se negaron a lo que usted les pidió en ${exchange}, o ya no tienen clave, que dos ya no pueden aceptarlo. Se puede volver a pedir:\n\n${url}\n`,
    }),
    lapsed: ({ exchange, url }) => ({
      subject: `Caducó lo que usted pidió a los depositarios de claves en ${exchange}`,
      text: `Demasiado pocos depositarios de claves aceptaron a tiempo lo que usted les pidió en ${exchange}. Se puede volver a pedir:\n\n${url}\n`,
    }),
    erased: ({ exchange, url }) => ({
      subject: `Lo que usted pidió a los depositarios de claves en ${exchange} ya no se puede decir`,
      text: `Lo que usted pidió a los depositarios de claves en ${exchange} ya no se conserva: se borró, y no se dice a nadie:\n\n${url}\n`,
    }),
  },
  fr: {
    asked: ({ exchange, url, until }) => ({
      subject: `Un auditeur demande quelque chose aux détenteurs de clés sur ${exchange}`,
      text: `Un auditeur demande aux détenteurs de clés d’un groupe sur ${exchange} de savoir qui désigne un pseudonyme. Votre organisation est l’un d’eux : elle accepte ou refuse, une seule fois, jusqu’au ${until}. On y lit qui demande et pourquoi :\n\n${url}\n`,
    }),
    reminded: ({ exchange, url, until }) => ({
      subject: `Un auditeur attend toujours les détenteurs de clés sur ${exchange}`,
      text: `Votre organisation n’a pas répondu à ce qu’un auditeur demande aux détenteurs de clés d’un groupe sur ${exchange}. La demande expire le ${until} :\n\n${url}\n`,
    }),
    agreed: ({ exchange, url }) => ({
      subject: `Les détenteurs de clés ont accepté votre demande sur ${exchange}`,
      text: `Deux détenteurs de clés ont accepté ce que vous leur avez demandé sur ${exchange}. Vous pouvez le consulter ; chaque consultation est consignée :\n\n${url}\n`,
    }),
    declined: ({ exchange, url }) => ({
      subject: `Les détenteurs de clés ne peuvent plus accepter votre demande sur ${exchange}`,
      text: `Tant de détenteurs de clés ont refusé ce que vous leur avez demandé sur ${exchange}, ou n’ont plus de clé, que deux ne peuvent plus accepter. La demande peut être refaite :\n\n${url}\n`,
    }),
    lapsed: ({ exchange, url }) => ({
      subject: `Votre demande aux détenteurs de clés sur ${exchange} a expiré`,
      text: `Trop peu de détenteurs de clés ont accepté à temps ce que vous leur avez demandé sur ${exchange}. La demande peut être refaite :\n\n${url}\n`,
    }),
    erased: ({ exchange, url }) => ({
      subject: `Ce que vous avez demandé aux détenteurs de clés sur ${exchange} ne peut plus être dit`,
      text: `Ce que vous avez demandé aux détenteurs de clés sur ${exchange} n’est plus conservé : cela fut effacé, et n’est dit à personne :\n\n${url}\n`,
    }),
  },
}

/** The words of a mail in a person's language, or in English where there are none in it. They name no pseudonym, body, message or reason. */
export function unsealingWords(locale: string, kind: Kind, said: Said): Words {
  return (WORDS[locale] ?? WORDS['en']!)[kind](said)
}
