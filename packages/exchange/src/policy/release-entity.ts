/** A member and a release as the engine takes them; see `schema.cedarschema`. */
import type { CedarValueJson, EntityJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { MemberKind, MessageType, Pap, Purpose, Tlp } from '@tocsin/api'
import { TLP_LEVELS } from '@tocsin/stix'
import type { Law } from './law.ts'

/** A member as the rules see it; `groups` are the ids of those it belongs to. */
export type PolicyMember = {
  id: string
  kind: MemberKind
  active: boolean
  groups: readonly string[]
}

/** What a government body states beside a release, as the rules see it; see `schema.cedarschema`. */
export type PolicyMessage = {
  type: MessageType
  hasNexus: boolean
  /** When the stated authority holds; undefined where none is stated. */
  authority: { from: Date; until: Date } | undefined
  hasReference: boolean
  namesThings: boolean
  carriesThings: boolean
  hasProse: boolean
  /** Whether a person has looked at everybody whom it may name, as it stands now. */
  personsReviewed: boolean
  /** A second person of the sender has approved exactly this. */
  approved: boolean
}

/** A release, proposed or made, with its group's charter. */
export type PolicyRelease = {
  sender: Omit<PolicyMember, 'groups'>
  group: {
    id: string
    purposes: readonly Purpose[]
    maxTlp: Tlp
    expiresAt: Date
    /** What its charter adds to the rules of the exchange; undefined where that is nothing. */
    law?: Law | undefined
  }
  tlp: Tlp
  pap: Pap
  purpose: Purpose
  /** Member ids named one by one; empty when the whole group is meant. */
  named: readonly string[]
  /** Strictest marking on any object; null when none is marked. */
  objectTlp: Tlp | null
  /** Strictest terms under which the sender was given one of the statements by another; null when none. */
  relayTlp: Tlp | null
  /** The same of its observables, which anyone may have seen. */
  observableTlp: Tlp | null
  /** Whether another member that is a government body first brought one of its statements. */
  relaysGovernment: boolean
  /** Whether it names what imitates a defended party that is to be told first. */
  partyFirst: boolean
  /** Whether the group has another member than the sender. */
  hasCandidates: boolean
  asksForAction: boolean
  /** Undefined where the sender states none. */
  message: PolicyMessage | undefined
  /** Whether it refers to an earlier advisory and is none itself. */
  attachesAdvisory: boolean
  /** Of a lower version: whether words in it may tell of sources or methods, and whether a second person approved exactly this. */
  tearLine?: { flagged: boolean; approved: boolean } | undefined
  exercise: boolean
  recalled: boolean
  expiresAt: Date | undefined
}

type Parties = { principal: PolicyMember; resource: PolicyRelease }

const MEMBER = { type: 'Member', id: 'this' }
const RELEASE = { type: 'Release', id: 'this' }
const GROUP = { type: 'Group', id: 'this' }

/** How the member stands to the release. */
export function standing({ principal, resource }: Parties): {
  isSender: boolean
  isNamed: boolean
} {
  return {
    isSender: principal.id === resource.sender.id,
    isNamed: resource.named.includes(principal.id),
  }
}

export function toMemberEntity({ principal, resource }: Parties): EntityJson {
  return {
    uid: MEMBER,
    attrs: { kind: principal.kind, active: principal.active },
    parents: principal.groups.includes(resource.group.id) ? [GROUP] : [],
  }
}

/** Hundreds of members are asked about one release, so it is described once. Nobody changes a release that was asked about. */
const described = new WeakMap<PolicyRelease, { entity: EntityJson; text: string }>()

export function describe(release: PolicyRelease): { entity: EntityJson; text: string } {
  const known = described.get(release)
  if (known) return known
  const entity = toReleaseEntity(release)
  const description = { entity, text: JSON.stringify(entity) }
  described.set(release, description)
  return description
}

function toReleaseEntity(release: PolicyRelease): EntityJson {
  const { group, sender, expiresAt } = release
  const attrs: Record<string, CedarValueJson> = {
    group: { __entity: GROUP },
    charter: {
      purposes: [...group.purposes],
      maxTlp: group.maxTlp,
      maxTlpRank: rankOf(group.maxTlp),
      expiresAt: group.expiresAt.getTime(),
    },
    sender: { kind: sender.kind, active: sender.active },
    tlp: release.tlp,
    tlpRank: rankOf(release.tlp),
    objectTlpRank: rankOf(release.objectTlp),
    relayTlpRank: rankOf(release.relayTlp),
    observableTlpRank: rankOf(release.observableTlp),
    relaysGovernment: release.relaysGovernment,
    partyFirst: release.partyFirst,
    pap: release.pap,
    purpose: release.purpose,
    namesMembers: release.named.length > 0,
    hasCandidates: release.hasCandidates,
    asksForAction: release.asksForAction,
    attachesAdvisory: release.attachesAdvisory,
    exercise: release.exercise,
    recalled: release.recalled,
    peopleOnly: release.tlp === 'red' || release.pap === 'red',
  }
  if (expiresAt) attrs['expiresAt'] = expiresAt.getTime()
  if (release.message) attrs['message'] = toMessageRecord(release.message)
  if (release.tearLine) attrs['tearLine'] = release.tearLine
  return { uid: RELEASE, attrs, parents: [] }
}

function toMessageRecord({ authority, ...facts }: PolicyMessage): CedarValueJson {
  if (!authority) return facts
  return {
    ...facts,
    authority: { from: authority.from.getTime(), until: authority.until.getTime() },
  }
}

/** 0 (clear) to 4 (red); -1 for no marking at all. */
export function rankOf(tlp: Tlp | null): number {
  return tlp === null ? -1 : TLP_LEVELS.indexOf(tlp)
}
