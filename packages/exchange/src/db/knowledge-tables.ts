import type { Confidence, MappedKind, MappingState, Tactic, TechniqueState } from '@tocsin/api'
import type { GeneratedAlways } from 'kysely'
import type { Json, Time } from './column-types.ts'
import type { IncidentTables } from './incident-tables.ts'

type FrameworkTable = {
  id: string
  stix_id: string
  name: string
  version: string | null
  modified: string
  terms: string[]
  tactics: Json<Tactic[]>
  left_out: Json<Record<string, number>>
  sha256: string
  loaded_at: Time
  log_index: number
}

type TechniqueTable = {
  id: string
  framework_id: string
  stix_id: string
  code: string | null
  name: string
  description: string
  url: string | null
  /** Who numbers it, and the kill chain of its tactics. */
  source: string | null
  chain: string | null
  tactics: string[]
  parent: string | null
  revoked_by: string | null
  version: string | null
  modified: string
  state: TechniqueState
  /** Number, name and text in small letters. */
  haystack: GeneratedAlways<string>
}

type TechniqueMappingTable = {
  id: string
  member_id: string
  technique_id: string
  kind: MappedKind
  ref: string
}

/** What the technique was called when something was said, and which version of it. */
type TechniqueThen = { code: string | null; name: string; modified: string }

type TechniqueMappingSayTable = {
  mapping_id: string
  version: number
  member_id: string
  state: MappingState
  confidence: Confidence
  note: string | null
  person_id: string
  at: Time
  technique: Json<TechniqueThen>
  log_index: number
}

/** Frameworks of techniques, techniques, what members map to them, and past incidents. */
export type KnowledgeTables = {
  frameworks: FrameworkTable
  techniques: TechniqueTable
  technique_mappings: TechniqueMappingTable
  technique_mapping_says: TechniqueMappingSayTable
} & IncidentTables
