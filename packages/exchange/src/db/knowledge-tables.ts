import type { Tactic, TechniqueState } from '@tocsin/api'
import type { GeneratedAlways } from 'kysely'
import type { Json, Time } from './column-types.ts'

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
  tactics: string[]
  parent: string | null
  revoked_by: string | null
  version: string | null
  modified: string
  state: TechniqueState
  /** Number, name and text in small letters. */
  haystack: GeneratedAlways<string>
}

/** Frameworks of techniques, and techniques. */
export type KnowledgeTables = {
  frameworks: FrameworkTable
  techniques: TechniqueTable
}
