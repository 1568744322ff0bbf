import type { CallOutcome, HeardKind } from '@tocsin/api'
import type { Generated } from 'kysely'
import type { Json, MaybeTime, Time } from './column-types.ts'
import type { GatewayTables } from './gateway-tables.ts'

type NoticeTable = {
  id: string
  from_member: string
  person_id: string | null
  kind: string
  tlp: string
  texts: Json<unknown>
  main_language: string
  answer_within: number
  release_id: string | null
  sent_at: Time
  closed_at: MaybeTime
  close_reason: string | null
  log_index: number
  /** The election that a test of reachability is before, and the test that a reminder follows. */
  election_id: Generated<string | null>
  follows: Generated<string | null>
  /** The notice that it corrects or clears. */
  corrects: Generated<string | null>
  /** The vendor, or one of its systems, that it is about. */
  vendor_id: Generated<string | null>
  system_id: Generated<string | null>
  /** Up to when its sender knew that its places are not hit. */
  known_at: Generated<Date | null>
  /** Since when it stands on the public page. */
  public_at: Generated<Date | null>
  /** It goes outside hours where these begin after the time to answer. */
  severe: Generated<boolean>
}

/** Which notice to those that are hit one to those that are not belongs to. */
type NotHitNoticeTable = { notice_id: string; of_notice: string; from_member: string }

/** A test of reachability that goes out so many days before an election; `outcome` once it is settled. */
type ReachabilityPlanTable = {
  id: string
  election_id: string
  from_member: string
  person_id: string | null
  days_before: number
  unanswered_only: boolean
  who_to_call: string
  answer_within: number
  made_at: Time
  settled_at: MaybeTime
  outcome: string | null
}

type NoticeTargetTable = {
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
  /** Minutes, where an election near leaves less than the notice gives. */
  answer_within: Generated<number | null>
  /** The target of the same office whose words it takes the place of, and how the office had those. */
  corrects: Generated<string | null>
  told_before: Generated<string[] | null>
  /** Rank of the contact who answered last. */
  answered_rank: Generated<number | null>
}

type NoticeContactTable = {
  target_id: string
  rank: number
  contact_id: string
  title: string
  email: string
  language: string
  /** Numbers that take SMS, calls in which a machine speaks, and faxes; their order and hours. */
  sms: Generated<string | null>
  voice: Generated<string | null>
  fax: Generated<string | null>
  ways: Generated<string | null>
  time_zone: Generated<string | null>
  /** From when a person is to call, and why then. */
  call_at: Generated<Date | null>
  call_because: Generated<string | null>
  /** When whoever holds its link said that they are not who is accountable. */
  not_me_at: Generated<Date | null>
}

/** What an office asks the sender of a notice; `answer` comes with its instant. */
type NoticeQuestionTable = {
  id: string
  target_id: string
  notice_id: string
  from_member: string
  rank: number
  text: string
  asked_at: Time
  answer: Generated<string | null>
  answered_at: Generated<Date | null>
  answered_by: Generated<string | null>
}

/** The link in one mail that went out to a contact: SHA-256 of its secret. */
type NoticeLinkTable = { token_hash: Uint8Array; target_id: string; rank: number }

/** A sending by the key that its sender chose for it. */
type NoticeKeyTable = {
  from_member: string
  key: string
  /** SHA-256 of what was sent, as `notices/sendings.ts` writes it down. */
  body_hash: Uint8Array
  notice_id: string
}

/** When a sender last sent these very words to these very offices. */
type NoticeBodyTable = {
  from_member: string
  body_hash: Uint8Array
  notice_id: string
  sent_at: Time
}

/** A mail that waits, is out or failed: to a contact of a notice's target, or to a person. */
type DeliveryTable = {
  id: string
  /** `notice`, `invitation`, `sign-in`, `charter`, which reminds of a charter's end, `meeting`, with its calendar file, or `second-person`. */
  purpose: Generated<string>
  notice_id: string | null
  target_id: string | null
  rank: number | null
  person_id: string | null
  /** The group whose charter ends. */
  group_id: Generated<string | null>
  /** Of a mail with a calendar file: the meeting, and the SEQUENCE that it says. */
  meeting_id: Generated<string | null>
  meeting_sequence: Generated<number | null>
  /** What waits for a second person: kind and id, such as `message:` with the id. */
  about: Generated<string | null>
  /** Of a mail to whoever asks whether they are named. */
  ask_id: Generated<string | null>
  /** `mail`, `sms`, `voice` or `fax`. */
  channel: string
  address: string
  /** `unknown`: whether it was handed over nobody knows, and it is not sent again. */
  state: string
  attempts: Generated<number>
  /** Tries of which nobody knows whether a mail server took the mail. */
  unknown_tries: Generated<number>
  next_at: MaybeTime
  leased_until: MaybeTime
  /** While it is leased: it may have been handed over already. */
  begun: Generated<boolean>
  sent_at: MaybeTime
  fault: string | null
  queued_at: MaybeTime
  /** Wall time after which it is of no use to anybody. */
  expires_at: MaybeTime
  /** When it came to its end, whichever. */
  settled_at: MaybeTime
  /** When the receiving side said, after it had taken it, that it would not arrive. */
  bounced_at: Generated<Date | null>
  /** When the network said of all of it that it was delivered; of a message to a number. */
  delivered_at: Generated<Date | null>
  /** Higher ones go first. */
  urgency: Generated<number>
  /** Why it is not due before `held_until`, or that it goes outside hours. */
  because: Generated<string | null>
  held_until: Generated<Date | null>
  time_zone: Generated<string | null>
}

/** What a machine of the receiving side said of one of our mails. */
type HeardMailTable = {
  delivery_id: string
  sha256: Uint8Array
  at: Time
  kind: HeardKind
  codes: string
}

/** How often a kind of mail came in. */
type HeardCountTable = { kind: string; count: Generated<number>; last_at: Time }

/** How our own server of a channel fares. */
export type MailServerTable = {
  channel: Generated<string>
  failing_since: MaybeTime
  fault: string | null
  tries: Generated<number>
  next_at: MaybeTime
  handed_over_at: MaybeTime
}

type NoticeEventTable = {
  id: Generated<number>
  notice_id: string
  target_id: string
  at: Time
  kind: string
  state: string
  rank: number
  due_at: MaybeTime
  detail: string
  acknowledged_by: Generated<string | null>
  log_index: number
}

/** A call by telephone to a contact of an office; without an end it is under way, or its end was never recorded. */
type NoticeCallTable = {
  id: string
  notice_id: string
  target_id: string
  from_member: string
  person_id: string
  rank: number
  begun_at: Time
  ends_at: Time
  wrong_codes: Generated<number>
  ended_at: Generated<Date | null>
  outcome: Generated<CallOutcome | null>
  spoke_with: Generated<string | null>
  log_index: number
}

/** Notices that wait for their instant; `draft` is a NoticeDraft of the API as JSON, gone once they wait no more. */
type ScheduledNoticeTable = {
  id: string
  position: Generated<number>
  member_id: string
  person_id: string
  subject: string
  offices: number
  draft: string | null
  digest: string
  state: string
  made_at: Time
  due_at: Time
  ended_at: Generated<Date | null>
  ended_by: Generated<string | null>
  notice_id: Generated<string | null>
  fault: Generated<string | null>
  tries: Generated<number>
  retry_at: Generated<Date | null>
}

/** What a member keeps for its notices; `content` is a PaperContent of the API as JSON. */
type PaperTable = {
  id: string
  member_id: string
  kind: 'draft' | 'template' | 'places'
  name: string
  offices: number
  content: string
  version: number
  saved_at: Time
  saved_by: string | null
}

/** Tables of notices. */
export type NoticeTables = GatewayTables & {
  notices: NoticeTable
  not_hit_notices: NotHitNoticeTable
  notice_targets: NoticeTargetTable
  notice_contacts: NoticeContactTable
  notice_questions: NoticeQuestionTable
  notice_links: NoticeLinkTable
  notice_keys: NoticeKeyTable
  notice_bodies: NoticeBodyTable
  deliveries: DeliveryTable
  notice_calls: NoticeCallTable
  scheduled_notices: ScheduledNoticeTable
  papers: PaperTable
  heard_mails: HeardMailTable
  heard_counts: HeardCountTable
  mail_server: MailServerTable
  notice_events: NoticeEventTable
  reachability_plans: ReachabilityPlanTable
}
