import type { checkOwnMail as route, ReplyOf } from '@tocsin/api'
import type { Context } from '../context.ts'
import { openAsking } from '../mail/ask-txt.ts'
import { readDkimKey } from '../mail/dkim.ts'
import { checkOwnDomains } from '../mail/own-domain.ts'
import { toMailbox } from '../mail/outgoing.ts'

/** What DNS says now of the domains that mails of this exchange come from; an exercise sends none and asks nobody. */
export async function checkOwnMail(ctx: Context): Promise<ReplyOf<typeof route>> {
  const { mailFrom, inbound, dkim, exercise } = ctx.config
  const { address } = toMailbox(mailFrom)
  const from = address.split('@')[1]!.toLowerCase()
  const returns = inbound?.domain ?? from
  // The key in use, which may not be the one that the file holds by now.
  const key = ctx.mailer ? ctx.mailer.signing : dkim && readDkimKey(dkim, ctx.config)
  const ask = exercise ? nobody : openAsking(ctx.config.suspicious?.resolvers)
  return {
    at: ctx.wall.now().toISOString(),
    from: address,
    returns,
    checks: await checkOwnDomains({ from, returns, key }, ask),
  }
}

async function nobody(): Promise<never> {
  throw new Error('this is an exercise')
}
