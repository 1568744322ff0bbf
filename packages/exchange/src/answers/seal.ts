import { ANSWER_SLOTS, commitmentOf, sealAnswers, toBase64 } from '@tocsin/proof'
import { sql } from 'kysely'
import { randomBytes, randomInt } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { readSetting, writeSetting, writeSettingOnce } from '../db/settings.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { appendLog, sha256 } from '../log/append.ts'

const MINUTE_MS = 60_000
/** Minutes between two batches unless the configuration says. */
const MINUTES = 10
/**
 * Answers of one member in one batch. With a share of its own for each nobody can fill a batch, and tell by what is left over that
 * somebody else has answered.
 */
const OWN_SHARE = 8
/** Until when batches have been closed. */
const UNTIL = 'answers_until'

/** Background work: commits to what members have answered, or to nothing, at set times. */
export function answersJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'seal answers',
    everyMs: 5000,
    run: () => deadlines.hold(() => sealDueAnswers(ctx)),
  }
}

/**
 * Closes the batch whose time has come: one entry in the log, of one size, whether anybody has answered or not. After a time in which
 * the exchange stood still there is one batch for all of it. Tells whether more is due, which it never is: answers beyond a member's
 * share of one batch wait for the next, since an entry out of turn would tell of them.
 */
async function sealDueAnswers(ctx: Context): Promise<boolean> {
  const { db } = ctx.database
  const now = ctx.clock.now()
  const until = lastBoundary(ctx, now)
  const known = await readSetting(db, UNTIL)
  // The first batch is that of the first whole span.
  if (known === undefined) await writeSettingOnce(db, UNTIL, until.toISOString())
  else if (new Date(known) < until) await db.transaction().execute((tx) => sealIn(tx, now, until))
  return false
}

/** The next instant at which a batch is closed. */
export function nextSealing(ctx: Context): Date {
  return new Date(lastBoundary(ctx, ctx.clock.now()).getTime() + spanOf(ctx))
}

function lastBoundary(ctx: Context, now: Date): Date {
  return new Date(Math.floor(now.getTime() / spanOf(ctx)) * spanOf(ctx))
}

function spanOf({ config }: Context): number {
  return (config.answerMinutes ?? MINUTES) * MINUTE_MS
}

async function sealIn(tx: Tx, at: Date, until: Date): Promise<void> {
  await takeCommitOrder(tx)
  // Another process may have been here first.
  const from = (await readSetting(tx, UNTIL))!
  if (new Date(from) >= until) return
  const waiting = await selectWaiting(tx, until)
  const places = pickPlaces(waiting.length)
  const answers = new Map(
    waiting.map(({ salt, payload }, i) => [
      places[i]!,
      commitmentOf(salt, sha256(Buffer.from(payload)), sha256),
    ]),
  )
  const { root, pathOf } = sealAnswers(answers, () => randomBytes(32), sha256)
  const statement = 'Whatever members answered since the last such entry, if anything'
  const span = { from, until: until.toISOString() }
  const payload = { statement, root: toBase64(root), slots: ANSWER_SLOTS, ...span }
  const [index] = await appendLog(tx, [
    { kind: 'answers.sealed', at, subject: 'answers', payload, by: 'clock', members: [] },
  ])
  const filled = waiting.map(({ id }, i) => {
    const place = places[i]!
    return { id, place, path: Buffer.concat(pathOf(place)).toString('base64') }
  })
  await fillSlots(tx, index!, filled)
  await writeSetting(tx, UNTIL, until.toISOString())
}

/** One statement, however many answers there are. */
async function fillSlots(
  tx: Tx,
  index: number,
  filled: readonly { id: string; place: number; path: string }[],
): Promise<void> {
  await sql`update answer_leaves l set place = x.place, path = decode(x.path, 'base64'), log_index = ${index}::bigint
    from json_to_recordset(${JSON.stringify(filled)}::json) as x(id uuid, place smallint, path text)
    where l.id = x.id`.execute(tx)
}

/** What goes into the batch: the oldest answers of each member, each member for itself. */
async function selectWaiting(tx: Tx, until: Date) {
  const { rows } = await sql<{ id: string; salt: Uint8Array; payload: string }>`
    select id, salt, payload from (
      select id, salt, payload, made_at, row_number() over (partition by members[1] order by made_at, id) as place
      from answer_leaves where log_index is null and made_at < ${until.toISOString()}::timestamptz) own
    where place <= ${OWN_SHARE} order by made_at, id limit ${ANSWER_SLOTS}`.execute(tx)
  return rows
}

/** So many different slots, in an order that nobody can guess. */
function pickPlaces(count: number): number[] {
  const picked = new Set<number>()
  while (picked.size < count) picked.add(randomInt(ANSWER_SLOTS))
  return [...picked]
}
