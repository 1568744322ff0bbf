import type { KeptKind, KindDecay, LeftOut, NotLookedFor } from '@tocsin/api'
import type { ColumnType, Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type LookbackMemberTable = {
  member_id: string
  days: number
  key: Uint8Array
  min_score: Generated<number>
  decay: ColumnType<KindDecay[], string | undefined, string>
}

type LookbackListTable = {
  id: string
  member_id: string
  person_id: string | null
  /** `reading` while its things come in: nothing is held against it yet, and one that breaks off is removed. */
  state: 'reading' | 'kept'
  name: string
  format: Generated<string>
  kept_at: Time
  ends_at: Time
  lines: Generated<number>
  timeless: Generated<number>
  assumed: Generated<number>
  things: Json<{ kind: KeptKind; count: number }[]>
  left_out: Json<LeftOut>
  position: Generated<number>
  leased_until: MaybeTime
}

/** A thing kept; `digest` is an address itself, of the other kinds a keyed digest. */
type LookbackItemTable = {
  list_id: string
  member_id: string
  kind: number
  digest: Uint8Array
  lines: number
  first_at: MaybeTime
  last_at: MaybeTime
}

type LookbackMatchTable = {
  list_id: string
  release_id: string
  member_id: string
  matched_at: Time
  looked_for: number
  hits: number
  lines: number
  first_at: MaybeTime
  last_at: MaybeTime
  left_out: Json<NotLookedFor>
  rule: string | null
  opened_at: MaybeTime
}

type LookbackHitTable = {
  list_id: string
  release_id: string
  member_id: string
  object_row: number
  place: number
  stix_id: string
  kind: number
  things: number
  lines: number
  first_at: MaybeTime
  last_at: MaybeTime
  found_at: Time
  until: MaybeTime
}

/** How often at most a person is mailed that something was hit. */
export type LookbackChoice = { lookback_mail: Generated<'at-once' | 'daily' | 'none'> }

/** What members keep for look-back, and what came of it. */
export type LookbackTables = {
  lookback_members: LookbackMemberTable
  lookback_lists: LookbackListTable
  lookback_items: LookbackItemTable
  lookback_matches: LookbackMatchTable
  lookback_hits: LookbackHitTable
  lookback_later: { list_id: string; release_id: string; due_at: Time }
}
