type Words = { subject: string; text: string }

/** Words of the mails in the person's language. */
const ACCOUNT_WORDS = {
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
  fr: {
    'sign-in': (name: string, url: string): Words => ({
      subject: `Se connecter à ${name}`,
      text: `Ouvrez ce lien pour vous connecter à ${name}. Il sert une seule fois, pendant 15 minutes.\n\n${url}\n\nSi vous ne l’avez pas demandé, ne faites rien : personne n’entre sans ce lien.\n`,
    }),
    invitation: (name: string, url: string): Words => ({
      subject: `Bienvenue sur ${name}`,
      text: `Vous avez désormais accès à ${name}. Ouvrez ce lien pour vous connecter. Il sert une seule fois, pendant 3 jours.\n\n${url}\n\nEnsuite, demandez un nouveau lien sur la page de connexion. Il n’y a pas de mot de passe.\n`,
    }),
  },
}

/** The words in a person's language, or in English where we have none in it. */
export function accountWords(locale: string) {
  return ACCOUNT_WORDS[locale as keyof typeof ACCOUNT_WORDS] ?? ACCOUNT_WORDS.en
}
