import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { admitWords } from '../told-first/words.ts'
import { recordHops, type Hop } from './hops.ts'

/**
 * Answers a report and all that are joined to it; each office reads the words by its own link. Whoever answers first is not
 * answered over: `more` says that the writer has seen an answer and adds to it. Throws `not-found`, `conflict`, and
 * `refused-by-policy`, on record, for words that name what a party is told of first.
 */
export async function answerReport(
  ctx: Context,
  by: PersonViewer,
  id: string,
  { words, more = false }: { words: string; more?: boolean | undefined },
): Promise<void> {
  await admitWords(ctx, by, { act: 'report.answer', subject: `report:${id}`, words: [words] })
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const rows = await lockOwn(tx, by, id)
    if (!more && rows.some((row) => row.id === id && row.state === 'answered'))
      throw new ExchangeError(
        'conflict',
        'this report is answered already; look at that answer first',
      )
    await tx
      .updateTable('office_reports')
      .set({ state: 'answered' })
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute()
    await recordHops(
      tx,
      rows.map((row) => ({ ...toHop(row, by, at), kind: 'answered', words })),
    )
  })
}

/** Joins a report to another, whose own it stays: nothing of either is lost, and it can be parted again. */
export async function joinReport(
  ctx: Context,
  by: PersonViewer,
  id: string,
  to: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    // In one order whoever joins which to which, so that two who do at once wait for each other.
    const rows = await tx
      .selectFrom('office_reports')
      .selectAll()
      .where('id', 'in', [id, to])
      .where('to_member', '=', by.memberId)
      .orderBy('id')
      .forUpdate()
      .execute()
    const own = rows.find((row) => row.id === id)
    const lead = rows.find((row) => row.id === to)
    if (!own) throw new ExchangeError('not-found', 'no such report')
    if (!lead || id === to)
      throw new ExchangeError('bad-request', 'no other report by this id', { path: '/body/to' })
    if (own.joined_to !== null)
      throw new ExchangeError('conflict', 'this report is joined already; part it first')
    if (lead.joined_to !== null)
      throw new ExchangeError(
        'conflict',
        'that report is itself joined to another; join it to that one',
        { path: '/body/to' },
      )
    const others = await tx
      .selectFrom('office_reports')
      .select('id')
      .where('joined_to', '=', id)
      .execute()
    if (others.length > 0)
      throw new ExchangeError(
        'conflict',
        'others are joined to this report; join the other to it, or part them first',
      )
    await tx.updateTable('office_reports').set({ joined_to: to }).where('id', '=', id).execute()
    await recordHops(tx, [{ ...toHop(own, by, at), kind: 'joined', stated: { to } }])
  })
}

export async function partReport(ctx: Context, by: PersonViewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const row = await tx
      .selectFrom('office_reports')
      .selectAll()
      .where('id', '=', id)
      .where('to_member', '=', by.memberId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such report')
    if (row.joined_to === null) throw new ExchangeError('conflict', 'this report is joined to none')
    await tx.updateTable('office_reports').set({ joined_to: null }).where('id', '=', id).execute()
    await recordHops(tx, [
      { ...toHop(row, by, at), kind: 'parted', stated: { from: row.joined_to } },
    ])
  })
}

type Row = { id: string; reference: string; to_member: string; from_member: string | null }

function toHop(row: Row, by: PersonViewer, at: Date): Omit<Hop, 'kind'> {
  return {
    reportId: row.id,
    reference: row.reference,
    toMember: row.to_member,
    fromMember: row.from_member ?? undefined,
    at,
    by: toActor(by),
    byMember: by.memberId,
  }
}

/** The report and those joined to it, locked: by a statement each, so that what joined it while this waited is among them. */
async function lockOwn(tx: Tx, by: PersonViewer, id: string): Promise<(Row & { state: string })[]> {
  const lock = (column: 'id' | 'joined_to') =>
    tx
      .selectFrom('office_reports')
      .select(['id', 'reference', 'to_member', 'from_member', 'state'])
      .where('to_member', '=', by.memberId)
      .where(column, '=', id)
      .orderBy('id')
      .forUpdate()
      .execute()
  const own = await lock('id')
  if (own.length === 0) throw new ExchangeError('not-found', 'no such report')
  return [...own, ...(await lock('joined_to'))]
}

const BATCH = 100

/** Reports whose time is over without an answer are escalated, once each: shown as late to the office, to who must answer and to operators. */
export async function escalateReports(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('office_reports')
      .select(['id', 'reference', 'to_member', 'from_member'])
      .where('state', '=', 'waiting')
      .where('answer_by', '<=', at)
      .orderBy('answer_by')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    if (due.length === 0) return false
    await tx
      .updateTable('office_reports')
      .set({ state: 'escalated' })
      .where(
        'id',
        'in',
        due.map((row) => row.id),
      )
      .execute()
    await recordHops(
      tx,
      due.map((row) => ({
        reportId: row.id,
        reference: row.reference,
        toMember: row.to_member,
        fromMember: row.from_member ?? undefined,
        kind: 'escalated',
        at,
        by: 'clock',
      })),
    )
    return due.length === BATCH
  })
}
