/** What the API says of a joint disclosure: of others that they handed in, never how much or when. */
import type {
  Disclosure,
  DisclosureMember,
  DisclosureStanding,
  DisclosureSummary,
  MemberKind,
  OwnPart,
  Purpose,
} from '@tocsin/api'
import { takesPart } from './rules.ts'
import type { MemberRow, OwnPartRow, ShownRow } from './select.ts'

export function toSummary(row: ShownRow): DisclosureSummary {
  return {
    id: row.id,
    group: { id: row.group_id, name: row.group_name ?? 'A group that was left' },
    title: row.title,
    purpose: row.purpose as Purpose,
    proposedBy: toMember(row.proposer, row.proposer_name, row.proposer_kind),
    opensAt: row.opens_at.toISOString(),
    standing: row.state as DisclosureStanding,
    handedIn: row.handed_in,
    opened: row.version !== null,
  }
}

function toMember(id: string, name: string | null, kind: string | null) {
  return { id, name: name ?? 'A member that was left', kind: (kind ?? 'hub') as MemberKind }
}

type Beside = {
  viewerId: string
  members: readonly MemberRow[]
  now: Date
  ownOpensAt: Date | undefined
  parts: OwnPart[]
  version: number | undefined
}

export function toDisclosure(row: ShownRow, beside: Beside): Disclosure {
  const { viewerId, members, now, ownOpensAt, parts, version } = beside
  const isIn = takesPart({ state: row.state as DisclosureStanding })
  return {
    ...toSummary(row),
    threshold: row.threshold,
    k: row.k,
    researchTerms: row.research_terms,
    now: now.toISOString(),
    members: members.map((one) => toShown(one, row, isIn || one.member_id === viewerId)),
    ...(row.offered_instant === null
      ? {}
      : {
          offer: {
            number: row.offers,
            opensAt: row.offered_instant.toISOString(),
            by: toMember(row.offered_by!, row.offerer_name, row.offerer_kind),
            at: row.offered_at!.toISOString(),
          },
        }),
    ...(ownOpensAt === undefined ? {} : { ownOpensAt: ownOpensAt.toISOString() }),
    ownParts: parts,
    ...(version === undefined ? {} : { version }),
  }
}

/** `withPart`: to members that take part, or of oneself, it is said whether something is handed in. */
function toShown(one: MemberRow, row: ShownRow, withPart: boolean): DisclosureMember {
  const standing = one.state as DisclosureStanding
  const isBound = standing === 'agreed' && one.version === null
  return {
    member: toMember(one.member_id, one.name, one.kind),
    standing,
    ...(withPart && takesPart({ state: standing }) ? { handedIn: one.handed_in } : {}),
    ...(row.offered_instant !== null && isBound
      ? { acceptsOffer: one.accepted_offer === row.offers }
      : {}),
    ...(one.version === null ? {} : { version: one.version, missing: one.missing }),
  }
}

export function toOwnPart(row: OwnPartRow): OwnPart {
  return {
    seq: row.seq,
    state: row.state as OwnPart['state'],
    handedInAt: row.handed_in_at.toISOString(),
    records: row.records,
    bytes: row.bytes,
    digest: row.digest,
    logIndex: row.log_index,
  }
}
