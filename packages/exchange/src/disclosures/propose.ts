/** Proposing a joint disclosure, and asking to it: each member by rule. */
import { type DisclosureDraft, MAX_DISCLOSERS, type MemberKind } from '@tocsin/api'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { lockMember } from '../members/store.ts'
import { admitWords } from '../told-first/words.ts'
import { faultOfInstant, isAsked, takesPart } from './rules.ts'
import { openSealKey, seal } from './seal.ts'
import { recordStep, selectInGroup, tellAsked, witnessesOf, writeAsked } from './store.ts'
import { ask, factsOf, inDisclosure, recordNo, Refused, toRefusal } from './verdict.ts'

type InGroup = { id: string; name: string; kind: MemberKind }

/** Disclosures of one proposer that have not opened. */
const MOST_WAITING = 50

/**
 * Proposes to disclose together; its proposer agrees by that. Gives its id. Throws `bad-request` for an instant that cannot be or whom
 * the group does not hold, `conflict` for too many that wait, and `refused-by-policy`, on record for the proposer alone.
 */
export async function proposeDisclosure(
  ctx: Context,
  who: PersonViewer,
  draft: DisclosureDraft,
): Promise<string> {
  const subject = `group:${draft.groupId}`
  const fault = faultOfInstant(draft.opensAt, ctx.clock.now())
  if (fault) throw new ExchangeError('bad-request', fault, { path: '/body/opensAt' })
  const words = [draft.title, draft.researchTerms]
  await admitWords(ctx, who, { act: 'disclosure.propose', subject, words })
  const id = randomUUID()
  const key = await openSealKey(ctx)
  const secret = await seal(key, `disclosure:${id}`, randomBytes(32))
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    const inGroup = await selectInGroup(tx, draft.groupId)
    const no = await weigh(tx, ctx, who, draft, inGroup)
    if (no) {
      await recordNo(tx, ctx, who, { act: 'disclosure.propose', subject, decision: no.decision })
      return no.decision
    }
    await refuseMany(tx, who.memberId)
    await keep(tx, ctx, who, draft, { id, inGroup, secret })
    return undefined
  })
  if (refused) throw toRefusal(refused)
  return id
}

async function weigh(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: DisclosureDraft,
  inGroup: readonly InGroup[],
): Promise<Refused | undefined> {
  const belongs = inGroup.some(({ id }) => id === who.memberId)
  const act = { action: 'propose-disclosure' as const, belongs }
  // Of a group that one does not belong to one is not told whether there is one.
  if (!belongs) return new Refused(ask(ctx, who, act))
  const at = draft.invited.findIndex(
    (id) => id === who.memberId || !inGroup.some((one) => one.id === id),
  )
  if (at !== -1)
    throw new ExchangeError('bad-request', 'this is no other member of the group', {
      path: `/body/invited/${at}`,
    })
  const parties = inGroup.filter(({ id }) => id === who.memberId || draft.invited.includes(id))
  const decision = ask(ctx, who, act, { ...(await charterOf(tx, ctx, draft)), ...factsOf(parties) })
  return decision.allow ? undefined : new Refused(decision)
}

async function charterOf(
  tx: Tx,
  ctx: Context,
  { groupId, purpose }: { groupId: string; purpose: string },
) {
  const group = await tx
    .selectFrom('groups')
    .select(['purposes', 'expires_at'])
    .where('id', '=', groupId)
    .executeTakeFirst()
  return {
    purposeNamed: group?.purposes.includes(purpose) ?? false,
    charterEnded: !group || group.expires_at <= ctx.clock.now(),
  }
}

async function refuseMany(tx: Tx, memberId: string): Promise<void> {
  await lockMember(tx, memberId)
  const waiting = await tx
    .selectFrom('disclosures as d')
    .select('d.id')
    .where('d.proposer', '=', memberId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('disclosure_versions as v')
            .select('v.number')
            .whereRef('v.disclosure_id', '=', 'd.id'),
        ),
      ),
    )
    .limit(MOST_WAITING)
    .execute()
  if (waiting.length >= MOST_WAITING)
    throw new ExchangeError(
      'conflict',
      `at most ${MOST_WAITING} disclosures of a member wait at a time`,
    )
}

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: DisclosureDraft,
  { id, inGroup, secret }: { id: string; inGroup: readonly InGroup[]; secret: Uint8Array },
): Promise<void> {
  const at = ctx.clock.now()
  const { groupId, title, purpose, threshold, k, researchTerms, invited } = draft
  const asked = [who.memberId, ...invited]
  await tx
    .insertInto('disclosures')
    .values({
      id,
      group_id: groupId,
      title,
      purpose,
      proposer: who.memberId,
      proposed_by: who.personId,
      proposed_at: at,
      opens_at: draft.opensAt,
      threshold,
      k,
      research_terms: researchTerms,
      asked,
    })
    .execute()
  await tx.insertInto('disclosure_secrets').values({ disclosure_id: id, sealed: secret }).execute()
  for (const one of inGroup.filter((member) => asked.includes(member.id)))
    await tx
      .insertInto('disclosure_members')
      .values({
        disclosure_id: id,
        member_id: one.id,
        kind: one.kind,
        state: one.id === who.memberId ? 'agreed' : 'asked',
      })
      .execute()
  await recordStep(tx, {
    kind: 'disclosure.proposed',
    at,
    by: toActor(who),
    id,
    statement: 'Proposed to disclose together',
    members: [who.memberId],
    details: { title, purpose, opensAt: draft.opensAt, threshold, k, researchTerms, asked },
  })
  await tellAsked(tx, id, at, asked)
}

/**
 * Asks one member more. Throws `refused-by-policy`, on record, where a rule stands against it; `conflict` for one that was asked, or
 * once something opened. One that declined or left may be asked again.
 */
export async function inviteToDisclosure(
  ctx: Context,
  who: PersonViewer,
  id: string,
  memberId: string,
): Promise<void> {
  await inDisclosure(
    ctx,
    who,
    { id, act: 'disclosure.invite' },
    async (tx, { row, parties, own }) => {
      if (row.opens_at <= ctx.clock.now() || parties.some(({ version }) => version !== null))
        throw new ExchangeError('conflict', 'something of it opened: nobody is asked any more')
      const invitee = (await selectInGroup(tx, row.group_id)).find((one) => one.id === memberId)
      const others = parties.filter((one) => one.id !== memberId)
      const facts = {
        ...(await charterOf(tx, ctx, { groupId: row.group_id, purpose: row.purpose })),
        ...factsOf(invitee ? [...others, invitee] : others),
      }
      const isProposer = row.proposer === who.memberId && takesPart(own!)
      const belongs = invitee !== undefined
      const decision = ask(ctx, who, { action: 'invite-to-disclosure', isProposer, belongs }, facts)
      if (!decision.allow) return new Refused(decision)
      const before = parties.find((one) => one.id === memberId)
      if (before && isAsked(before))
        throw new ExchangeError('conflict', 'this member was asked to the disclosure')
      if (!before && parties.length >= MAX_DISCLOSERS)
        throw new ExchangeError('conflict', `at most ${MAX_DISCLOSERS} members disclose together`)
      const key = { disclosure_id: id, member_id: memberId, kind: invitee!.kind }
      const again = { state: 'asked', own_opens_at: null }
      await tx
        .insertInto('disclosure_members')
        .values({ ...key, ...again })
        .onConflict((conflict) =>
          conflict.columns(['disclosure_id', 'member_id']).doUpdateSet(again),
        )
        .execute()
      const asked = await writeAsked(tx, id)
      const at = ctx.clock.now()
      await recordStep(tx, {
        kind: 'disclosure.invited',
        at,
        by: toActor(who),
        id,
        statement: 'Asked a member to disclose together',
        members: witnessesOf(parties),
        details: { asked: memberId },
      })
      await tellAsked(tx, id, at, asked)
      return undefined
    },
  )
}
