/** What waits for its instant: found when it is due, ended with why where it may not leave, tried again where the exchange failed at it. */
import type { ActKind } from '@tocsin/api'
import type { Kysely, Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { queueUnsent } from './mails.ts'

type WaitingTable = 'scheduled_notices' | 'held_releases'
type WaitingRow = Pick<
  Selectable<Tables[WaitingTable]>,
  'id' | 'member_id' | 'person_id' | 'digest' | 'due_at' | 'tries'
>

/** Notices and releases that wait: where they are kept, and what the log, the live stream and mails call them. */
export type Waiting<Row extends WaitingRow> = {
  table: WaitingTable
  kind: 'scheduled' | 'held'
  unsent: ActKind
  titleOf: (row: Row) => string
  /** What whoever made it out does once the exchange has given up. */
  gaveUp: string
}

/** How long the exchange waits after each failure of its own; after one more it gives up, and says so. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000]

/** The two tables are alike in all columns that are named here; a query over either is typed as over one. */
const alike = (table: WaitingTable) => table as 'held_releases'

/** What is due by now, the first first; what the exchange failed at once it may be tried again. */
export function dueOf<Row extends WaitingRow>(
  db: Kysely<Tables>,
  { table }: Waiting<Row>,
  now: Date,
) {
  return db
    .selectFrom(alike(table))
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    .orderBy('due_at')
    .orderBy('position')
    .limit(1)
    .$castTo<Row>()
}

/** One that waits, locked against change. */
function lockWaiting<Row extends WaitingRow>(
  tx: Tx,
  { table }: Waiting<Row>,
  id: string,
): Promise<Row | undefined> {
  return tx
    .selectFrom(alike(table))
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forNoKeyUpdate()
    .$castTo<Row>()
    .executeTakeFirst()
}

/** Whether a person who is on file like this may still have sent what they made out: not suspended, over, or without the role. */
export function isGone(
  person: { active: boolean; roles: readonly string[]; ends_at: Date | null },
  now: Date,
): boolean {
  const isOver = person.ends_at !== null && person.ends_at <= now
  return !person.active || isOver || !person.roles.includes('analyst')
}

/** Ends one that may not leave, unless it was stopped or has left meanwhile, so that there is nothing to end. */
export async function endUnsent<Row extends WaitingRow>(
  ctx: Context,
  waiting: Waiting<Row>,
  id: string,
  fault: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, waiting, id)
    if (row) await endIn(tx, ctx, waiting, row, fault)
  })
}

/** Counts a failure of the exchange itself at one of them, which is tried again later than all others that are due, or no more. */
export async function putAside<Row extends WaitingRow>(
  ctx: Context,
  waiting: Waiting<Row>,
  id: string,
  cause: unknown,
): Promise<void> {
  const { table, kind } = waiting
  const tries = await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, waiting, id)
    if (!row) return undefined
    const at = ctx.clock.now()
    const wait = WAITS_MS[row.tries]
    const counted = row.tries + 1
    const retry_at = wait === undefined ? null : new Date(at.getTime() + wait)
    const counting = tx.updateTable(alike(table)).set({ tries: counted, retry_at })
    await counting.where('id', '=', id).execute()
    const why = `the exchange failed at it ${counted} times: ${waiting.gaveUp}`
    if (wait === undefined) await endIn(tx, ctx, waiting, row, why)
    else await announceChange(tx, waiting, row, at)
    return counted
  })
  if (tries === undefined) return
  ctx.logger.error({ err: cause, [kind]: id, tries }, 'the exchange failed at what was due')
}

/** Ends one that is locked: state, log and mails to whoever arranged it. */
export async function endIn<Row extends WaitingRow>(
  tx: Tx,
  ctx: Context,
  waiting: Waiting<Row>,
  row: Row,
  fault: string,
): Promise<void> {
  const at = ctx.clock.now()
  await tx
    .updateTable(alike(waiting.table))
    .set({ state: 'failed', draft: null, ended_at: at, fault })
    .where('id', '=', row.id)
    .execute()
  const whose = { memberId: row.member_id, personId: row.person_id, at }
  await queueUnsent(tx, ctx, { kind: waiting.kind, id: row.id }, whose)
  const titled = { ...row, title: waiting.titleOf(row) }
  await recordWaiting(tx, waiting, titled, { kind: waiting.unsent, at, by: 'clock', fault })
}

const WORDS: Partial<Record<ActKind, string>> = {
  'notice.scheduled': 'waits for its instant',
  'notice.stopped': 'was stopped before its instant',
  'notice.unsent': 'was not sent at its instant',
  'release.held': 'is held before its release',
  'release.stopped': 'was stopped before it left',
  'release.unsent': 'was held and not released',
}

/** For the sender's eyes alone: nobody else learns that there was something. Call it last. */
export async function recordWaiting(
  tx: Tx,
  waiting: Pick<Waiting<never>, 'kind'>,
  row: Pick<WaitingRow, 'id' | 'member_id' | 'digest' | 'due_at'> & { title: string },
  { kind, at, by, fault }: { kind: ActKind; at: Date; by: Doer; fault?: string },
): Promise<void> {
  await appendLog(tx, [
    {
      kind,
      at,
      subject: `${waiting.kind}:${row.id}`,
      payload: {
        statement: `“${row.title}” ${WORDS[kind]}${fault ? `: ${fault}` : ''}`,
        [waiting.kind]: row.id,
        from: row.member_id,
        preview: row.digest,
        due: row.due_at.toISOString(),
        ...(fault ? { reason: fault } : {}),
      },
      by,
      members: [row.member_id],
    },
  ])
  await announceChange(tx, waiting, row, at)
}

/** Tells the screens of its member that it is no longer as it was. */
export async function announceChange(
  tx: Tx,
  { kind }: Pick<Waiting<never>, 'kind'>,
  row: Pick<WaitingRow, 'id' | 'member_id'>,
  at: Date,
): Promise<void> {
  const members = [row.member_id]
  await announce(tx, { kind: `${kind}.changed`, subject: row.id, at, members })
}
