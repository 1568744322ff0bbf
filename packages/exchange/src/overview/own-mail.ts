import type { checkOwnMail as route, ReplyOf } from '@tocsin/api'
import { Resolver } from 'node:dns/promises'
import type { Context } from '../context.ts'
import { readDkimKey } from '../mail/dkim.ts'
import { checkOwnDomains, type AskTxt } from '../mail/own-domain.ts'
import { toMailbox } from '../mail/outgoing.ts'

const TIMEOUT_MS = 3000

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

/** Asks the name servers of the configuration, else those of this machine. */
function openAsking(servers: readonly string[] | undefined): AskTxt {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 })
  if (servers) resolver.setServers(servers)
  return async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
}
