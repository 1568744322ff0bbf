import { changeSettings, endOtherSessions, endSession, getSettings } from '@tocsin/api'
import type { Auth } from '../auth/auth.ts'
import { readSessionCookie } from '../auth/cookie.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { endOthers, endOwnSession } from './end-sessions.ts'
import { changeOwn, readSettings } from './settings.ts'

/** A person's own choices and sessions. */
export function settingsRoutes(ctx: Context, http: Http, auth: Auth): void {
  const tokenOf = (request: Request): string => {
    const token = readSessionCookie(ctx.config.origin, request)
    if (token === undefined) throw new ExchangeError('not-signed-in', 'sign in first')
    return token
  }
  http.route(getSettings, ({ viewer, request }) =>
    readSettings(ctx, asPerson(viewer), tokenOf(request)),
  )
  http.route(changeSettings, async ({ viewer, body, request }) => {
    const person = asPerson(viewer)
    await changeOwn(ctx, person, body)
    return afterAct(() => readSettings(ctx, person, tokenOf(request)))
  })
  http.route(endSession, async ({ viewer, params, request }) => {
    const person = asPerson(viewer)
    await endOwnSession(ctx, person, params.id)
    auth.keys.forget()
    return afterAct(() => readSettings(ctx, person, tokenOf(request)))
  })
  http.route(endOtherSessions, async ({ viewer, request }) => {
    const person = asPerson(viewer)
    const token = tokenOf(request)
    const ended = await endOthers(ctx, person, token)
    auth.keys.forget()
    return { ended, settings: await afterAct(() => readSettings(ctx, person, token)) }
  })
}
