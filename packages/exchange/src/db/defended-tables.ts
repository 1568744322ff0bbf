import type {
  AlertState,
  MayKnow,
  MemberKind,
  PartyAnswer,
  PartyKind,
  PartyState,
  PartyStatement,
  PartyVersion,
} from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type DefendedPartyTable = {
  id: string
  member_id: string | null
  state: PartyState
  name: string
  kind: PartyKind
  created_at: Time
  ended_at: MaybeTime
}

type PartyVersionTable = {
  party_id: string
  version: number
  state: PartyVersion['state']
  statement: Json<PartyStatement>
  proposed_by_member: string | null
  proposed_by: string | null
  /** The contact that proposed it by a link, where no person did. */
  proposed_by_rank: number | null
  proposed_at: Time
  settled_by_member: string | null
  settled_by: string | null
  settled_at: MaybeTime
  reason: string | null
  log_index: number
}

type PartyTellingTable = {
  id: string
  party_id: string
  finder: string
  party_name: string
  code: string
  others_after: number
  sent_at: Time
}

type TellingContactTable = {
  telling_id: string
  rank: number
  title: string
  email: string
  phone: string | null
  language: string
  opened_at: MaybeTime
}

type TellingLinkTable = { token_hash: Uint8Array; telling_id: string; rank: number }

export type PartyAlertTable = {
  id: string
  position: Generated<number>
  party_id: string
  party_member: string | null
  party_name: string
  finder: string
  finder_name: string
  finder_kind: MemberKind
  finding_id: string
  run_id: string | null
  name: string
  target: string
  technique: string
  score: number
  evidence: string
  state: AlertState
  first_seen: Time
  last_seen: Time
  seen: number
  telling_id: string | null
  shown_at: MaybeTime
  told_at: MaybeTime
  answer: PartyAnswer | null
  may_know: MayKnow | null
  wants_help: boolean | null
  answer_words: string | null
  answered_at: MaybeTime
  others_from: MaybeTime
  may_share: Generated<boolean>
  sealed_until: MaybeTime
  seal_basis: string | null
  unsealed_at: MaybeTime
  unsealed_index: number | null
  set_aside: string | null
  log_index: number
}

/** Tables of defended parties, of names that imitate them, and of what they were told. */
export type DefendedTables = {
  defended_parties: DefendedPartyTable
  party_versions: PartyVersionTable
  party_tellings: PartyTellingTable
  telling_contacts: TellingContactTable
  telling_links: TellingLinkTable
  party_alerts: PartyAlertTable
}
