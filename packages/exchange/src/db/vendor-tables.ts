import type { SystemKind, VendorChange } from '@tocsin/api'
import type { Json, MaybeTime, Time } from './column-types.ts'

type VendorTable = {
  id: string
  /** The node of the tree under which it is told. */
  jurisdiction: string
  name: string
  domains: string[]
  ended_at: MaybeTime
  /** Counts its changes. */
  version: number
}

type VendorSystemTable = {
  id: string
  vendor_id: string
  kind: SystemKind
  name: string
  /** Empty where none is named. */
  version: string
}

/** Days, as `YYYY-MM-DD`; a read casts them. */
type SystemRunTable = {
  id: string
  place: string
  system_id: string
  since: string
  until: string | null
}

type VendorChangeTable = {
  id: string
  state: VendorChange['state']
  content: Json<unknown>
  done: Json<unknown> | null
  undoes: string | null
  proposed_by_member: string
  proposed_by: string
  proposed_at: Time
  settled_by_member: string | null
  settled_by: string | null
  settled_at: MaybeTime
  reason: string | null
  log_index: number
}

/** Tables of vendors of election systems. */
export type VendorTables = {
  vendors: VendorTable
  vendor_systems: VendorSystemTable
  system_runs: SystemRunTable
  vendor_changes: VendorChangeTable
}
