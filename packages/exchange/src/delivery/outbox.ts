import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { GatewayFault } from '../gateways/gateway.ts'
import type { Decision } from '../policy/decide.ts'
import type { ChannelName } from './channel.ts'

/** Longer than the mailer's own time limits together; after it another process may try. */
const LEASE_MS = 120_000
/** Minutes after which a mail that was put off is tried again; after the last, hourly. */
const RETRY_MINUTES = [1, 5, 15, 60]

/** A delivery that this process has leased. */
export type Claimed = {
  id: string
  purpose: string
  targetId: string | null
  rank: number | null
  personId: string | null
  address: string
  attempts: number
  expiresAt: Date | null
  /** Until when this process has it in hand: by it another that took it over later is told apart. */
  leasedUntil: Date
  /** A process ended amid an earlier try: whether a server took it then nobody knows. */
  unknown: boolean
}

/** `withheld`: the rules did not let it out any more. `unknown`: it may be out, and is not repeated. `late` is `put-off` once more often than the schedule of retries, so that others are asked too; it is tried on. `put-back`: it was not tried. */
export type Ending =
  | 'handed-over'
  | 'refused'
  | 'put-off'
  | 'put-back'
  | 'late'
  | 'server'
  | 'unknown'
  | 'dropped'
  | 'withheld'

/** Why nothing was written for a delivery, in words. */
export type NotWritten = { notWritten: string }

/** `refusal`: the rule by which it was withheld. `ids`: under which a gateway took it. `why`: it was dropped. */
export type Outcome = {
  delivery: Claimed
  ending: Ending
  fault?: GatewayFault
  refusal?: Decision
  ids?: readonly string[]
  why?: string
}

/**
 * Leases what is due for a channel, so that of several processes one sends each. `wall` is real time. A lease that ran out is of a process that
 * ended amid it, which is counted where it had begun: the same mail goes out again, and may have gone out before. `begins`: they count as begun
 * from now on, without `begin`.
 */
export async function claim(
  db: Db,
  due: {
    channel?: ChannelName
    purposes: string[]
    limit: number
    now: Date
    wall: Date
    begins?: boolean
  },
): Promise<Claimed[]> {
  const { channel = 'mail', purposes, limit, now, wall, begins = true } = due
  const found = await sql<Claimed>`
    with due as materialized (
      select id, begun as unknown from deliveries
      where next_at <= ${now} and channel = ${channel} and purpose = any(${purposes}::text[]) and (leased_until is null or leased_until < ${wall})
      order by urgency desc, next_at limit ${sql.lit(limit)} for no key update skip locked)
    update deliveries d set leased_until = ${new Date(wall.getTime() + LEASE_MS)}, attempts = attempts + 1, begun = begun or ${begins},
      unknown_tries = unknown_tries + due.unknown::int
    from due where d.id = due.id
    returning due.unknown, d.id, d.purpose, d.target_id as "targetId", d.rank, d.person_id as "personId", d.address, d.attempts,
      d.expires_at as "expiresAt", d.leased_until as "leasedUntil"`.execute(db)
  return found.rows
}

/**
 * Says of deliveries of one claim that they may be handed over from now on, and which still are to be: the others were cancelled meanwhile, or
 * another process took them over when the lease had run out.
 */
export async function begin(db: Db, batch: readonly Claimed[]): Promise<ReadonlySet<string>> {
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`update deliveries set begun = true
    where id = any(${sql.val(ids)}::uuid[]) and state = 'queued' and leased_until = ${batch[0]!.leasedUntil} returning id`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** What becomes of a message that was tried; `repeats`: one that may be out goes out again all the same. */
export function endingOf(
  delivery: Claimed,
  fault: GatewayFault | undefined,
  repeats = true,
): Ending {
  if (!fault) return 'handed-over'
  if (fault.unknown && !repeats) return 'unknown'
  if (fault.kind === 'recipient') return 'refused'
  if (fault.kind === 'server') return 'server'
  return delivery.attempts === RETRY_MINUTES.length + 1 ? 'late' : 'put-off'
}

/**
 * Writes the outcomes of a batch in one statement. One cancelled while it was under way is not tried again. What is to be tried again is written
 * only by who has it in hand still: another process may be handing it over by now.
 */
export async function writeOutcomes(tx: Tx, outcomes: Outcome[], at: Date): Promise<void> {
  const rows = outcomes.map(({ delivery, ending, fault, refusal, why }) => ({
    id: delivery.id,
    lease: delivery.leasedUntil,
    // A refusal of our own server is no try at this mailbox.
    attempts:
      ending === 'server' || ending === 'put-back' ? delivery.attempts - 1 : delivery.attempts,
    unknown: fault?.unknown ? 1 : 0,
    back: ending === 'put-back',
    state: STATE_OF[ending] ?? null,
    next_at: STATE_OF[ending] ? null : nextTry(delivery, ending, at),
    fault:
      ending === 'dropped'
        ? (why ?? whyDropped(delivery, at))
        : refusal
          ? `Withheld: ${refusal.reason}.`
          : (fault?.words ?? null),
  }))
  await sql`update deliveries d set attempts = o.attempts, leased_until = null, begun = false, fault = coalesce(o.fault, case when o.back then d.fault end), next_at = o.next_at,
      unknown_tries = d.unknown_tries + o.unknown,
      state = coalesce(o.state, d.state),
      sent_at = case when o.state = 'sent' then ${at}::timestamptz else d.sent_at end,
      settled_at = case when o.state is not null then ${at}::timestamptz else d.settled_at end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as o(id uuid, lease timestamptz, attempts int, unknown int, back boolean, state text, next_at timestamptz, fault text)
    where d.id = o.id and (o.state is not null or d.state = 'queued' and d.leased_until = o.lease)`.execute(
    tx,
  )
}

/** Nothing was written for it: because its time was over, or because of whom it was for. */
function whyDropped({ expiresAt }: Claimed, at: Date): string {
  return expiresAt && expiresAt <= at
    ? 'It waited too long and was given up.'
    : 'Not sent: whom it was for may no longer receive it.'
}

const STATE_OF: Partial<Record<Ending, string>> = {
  'handed-over': 'sent',
  refused: 'failed',
  unknown: 'unknown',
  dropped: 'failed',
  withheld: 'failed',
}

function nextTry(delivery: Claimed, ending: Ending, at: Date): Date {
  const isUntried = ending === 'server' || ending === 'put-back'
  const minutes = isUntried ? 0 : (RETRY_MINUTES[delivery.attempts - 1] ?? 60)
  return new Date(at.getTime() + minutes * 60_000)
}
