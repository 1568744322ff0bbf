import type { Clock } from '../clock.ts'
import type { Context } from '../context.ts'
import { findByEmail, issueLink, toLinkUrl } from './links.ts'

/** Words of the mail in the person's language. */
const WORDS = {
  en: (name: string, url: string) => ({
    subject: `Sign in to ${name}`,
    text: `Open this link to sign in to ${name}. It works once, for 15 minutes.\n\n${url}\n\nIf you did not ask for it, do nothing: nobody gets in without it.\n`,
  }),
  es: (name: string, url: string) => ({
    subject: `Entrar en ${name}`,
    text: `Abra este enlace para entrar en ${name}. Sirve una vez, durante 15 minutos.\n\n${url}\n\nSi no lo pidió, no haga nada: sin el enlace nadie puede entrar.\n`,
  }),
}

/**
 * Mails a one-time link to a known person; does nothing for an unknown address. Never throws: the caller
 * has answered already, so a failure is recorded for the operator instead.
 */
export async function mailLink(ctx: Context, wall: Clock, email: string): Promise<void> {
  try {
    const person = await findByEmail(ctx.database.db, email)
    if (!person) return
    if (!ctx.mailer) {
      ctx.logger.error('a sign-in link was asked for, but no SMTP server is configured')
      return
    }
    const token = await issueLink(ctx.database.db, person.id, wall.now())
    const words = WORDS[person.locale === 'es' ? 'es' : 'en']
    await ctx.mailer.send({
      to: person.email,
      ...words(ctx.config.name, toLinkUrl(ctx.config.origin, token)),
    })
  } catch (err) {
    ctx.logger.error({ err }, 'a sign-in link could not be mailed')
  }
}
