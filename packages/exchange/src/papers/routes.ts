import {
  dropPaper as dropRoute,
  getPaper,
  keepPaper as keepRoute,
  listPapers as listRoute,
  savePaper as saveRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { dropPaper, keepPaper, listPapers, readPaper, savePaper } from './papers.ts'

/** What a member keeps for its notices. */
export function paperRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, async ({ viewer }) => ({ items: await listPapers(ctx, viewer) }))
  http.route(getPaper, ({ viewer, params }) => readPaper(ctx, viewer, params.id))
  http.route(keepRoute, async ({ viewer, body }) => {
    const id = await keepPaper(ctx, viewer, body)
    return afterAct(() => readPaper(ctx, viewer, id))
  })
  http.route(saveRoute, async ({ viewer, params, body }) => {
    await savePaper(ctx, viewer, params.id, body)
    return afterAct(() => readPaper(ctx, viewer, params.id))
  })
  http.route(dropRoute, async ({ viewer, params }) => {
    await dropPaper(ctx, viewer, params.id)
    return {}
  })
}
