import { answerAppeal, bringAppeal, listAppeals, withdrawAppeal } from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { settleAppeal, takeBackAppeal } from './answer.ts'
import { keepAppeal } from './bring.ts'
import { pageOfAppeals, readAppeal } from './read.ts'

/** Appeals against what was shared. No screen is told live: its events would tell when somebody answered. */
export function appealRoutes(ctx: Context, http: Http): void {
  http.route(listAppeals, ({ viewer, query }) => pageOfAppeals(ctx, asPerson(viewer), query))
  http.route(bringAppeal, async ({ viewer, params, body }) => {
    await keepAppeal(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readAppeal(ctx, viewer, body.appealId))
  })
  http.route(answerAppeal, async ({ viewer, params, body }) => {
    await settleAppeal(ctx, asPerson(viewer), params.id, body.answer)
    return afterAct(() => readAppeal(ctx, viewer, params.id))
  })
  http.route(withdrawAppeal, async ({ viewer, params }) => {
    await takeBackAppeal(ctx, asPerson(viewer), params.id)
    return afterAct(() => readAppeal(ctx, viewer, params.id))
  })
}
