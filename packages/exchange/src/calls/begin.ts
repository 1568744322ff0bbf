import type { Call } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { recordChanges } from '../notices/changes.ts'
import { textFor } from '../notices/languages.ts'
import { baseChange, lockTargets } from '../notices/locked.ts'
import { isUnserved } from '../notices/rules.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { CALL_MINUTES, halvesOf, TRIES } from './rules.ts'
import { callScript } from './script.ts'
import { selectCallees, selectCallFacts, selectOpenCall } from './store.ts'

/**
 * Begins a call to contact `rank` of an office, on record. One person at a time is on the phone with an office; whoever
 * begins the same call again is given it again.
 */
export async function beginCall(
  ctx: Context,
  caller: PersonViewer,
  targetId: string,
  rank: number,
): Promise<Call> {
  const now = ctx.clock.now()
  const begun = await ctx.database.db
    .transaction()
    .execute((tx) => begin(tx, caller, { targetId, rank, now }))
  const facts = (await selectCallFacts(ctx.database.db, targetId, rank))!
  const contact = (await selectCallees(ctx, caller, [targetId]))
    .get(targetId)
    ?.find((one) => one.rank === rank)
  const half = halvesOf(facts.call_back_code).caller
  const { text, language: textLanguage } = textFor(facts, facts.language)
  return {
    id: begun.id,
    targetId,
    title: facts.title,
    ...(contact?.phone ? { phone: contact.phone } : {}),
    half,
    until: begun.until.toISOString(),
    triesLeft: TRIES - begun.wrong,
    script: callScript(facts.language, {
      ...facts,
      text,
      textLanguage,
      half,
      origin: ctx.config.origin,
      exercise: ctx.config.exercise,
      isTest: facts.kind === 'reachability',
      ...(facts.known_at ? { knownAt: facts.known_at } : {}),
      corrects: facts.corrects
        ? {
            subject: textFor(facts.corrects, facts.language).text.subject,
            isClear: facts.kind === 'all-clear',
          }
        : undefined,
    }),
  }
}

type Begun = { id: string; until: Date; wrong: number }

async function begin(
  tx: Tx,
  caller: PersonViewer,
  { targetId, rank, now }: { targetId: string; rank: number; now: Date },
): Promise<Begun> {
  const [target] = await lockTargets(tx, [targetId])
  if (!target || target.fromMember !== caller.memberId)
    throw new ExchangeError('not-found', 'no such office of an own notice')
  if (target.corrected)
    throw new ExchangeError('conflict', 'this notice was corrected; call about the correction')
  if (target.closed) throw new ExchangeError('conflict', 'this notice is closed')
  if (!isUnserved(target.standing.state, target.kind))
    throw new ExchangeError('conflict', 'this office has answered meanwhile; nobody need call it')
  const facts = await selectCallFacts(tx, targetId, rank)
  if (!facts)
    throw new ExchangeError('bad-request', 'this office has no such contact', {
      path: '/body/rank',
    })
  const open = await selectOpenCall(tx, targetId, now)
  if (open && open.person_id === caller.personId && open.rank === rank)
    return { id: open.id, until: open.ends_at, wrong: open.wrong_codes }
  if (open)
    throw new ExchangeError(
      'conflict',
      open.person_id === caller.personId
        ? 'record how your other call to this office ended first'
        : `${open.by} is on the phone with this office`,
    )
  const id = randomUUID()
  const until = new Date(now.getTime() + CALL_MINUTES * 60_000)
  const [logIndex] = await recordChanges(tx, [
    {
      ...baseChange(target, now),
      kind: 'notice.called',
      by: toActor(caller),
      detail: `A call by telephone to ${facts.title} began`,
    },
  ])
  await tx
    .insertInto('notice_calls')
    .values({
      id,
      notice_id: target.noticeId,
      target_id: targetId,
      from_member: caller.memberId,
      person_id: caller.personId,
      rank,
      begun_at: now,
      ends_at: until,
      log_index: logIndex!,
    })
    .execute()
  return { id, until, wrong: 0 }
}
