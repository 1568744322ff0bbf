import { MemberKind, type BodyOf, type CharterTerms, type createGroup } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { isInstant } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import type { NextCharter } from '../db/group-tables.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { readEnds } from '../elections/ends.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectMember } from '../members/store.ts'
import { deleteGroupMember, insertGroup, insertGroupMember, selectGroups } from './store.ts'

export type GroupDraft = BodyOf<typeof createGroup>

/** Founds a group by its charter, with its log entry; returns its id. */
export async function foundGroup(tx: Tx, draft: GroupDraft, at: Date, by: Actor): Promise<string> {
  const expiresAt = await endOf(tx, draft)
  const fault = findCharterFault({ ...draft, expiresAt }, at)
  if (fault) throw new ExchangeError('bad-request', fault.message, { path: fault.path })
  const id = randomUUID()
  try {
    await insertGroup(tx, {
      id,
      name: draft.name,
      charter: draft.charter,
      purposes: draft.purposes,
      legal_basis: draft.legalBasis,
      max_tlp: draft.maxTlp,
      expires_at: expiresAt,
      ends_with: draft.endsWith?.election ?? null,
      ends_days: draft.endsWith?.days ?? null,
      created_at: at,
      markings: draft.markings ?? [],
    })
    await insertFirstVersion(tx, id, { draft, expiresAt, at, by })
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const path = '/body/name'
    throw new ExchangeError('conflict', `a group is called ${draft.name} already`, { path, cause })
  }
  await appendLog(tx, [
    {
      kind: 'group.created',
      at,
      subject: `group:${id}`,
      payload: { group: id, ...draft, expiresAt },
      by,
      members: [by.memberId],
    },
  ])
  return id
}

/** What a group is founded on is its charter's first version, by whoever founded it; later ones need a second person. */
async function insertFirstVersion(
  tx: Tx,
  groupId: string,
  { draft, expiresAt, at, by }: { draft: GroupDraft; expiresAt: string; at: Date; by: Actor },
): Promise<void> {
  const { charter, legalBasis, purposes, maxTlp, markings, endsWith } = draft
  const kinds = MemberKind.anyOf.map((kind) => kind.const)
  const terms: CharterTerms = {
    charter,
    legalBasis,
    ...(endsWith ? { endsWith } : { until: new Date(expiresAt).toISOString() }),
    purposes,
    senders: kinds,
    receivers: kinds,
    maxTlp,
    ...(markings ? { markings } : {}),
  }
  await tx
    .insertInto('charter_versions')
    .values({
      group_id: groupId,
      number: 1,
      state: 'adopted',
      terms: JSON.stringify(terms),
      law: '',
      cases: '[]',
      in_force_from: at,
      proposed_at: at,
      proposed_by_member: by.memberId,
      proposed_by: by.personId ?? null,
    })
    .execute()
}

/** When a charter ends: at the instant that it names, or at what the election that it hangs on comes to. */
async function endOf(tx: Tx, { expiresAt, endsWith }: GroupDraft): Promise<string> {
  if ((expiresAt === undefined) === (endsWith === undefined)) {
    const message =
      'a charter ends at a date or so many days after an election: name one of the two'
    throw new ExchangeError('bad-request', message, { path: '/body/expiresAt' })
  }
  if (!endsWith) return expiresAt!
  const endAfter = await readEnds(tx, endsWith.election)
  if (endAfter) return endAfter(endsWith.days).toISOString()
  throw new ExchangeError('bad-request', 'no such election', { path: '/body/endsWith/election' })
}

/** A charter must still have time to run, and says each purpose once. */
function findCharterFault(
  draft: { expiresAt: string; purposes: readonly string[] },
  now: Date,
): { path: string; message: string } | undefined {
  if (!isInstant(draft.expiresAt))
    return { path: '/body/expiresAt', message: 'this is no point in time' }
  if (Date.parse(draft.expiresAt) <= now.getTime())
    return { path: '/body/expiresAt', message: 'a charter must end in the future' }
  if (new Set(draft.purposes).size < draft.purposes.length)
    return { path: '/body/purposes', message: 'a purpose stands there twice' }
  return undefined
}

/** When the charter ends that is in force at `at`; its row may say so some seconds later. */
function endAt(group: { expires_at: Date; next_charters: NextCharter[] | null }, at: Date): Date {
  const begun = group.next_charters?.findLast(({ from }) => Date.parse(from) <= at.getTime())
  return begun ? new Date(begun.expiresAt) : group.expires_at
}

/** Admits a member to a group whose charter still runs; doing so again changes nothing. */
export async function joinGroup(
  tx: Tx,
  groupId: string,
  memberId: string,
  at: Date,
  by: Actor,
): Promise<void> {
  const [group] = await selectGroups(tx, { id: groupId })
  if (!group) throw new ExchangeError('not-found', 'no such group')
  if (endAt(group, at) <= at)
    throw new ExchangeError('expired', 'the charter of this group has ended')
  const member = await selectMember(tx, memberId)
  if (!member) throw new ExchangeError('not-found', 'no such member')
  if (!member.active) throw new ExchangeError('conflict', 'this member is suspended')
  if (!(await insertGroupMember(tx, groupId, memberId, at))) return
  await logMembership(tx, 'group.joined', { groupId, memberId, at, by })
}

/** Takes a member out of a group; what it received before stays on record. */
export async function leaveGroup(
  tx: Tx,
  groupId: string,
  memberId: string,
  at: Date,
  by: Actor,
): Promise<void> {
  if (!(await deleteGroupMember(tx, groupId, memberId)))
    throw new ExchangeError('not-found', 'no such member in this group')
  await logMembership(tx, 'group.left', { groupId, memberId, at, by })
}

async function logMembership(
  tx: Tx,
  kind: 'group.joined' | 'group.left',
  act: { groupId: string; memberId: string; at: Date; by: Actor },
): Promise<void> {
  await appendLog(tx, [
    {
      kind,
      at: act.at,
      subject: `group:${act.groupId}`,
      payload: { group: act.groupId, member: act.memberId },
      by: act.by,
      members: [...new Set([act.by.memberId, act.memberId])],
    },
  ])
}
