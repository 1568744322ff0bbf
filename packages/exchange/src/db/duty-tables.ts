import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

type DutyShiftTable = {
  id: string
  member_id: string
  person_id: string
  from_at: Time
  until_at: Time
  zone: string
  state: string
  made_by: string
  made_at: Time
  answered_by: string | null
  answered_at: MaybeTime
}

type DutyDeskTable = {
  member_id: string
  phone: string | null
  email: string | null
  shown_to: string
  person_id: string
  changed_at: Time
}

type DutyHandoverTable = {
  id: string
  position: Generated<number>
  member_id: string
  person_id: string
  at: Time
  for_person: string | null
  declined_at: MaybeTime
  waits: string | null
  watch: string | null
  state: string
  answered_by: string | null
  answered_at: MaybeTime
}

type DutyHandoverStepTable = { handover_id: string; step_id: string }

/** Who of a member is on duty, and what one shift hands over to the next. */
export type DutyTables = {
  duty_shifts: DutyShiftTable
  duty_desks: DutyDeskTable
  duty_handovers: DutyHandoverTable
  duty_handover_steps: DutyHandoverStepTable
}
