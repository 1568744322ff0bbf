import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** What a member answered, on its way into a batch or in one: then with its slot, path and the batch's entry. */
type AnswerLeafTable = {
  id: string
  made_at: Time
  salt: Uint8Array
  payload: string
  members: string[]
  place: Generated<number | null>
  /** Hashes of 32 bytes, one after the other. */
  path: Generated<Uint8Array | null>
  log_index: Generated<number | null>
}

type ReplyTable = {
  id: string
  release_id: string
  member_id: string
  person_id: string
  kind: string
  words: string | null
  /** Those it was addressed to. */
  audience: string[]
  made_at: Time
  day: string
  answer_id: string
  retracted_at: MaybeTime
  send_key: string | null
}

/** Of a reply that something is wrong: when the release's sender dealt with it, for the sender alone. */
type SettledReplyTable = {
  reply_id: string
  member_id: string
  person_id: string
  settled_at: Time
}

type DecisionKeyTable = {
  id: string
  member_id: string
  person_id: string
  public_key: string
  made_at: Time
}

/** A decision in its envelope, and what binds it. */
type DecisionTable = {
  id: string
  release_id: string
  member_id: string
  person_id: string
  key_id: string
  made_at: Time
  envelope: Uint8Array
  commitment: Uint8Array
  answer_id: string
  /** Members and their keys, in the order of their shares; none where the charter named none. */
  holders: string[]
  holder_keys: string[]
}

type OpeningTable = {
  id: string
  release_id: string
  member_id: string
  asker: string
  asked_by: string
  asked_at: Time
  authority: string
  reason: string
  opener_key: string
  holders: string[]
  state: string
  due_at: MaybeTime
  decision_id: Generated<string | null>
  /** Decisions that were sealed to key holders when it was asked for. */
  sealed: string[]
}

/** What a key holder did. `share` is encrypted to whoever asked. */
type OpeningStepTable = {
  opening_id: string
  holder: string
  step: string
  person_id: string
  at: Time
  share: Uint8Array | null
}

/** What members answer each for itself. */
export type AnswerTables = {
  answer_leaves: AnswerLeafTable
  replies: ReplyTable
  decision_keys: DecisionKeyTable
  decisions: DecisionTable
  openings: OpeningTable
  opening_steps: OpeningStepTable
  /** View: of the reader's own replies what nobody else is shown. */
  own_replies: Pick<ReplyTable, 'id' | 'audience' | 'made_at' | 'retracted_at' | 'answer_id'>
  settled_replies: SettledReplyTable
  replies_seen: { person_id: string; reply_id: string }
}
