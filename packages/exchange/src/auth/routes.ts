import { getExchange, getSession, requestLink, signIn, signOut } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import type { Auth } from './auth.ts'
import { readSessionCookie, toSessionCookie } from './cookie.ts'
import { describeExchange, describeSession } from './describe.ts'
import { spendLink } from './links.ts'
import { mailLink } from './mail-link.ts'
import { endSession, startSession } from './sessions.ts'

export function authRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const { origin } = ctx.config

  http.route(getExchange, async () => describeExchange(ctx))

  http.route(requestLink, async ({ body, address }) => {
    const email = body.email.toLowerCase()
    await auth.limits.count('linksPerAddress', address)
    await auth.limits.count('linksPerEmail', email)
    // Not awaited: the time of the answer must not tell whether the address is known.
    auth.inBackground(mailLink(ctx, auth.wall, email))
    return {}
  })

  http.route(signIn, async ({ body, headers, address }) => {
    await auth.limits.count('signInsPerAddress', address)
    const now = auth.wall.now()
    const started = await db.transaction().execute(async (tx) => {
      const personId = await spendLink(tx, body.token, now)
      return personId && { personId, token: await startSession(tx, personId, now) }
    })
    if (!started) {
      throw new ExchangeError('expired', 'this link was used or is too old; ask for a new one')
    }
    headers.append('set-cookie', toSessionCookie(origin, started.token))
    return describeSession(ctx, started.personId)
  })

  http.route(signOut, async ({ request, headers }) => {
    const token = readSessionCookie(origin, request)
    if (token) await endSession(db, token)
    headers.append('set-cookie', toSessionCookie(origin, undefined))
    return {}
  })

  http.route(getSession, async ({ viewer }) => {
    if (!viewer.personId) {
      throw new ExchangeError('forbidden', 'this key belongs to a member, not to a person')
    }
    return describeSession(ctx, viewer.personId)
  })
}
