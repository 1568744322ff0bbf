import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** Times are wall time, also in a drill. */
type SignInLinkTable = {
  token_hash: Uint8Array
  person_id: string
  created_at: Time
  expires_at: Time
  spent_at: MaybeTime
  /** Whether it went out by mail. */
  mailed: Generated<boolean>
}

/** What an operator states of how the exchange is run; times are wall time. */
type FirstRunStatementTable = {
  id: Generated<number>
  item: string
  /** What it was about, such as the version of the rules. */
  of: string
  person_id: string
  at: Time
}

/** Times are wall time, also in a drill. */
type SessionTable = {
  token_hash: Uint8Array
  /** By which its person names it; tells nothing of its secret. */
  id: Generated<string>
  /** From what it was begun, in words; null where that is not known. */
  device: string | null
  person_id: string
  created_at: Time
  used_at: Time
  expires_at: Time
}

/** Tries of one caller at one thing, counted until `until` (wall time). */
type TryTable = { who: Uint8Array; count: number; until: Time }

/** How people come in. */
/** What a person has looked at; before what ever, where it is called new again. */
type ReleaseSeenTable = { person_id: string; release_id: string; seen_at: Time }

/** For people from before there was an inbox: what came until then is not new. */
type PersonNewsTable = {
  person_id: string
  announced: boolean
  quiet_from: string | null
  quiet_until: string | null
}

type NewsMailTable = {
  person_id: string
  how: 'at-once' | 'daily' | 'none'
  hour: number
  next_at: Time
}

type NewsToldTable = { person_id: string; kind: string; id: string; delivery_id: string }

type InboxStartTable = { person_id: string; at: Time }

/** Filters of a list under a name. */
type SavedViewTable = {
  id: string
  member_id: string
  person_id: string
  screen: string
  name: string
  search: string
  shared: boolean
  saved_at: Time
}

/** A later end of somebody who is let in until a date, that waits for a second operator. */
type EndProposalTable = {
  person_id: string
  had: Time
  ends_at: Time
  reason: string
  proposed_by: string
  proposed_at: Time
  due_at: Time
}

export type SignInTables = {
  end_proposals: EndProposalTable
  saved_views: SavedViewTable
  release_seen: ReleaseSeenTable
  inbox_starts: InboxStartTable
  person_news: PersonNewsTable
  news_mails: NewsMailTable
  news_told: NewsToldTable
  sign_in_links: SignInLinkTable
  sessions: SessionTable
  tries: TryTable
  first_run_statements: FirstRunStatementTable
}
