import { getExchange, getSession, requestLink, signIn, signOut } from '@tocsin/api'
import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { writeSettingOnce } from '../db/settings.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { readMailHealth } from '../delivery/health.ts'
import { mailLink } from './account-mails.ts'
import { personOfSession, recordSession } from './acts.ts'
import type { Auth } from './auth.ts'
import { readSessionCookie, toSessionCookie } from './cookie.ts'
import { toDeviceName } from './device-name.ts'
import { isKnownDevice, toDeviceCookie } from './device.ts'
import { unlessEnded } from './ended.ts'
import { describeExchange, describeSession } from './describe.ts'
import { endOf, markSignedIn, spendLink } from './links.ts'
import { endSession, startSession } from './sessions.ts'

export function authRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const { origin } = ctx.config

  http.route(getExchange, async () => describeExchange(ctx))

  http.route(requestLink, async ({ body, address, request }) => {
    const email = body.email.toLowerCase()
    // Those who signed in here before have limits of their own, which strangers cannot use up.
    if (isKnownDevice(origin, await deviceSecret(ctx), request, email)) {
      await auth.limits.count('linksPerDevice', email)
    } else {
      await auth.limits.count('linksPerAddress', address)
      await auth.limits.count('linksPerEmail', email)
    }
    // Not awaited: the time of the answer must not tell whether the address is known.
    auth.inBackground(mailLink(ctx, email))
    // How our own server fares tells nothing of this address, and whether it is worth waiting.
    return { mail: (await readMailHealth(ctx)).state }
  })

  http.route(signIn, async ({ body, headers, address, request }) => {
    const now = ctx.wall.now()
    const device = toDeviceName(request)
    const started = await db.transaction().execute(async (tx) => {
      const personId = await spendLink(tx, body.token, now)
      if (!personId) return undefined
      unlessEnded({ endsAt: await endOf(tx, personId) }, ctx.clock.now())
      const token = await startSession(tx, personId, now, device)
      await markSignedIn(tx, personId, now)
      await recordSession(tx, 'person.signed-in', personId, ctx.clock.now())
      return { personId, token }
    })
    if (!started) {
      // Only what is wrong counts: a good link works whatever others at the same address try.
      await auth.limits.count('signInsPerAddress', address)
      throw new ExchangeError('expired', 'this link was used or is too old; ask for a new one')
    }
    const session = await describeSession(ctx, started.personId)
    const secret = await deviceSecret(ctx)
    headers.append('set-cookie', toSessionCookie(origin, started.token))
    headers.append('set-cookie', toDeviceCookie(origin, secret, session.person.email))
    return session
  })

  http.route(signOut, async ({ request, headers }) => {
    const token = readSessionCookie(origin, request)
    if (token) {
      await db.transaction().execute(async (tx) => {
        const personId = await personOfSession(tx, token)
        if (personId) await takeCommitOrder(tx)
        await endSession(tx, token)
        if (personId) await recordSession(tx, 'person.signed-out', personId, ctx.clock.now())
      })
    }
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

/** One secret for all servers of a database. */
async function deviceSecret(ctx: Context): Promise<Uint8Array> {
  const fresh = randomBytes(32).toString('base64')
  return Buffer.from(await writeSettingOnce(ctx.database.db, 'device_secret', fresh), 'base64')
}
