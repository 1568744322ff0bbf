/** Opening a case, and inviting to it: each member by rule, and none to more than it could see before. */
import type { CaseDraft, MemberKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { PolicyCase } from '../policy/case-work.ts'
import type { Decision } from '../policy/decide.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { isReading, nameOf } from './rules.ts'
import {
  type CaseRow,
  insertParty,
  recordLead,
  selectInGroup,
  selectParties,
  tell,
  writeReaders,
} from './store.ts'
import {
  admitToCase,
  ask,
  asksForAction,
  gateOf,
  inCase,
  recordNo,
  refuseClosed,
  toRefusal,
} from './verdict.ts'

type InGroup = { id: string; name: string; kind: MemberKind }

/**
 * Opens a case; gives its id. Throws `refused-by-policy`, on record, where the rules do not let these members work together or a body
 * of government would name it to a platform or campaign; `bad-request` for whom the group does not hold.
 */
export async function openCase(ctx: Context, who: PersonViewer, draft: CaseDraft): Promise<string> {
  const { title } = draft
  if (title !== undefined)
    await admitToCase(ctx, who, {
      act: 'case.open',
      subject: `group:${draft.groupId}`,
      words: title,
    })
  const outcome = await ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const opened = await openIn(tx, ctx, who, draft)
    if ('refused' in opened) {
      const subject = `group:${draft.groupId}`
      await recordNo(tx, ctx, who, { act: 'case.open', subject, decision: opened.refused })
    }
    return opened
  })
  if ('refused' in outcome) throw toRefusal(outcome.refused)
  return outcome.id
}

/** Opens a case in a transaction that commits in order, or gives the rule's "no". */
export async function openIn(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: CaseDraft,
): Promise<{ id: string } | { refused: Decision }> {
  const inGroup = await selectInGroup(tx, draft.groupId)
  const refused = await weighCase(tx, ctx, who, draft, inGroup)
  return refused ? { refused } : { id: await keep(tx, ctx, who, draft, inGroup) }
}

async function weighCase(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: CaseDraft,
  inGroup: readonly InGroup[],
): Promise<Decision | undefined> {
  const belongs = inGroup.some(({ id }) => id === who.memberId)
  const { title } = draft
  const act = {
    action: 'open-case' as const,
    belongs,
    toBehindGate: title !== undefined,
    asksForAction: title !== undefined && asksForAction(who, [title]),
  }
  // Of a group that one does not belong to one is not told whether there is one.
  if (!belongs) return ask(ctx, who, act)
  const at = draft.invited.findIndex(
    (id) => id === who.memberId || !inGroup.some((one) => one.id === id),
  )
  if (at !== -1)
    throw new ExchangeError('bad-request', 'this is no other member of the group', {
      path: `/body/invited/${at}`,
    })
  const parties = inGroup.filter(({ id }) => id === who.memberId || draft.invited.includes(id))
  const decision = ask(ctx, who, act, await factsOf(tx, ctx, draft, parties))
  return decision.allow ? undefined : decision
}

/** What the rules ask of a group's charter and of those who would be in the case. */
async function factsOf(
  tx: Tx,
  ctx: Context,
  { groupId, purpose }: { groupId: string; purpose: string },
  parties: readonly { kind: MemberKind }[],
): Promise<Partial<PolicyCase>> {
  const group = await tx
    .selectFrom('groups')
    .select(['purposes', 'expires_at'])
    .where('id', '=', groupId)
    .executeTakeFirst()
  return {
    purposeNamed: group?.purposes.includes(purpose) ?? false,
    charterEnded: !group || group.expires_at <= ctx.clock.now(),
    campaigns: parties.filter(({ kind }) => kind === 'campaign').length,
    ...gateOf(parties),
  }
}

async function keep(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  draft: CaseDraft,
  inGroup: readonly InGroup[],
): Promise<string> {
  const id = randomUUID()
  const at = ctx.clock.now()
  const { groupId, title, purpose, invited } = draft
  const row = await tx
    .insertInto('cases')
    .values({
      id,
      group_id: groupId,
      opened_by: who.memberId,
      opener: who.personId,
      opened_at: at,
      title: title ?? nameOf(id, at),
      titled_by: title === undefined ? null : who.memberId,
      purpose,
      state: 'open',
      readers: [who.memberId, ...invited],
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  for (const one of inGroup.filter((of) => of.id === who.memberId || invited.includes(of.id))) {
    const isOpener = one.id === who.memberId
    const standing = { ...one, state: isOpener ? ('joined' as const) : ('invited' as const) }
    await insertParty(tx, id, { ...standing, leads: isOpener }, { memberId: who.memberId, at })
  }
  const named = title === undefined ? {} : { title }
  await recordLead(tx, who, row, {
    kind: 'case.opened',
    at,
    payload: { ...named, purpose, invited },
  })
  const parties = await selectParties(tx, id)
  // That it was opened everybody learns who was invited with it.
  await tell(tx, who, { row, parties }, { act: 'opened', at, heard: row.readers })
  return id
}

/**
 * Invites one member, by a lead. Throws `refused-by-policy`, on record, where a rule stands against it; `conflict` for one that is in
 * it. One that declined or left may be invited again.
 */
export async function inviteToCase(
  ctx: Context,
  who: PersonViewer,
  id: string,
  memberId: string,
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.invite', change: true }, async (tx, locked) => {
    const { row, parties, own } = locked
    refuseClosed(locked)
    await takeCommitOrder(tx)
    const invitee = (await selectInGroup(tx, row.group_id)).find((one) => one.id === memberId)
    const facts = await factsOf(tx, ctx, { groupId: row.group_id, purpose: row.purpose }, [
      ...parties.filter((one) => one.id !== memberId),
      ...(invitee ? [invitee] : []),
    ])
    const decision = ask(
      ctx,
      who,
      {
        action: 'invite-to-case',
        isLead: own!.leads && own!.state === 'joined',
        belongs: invitee !== undefined,
        toBehindGate: invitee !== undefined && isBehindGate(invitee.kind),
      },
      { ...facts, ...(await selectOfGovernment(tx, row, parties)) },
    )
    if (!decision.allow) return decision
    const before = parties.find((one) => one.id === memberId)
    refuseTwice(who, before)
    const at = ctx.clock.now()
    await insertParty(
      tx,
      id,
      { id: memberId, kind: invitee!.kind, state: 'invited', leads: false },
      { memberId: who.memberId, at },
    )
    const readers = await writeReaders(tx, id)
    await recordLead(tx, who, row, { kind: 'case.invited', at, payload: { invited: memberId } })
    await tell(tx, who, { row, parties }, { act: 'invited', at, about: memberId, heard: readers })
    return undefined
  })
}

/**
 * To a body of government that leads, a platform that has declined or left is as one that was invited, so that inviting it again
 * tells nothing.
 */
function refuseTwice(
  { memberKind }: PersonViewer,
  before: { state: Parameters<typeof isReading>[0]['state']; kind: MemberKind } | undefined,
): void {
  if (!before) return
  const isUnseen = isGovernment(memberKind) && isBehindGate(before.kind)
  if (isUnseen || isReading(before))
    throw new ExchangeError('conflict', 'this member was invited to the case')
}

/** Words and advisories of bodies of government that stand before whoever comes into the case. */
export async function selectOfGovernment(
  tx: Tx,
  row: CaseRow,
  parties: readonly { id: string; kind: MemberKind }[],
): Promise<Pick<PolicyCase, 'governmentTitle' | 'governmentAdvisory'>> {
  const bodies = parties.filter(({ kind }) => isGovernment(kind)).map(({ id }) => id)
  const { rows } = await sql<{ found: boolean }>`select exists (select from case_items i
    join releases r on r.id = i.ref and i.kind = 'release'
    where i.case_id = ${row.id}::uuid and i.taken_out_at is null and i.member_id = any(${bodies}::uuid[])
      and r.message ->> 'type' = 'advisory') as found`.execute(tx)
  return {
    governmentTitle: row.titled_by !== null && bodies.includes(row.titled_by),
    governmentAdvisory: rows[0]!.found,
  }
}
