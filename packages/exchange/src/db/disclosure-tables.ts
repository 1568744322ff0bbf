import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

type DisclosureTable = {
  id: string
  position: Generated<number>
  group_id: string
  title: string
  purpose: string
  proposer: string
  proposed_by: string
  proposed_at: Time
  opens_at: Time
  threshold: number
  k: number
  research_terms: string
  offers: Generated<number>
  offered_instant: MaybeTime
  offered_by: string | null
  offered_at: MaybeTime
  /** Everybody who was ever asked and has not declined or left. */
  asked: string[]
}

type DisclosureMemberTable = {
  disclosure_id: string
  member_id: string
  kind: string
  state: string
  handed_in: Generated<boolean>
  accepted_offer: Generated<number>
  version: number | null
  missing: Generated<boolean>
  own_opens_at: MaybeTime
}

type DisclosurePartTable = {
  id: string
  disclosure_id: string
  member_id: string
  seq: number
  state: string
  handed_in_at: Time
  records: number
  bytes: number
  digest: string
  log_index: number
  opened_in: number | null
  sealed: Uint8Array | null
}

type DisclosureVersionTable = {
  disclosure_id: string
  number: number
  position: Generated<number>
  opened_at: Time
  why: string
  page: string
  log_index: number
}

type DisclosureFileTable = {
  disclosure_id: string
  number: number
  name: string
  media_type: string
  bytes: number
  sha256: string
}

type DisclosurePieceTable = {
  disclosure_id: string
  number: number
  name: string
  seq: number
  content: Uint8Array
}

type DisclosureSignatureTable = {
  disclosure_id: string
  member_id: string
  person_id: string
  digest: string
  signed_at: Time
  log_index: number
}

export type DisclosureTables = {
  disclosures: DisclosureTable
  disclosure_members: DisclosureMemberTable
  disclosure_parts: DisclosurePartTable
  disclosure_secrets: { disclosure_id: string; sealed: Uint8Array }
  disclosure_versions: DisclosureVersionTable
  disclosure_files: DisclosureFileTable
  disclosure_pieces: DisclosurePieceTable
  disclosure_signatures: DisclosureSignatureTable
}
