/** Bringing an appeal: every holder of what it is about is told once, and whoever brings it does not learn who they are. */
import type { bringAppeal, BodyOf, MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { decideAppeal, type PolicyAppeal } from '../policy/appealing.ts'
import type { Decision } from '../policy/decide.ts'
import { lockMember } from '../members/store.ts'
import { selectRelease } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'
import { findWaitingName } from '../told-first/words.ts'
import { queueAppeal } from './mails.ts'

/** So many appeals of one member about one release. */
const MOST = 50

type Draft = BodyOf<typeof bringAppeal>

/**
 * Brings an appeal about things in a release that the own member has. One that is sent again by its id is kept once; `conflict` where
 * the id stands for another one. Throws `not-found` for a release that it has not, `bad-request` for what does not stand in it, and
 * `refused-by-policy`, recorded for itself alone.
 */
export async function keepAppeal(
  ctx: Context,
  who: PersonViewer,
  releaseId: string,
  draft: Draft,
): Promise<void> {
  await refuseForeign(ctx, who, releaseId, draft.stixIds)
  const about = { governmentToo: draft.governmentToo, byCampaign: who.memberKind === 'campaign' }
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const asking = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
    const act = { action: 'bring-appeal' as const, holds: true, isPerson: true }
    const member = { kind: who.memberKind, active: true }
    const brought = decideAppeal(member, act, about, asking, ctx.policies)
    const decision = brought.allow
      ? await findWaitingName(tx, ctx, who.memberId, [draft.words])
      : brought
    if (decision) await recordNo(tx, ctx, who, { releaseId, decision })
    else await keep(tx, ctx, who, { releaseId, draft, about })
    return decision
  })
  if (refused) throw new ExchangeError('refused-by-policy', refused.reason, { rule: refused.rule })
}

/** What is not in the release as the member may read it, it cannot appeal against: it would try whether somebody has it. */
async function refuseForeign(
  ctx: Context,
  who: PersonViewer,
  releaseId: string,
  stixIds: readonly string[],
): Promise<void> {
  const moment = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  const known = await asMember(ctx.database.db, toReader(who), moment.now, async (tx) => {
    const release = await selectRelease(tx, who.memberId, releaseId)
    const isShown = release !== undefined && decideLook(release, who, moment, ctx.policies).allow
    const isOwn = release?.from_member === who.memberId || release?.recipient !== null
    if (!isShown || !isOwn) throw new ExchangeError('not-found', 'no such release')
    const { rows } = await sql<{ stix_id: string }>`
      select distinct o.stix_id from release_objects ro join objects o on o.row between ro.first_row and ro.last_row
      where ro.release_id = ${releaseId}::uuid and o.stix_id = any(${[...stixIds]}::text[])`.execute(
      tx,
    )
    return new Set(rows.map((row) => row.stix_id))
  })
  const at = stixIds.findIndex((id) => !known.has(id))
  if (at !== -1)
    throw new ExchangeError('bad-request', 'this does not stand in the release', {
      path: `/body/stixIds/${at}`,
    })
}

/** For the own member alone, as whatever it answers: an entry among the refusals would tell that it tried. */
async function recordNo(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { releaseId, decision }: { releaseId: string; decision: Decision },
): Promise<void> {
  await recordAnswer(tx, {
    at: ctx.clock.now(),
    payload: {
      statement: 'A rule refused an appeal',
      release: releaseId,
      rule: decision.rule,
    },
    by: toActor(who),
    members: [who.memberId],
  })
}

type Kept = { releaseId: string; draft: Draft; about: PolicyAppeal }

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { releaseId, draft, about }: Kept,
): Promise<void> {
  const { appealId, behalf, words, stixIds, governmentToo } = draft
  const { memberId, personId } = who
  const at = ctx.clock.now()
  await lockMember(tx, memberId)
  const inserted = await tx
    .insertInto('appeals')
    .values({
      id: appealId,
      member_id: memberId,
      behalf,
      words,
      day: at.toISOString().slice(0, 10),
      withdrawn: false,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return refuseOther(tx, who, releaseId, draft)
  await refuseMore(tx, memberId, releaseId)
  await tx
    .insertInto('appeal_own')
    .values({
      appeal_id: appealId,
      member_id: memberId,
      person_id: personId,
      release_id: releaseId,
      stix_ids: [...stixIds],
      government_too: governmentToo,
      at,
    })
    .execute()
  await insertHolders(tx, ctx, who, { appealId, stixIds, about })
  const statement = 'A member brought an appeal against what was shared'
  const payload = { statement, appeal: appealId, release: releaseId, behalf, words, stixIds }
  await recordAnswer(tx, { at, payload, by: toActor(who), members: [memberId] })
}

async function refuseMore(tx: Tx, memberId: string, releaseId: string): Promise<void> {
  const { made } = await tx
    .selectFrom('appeal_own')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('member_id', '=', memberId)
    .where('release_id', '=', releaseId)
    .executeTakeFirstOrThrow()
  if (Number(made) >= MOST)
    throw new ExchangeError(
      'too-large',
      `a member brings at most ${MOST} appeals about one release`,
    )
}

async function refuseOther(
  tx: Tx,
  { memberId }: PersonViewer,
  releaseId: string,
  { appealId, behalf, words, stixIds, governmentToo }: Draft,
): Promise<void> {
  const known = await tx
    .selectFrom('appeals as a')
    .innerJoin('appeal_own as o', 'o.appeal_id', 'a.id')
    .select(['a.behalf', 'a.words', 'o.release_id', 'o.stix_ids', 'o.government_too'])
    .where('a.id', '=', appealId)
    .where('a.member_id', '=', memberId)
    .executeTakeFirst()
  const isSame =
    known?.behalf === behalf &&
    known.words === words &&
    known.release_id === releaseId &&
    known.government_too === governmentToo &&
    known.stix_ids.toSorted().join() === [...stixIds].toSorted().join()
  if (!isSame)
    throw new ExchangeError('conflict', 'this id stands for another appeal', {
      path: '/body/appealId',
    })
}

type Reached = { appealId: string; stixIds: readonly string[]; about: PolicyAppeal }

/** A line for each holder whom the rules let it reach, with what that one holds. */
async function insertHolders(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { appealId, stixIds, about }: Reached,
): Promise<void> {
  const asking = { now: ctx.clock.now(), exit: 'api' as const, exercise: ctx.config.exercise }
  const holders = await findHolders(tx, stixIds, who.memberId)
  const reached = holders.filter(
    ({ kind }) =>
      decideAppeal({ kind, active: true }, { action: 'hear-appeal' }, about, asking, ctx.policies)
        .allow,
  )
  if (reached.length === 0) return
  await tx
    .insertInto('appeal_holders')
    .values(
      reached.map((one) => ({
        appeal_id: appealId,
        member_id: one.id,
        brought_by: who.memberId,
        stix_ids: one.held,
        answer: null,
        answered_day: null,
        answered_by: null,
      })),
    )
    .execute()
  await queueAppeal(tx, ctx, { holders: reached.map(({ id }) => id), at: asking.now })
}

/**
 * Members that have any of these things, each once with what it has: whoever sent them, and whoever was given them and has not
 * answered a recall by saying that they are gone.
 */
async function findHolders(
  tx: Tx,
  stixIds: readonly string[],
  without: string,
): Promise<{ id: string; kind: MemberKind; held: string[] }[]> {
  const { rows } = await sql<{ id: string; kind: MemberKind; held: string[] }>`
    with held as materialized (
      select distinct o.stix_id, ro.release_id from objects o
        join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
      where o.stix_id = any(${[...stixIds]}::text[])
    ), having_it as (
      select rr.member_id, h.stix_id from held h join release_recipients rr on rr.release_id = h.release_id
        where rr.withdrawn_at is null or coalesce(rr.recall_answer, 'kept') = 'kept'
      union
      select r.from_member, h.stix_id from held h join releases r on r.id = h.release_id
    )
    select m.id, m.kind, array_agg(w.stix_id order by w.stix_id) as held from having_it w join members m on m.id = w.member_id
    where m.active and m.id <> ${without}::uuid group by m.id, m.kind order by m.id`.execute(tx)
  return rows
}
