import type { Clock } from '../clock.ts'
import type { Context } from '../context.ts'
import { findByEmail, issueLink, toLinkUrl } from './links.ts'

type Person = { id: string; email: string; locale: string }
type Words = { subject: string; text: string }

const INVITATION_MINUTES = 3 * 24 * 60

/** Words of the mails in the person's language. */
const WORDS = {
  en: {
    signIn: (name: string, url: string): Words => ({
      subject: `Sign in to ${name}`,
      text: `Open this link to sign in to ${name}. It works once, for 15 minutes.\n\n${url}\n\nIf you did not ask for it, do nothing: nobody gets in without it.\n`,
    }),
    invitation: (name: string, url: string): Words => ({
      subject: `Welcome to ${name}`,
      text: `You were added to ${name}. Open this link to sign in. It works once, for 3 days.\n\n${url}\n\nLater, ask for a new link on the sign-in page. There is no password.\n`,
    }),
  },
  es: {
    signIn: (name: string, url: string): Words => ({
      subject: `Entrar en ${name}`,
      text: `Abra este enlace para entrar en ${name}. Sirve una vez, durante 15 minutos.\n\n${url}\n\nSi no lo pidió, no haga nada: sin el enlace nadie puede entrar.\n`,
    }),
    invitation: (name: string, url: string): Words => ({
      subject: `Bienvenido a ${name}`,
      text: `Le han dado acceso a ${name}. Abra este enlace para entrar. Sirve una vez, durante 3 días.\n\n${url}\n\nDespués, pida otro enlace en la página de entrada. No hay contraseña.\n`,
    }),
  },
}

/** Mails a sign-in link to a known person; does nothing for an unknown address. Never throws. */
export async function mailLink(ctx: Context, wall: Clock, email: string): Promise<void> {
  await recorded(ctx, async () => {
    const person = await findByEmail(ctx.database.db, email)
    if (person) await send(ctx, person, 'signIn', wall.now())
  })
}

/** Mails a newly added person their first link. Never throws. */
export async function sendInvitation(ctx: Context, wall: Clock, person: Person): Promise<void> {
  await recorded(ctx, () => send(ctx, person, 'invitation', wall.now()))
}

async function send(
  ctx: Context,
  person: Person,
  kind: 'signIn' | 'invitation',
  now: Date,
): Promise<void> {
  if (!ctx.mailer) {
    ctx.logger.error(`no SMTP server is configured, so no ${kind} link was mailed`)
    return
  }
  const minutes = kind === 'invitation' ? INVITATION_MINUTES : undefined
  const token = await issueLink(ctx.database.db, person.id, now, minutes)
  const words = WORDS[person.locale === 'es' ? 'es' : 'en'][kind]
  const url = toLinkUrl(ctx.config.origin, token)
  await ctx.mailer.send({ to: person.email, ...words(ctx.config.name, url) })
}

/** The caller has been answered already, so a failure is recorded for the operator instead of thrown. */
async function recorded(ctx: Context, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (err) {
    ctx.logger.error({ err }, 'a sign-in link could not be mailed')
  }
}
