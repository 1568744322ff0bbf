/** What the database knows that the verdicts on a release rest on. */
import type { MemberKind, Purpose, Tlp } from '@tocsin/api'

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
  }
  /** Members of the group without the sender, by name. */
  candidates: Candidate[]
  /** Strictest terms under which the sender was given an object of this draft by others, by the object's id. */
  relayed: ReadonlyMap<string, Tlp>
}

/** As the database function `tocsin_standing` writes it. */
type StandingText = Omit<Standing['group'], 'expiresAt'> & {
  expiresAt: string
  members: (Candidate & { belongs: boolean })[]
}

/** Reads the text that `tocsin_standing` gave for this sender. */
export function toStanding(
  text: string,
  senderId: string,
  relayed: Standing['relayed'] = new Map(),
): Standing {
  const { members, expiresAt, ...group } = JSON.parse(text) as StandingText
  const { belongs, ...sender } = members.find(({ id }) => id === senderId)!
  return {
    sender,
    senderBelongs: belongs,
    group: { ...group, expiresAt: new Date(expiresAt) },
    candidates: members
      .filter(({ id }) => id !== senderId)
      .map(({ belongs: _belongs, ...candidate }) => candidate),
    relayed,
  }
}
