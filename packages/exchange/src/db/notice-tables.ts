import type { ColumnType, Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'

export type NoticeTable = {
  id: string
  from_member: string
  person_id: string | null
  kind: string
  tlp: string
  en: Json<unknown>
  es: ColumnType<unknown, string | null | undefined, never>
  answer_within: number
  release_id: string | null
  sent_at: Time
  closed_at: MaybeTime
  close_reason: string | null
  log_index: number
}

export type NoticeTargetTable = {
  id: string
  notice_id: string
  from_member: string
  jurisdiction: string
  role: string
  state: string
  rank: number
  due_at: MaybeTime
  acknowledged_by: string | null
  acknowledged_at: MaybeTime
  fault: string | null
  call_back_code: string
}

export type NoticeContactTable = {
  target_id: string
  rank: number
  contact_id: string
  title: string
  email: string
  language: string
  /** SHA-256 of the secret in this contact's link; null until the contact is told. */
  token_hash: Uint8Array | null
}

export type DeliveryTable = {
  id: string
  notice_id: string
  target_id: string
  rank: number
  channel: string
  address: string
  state: string
  attempts: Generated<number>
  next_at: MaybeTime
  leased_until: MaybeTime
  sent_at: MaybeTime
  fault: string | null
  /** The link's secret until the mail is out; then null. */
  token: string | null
}

export type NoticeEventTable = {
  id: Generated<number>
  notice_id: string
  target_id: string
  at: Time
  kind: string
  state: string
  rank: number
  due_at: MaybeTime
  detail: string
  log_index: number
}

/** Tables of notices. */
export type NoticeTables = {
  notices: NoticeTable
  notice_targets: NoticeTargetTable
  notice_contacts: NoticeContactTable
  deliveries: DeliveryTable
  notice_events: NoticeEventTable
}
