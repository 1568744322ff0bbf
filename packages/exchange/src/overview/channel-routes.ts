import { checkOwnMail as ownMailRoute, listTryOuts, tryChannel } from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { checkOwnMail } from './own-mail.ts'
import { selectTryOuts, tryOut } from './try-outs.ts'

/** What DNS says of the own mail domain, and messages by which operators try a channel. */
export function channelRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(ownMailRoute, () => checkOwnMail(ctx))
  http.route(listTryOuts, async () => ({ items: await selectTryOuts(ctx) }))
  http.route(tryChannel, async ({ viewer, body }) => {
    const id = await tryOut(ctx, limits, asPerson(viewer), body)
    return afterAct(async () => (await selectTryOuts(ctx, id))[0]!)
  })
}
