import {
  answerReport as answerRoute,
  getReportFile,
  joinReport as joinRoute,
  listLateReports,
  listOwnReports,
  listReports,
  makeReport,
  partReport as partRoute,
  type MemberRef,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { findByLink } from '../notices/acknowledge.ts'
import { takesReports } from './rules.ts'
import { answerReport, joinReport, partReport } from './settle.ts'
import { toLate, toOwnReport, toReport } from './shape.ts'
import { countReports, selectContent, selectLate, selectReports } from './store.ts'
import { selectDoor, takeReport } from './take.ts'

/** Own reports that an office is shown by its link. */
const OWN = 100

/** Reports from offices: taken by the links of notices, answered by who sent the notice. */
export function intakeRoutes(ctx: Context, http: Http, limits: Limits): void {
  const { db } = ctx.database
  http.route(makeReport, async ({ body: { token, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const office = await findByLink(ctx, token, 'door')
    await limits.count('reportsPerOffice', office.targetId)
    return takeReport(ctx, office, sent)
  })
  http.route(listOwnReports, async ({ body, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const { targetId } = await findByLink(ctx, body.token, 'door')
    const door = await selectDoor(db, targetId, ctx.clock.now())
    const { member: id, name, kind, ...office } = door
    const rows = await selectReports(db, { office, limit: OWN })
    const to = { id, name, kind: kind as MemberRef['kind'] }
    return {
      items: rows.map(toOwnReport),
      more: (await countReports(db, { office, limit: OWN })) - rows.length,
      place: office.place,
      ...(takesReports(door) ? { to } : {}),
    }
  })
  http.route(listReports, ({ viewer, query }) => {
    const { after, limit = PAGE_SIZE } = query
    const list = sealedList(ctx.cursors, 'reports')
    const before = readNumber(list.open(after))
    const filter = { to: viewer.memberId, before, limit: limit + 1 }
    return asMember(db, toReader(viewer), ctx.clock.now(), async (tx) =>
      toPage(await selectReports(tx, filter), limit, {
        key: (row) => [row.position],
        shape: toReport,
        ...list,
      }),
    )
  })
  http.route(listLateReports, async () => {
    const rows = await selectLate(db, ctx.clock.now())
    return { items: rows.map(toLate), more: (rows[0]?.total ?? 0) - rows.length }
  })
  http.route(answerRoute, async ({ viewer, params, body }) => {
    await answerReport(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readReport(ctx, viewer, params.id))
  })
  http.route(joinRoute, async ({ viewer, params, body }) => {
    await joinReport(ctx, asPerson(viewer), params.id, body.to)
    return afterAct(() => readReport(ctx, viewer, params.id))
  })
  http.route(partRoute, async ({ viewer, params }) => {
    await partReport(ctx, asPerson(viewer), params.id)
    return afterAct(() => readReport(ctx, viewer, params.id))
  })
  http.route(getReportFile, async ({ viewer, params }) => {
    // Whether it may be read at all is the database's decision; the bytes themselves no reader can ask it for.
    await readReport(ctx, viewer, params.id)
    return toFile(ctx, params)
  })
}

async function readReport(ctx: Context, viewer: Viewer, id: string) {
  const rows = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectReports(tx, { id }),
  )
  if (!rows[0]) throw new ExchangeError('not-found', 'no such report')
  return toReport(rows[0])
}

/** Nothing opens it by itself: a type that no program claims, to be saved, with no name but its hash. */
async function toFile(
  ctx: Context,
  { id, sha256 }: { id: string; sha256: string },
): Promise<Response> {
  const content = await selectContent(ctx.database.db, id, sha256)
  if (!content) throw new ExchangeError('not-found', 'the bytes of this file are not kept here')
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="evidence-${sha256.slice(0, 16)}.bin"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
