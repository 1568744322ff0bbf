import type { BodyOf, CallOutcome, endCall as endRoute } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { recordChanges, type Change } from '../notices/changes.ts'
import {
  baseChange,
  dueAfter,
  lockRows,
  readTargets,
  type LockedTarget,
} from '../notices/locked.ts'
import { decideAcknowledgement, endsWhenTold } from '../notices/rules.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { admitWords } from '../told-first/words.ts'
import { isReadBack, TRIES } from './rules.ts'
import { selectCallFacts } from './store.ts'

type Ending = BodyOf<typeof endRoute>
type Ended = { outcome: CallOutcome; logIndex: number }
/** A wrong code is written down before it is answered, so that nobody tries more often than may be. */
type Wrong = { left: number }

/**
 * Records how a call ended. An office counts as told by telephone only where whoever answered read back the half of the
 * code that the caller is not shown.
 */
export async function endCall(
  ctx: Context,
  caller: PersonViewer,
  id: string,
  ending: Ending,
): Promise<Ended> {
  const said = clean(ending)
  const words = [said.spokeWith, said.who, said.note]
  await admitWords(ctx, caller, { act: 'call.end', subject: `call:${id}`, words })
  const result = await ctx.database.db
    .transaction()
    .execute((tx) => end(tx, caller, { id, ending: said, at: ctx.clock.now() }))
  if ('outcome' in result) return result
  throw new ExchangeError(
    'bad-request',
    `these are not the digits; ${result.left === 1 ? '1 try is' : `${result.left} tries are`} left, then the call ends and nobody counts as told`,
    { path: '/body/readBack' },
  )
}

function clean(ending: Ending): Ending {
  const isTold = ending.outcome === 'told' || ending.outcome === 'understood'
  if (isTold && !ending.readBack?.trim())
    throw new ExchangeError('bad-request', 'the digits that were read back are missing', {
      path: '/body/readBack',
    })
  if (isTold && !ending.spokeWith?.trim())
    throw new ExchangeError('bad-request', 'say whom you spoke with', { path: '/body/spokeWith' })
  if (ending.outcome === 'understood' && !ending.who?.trim())
    throw new ExchangeError('bad-request', 'say who acts', { path: '/body/who' })
  return ending
}

async function end(
  tx: Tx,
  caller: PersonViewer,
  { id, ending, at }: { id: string; ending: Ending; at: Date },
): Promise<Ended | Wrong> {
  const call = await findOwnCall(tx, caller, id)
  await lockRows(tx, [call.target_id])
  const now = await findOwnCall(tx, caller, id)
  if (now.ended_at) throw new ExchangeError('conflict', 'how this call ended is on record already')
  const [target] = await readTargets(tx, [call.target_id])
  const facts = await selectCallFacts(tx, call.target_id, call.rank)
  if (!target || !facts) throw new ExchangeError('not-found', 'no such call')
  const isTold = ending.outcome === 'told' || ending.outcome === 'understood'
  if (isTold && now.ends_at <= at)
    throw new ExchangeError('conflict', 'this call was too long ago; call again', {
      path: '/body/outcome',
    })
  if (isTold && !isReadBack(facts.call_back_code, ending.readBack!)) {
    const wrong = now.wrong_codes + 1
    await tx.updateTable('notice_calls').set({ wrong_codes: wrong }).where('id', '=', id).execute()
    if (wrong < TRIES) return { left: TRIES - wrong }
    const words = `Called ${facts.title}: wrong digits were read back ${TRIES} times. The call was ended and nobody counts as told`
    return finish(tx, { id, target, caller, at, outcome: 'wrong-code', change: { detail: words } })
  }
  const change = isTold
    ? toTold(target, caller, { ending, title: facts.title, rank: call.rank, at })
    : undefined
  return finish(tx, {
    id,
    target,
    caller,
    at,
    outcome: ending.outcome,
    spokeWith: ending.spokeWith,
    change: change ?? { detail: `${toWords(ending, facts.title)}${toNote(ending)}` },
  })
}

async function findOwnCall(tx: Tx, caller: PersonViewer, id: string) {
  const call = await tx
    .selectFrom('notice_calls')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', caller.personId)
    .executeTakeFirst()
  if (!call) throw new ExchangeError('not-found', 'no such call of yours')
  return call
}

const SAID = {
  told: 'was told by telephone',
  understood: 'understands, as said by telephone',
}

/** The answer; nothing where the office had said as much, or more, before. */
function toTold(
  target: LockedTarget,
  caller: PersonViewer,
  { ending, title, rank, at }: { ending: Ending; title: string; rank: number; at: Date },
): Partial<Change> & { detail: string } {
  const said = ending.outcome as 'told' | 'understood'
  const step = decideAcknowledgement(target.standing.state, said, target.kind)
  const who = said === 'understood' ? `; who acts: ${ending.who!.trim()}` : ''
  const detail = `${title} ${SAID[said]}, as ${caller.memberName} states; the code was read back right; spoken with: ${ending.spokeWith!.trim()}${who}${toNote(ending)}`
  if (!step) return { detail }
  const isDone = step !== 'told' || target.closed || endsWhenTold(target.kind)
  return {
    detail,
    kind: `notice.${step}`,
    state: step,
    dueAt: isDone ? undefined : dueAfter(target, at),
    acknowledgedBy:
      step === 'told'
        ? `${ending.spokeWith!.trim()} (by telephone)`
        : `${ending.who!.trim()} (by telephone)`,
    answeredRank: rank,
  }
}

function toWords({ outcome }: Ending, title: string): string {
  if (outcome === 'not-reached') return `Called ${title}: nobody was reached`
  if (outcome === 'wrong-number') return `Called ${title}: the number is wrong`
  return `Called ${title}: somebody answered, but no code was read back, so nobody counts as told`
}

function toNote({ note }: Ending): string {
  return note?.trim() ? `; note: ${note.trim()}` : ''
}

async function finish(
  tx: Tx,
  facts: {
    id: string
    target: LockedTarget
    caller: PersonViewer
    at: Date
    outcome: CallOutcome
    spokeWith?: string | undefined
    change: Partial<Change> & { detail: string }
  },
): Promise<Ended> {
  const { id, target, caller, at, outcome, spokeWith, change } = facts
  const [logIndex] = await recordChanges(tx, [
    { ...baseChange(target, at), kind: 'notice.called', by: toActor(caller), ...change },
  ])
  await tx
    .updateTable('notice_calls')
    .set({ ended_at: at, outcome, spoke_with: spokeWith?.trim() ?? null, log_index: logIndex! })
    .where('id', '=', id)
    .execute()
  return { outcome, logIndex: logIndex! }
}
