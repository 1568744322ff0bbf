/** Sends what waited for its instant, in one transaction with the end of its wait: killed at any time it waits, or was sent once. */
import type { MemberKind, NoticeDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError, whyUnsent } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { loadChains } from './chain.ts'
import { announceChange, dueOf, endUnsent, isGone, putAside } from '../unsent/due.ts'
import { digestOfChains, SCHEDULED, type ScheduledRow } from './schedule-store.ts'
import { sendNotice } from './send.ts'
import { admitNotice } from './verdict.ts'

export function scheduledJob(ctx: Context, deadlines: Deadlines): Job {
  const run = () => deadlines.hold(() => sendScheduled(ctx))
  return { name: 'send notices at their instants', everyMs: 1000, run }
}

/** Sends one that is due, or ends it where it may not be sent any more; tells whether more may be due. */
export async function sendScheduled(ctx: Context): Promise<boolean> {
  const row = await dueOf(ctx.database.db, SCHEDULED, ctx.clock.now()).executeTakeFirst()
  if (!row) return false
  try {
    await send(ctx, row)
  } catch (cause) {
    if (cause instanceof EndedElsewhere) return true
    const fault = whyUnsent(cause)
    // Where the database went away this throws as well: all of them wait on, and no failure is counted.
    await (fault === undefined
      ? putAside(ctx, SCHEDULED, row.id, cause)
      : endUnsent(ctx, SCHEDULED, row.id, fault))
  }
  return true
}

/** Another process was first, or it was stopped in this moment. */
class EndedElsewhere extends Error {}

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
  await announceChange(tx, SCHEDULED, row, at)
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
  if (!one.member_active || isGone(one, ctx.clock.now()))
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
