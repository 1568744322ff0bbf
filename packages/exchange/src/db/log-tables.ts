import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

/** An entry of the log by its place: the line that is hashed, with no content of the act. */
type LogEntryTable = { index: number; leaf: string }

/** What an entry commits to. Deleting the row leaves a place in the log that is provably empty. */
type LogPayloadTable = {
  index: number
  /** What the act was about, such as `notice:<id>`. */
  subject: string
  salt: Uint8Array
  payload: string
  /** Who took part and may have the receipt. */
  members: string[]
}

/** A tile of hashes, the widest there is: `width * 32` bytes. Narrower ones are its beginnings. */
type LogTileTable = { level: number; index: number; width: number; data: Uint8Array }

/** A tree head; `note` is the signed checkpoint, added once the head itself is committed. */
type LogHeadTable = { size: number; root: Uint8Array; note: string | null }

/** A wish to erase, and what was decided. */
type ErasureTable = {
  id: string
  subject: string
  reason: string
  asked_by: string
  asked_at: Time
  decided_by: Generated<string | null>
  decided_at: MaybeTime
  decision: Generated<string | null>
  entries: Generated<number | null>
}

/** Tables of the log. */
export type LogTables = {
  log_entries: LogEntryTable
  log_payloads: LogPayloadTable
  log_tiles: LogTileTable
  log_heads: LogHeadTable
  erasures: ErasureTable
  legal_holds: { subject: string; reason: string; placed_by: string; placed_at: Time }
  recorded_once: { subject: string; what: string; who: string; since: Time }
  policy_sets: {
    version: string
    first_used_at: Time
    schema: string
    policies: Json<string[]>
  }
}
