import {
  answerPublicReport,
  erasePublicReport,
  followPublicReport,
  getPublicForm,
  listPublicReports,
  makePublicReport,
  openPublicReport,
  withdrawPublicReport,
  type PublicReport,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { PAGE_SIZE, sealedList, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { answerReport, eraseReport, openReport, withdrawReport } from './settle.ts'
import { toPublicReport } from './shape.ts'
import { countOpen, placeOf, selectPublicReports } from './store.ts'
import { followReport, readForm, takePublicReport } from './take.ts'

/** Reports of the public: taken with no account, answered by a hub, followed by number and code. */
export function publicReportRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(getPublicForm, () => readForm(ctx))
  http.route(makePublicReport, async ({ body, address }) => {
    await limits.count('publicReportsPerAddress', address)
    return takePublicReport(ctx, body)
  })
  http.route(followPublicReport, async ({ body, address }) => {
    await limits.count('publicCodesPerAddress', address)
    return followReport(ctx, body)
  })
  http.route(withdrawPublicReport, async ({ body, address }) => {
    await limits.count('publicCodesPerAddress', address)
    return withdrawReport(ctx, body)
  })
  http.route(listPublicReports, ({ viewer, query }) => {
    const { after, limit = PAGE_SIZE } = query
    const list = sealedList(ctx.cursors, 'public-reports')
    const place = list.open(after)?.split('_')
    return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => ({
      ...toPage(
        await selectPublicReports(tx, { to: viewer.memberId, after: place, limit: limit + 1 }),
        limit,
        { key: placeOf, shape: (row) => toPublicReport(row), ...list },
      ),
      ...(await countOpen(tx, viewer.memberId)),
    }))
  })
  http.route(openPublicReport, async ({ viewer, params }) => {
    const said = await openReport(ctx, asPerson(viewer), params.id)
    return afterAct(() => read(ctx, viewer, params.id, said))
  })
  http.route(answerPublicReport, async ({ viewer, params, body }) => {
    await answerReport(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => read(ctx, viewer, params.id))
  })
  http.route(erasePublicReport, async ({ viewer, params, body }) => {
    await eraseReport(ctx, asPerson(viewer), params.id, body.reason)
    return afterAct(() => read(ctx, viewer, params.id))
  })
}

async function read(
  ctx: Context,
  viewer: Viewer,
  id: string,
  said?: { where: string | null; what: string | null },
): Promise<PublicReport> {
  const [row] = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectPublicReports(tx, { id }),
  )
  if (!row) throw new ExchangeError('not-found', 'no such report')
  return toPublicReport(row, said)
}
