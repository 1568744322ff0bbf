/** What a release asks to be looked for: its indicators and accounts that are in force, value by value. Read as the member. */
import type { NotLookedFor } from '@tocsin/api'
import { type Key, keptKeysOf, kindOfKey, readTerms, type ValueKind } from '@tocsin/detect/match'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { leftOf } from './decay.ts'
import type { Asked } from './store.ts'

/** One value of one object. */
export type Sought = {
  readonly row: number
  readonly stixId: string
  /** Which of the object's values. */
  readonly place: number
  readonly keys: readonly Key[]
  readonly kind: ValueKind
  readonly until: Date | null
}

export type Unsought = { -readonly [K in keyof NotLookedFor]: NotLookedFor[K] }

export function noneUnsought(): Unsought {
  return {
    patterns: 0,
    unreadable: 0,
    expired: 0,
    revoked: 0,
    replaced: 0,
    later: 0,
    faded: 0,
    others: 0,
    unlisted: 0,
  }
}

type Seeking = {
  readonly now: Date
  readonly asked: Asked
  readonly unsought: Unsought
  readonly later: (at: number) => void
}

export type SoughtPage = {
  readonly sought: readonly Sought[]
  /** Whether there is more, and behind which row. */
  readonly after: number | undefined
}

type Row = { row: number; stix_id: string; type: string; body: string | null; replaced: boolean }

const OBJECTS = 500

/**
 * The next objects of a release behind row `after`, of which what is not looked for is counted in `unsought`. `later` hears of each
 * instant at which an indicator will come into force. The bodies of other objects are not read.
 */
export async function readSought(
  tx: Tx,
  releaseId: string,
  after: number,
  { now, asked, unsought, later }: Seeking,
): Promise<SoughtPage> {
  const { rows } = await sql<Row>`
    select o.row, o.stix_id, o.type, case when o.type in ('indicator', 'user-account') then o.body end as body,
      o.type = 'indicator' and exists (select from objects n where n.stix_id = o.stix_id and n.owner = o.owner
        and n.version_at > o.version_at) as replaced
    from release_objects ro join objects o on o.row between ro.first_row and ro.last_row
    where ro.release_id = ${releaseId}::uuid and o.row > ${after}
    order by o.row limit ${sql.lit(OBJECTS)}`.execute(tx)
  const sought = rows.flatMap((row) => toSought(row, { now, asked, unsought, later }))
  return { sought, after: rows.length === OBJECTS ? rows.at(-1)!.row : undefined }
}

function toSought(
  { row, stix_id: stixId, body, replaced }: Row,
  { now, asked, unsought, later }: Seeking,
): Sought[] {
  const leave = (why: keyof Unsought) => {
    unsought[why]++
    return []
  }
  if (body === null) return leave('others')
  if (replaced) return leave('replaced')
  const terms = readTerms(JSON.parse(body))
  if (terms === undefined) return leave('others')
  if ('unlooked' in terms) return leave(terms.unlooked === 'pattern' ? 'patterns' : 'unreadable')
  if (terms.isRevoked) return leave('revoked')
  if (terms.until !== undefined && terms.until <= now.getTime()) return leave('expired')
  if (terms.from !== undefined && terms.from > now.getTime()) {
    later(terms.from)
    return leave('later')
  }
  // Only how the kind ages differs between the values of one object.
  const isHeld = (kind: ValueKind) =>
    terms.of === 'account' || (leftOf(terms, kind, asked.decay, now) ?? 100) >= asked.minScore
  if (asked.minScore > 0 && !terms.values.some(({ kind }) => isHeld(kind))) return leave('faded')
  const until = terms.until === undefined ? null : new Date(terms.until)
  return terms.values.flatMap((value, place) =>
    isHeld(value.kind)
      ? [{ row, stixId, place, keys: keptKeysOf(value), kind: value.kind, until }]
      : [],
  )
}

/** The kind of a value in words, as its key has it. */
export function kindOf(kind: number): ValueKind {
  return kindOfKey(kind as Key['kind'])
}
