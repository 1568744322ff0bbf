import type {
  Case,
  CaseEvent,
  CaseItem,
  CaseItemKind,
  CaseMember,
  CaseStanding,
  CaseSummary,
  MemberKind,
  MemberRef,
  Purpose,
} from '@tocsin/api'
import type { Named } from './item-words.ts'
import type { Party } from './rules.ts'
import type { ShownCase } from './store.ts'

const UNKNOWN = 'a member that you share no group with any more'

export function toSummary(row: ShownCase): CaseSummary {
  return {
    id: row.id,
    group: { id: row.group_id, name: row.group_name ?? 'a group that the member has left' },
    title: row.title,
    purpose: row.purpose as Purpose,
    state: row.state as CaseSummary['state'],
    openedBy: {
      id: row.opened_by,
      name: row.opener_name ?? UNKNOWN,
      kind: (row.opener_kind ?? 'hub') as MemberKind,
    },
    openedAt: row.opened_at.toISOString(),
    standing: row.standing as CaseStanding,
    leads: row.leads,
  }
}

type Beside = {
  members: readonly { member_id: string; kind: string; invited_at: Date }[]
  standings: readonly { member_id: string; state: string; leads: boolean }[]
  parties: readonly Party[]
  withoutPlatforms: boolean
  leaderless: boolean | undefined
  itemCount: number | undefined
  /** Cases beside it that the reader is in. */
  beside: readonly { id: string; title: string; merged_into: string | null }[]
}

export function toCase(row: ShownCase, beside: Beside): Case {
  const { parties, members, standings, withoutPlatforms, leaderless, itemCount } = beside
  const kinds = parties.map(({ kind }) => kind)
  return {
    ...toSummary(row),
    namedByExchange: row.titled_by === null,
    ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
    ...(row.merged_into === null ? {} : { mergedInto: refOf(row.merged_into, beside.beside) }),
    ...(row.split_from === null ? {} : { splitFrom: refOf(row.split_from, beside.beside) }),
    tookIn: beside.beside
      .filter((one) => one.merged_into === row.id)
      .map(({ id, title }) => ({ id, title })),
    members: parties.map((party) => toMember(party, members, standings)),
    atGate:
      kinds.some((kind) => kind === 'agency' || kind === 'office') &&
      kinds.some((kind) => kind === 'platform' || kind === 'campaign'),
    withoutPlatforms,
    ...(leaderless === undefined ? {} : { leaderless }),
    ...(itemCount === undefined ? {} : { itemCount }),
  }
}

/** What is said of another case: nothing where the reader is not in it. */
function refOf(id: string, shown: Beside['beside']) {
  const found = shown.find((one) => one.id === id)
  return found ? { id, title: found.title } : {}
}

function toMember(
  { id, name, kind, active }: Party,
  members: Beside['members'],
  standings: Beside['standings'],
): CaseMember {
  const invited = members.find((one) => one.member_id === id)!
  const standing = standings.find((one) => one.member_id === id)
  return {
    member: { id, name, kind },
    invitedAt: invited.invited_at.toISOString(),
    ...(standing
      ? { standing: standing.state as CaseStanding, leads: standing.leads, suspended: !active }
      : {}),
  }
}

type EventRow = {
  key: string
  at: Date
  act: string
  member_id: string
  about: string | null
  item_id: string | null
}

export function toEvent(row: EventRow, names: ReadonlyMap<string, MemberRef>): CaseEvent {
  return {
    id: row.key,
    at: row.at.toISOString(),
    act: row.act as CaseEvent['act'],
    by: names.get(row.member_id)!,
    ...(row.about === null ? {} : { about: names.get(row.about)! }),
    ...(row.item_id === null ? {} : { itemId: row.item_id }),
  }
}

export type ShownItem = {
  id: string
  kind: string
  ref: string
  member_id: string
  day: string
  taken_out_at: Date | null
}

export function toItem(
  row: ShownItem,
  { title, about }: Named,
  names: ReadonlyMap<string, MemberRef>,
  viewerMember: string,
): CaseItem {
  return {
    id: row.id,
    kind: row.kind as CaseItemKind,
    ref: row.ref,
    title,
    ...(about === undefined ? {} : { about }),
    by: names.get(row.member_id)!,
    day: row.day,
    own: row.member_id === viewerMember,
    takenOut: row.taken_out_at !== null,
  }
}
