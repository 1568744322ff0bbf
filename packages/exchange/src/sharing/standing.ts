/** What the database knows that the verdicts on a release rest on. */
import type { MemberKind, Purpose, Tlp } from '@tocsin/api'
import type { NextCharter } from '../db/group-tables.ts'
import { type Law, lawOf } from '../policy/law.ts'
import { awaitedAt, type Waiting } from '../told-first/awaited.ts'

/** A member as the group's list has it. */
export type Candidate = { id: string; name: string; kind: MemberKind; active: boolean }

export type Standing = {
  sender: Candidate
  /** Whether the sender belongs to the group now. */
  senderBelongs: boolean
  group: {
    id: string
    purposes: Purpose[]
    maxTlp: Tlp
    basis: string
    expiresAt: Date
    /** Markings that the charter allows beside TLP, PAP and statements, by id or by name. */
    markings: string[]
    /** The version of the charter that is in force, and what it adds to the rules of the exchange. */
    charter: number
    law: Law | undefined
    /** A release ends within so many days; null where the charter sets no term. */
    retentionDays: number | null
  }
  /** Members of the group that the sender may know, without itself, by name. */
  candidates: Candidate[]
  /** Strictest terms under which the sender was given an object of this draft by others, by the object's id. */
  relayed: ReadonlyMap<string, Tlp>
  /** Ids of its objects that another member, a government body, was the first to bring. */
  governmental: ReadonlySet<string>
  /** Names that the sender found to imitate a defended party, of which others may not be told yet. */
  awaited: ReadonlySet<string>
}

/** As the database function `tocsin_standing` writes it. */
type StandingText = Omit<Standing['group'], 'expiresAt' | 'law'> & {
  expiresAt: string
  law: string | null
  next: NextCharter[] | null
  members: (Candidate & { belongs: boolean })[]
  awaited: Waiting[] | null
}

/** Where no object of the draft was here before. */
const NOTHING = { relayed: new Map<string, Tlp>(), governmental: new Set<string>() }

/** Reads the text that `tocsin_standing` gave for this sender, as it stands at `now`. */
export function toStanding(
  text: string,
  senderId: string,
  now: Date,
  brought: Pick<Standing, 'relayed' | 'governmental'> = NOTHING,
): Standing {
  const { members, next, awaited, ...current } = JSON.parse(text) as StandingText
  const group = { ...current, ...charterAt(next, now) }
  const { belongs, ...sender } = members.find(({ id }) => id === senderId)!
  return {
    sender,
    senderBelongs: belongs,
    group: {
      ...group,
      expiresAt: new Date(group.expiresAt),
      law: group.law === null ? undefined : lawOf(group.law),
    },
    candidates: members
      .filter((member) => member.id !== senderId && mayKnow(sender, member))
      .map(({ belongs: _belongs, ...candidate }) => candidate),
    awaited: awaitedAt(awaited ?? [], now),
    ...brought,
  }
}

/** What of the charters to come is in force at `now`: a version holds from its instant on, whenever it is written down. */
function charterAt(
  next: NextCharter[] | null,
  now: Date,
): Partial<Omit<StandingText, 'members' | 'next' | 'awaited'>> {
  const begun = next?.findLast(({ from }) => Date.parse(from) <= now.getTime())
  if (!begun) return {}
  const { number: charter, from: _from, purposes, maxTlp, ...same } = begun
  return { ...same, charter, purposes: purposes as Purpose[], maxTlp: maxTlp as Tlp }
}

/**
 * Whether a sender may learn of a member by their common group. A preview that named another campaign, were it with a refusal
 * (rule `campaigns-apart`), would tell that it is here; row-level security hides it the same way.
 */
function mayKnow(sender: Pick<Candidate, 'kind'>, member: Pick<Candidate, 'kind'>): boolean {
  return sender.kind !== 'campaign' || member.kind !== 'campaign'
}
