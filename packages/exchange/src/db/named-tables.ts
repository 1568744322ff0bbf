import type { NamedKind, NamedState, NamedProof } from '@tocsin/api'
import type { Json, MaybeTime, Time } from './column-types.ts'

type NamedAskTable = {
  id: string
  kind: NamedKind
  state: NamedState
  language: string
  asked_at: Time
  /** Until when it can be proven, and then until when its page is kept. */
  ends_at: Time
  proven_at: MaybeTime
  proven_how: NamedProof | null
  settled_by: string | null
  settled_at: MaybeTime
  reason: string | null
  shown_from: MaybeTime
  answered_at: MaybeTime
  log_index: number | null
  answer: Json<unknown> | null
  erased_at: MaybeTime
}

type NamedIdentifierTable = {
  ask_id: string
  value: string
  platform: string | null
  salt: Uint8Array
  code: string
  posted: string | null
}

export type NamedTables = {
  named_asks: NamedAskTable
  named_identifiers: NamedIdentifierTable
  named_keys: { token_hash: Uint8Array; ask_id: string }
}
