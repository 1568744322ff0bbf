import {
  MATCH_PART,
  type Matching,
  type MatchKind,
  type MatchMessage,
  type MatchRefusal,
  type MatchRound,
  type MemberKind,
} from '@tocsin/api'
import { sideOf } from './agree.ts'
import { currentEpoch } from './ask.ts'
import { bitsLeft, endOfEpoch, toBudget } from './rules.ts'
import type { MessageRow, RefusalRow, RoundRow, selectUses, ShownRow } from './store.ts'

type Uses = Awaited<ReturnType<typeof selectUses>>

/** A matching as one of its sides sees it: of the other side's people it names nobody. */
export function toMatching(row: ShownRow, viewerId: string, uses: Uses, now: Date): Matching {
  const own = sideOf(row, viewerId)
  const asker = { id: row.asker, name: row.asker_name, kind: row.asker_kind as MemberKind }
  const holder = { id: row.holder, name: row.holder_name, kind: row.holder_kind as MemberKind }
  const isOwn = row.proposer === viewerId
  const ownName = isOwn ? row.proposed_name : row.accepted_by ? row.accepted_name : undefined
  const epoch = currentEpoch(row, now)
  const runs = row.state === 'in-force' && row.accepted_at !== null && row.until > now
  const usesOf = (kind: string) =>
    uses.find((one) => one.matching_id === row.id && one.epoch === epoch && one.kind === kind) ?? {
      asked: 0,
      rounds: 0,
    }
  return {
    id: row.id,
    asker,
    holder,
    own,
    terms: row.terms,
    state: row.state as Matching['state'],
    proposedBy: row.proposer === row.asker ? asker : holder,
    proposedAt: row.proposed_at.toISOString(),
    ...(row.accepted_at ? { acceptedAt: row.accepted_at.toISOString() } : {}),
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
    ...(ownName === undefined ? {} : { ownPerson: ownName ?? 'Erased' }),
    ...(row.asker_key ? { askerKey: row.asker_key } : {}),
    ...(row.holder_key ? { holderKey: row.holder_key } : {}),
    ...(runs
      ? { epoch, epochEnds: endOfEpoch(row.accepted_at!, row.terms, epoch).toISOString() }
      : {}),
    budgets: runs ? row.terms.kinds.map((kind) => toBudget(row.terms, kind, usesOf(kind))) : [],
  }
}

export function toMessage(row: MessageRow): MatchMessage {
  return {
    id: row.id,
    step: row.step as MatchMessage['step'],
    epoch: row.epoch,
    kind: row.kind as MatchKind,
    ...(row.round_id ? { round: row.round_id } : {}),
    count: row.count,
    bytes: row.bytes,
    parts: Math.ceil(row.bytes / MATCH_PART),
    digest: row.digest,
    previous: row.previous,
    signature: row.signature,
    ...(row.public_key ? { publicKey: row.public_key } : {}),
    state: row.state as MatchMessage['state'],
  }
}

export function toRound(
  row: RoundRow,
  messages: readonly MessageRow[],
  matching: Pick<ShownRow, 'terms'>,
): MatchRound {
  const kind = row.kind as MatchKind
  const before = Number(row.asked_before)
  const left = (asked: number) => toBudget(matching.terms, kind, { asked, rounds: 0 }).queriesLeft
  return {
    id: row.id,
    matchingId: row.matching_id,
    epoch: row.epoch,
    kind,
    size: row.size,
    state: row.state as MatchRound['state'],
    startedAt: row.started_at.toISOString(),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    queriesBefore: left(before),
    queriesAfter: left(before + row.size),
    bitsBefore: bitsLeft(kind, before),
    bitsAfter: bitsLeft(kind, before + row.size),
    ...(row.fault === null ? {} : { fault: row.fault }),
    ...(row.refused_by === null ? {} : { refusedBy: sideOf(row, row.refused_by) }),
    messages: messages.filter(({ round_id }) => round_id === row.id).map(toMessage),
  }
}

export function toRefusal(row: RefusalRow): MatchRefusal {
  const { rule, reason } = row
  return { at: row.at.toISOString(), by: sideOf(row, row.by_member), rule, reason }
}
