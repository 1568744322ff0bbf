/**
 * Turns of the mails of what is new: at each one what no mail told of yet is put in the outbox with the mail that will tell of it, in one
 * transaction, so that a process that ends anywhere loses none of it and tells of none twice.
 */
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import { inTurn } from '../jobs/in-turn.ts'
import type { Job } from '../jobs/loop.ts'
import { endOfQuiet, nextTurn, type QuietHours } from '../settings/news-turns.ts'
import { admit, keyOf, PERSON_COLUMNS, type PersonColumns, readWaiting, toPerson, type Waiting } from './waiting.ts' // prettier-ignore

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A mailbox that refused one is not tried with the next before this has passed. */
const REFUSED_MS = 24 * HOUR_MS
/** While a mail is on its way nothing is added to it. */
const ON_ITS_WAY_MS = 15 * MINUTE_MS
/** People of one round. */
const BATCH = 50

/** The turns, by the clock. */
export function newsMailJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'make ready mails of what is new',
    everyMs: 10_000,
    run: () => deadlines.hold(() => takeTurns(ctx)),
  }
}

type Due = PersonColumns & {
  email: string
  time_zone: string | null
  how: 'at-once' | 'daily'
  hour: number
  next_at: Date
  quiet_from: string | null
  quiet_until: string | null
  last_state: 'sent' | 'failed' | null
  last_at: Date | null
}

/** An exchange that sends no mail keeps none waiting. Tells whether more are due. */
async function takeTurns(ctx: Context): Promise<boolean> {
  if (!ctx.mailer) return false
  const at = ctx.clock.now()
  const { rows } = await sql<Due>`
    select ${PERSON_COLUMNS}, p.email, p.time_zone, n.how, n.hour, n.next_at, q.quiet_from, q.quiet_until,
      l.state as last_state, l.settled_at as last_at
    from news_mails n join people p on p.id = n.person_id join members m on m.id = p.member_id
    left join person_news q on q.person_id = p.id
    left join lateral (select d.state, d.settled_at from deliveries d where d.person_id = p.id and d.purpose = 'news'
      and d.state in ('sent', 'failed') order by d.queued_at desc, d.id limit 1) l on true
    where n.how <> 'none' and n.next_at <= ${at} and p.active and m.active and (p.ends_at is null or p.ends_at > ${at})
    order by n.next_at, p.id limit ${sql.lit(BATCH)}`.execute(ctx.database.db)
  await inTurn(rows, (one) => takeTurn(ctx, one, at))
  return rows.length === BATCH
}

async function takeTurn(ctx: Context, one: Due, at: Date): Promise<void> {
  const { db } = ctx.database
  const zone = one.time_zone ?? 'UTC'
  const held = [endOfQuiet(at, quietOf(one), zone), earliestAfterLast(one, at)]
  const earliest = new Date(Math.max(...held.map((time) => time.getTime())))
  if (earliest > at) {
    await moveTurn(db, one, earliest)
    return
  }
  const viewer = toPerson(one)
  const waiting = await readWaiting(ctx, viewer)
  const told = await selectTold(db, one.person_id)
  const fresh = await admit(
    ctx,
    viewer,
    waiting.filter((each) => !isTold(told, each)),
  )
  const next = nextTurn({ how: one.how, hour: one.hour, zone }, at)
  await db.transaction().execute((tx) => write(tx, one, { waiting, fresh, at, next }))
}

function quietOf({ quiet_from, quiet_until }: Due): QuietHours | undefined {
  return quiet_from && quiet_until ? { from: quiet_from, until: quiet_until } : undefined
}

/** To whoever is told as it comes once an hour at most, and where their mailbox refused the last one, once a day. */
function earliestAfterLast({ how, last_state, last_at }: Due, at: Date): Date {
  if (how === 'daily' || !last_at) return at
  return new Date(last_at.getTime() + (last_state === 'failed' ? REFUSED_MS : HOUR_MS))
}

/** What mails told of that went out, or wait to. */
async function selectTold(db: Db, personId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Waiting>`
    select t.kind, t.id from news_told t join deliveries d on d.id = t.delivery_id
    where t.person_id = ${personId}::uuid and d.state in ('queued', 'sent')`.execute(db)
  return new Set(rows.map(keyOf))
}

/** A release that was told of as taken back is not new once somebody else answered its recall. */
function isTold(told: ReadonlySet<string>, one: Waiting): boolean {
  if (told.has(keyOf(one))) return true
  return one.kind === 'release' && told.has(keyOf({ kind: 'recall', id: one.id }))
}

/** Sets the next turn, unless another process took this one, or the person chose anew. */
async function moveTurn(db: Db | Tx, { person_id, next_at }: Due, next: Date): Promise<boolean> {
  const moved = await db
    .updateTable('news_mails')
    .set({ next_at: next })
    .where('person_id', '=', person_id)
    .where('next_at', '=', next_at)
    .where('how', '<>', 'none')
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

type Turn = { waiting: Waiting[]; fresh: Waiting[]; at: Date; next: Date }

async function write(tx: Tx, one: Due, { waiting, fresh, at, next }: Turn): Promise<void> {
  const { person_id } = one
  const open = fresh.length === 0 ? undefined : await findOpen(tx, person_id)
  const isOut = open !== undefined && open.begun
  if (!(await moveTurn(tx, one, isOut ? new Date(at.getTime() + ON_ITS_WAY_MS) : next))) return
  await forgetDone(tx, person_id, waiting)
  if (fresh.length === 0 || isOut) return
  const deliveryId = open?.id ?? (await queue(tx, one, at))
  const rows = fresh.map((each) => ({ person_id, ...each, delivery_id: deliveryId }))
  await tx
    .insertInto('news_told')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'kind', 'id'])
        .doUpdateSet((eb) => ({ delivery_id: eb.ref('excluded.delivery_id') })),
    )
    .execute()
}

/** The mail that still waits, locked, if there is one; once a server may have it, nothing can be added. */
async function findOpen(
  tx: Tx,
  personId: string,
): Promise<{ id: string; begun: boolean } | undefined> {
  const { rows } = await sql<{ id: string; begun: boolean }>`
    select id, leased_until is not null or unknown_tries > 0 as begun from deliveries
    where person_id = ${personId}::uuid and purpose = 'news' and next_at is not null order by queued_at, id limit 1
    for update`.execute(tx)
  return rows[0]
}

/** What waits no more is told of again where it comes again. */
async function forgetDone(tx: Tx, personId: string, waiting: readonly Waiting[]): Promise<void> {
  await sql`
    delete from news_told t where t.person_id = ${personId}::uuid and not exists (
      select from json_to_recordset(${JSON.stringify(waiting)}::json) as w(kind text, id uuid)
      where w.id = t.id and (w.kind = t.kind or w.kind in ('release', 'recall') and t.kind in ('release', 'recall')))`.execute(
    tx,
  )
}

async function queue(tx: Tx, { person_id, email }: Due, at: Date): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('deliveries')
    .values({
      id,
      purpose: 'news',
      person_id,
      channel: 'mail',
      address: email,
      state: 'queued',
      next_at: at,
      queued_at: at,
    })
    .execute()
  return id
}
