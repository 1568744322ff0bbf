/** A server that is killed over and over while it sends what waited for its instant; what must be true after. For PostgreSQL, which others can ask meanwhile. */
import { previewNotice, scheduleNotice, type NoticeDraft } from '@tocsin/api'
import { sql } from 'kysely'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../src/config.ts'
import type { Database } from '../src/db/database.ts'
import type { Actor, Stage } from './members-at-work.ts'

const HOUR_MS = 3_600_000

/** What a mail server took. */
export type Took = readonly { id: string; to: string }[]

/**
 * Schedules a notice to `targets`, and another whose list of contacts is not the one that was looked at any more, so that it
 * may not leave. Both are due for a server on the machine's clock, which is ahead of the stage's.
 */
export async function scheduleTwo(
  { exchange, clock }: Stage,
  sender: Actor,
  targets: NoticeDraft['targets'],
): Promise<void> {
  const { db } = exchange.context.database
  const at = new Date(clock.now().getTime() + HOUR_MS).toISOString()
  for (const leaves of [true, false]) {
    const text = {
      subject: `False hours ${randomUUID()}`,
      what: 'W',
      howSure: 'H',
      actions: ['A'],
      whoToCall: 'D',
    }
    const draft: NoticeDraft = { kind: 'notice', tlp: 'green', texts: { en: text }, targets, answerWithin: 10_080 } // prettier-ignore
    const { digest } = await sender.call(previewNotice, { body: draft })
    const { id } = await sender.call(scheduleNotice, { body: { draft, digest, at } })
    if (!leaves)
      await db.updateTable('scheduled_notices').set({ digest: 'other' }).where('id', '=', id).execute() // prettier-ignore
  }
}

/** How Node is to start a server, which is given its configuration as the last argument. */
export type Served = { args: readonly string[]; env: NodeJS.ProcessEnv }

/** Serves, and kills the server `after` milliseconds from the instant that it answers, or that the first mail of this run went out. */
export async function killAmid(
  config: Config,
  { args, env }: Served,
  { after, sent }: { after: number; sent: (() => Promise<boolean>) | undefined },
): Promise<void> {
  const server = spawn(process.execPath, [...args, JSON.stringify(config)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(server, 'close')
  try {
    await Promise.race([
      once(server.stdout, 'data'),
      closed.then(() => Promise.reject(new Error('the server ended by itself'))),
    ])
    while (sent && !(await sent())) await sleep(5)
    await sleep(after)
  } finally {
    server.kill('SIGKILL')
    await closed
  }
}

/** What a dead process holds is another's after two minutes; here at once. */
export async function expireLeases({ db }: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ leased_until: new Date(0) })
    .where('leased_until', 'is not', null)
    .where('next_at', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type Outcome = {
  /** Notices that left, and those of the same words that were sent more or less often than once. */
  notices: number
  notOnce: number
  /** Those that may not leave and did, or whose end is not on record once. */
  wronglySent: number
  /** Mails, and those that no mail server took. */
  mails: number
  never: number
  /** Taken more than once; and those of them, of which it is not on record that they might be. */
  twice: number
  unsaid: number
  /** Mails of which it is on record that nobody knows, taken once all the same. */
  unknownOnce: number
  /** Whoever arranged what did not leave, and was mailed. */
  unsent: number
  toldUnsent: number
}

/** Counts what became of all that was scheduled, by the record and by what the mail server took. */
export async function countOutcome({ db }: Database, took: Took, host: string): Promise<Outcome> {
  const times = new Map<string, number>()
  for (const { id } of took) times.set(id, (times.get(id) ?? 0) + 1)
  const scheduled = await sql<{ digest: string; state: string; sent: number; ended: number }>`
    select s.digest, s.state, (select count(*)::int from notices n where n.id = s.notice_id) as sent,
      (select count(*)::int from log_entries e join log_payloads p using (index)
        where p.subject = 'scheduled:' || s.id and e.leaf like '%notice.unsent%') as ended
    from scheduled_notices s`.execute(db)
  const mails = await sql<{ id: string; purpose: string; state: string; unknown: number }>`
    select d.id, d.purpose, d.state, case when d.purpose = 'notice' then
      (select count(*)::int from notice_events v where v.target_id = d.target_id and v.kind = 'delivery.unknown')
      else d.unknown_tries end as unknown
    from deliveries d`.execute(db)
  const { rows: notices } = await sql<{ n: number }>`select count(*)::int as n from notices`.execute(db) // prettier-ignore
  const leaves = scheduled.rows.filter(({ digest }) => digest !== 'other')
  const stays = scheduled.rows.filter(({ digest }) => digest === 'other')
  const each = mails.rows.map((row) => ({ ...row, taken: times.get(`<${row.id}@${host}>`) ?? 0 }))
  return {
    notices: leaves.length,
    notOnce:
      leaves.filter(({ state, sent }) => state !== 'sent' || sent !== 1).length +
      Math.abs(notices[0]!.n - leaves.length),
    wronglySent: stays.filter(({ state, ended }) => state !== 'failed' || ended !== 1).length,
    mails: each.length,
    never: each.filter(({ state, taken }) => state !== 'sent' || taken === 0).length,
    twice: each.filter(({ taken }) => taken > 1).length,
    unsaid: each.filter(({ taken, unknown }) => taken > 1 + unknown).length,
    unknownOnce: each.filter(({ taken, unknown }) => taken === 1 && unknown > 0).length,
    unsent: stays.length,
    toldUnsent: each.filter(({ purpose, taken }) => purpose === 'unsent' && taken > 0).length,
  }
}
