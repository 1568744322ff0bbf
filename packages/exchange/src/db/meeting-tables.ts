import type { Message, RegisterMeeting } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

type MeetingTable = {
  id: string
  position: Generated<number>
  group_id: string
  caller: string
  called_by: string
  called_at: Time
  /** The caller among them. */
  invited: string[]
  title: string
  purpose: string
  basis: string
  tlp: string
  pap: string
  agenda: string[]
  day: string
  clock: string
  zone: string
  starts_at: Time
  minutes: number
  way: string
  place: string
  follows: string | null
  state: string
  version: number
  sequence: number
  cancel_reason: Generated<string | null>
  opened_at: MaybeTime
  at_gate: boolean
  log_index: number
  ended_by_clock: Generated<boolean>
  closed_at: MaybeTime
  due_at: MaybeTime
  /** As they were closed, and their SHA-256 in hex. */
  minutes_text: Generated<string | null>
  minutes_sha256: Generated<string | null>
  sealed_at: MaybeTime
  /** The hash of the minutes with what each side answered, and its SHA-256 in hex. */
  seal_text: Generated<string | null>
  seal_sha256: Generated<string | null>
  seal_index: Generated<number | null>
}

type MeetingAnswerTable = {
  meeting_id: string
  member_id: string
  answer: string
  words: string | null
  version: number
  answered_by: string
  at: Time
}

type RegisterMeetingTable = {
  id: string
  position: Generated<number>
  held_at: Time
  sealed_at: Time
  purpose: string
  bodies: string[]
  participants: Json<RegisterMeeting['participants']>
  said: Json<RegisterMeeting['said']>
  not_taken: number
  content_hash: string
  log_index: number
  text_from: Time
  text: string
}

type MeetingAttendanceTable = {
  meeting_id: string
  member_id: string
  people: Json<{ as: string; personId?: string }[]>
  version: number
  stated_at: Time
  stated_by: string
}

type MeetingItemTable = {
  id: string
  position: Generated<number>
  meeting_id: string
  member_id: string
  type: string
  state: string
  rule: string | null
  reason: string | null
  prepared: boolean
  version: number
  at: Time
  log_index: number | null
}

type MeetingItemWordsTable = {
  item_id: string
  meeting_id: string
  member_id: string
  author: string
  /** As it was written, byte for byte. */
  draft: string
  sha256: Uint8Array
  /** Whether all who were called see it. */
  shown: boolean
  title: string
  words: string | null
  message: Json<Message>
  second: Generated<string | null>
  /** SHA-256 of what all see, hex. */
  content: Generated<string | null>
}

type MeetingPromiseTable = {
  id: string
  position: Generated<number>
  meeting_id: string
  member_id: string
  made_by: string
  words: string
  until: string
  at: Time
  log_index: number
}

/** For its promiser alone; no line where it is open and nobody noted anything. */
type MeetingPromiseStateTable = {
  promise_id: string
  member_id: string
  state: string
  settled_by: string
  at: Time
}

type MeetingPromiseWordsTable = {
  id: Generated<number>
  promise_id: string
  member_id: string
  told_by: string
  told_to: string[]
  words: string
  at: Time
  log_index: number
}

/** Meetings on the record. */
export type MeetingTables = {
  meetings: MeetingTable
  meeting_attendance: MeetingAttendanceTable
  meeting_answers: MeetingAnswerTable
  register_meetings: RegisterMeetingTable
  meeting_items: MeetingItemTable
  meeting_item_words: MeetingItemWordsTable
  meeting_promises: MeetingPromiseTable
  meeting_promise_states: MeetingPromiseStateTable
  meeting_promise_words: MeetingPromiseWordsTable
  meeting_mail_declined: { person_id: string }
}
