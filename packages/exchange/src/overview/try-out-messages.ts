/** What a message that tries a channel says, and what is on record of its end. */
import type { TextChannel } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose, TextPurpose } from '../delivery/deliver.ts'
import { writeOutcomes, type Claimed, type NotWritten, type Outcome } from '../delivery/outbox.ts'
import { keepParts } from '../delivery/parts.ts'
import { appendLog, type Act } from '../log/append.ts'
import type { Mail } from '../mail/outgoing.ts'

/** The purpose of such a message in the outbox, and how long it waits for a server. */
export const TRY_OUT = 'try-out'
export const TRY_OUT_MINUTES = 60

const EXPIRED = 'It waited for an hour and was given up.'
const STOPPED =
  'Not sent: whoever has this number asked for no messages, or said that it is a wrong number.'
/** Why one was not handed to any server at all. */
export const NOT_SENT: ReadonlySet<string> = new Set([EXPIRED, STOPPED])

/** Mails that try the mail server. */
export const tryOutMails: Purpose = {
  names: [TRY_OUT],
  write: async (ctx, batch) =>
    new Map(batch.map((one) => [one.id, isLate(ctx, one) ? EXPIRES : toMail(ctx, one.address)])),
  settle: (ctx, outcomes, at) =>
    ctx.database.db.transaction().execute(async (tx) => {
      await writeOutcomes(tx, outcomes, at)
      await record(tx, outcomes, at)
    }),
  bounced: (tx, { delivery, codes, at }) =>
    log(tx, [{ id: delivery.id, outcome: 'returned', brief: codes }], at),
}

/** Messages that try a gateway. */
export function tryOutTexts(channel: TextChannel): TextPurpose {
  return {
    names: [TRY_OUT],
    write: async (ctx, batch) => {
      const stopped = await selectStopped(ctx, channel, batch)
      const text = toText(ctx, channel)
      return new Map(
        batch.map((one) => [
          one.id,
          isLate(ctx, one)
            ? EXPIRES
            : stopped.has(one.address)
              ? { notWritten: STOPPED }
              : { to: one.address, language: 'en', text },
        ]),
      )
    },
    settle: (ctx, outcomes, at) =>
      ctx.database.db.transaction().execute(async (tx) => {
        await writeOutcomes(tx, outcomes, at)
        await keepParts(tx, channel, outcomes)
        await record(tx, outcomes, at)
      }),
  }
}

const EXPIRES: NotWritten = { notWritten: EXPIRED }

function isLate(ctx: Context, { expiresAt }: Claimed): boolean {
  return expiresAt !== null && expiresAt <= ctx.clock.now()
}

async function selectStopped(
  ctx: Context,
  channel: TextChannel,
  batch: readonly Claimed[],
): Promise<Set<string>> {
  const numbers = batch.map(({ address }) => address)
  const { rows } = await sql<{ number: string }>`select number from stopped_numbers
    where channel = ${channel} and number = any(${sql.val(numbers)}::text[])`.execute(
    ctx.database.db,
  )
  return new Set(rows.map(({ number }) => number))
}

function toMail({ config }: Context, to: string): Mail {
  const { name, origin } = config
  return {
    to,
    subject: `Test of the mail of ${name}`,
    text: `Nothing has happened, and nothing is asked of you.

Somebody who runs ${name} (${origin}) typed this address to see whether its mail arrives here. If you do not know why, you can leave this mail unanswered.
`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function toText({ config }: Context, channel: TextChannel): string {
  const { name, origin } = config
  const what = `Test of ${name}. Nothing has happened, and nothing is asked of you.`
  return channel === 'voice' ? what : `${what} ${origin}`
}

const ENDS: ReadonlySet<Outcome['ending']> = new Set([
  'handed-over',
  'refused',
  'unknown',
  'dropped',
  'withheld',
])

async function record(tx: Tx, outcomes: readonly Outcome[], at: Date): Promise<void> {
  const ended = outcomes.filter(({ ending }) => ENDS.has(ending))
  await log(
    tx,
    ended.map(({ delivery, ending, fault }) => ({
      id: delivery.id,
      outcome: ending === 'dropped' ? 'not-sent' : ending,
      brief: fault?.brief,
    })),
    at,
  )
}

type End = { id: string; outcome: string; brief: string | undefined }

async function log(tx: Tx, ends: readonly End[], at: Date): Promise<void> {
  if (ends.length === 0) return
  const ids = ends.map(({ id }) => id)
  const { rows } = await sql<{ id: string; member: string; channel: string }>`
    select d.id, p.member_id as member, d.channel from deliveries d join people p on p.id = d.person_id
    where d.id = any(${sql.val(ids)}::uuid[])`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  await appendLog(
    tx,
    ends.map(({ id, outcome, brief }): Act => {
      const { member, channel } = byId.get(id)!
      const payload = { id, channel, outcome, ...(brief ? { codes: brief } : {}) }
      const subject = 'exchange'
      return { kind: 'exchange.try-out-ended', at, subject, payload, by: 'exchange', members: [member] } // prettier-ignore
    }),
  )
}
