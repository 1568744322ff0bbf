type Words = { subject: string; text: string }

/** Words of the mails in the person's language. */
export const ACCOUNT_WORDS = {
  en: {
    'sign-in': (name: string, url: string): Words => ({
      subject: `Sign in to ${name}`,
      text: `Open this link to sign in to ${name}. It works once, for 15 minutes.\n\n${url}\n\nIf you did not ask for it, do nothing: nobody gets in without it.\n`,
    }),
    invitation: (name: string, url: string): Words => ({
      subject: `Welcome to ${name}`,
      text: `You were added to ${name}. Open this link to sign in. It works once, for 3 days.\n\n${url}\n\nLater, ask for a new link on the sign-in page. There is no password.\n`,
    }),
  },
  es: {
    'sign-in': (name: string, url: string): Words => ({
      subject: `Entrar en ${name}`,
      text: `Abra este enlace para entrar en ${name}. Sirve una vez, durante 15 minutos.\n\n${url}\n\nSi no lo pidió, no haga nada: sin el enlace nadie puede entrar.\n`,
    }),
    invitation: (name: string, url: string): Words => ({
      subject: `Bienvenido a ${name}`,
      text: `Le han dado acceso a ${name}. Abra este enlace para entrar. Sirve una vez, durante 3 días.\n\n${url}\n\nDespués, pida otro enlace en la página de entrada. No hay contraseña.\n`,
    }),
  },
}
