import type { MatchingTerms } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type MatchingTable = {
  id: string
  position: Generated<number>
  asker: string
  holder: string
  terms: Json<MatchingTerms>
  until: Time
  state: string
  proposer: string
  proposed_by: string
  proposed_at: Time
  accepted_by: string | null
  accepted_at: MaybeTime
  settled_at: MaybeTime
  asker_key: string | null
  holder_key: string | null
}

type MatchingRoundTable = {
  id: string
  position: Generated<number>
  matching_id: string
  asker: string
  holder: string
  epoch: number
  kind: string
  size: number
  state: string
  started_at: Time
  due_at: MaybeTime
  ended_at: MaybeTime
  /** Questions of the kind in this epoch before it, padding counted. */
  asked_before: number
  fault: string | null
  refused_by: string | null
}

/** A table of an epoch, or a step of a round; its bytes are in `matching_parts` until they were read. */
type MatchingMessageTable = {
  id: string
  position: Generated<number>
  matching_id: string
  round_id: string | null
  asker: string
  holder: string
  step: string
  epoch: number
  kind: string
  count: number
  bytes: number
  digest: string
  previous: string
  signature: string
  public_key: string | null
  state: string
}

type MatchingRefusalTable = {
  id: string
  position: Generated<number>
  matching_id: string
  asker: string
  holder: string
  at: Time
  by_member: string
  rule: string
  reason: string
}

export type MatchingTables = {
  matchings: MatchingTable
  matching_rounds: MatchingRoundTable
  matching_messages: MatchingMessageTable
  matching_parts: { message_id: string; seq: number; content: Uint8Array }
  matching_refusals: MatchingRefusalTable
}
