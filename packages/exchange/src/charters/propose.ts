import type { PersonViewer } from '../http/viewer.ts'
import type { CharterDraft } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { admitWords } from '../told-first/words.ts'
import { refuseHolders } from './holders.ts'
import {
  bytesOf,
  charterAct,
  type GroupRow,
  lockGroup,
  readHungEnd,
  readLast,
  selectWaiting,
  type VersionRow,
} from './store.ts'
import { refusePart } from './verdict.ts'
import { type Last, type Read, readDraft, runCases } from './work-out.ts'

/**
 * Keeps a version of a charter for a second person; changes nothing that is in force. `replaces` is the hash of the proposal that
 * waits. Gives its number. Throws `refused-by-policy`, on record, for whoever takes no part; `bad-request` with line and place
 * for a text that cannot be worked out, and for a case that does not hold; `conflict`, saying who and what, where
 * another proposal waits or the charter was changed meanwhile.
 */
export async function proposeCharter(
  ctx: Context,
  who: PersonViewer,
  groupId: string,
  { draft, replaces }: { draft: CharterDraft; replaces?: string | undefined },
): Promise<number> {
  const { db } = ctx.database
  // Working it out takes a while and is done with no lock; what it was worked out against is looked at again under it.
  const known = await db.transaction().execute(async (tx) => {
    const refused = await refusePart(tx, ctx, who, { act: 'charter.propose', groupId })
    if (refused) return { refused }
    await refuseHolders(tx, draft.terms)
    const hungEnd = await readHungEnd(tx, draft.terms)
    return { hungEnd, last: await readLast(tx, await lockGroup(tx, groupId)) }
  })
  if ('refused' in known) throw toRefusal(known.refused!)
  await admitWords(ctx, who, {
    act: 'charter.propose',
    subject: `group:${groupId}`,
    words: wordsOf(draft),
  })
  const { last } = known
  const worked = await readDraft(draft, last, known.hungEnd)
  if ('faults' in worked) throw toBadRequest(worked.faults[0]!)
  refuseObstacles(worked)
  refuseFailing(draft, worked, ctx)
  const outcome = await db.transaction().execute(async (tx) => {
    const group = await lockGroup(tx, groupId)
    const refused = await refusePart(tx, ctx, who, { act: 'charter.propose', groupId })
    if (refused) return { refused }
    await refuseMeanwhile(tx, who, group, last)
    await takePlace(tx, ctx, who, groupId, replaces)
    return { number: await keep(tx, ctx, who, groupId, { draft, worked, last }) }
  })
  if ('refused' in outcome) throw toRefusal(outcome.refused!)
  return outcome.number
}

export function toRefusal({ rule, reason }: Decision): ExchangeError {
  return new ExchangeError('refused-by-policy', reason, { rule })
}

function toBadRequest(fault: { line: number; column: number; message: string }): ExchangeError {
  const { line, column, message } = fault
  const path = '/body/draft/text'
  return new ExchangeError('bad-request', `line ${line}, place ${column}: ${message}`, { path })
}

function refuseObstacles({ obstacles }: Read): void {
  if (obstacles.length === 0) return
  const path = '/body/draft'
  throw new ExchangeError('bad-request', `it cannot be adopted: ${obstacles.join('; ')}`, { path })
}

function refuseFailing(draft: CharterDraft, { side }: Read, ctx: Context): void {
  const results = runCases(draft.cases, side, ctx.policies)
  const at = results.findIndex(({ holds }) => !holds)
  if (at === -1) return
  const { words, got } = results[at]!
  const why = `the case “${words}” does not hold: it is ${got.allow ? 'admitted' : 'refused'} by ${got.rule}`
  throw new ExchangeError('bad-request', why, { path: `/body/draft/cases/${at}` })
}

/** The draft was worked out against the last version adopted; another one may have been since. */
async function refuseMeanwhile(
  tx: Tx,
  who: PersonViewer,
  group: GroupRow,
  { number }: Last,
): Promise<void> {
  const last = await readLast(tx, group)
  if (last.number === number) return
  const by = await nameOf(tx, last.row.settled_by_member, who)
  const why = `version ${last.number} was adopted by ${by} meanwhile: look at what it says first`
  throw new ExchangeError('conflict', why)
}

/** One proposal waits at a time: it is replaced by name or stands in the way. */
async function takePlace(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  groupId: string,
  replaces: string | undefined,
): Promise<void> {
  const waiting = await selectWaiting(tx, groupId)
  if (!waiting && replaces === undefined) return
  if (!waiting)
    throw new ExchangeError('conflict', 'the proposal that this replaces waits no longer')
  if (waiting.sha256 !== replaces) {
    const by = await nameOf(tx, waiting.proposed_by_member, who)
    const when = waiting.proposed_at.toISOString()
    const why = `version ${waiting.number}, which ${by} proposed at ${when}, waits for a second person: adopt, refuse or replace it`
    throw new ExchangeError('conflict', why)
  }
  await settle(tx, waiting, { state: 'replaced', at: ctx.clock.now(), who })
}

export async function settle(
  tx: Tx,
  { group_id, number }: Pick<VersionRow, 'group_id' | 'number'>,
  { state, at, who, reason }: { state: string; at: Date; who: PersonViewer; reason?: string },
): Promise<void> {
  await tx
    .updateTable('charter_versions')
    .set({
      state,
      settled_at: at,
      settled_by_member: who.memberId,
      settled_by: who.personId,
      reason: reason ?? null,
    })
    .where('group_id', '=', group_id)
    .where('number', '=', number)
    .execute()
}

/** A member as `who` may be told of it: of another campaign a campaign learns nothing. */
export async function nameOf(tx: Tx, memberId: string | null, who: PersonViewer): Promise<string> {
  if (memberId === null) return 'the founder'
  const row = await tx
    .selectFrom('members')
    .select(['name', 'kind'])
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  const isApart =
    row.kind === 'campaign' && who.memberKind === 'campaign' && memberId !== who.memberId
  return isApart ? 'another member' : row.name
}

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  groupId: string,
  { draft, worked, last }: { draft: CharterDraft; worked: Read; last: Last },
): Promise<number> {
  const { terms, text, byText } = worked
  const { cases, inForceFrom } = draft
  const bytes = bytesOf(groupId, { terms, text, cases, inForceFrom })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const at = ctx.clock.now()
  const found = await sql<{ number: number }>`
    select max(number) + 1 as number from charter_versions where group_id = ${groupId}::uuid`.execute(
    tx,
  )
  const { number } = found.rows[0]!
  await takeCommitOrder(tx)
  const act = await charterAct(tx, 'charter.proposed', {
    groupId,
    at,
    by: toActor(who),
    payload: {
      statement: `Version ${number} of the charter was proposed`,
      charter: number,
      sha256,
      law: worked.law.sha256,
      inForceFrom,
    },
  })
  const [index] = await appendLog(tx, [act])
  await tx
    .insertInto('charter_versions')
    .values({
      group_id: groupId,
      number,
      state: 'proposed',
      terms: JSON.stringify(terms),
      law: text,
      cases: JSON.stringify(cases),
      in_force_from: inForceFrom,
      based_on: last.number,
      bytes,
      sha256,
      by_text: byText,
      proposed_at: at,
      proposed_by_member: who.memberId,
      proposed_by: who.personId,
      log_index: index!,
    })
    .execute()
  return number
}

function wordsOf({ terms, text, cases }: CharterDraft): (string | undefined)[] {
  const { charter, legalBasis, markings = [] } = terms
  return [charter, legalBasis, ...markings, text, ...cases.map(({ words }) => words)]
}
