import type { Generated } from 'kysely'
import type { Time } from './column-types.ts'

type IncidentTable = {
  id: string
  position: Generated<number>
  member_id: string
  case_id: string
}

type IncidentSayTable = {
  incident_id: string
  version: number
  member_id: string
  person_id: string
  at: Time
  title: string
  what: string
  first_day: string
  last_day: string
  kind: string | null
}

/** Past incidents, and what a member's people say of them. */
export type IncidentTables = {
  incidents: IncidentTable
  incident_says: IncidentSayTable
}
