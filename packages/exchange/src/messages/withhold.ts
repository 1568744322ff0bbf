/** The day on which the words of a message become public, put off by an official of its sender, in public. */
import { sql } from 'kysely'
import type { MemberKind } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { decideWithholding } from '../policy/withholding.ts'
import { recordRefusals } from '../refusals/record.ts'
import { textDays } from '../register/enter.ts'
import { findUntellable } from '../sharing/follow-up.ts'

const DAY_MS = 86_400_000

type Official = Viewer & { personId: string }
type Delay = { textFrom: string; until: string; reason: string }
type EntryRow = { sender: string; sender_kind: MemberKind; text_from: Date; number: number }

/**
 * Puts the day off to `until`, at most as many days after the one that stands as words are kept back at first. The entry names
 * the official and the reason from then on. Throws `not-found`; `forbidden` for anybody but people of the sender; `conflict`
 * where the day is no longer the one they saw; `bad-request` for a day that is not later or too late; `refused-by-policy`, on
 * record, where the rules say no, or where the reason may not be told.
 */
export async function withholdWords(
  ctx: Context,
  official: Official,
  id: string,
  delay: Delay,
): Promise<void> {
  const refused = await ctx.database.db
    .transaction()
    .execute((tx) => withholdIn(tx, ctx, official, id, delay))
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

async function withholdIn(
  tx: Tx,
  ctx: Context,
  official: Official,
  id: string,
  { textFrom, until, reason }: Delay,
): Promise<Decision | undefined> {
  const entry = await lockEntry(tx, id)
  if (entry.sender !== official.memberId)
    throw new ExchangeError('forbidden', 'only a person of the body that sent it puts the day off')
  if (entry.text_from.getTime() !== Date.parse(textFrom))
    throw new ExchangeError('conflict', 'somebody else put the day off meanwhile: look again')
  const end = new Date(until)
  refuseEnd(ctx, entry.text_from, end)
  // From here on nobody is suspended and no role changes until the transaction ends.
  await takeCommitOrder(tx)
  const at = ctx.clock.now()
  const by = toActor(official)
  const decision = await judge(tx, ctx, official, entry)
  const refused = decision.allow ? await findUntellable(tx, ctx, id, reason) : decision
  if (refused) {
    const subject = `release:${id}`
    await recordRefusals(tx, at, [{ act: 'withhold', subject, by, decision: refused }])
    return refused
  }
  const [index] = await appendLog(tx, [
    {
      kind: 'register.withheld',
      at,
      subject: `release:${id}`,
      payload: {
        statement: `The words of a message stay out of the public register until ${end.toISOString()}: ${reason}`,
        release: id,
        from: entry.sender,
        before: entry.text_from.toISOString(),
        until: end.toISOString(),
        reason,
      },
      by,
      members: [entry.sender],
    },
  ])
  await sql`insert into register_holds (entry_id, number, at, until, reason, member_id, person_id, log_index)
    values (${id}::uuid, ${entry.number}, ${at.toISOString()}::timestamptz, ${end.toISOString()}::timestamptz, ${reason},
      ${entry.sender}::uuid, ${official.personId}::uuid, ${index!})`.execute(tx)
  await sql`update register_entries set text_from = ${end.toISOString()}::timestamptz where id = ${id}::uuid`.execute(
    tx,
  )
  return undefined
}

async function lockEntry(tx: Tx, id: string): Promise<EntryRow> {
  const { rows } = await sql<Omit<EntryRow, 'number'>>`
    select e.sender, m.kind as sender_kind, e.text_from
    from register_entries e join members m on m.id = e.sender
    where e.id = ${id}::uuid for no key update of e`.execute(tx)
  if (!rows[0]) throw new ExchangeError('not-found', 'the register has no such entry')
  // Counted by a statement of its own: the one that waited for the lock does not see what it waited for.
  const held = await sql<{ number: number }>`
    select (count(*) + 1)::int as number from register_holds where entry_id = ${id}::uuid`.execute(
    tx,
  )
  return { ...rows[0], ...held.rows[0]! }
}

function refuseEnd(ctx: Context, stands: Date, end: Date): void {
  const days = textDays(ctx)
  const latest = new Date(stands.getTime() + days * DAY_MS)
  if (end > stands && end <= latest) return
  throw new ExchangeError(
    'bad-request',
    `the new day lies after ${stands.toISOString()} and no later than ${latest.toISOString()}, ${days} days on`,
    { path: '/body/until' },
  )
}

async function judge(tx: Tx, ctx: Context, official: Official, entry: EntryRow): Promise<Decision> {
  const person = await tx
    .selectFrom('people')
    .select(['roles', 'active'])
    .where('id', '=', official.personId)
    .executeTakeFirst()
  return decideWithholding(
    {
      // Authentication admits active members only.
      member: { kind: entry.sender_kind, active: true },
      isReviewer: person !== undefined && person.active && person.roles.includes('reviewer'),
      textFrom: entry.text_from,
      context: { now: ctx.clock.now(), exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
}
