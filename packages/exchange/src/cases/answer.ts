/** Each member joins, declines and leaves for itself, and takes or lays down the lead. */
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import { takeBackSaid } from './instants.ts'
import { hearersOf, isLeaderless } from './rules.ts'
import { type Locked, recordLead, recordOwn, tell, writeReaders } from './store.ts'
import { ask, findNotAtWork, gateOf, inCase, refuseClosed } from './verdict.ts'

type Answer = 'joined' | 'declined' | 'left'

/**
 * Answers an invitation, or leaves. It is on record for the own member alone; the case goes on, and where its last lead leaves, any
 * member that has joined may take the lead. Throws `conflict` for what does not follow on how the member stands to it.
 */
export async function answerInvitation(
  ctx: Context,
  who: PersonViewer,
  id: string,
  answer: Answer,
): Promise<void> {
  await inCase(
    ctx,
    who,
    { id, act: 'case.answer', change: true },
    async (tx, { row, ...locked }) => {
      const { state } = locked.own!
      // The same answer twice, as from a screen that lost the first reply.
      if (state === answer) return undefined
      if ((answer === 'left') !== (state === 'joined'))
        throw new ExchangeError('conflict', STANDS[state]!)
      const at = ctx.clock.now()
      const heard = hearersOf(who, locked.parties)
      await tx
        .updateTable('case_standings')
        .set({ state: answer, leads: false, changed_at: at })
        .where('case_id', '=', id)
        .where('member_id', '=', who.memberId)
        .execute()
      if (answer === 'left') await takeBackSaid(tx, who, id, at)
      await writeReaders(tx, id)
      await recordOwn(tx, who, row, { statement: `A member ${SAID[answer]} a case`, at })
      await tell(tx, who, { row, parties: locked.parties }, { act: answer, at, heard })
      return undefined
    },
  )
}

const SAID = { joined: 'joined', declined: 'declined to join', left: 'left' } as const
const STANDS: Record<string, string> = {
  invited: 'your organisation has not joined the case',
  joined: 'your organisation has joined the case: it may leave it',
}

type LeadAct = 'take' | 'lay-down' | 'close' | 'open-again'

/**
 * Takes the lead where nobody has it, lays the own one down, closes the case or opens it again. Throws `refused-by-policy`, on
 * record, for a member that does not lead; `conflict` where somebody else leads, or the case stands like that.
 */
export async function leadCase(
  ctx: Context,
  who: PersonViewer,
  id: string,
  act: LeadAct,
): Promise<void> {
  await inCase(ctx, who, { id, act: `case.${act}`, change: true }, async (tx, locked) => {
    await takeCommitOrder(tx)
    return act === 'take' || act === 'lay-down'
      ? moveLead(tx, ctx, who, locked, act)
      : setOpen(tx, ctx, who, locked, act)
  })
}

async function moveLead(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { row, parties, own }: Locked,
  act: 'take' | 'lay-down',
): Promise<Decision | undefined> {
  const refused = findNotAtWork(ctx, who, { row, parties, own })
  if (refused) return refused
  const takes = act === 'take'
  if (own!.leads === takes) return undefined
  const untold = ask(ctx, who, { action: 'take-lead', takesPart: true }, gateOf(parties))
  if (takes && !untold.allow) return untold
  if (takes && !isLeaderless(parties))
    throw new ExchangeError('conflict', 'another member leads this case')
  const at = ctx.clock.now()
  await tx
    .updateTable('case_standings')
    .set({ leads: takes, changed_at: at })
    .where('case_id', '=', row.id)
    .where('member_id', '=', who.memberId)
    .execute()
  await recordLead(tx, who, row, { kind: 'case.lead-changed', at, payload: { takes } })
  await tell(tx, who, { row, parties }, { act: takes ? 'took-lead' : 'laid-down-lead', at })
  return undefined
}

async function setOpen(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { row, parties, own }: Locked,
  act: 'close' | 'open-again',
): Promise<Decision | undefined> {
  const isLead = own!.leads && own!.state === 'joined'
  const decision = ask(ctx, who, { action: 'lead-case', isLead })
  if (!decision.allow) return decision
  if (row.state === 'merged') refuseClosed({ row })
  const state = act === 'close' ? 'closed' : 'open'
  if (row.state === state) return undefined
  const at = ctx.clock.now()
  await tx
    .updateTable('cases')
    .set({ state, closed_at: act === 'close' ? at : null })
    .where('id', '=', row.id)
    .execute()
  const kind = act === 'close' ? 'case.closed' : 'case.opened-again'
  await recordLead(tx, who, row, { kind, at })
  // How the case stands is for all who may read it.
  const told = { act: act === 'close' ? ('closed' as const) : ('opened-again' as const), at }
  await tell(tx, who, { row, parties }, { ...told, heard: row.readers })
  return undefined
}
