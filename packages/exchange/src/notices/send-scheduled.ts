/** Sends what waited for its instant, in one transaction with the end of its wait: killed at any time it waits, or was sent once. */
import type { MemberKind, NoticeDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError, whyUnsent } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { announce } from '../live/announce.ts'
import { loadChains } from './chain.ts'
import {
  digestOfChains,
  lockWaiting,
  recordScheduled,
  type ScheduledRow,
} from './schedule-store.ts'
import { queueUnsent } from '../unsent/mails.ts'
import { sendNotice } from './send.ts'
import { admitNotice } from './verdict.ts'

export function scheduledJob(ctx: Context, deadlines: Deadlines): Job {
  const run = () => deadlines.hold(() => sendScheduled(ctx))
  return { name: 'send notices at their instants', everyMs: 1000, run }
}

/** How long the exchange waits after each failure of its own; after one more it gives up, and says so. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000]

/** Sends one that is due, or ends it where it may not be sent any more; tells whether more may be due. */
export async function sendScheduled(ctx: Context): Promise<boolean> {
  const row = await selectDue(ctx)
  if (!row) return false
  try {
    await send(ctx, row)
  } catch (cause) {
    if (cause instanceof EndedElsewhere) return true
    const fault = whyUnsent(cause)
    // Where the database went away this throws as well: all of them wait on, and no failure is counted.
    await (fault === undefined ? putAside(ctx, row.id, cause) : endUnsent(ctx, row.id, fault))
  }
  return true
}

/** Another process was first, or it was stopped in this moment. */
class EndedElsewhere extends Error {}

function selectDue(ctx: Context): Promise<ScheduledRow | undefined> {
  const now = ctx.clock.now()
  return ctx.database.db
    .selectFrom('scheduled_notices')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
    .orderBy('due_at')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
}

async function send(ctx: Context, row: ScheduledRow): Promise<void> {
  const draft = JSON.parse(row.draft!) as NoticeDraft
  const sender = await readSender(ctx, row)
  await admitNotice(ctx, sender, draft)
  await sendNotice(ctx, sender, draft, {
    chains: async (tx) => {
      const chains = await loadChains(tx, draft.targets)
      if (digestOfChains(chains) !== row.digest)
        throw new ExchangeError(
          'conflict',
          'other contacts were on file at its instant than when it was looked at, so it went to nobody; look at it again',
        )
      return chains
    },
    along: (tx, id) => endSent(tx, ctx, row, id),
  })
}

async function endSent(tx: Tx, ctx: Context, row: ScheduledRow, id: string): Promise<void> {
  const at = ctx.clock.now()
  const ended = await tx
    .updateTable('scheduled_notices')
    .set({ state: 'sent', draft: null, ended_at: at, notice_id: id })
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new EndedElsewhere()
  await announce(tx, { kind: 'scheduled.changed', subject: row.id, at, members: [row.member_id] })
}

/** Whoever was suspended since, or lost the role, sends nothing any more; nor does a member that was. */
async function readSender(ctx: Context, row: ScheduledRow): Promise<PersonViewer> {
  const one = await ctx.database.db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.active', 'p.roles', 'p.ends_at', 'm.name', 'm.kind', 'm.jurisdiction'])
    .select('m.active as member_active')
    .where('p.id', '=', row.person_id)
    .executeTakeFirstOrThrow()
  const isOver = one.ends_at !== null && one.ends_at <= ctx.clock.now()
  if (!one.active || !one.member_active || isOver || !one.roles.includes('analyst'))
    throw new ExchangeError('forbidden', 'whoever made it out may no longer send it')
  return {
    memberId: row.member_id,
    memberName: one.name,
    memberKind: one.kind as MemberKind,
    jurisdiction: one.jurisdiction ?? undefined,
    personId: row.person_id,
    roles: ['analyst'],
    via: 'session',
    canWrite: true,
  }
}

async function endUnsent(ctx: Context, id: string, fault: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, id)
    // Stopped or sent meanwhile, so that there is nothing to end.
    if (row) await end(tx, ctx, row, fault)
  })
}

/** Counts a failure of the exchange itself at one of them, which is tried again later, or no more. */
async function putAside(ctx: Context, id: string, cause: unknown): Promise<void> {
  const tries = await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockWaiting(tx, id)
    if (!row) return undefined
    const at = ctx.clock.now()
    const wait = WAITS_MS[row.tries]
    const counted = row.tries + 1
    const retry_at = wait === undefined ? null : new Date(at.getTime() + wait)
    await tx
      .updateTable('scheduled_notices')
      .set({ tries: counted, retry_at })
      .where('id', '=', id)
      .execute()
    if (wait === undefined)
      await end(tx, ctx, row, `the exchange failed at it ${counted} times; send it anew`)
    else await announce(tx, { kind: 'scheduled.changed', subject: id, at, members: [row.member_id] }) // prettier-ignore
    return counted
  })
  if (tries !== undefined)
    ctx.logger.error({ err: cause, scheduled: id, tries }, 'the exchange failed at a notice that was due') // prettier-ignore
}

async function end(tx: Tx, ctx: Context, row: ScheduledRow, fault: string): Promise<void> {
  const at = ctx.clock.now()
  await tx
    .updateTable('scheduled_notices')
    .set({ state: 'failed', draft: null, ended_at: at, fault })
    .where('id', '=', row.id)
    .execute()
  const { member_id: memberId, person_id: personId } = row
  await queueUnsent(tx, ctx, { kind: 'scheduled', id: row.id }, { memberId, personId, at })
  await recordScheduled(tx, row, { kind: 'notice.unsent', at, by: 'clock', fault })
}
