/** The register as a feed (Atom, RFC 4287) and as tables (CSV, RFC 4180). Pure. */
import type { RegisterEntry, RegisterMeeting } from '@tocsin/api'
import { toCsvRow } from '../texts/csv.ts'
import { escapeXml } from '../texts/xml.ts'

export type FeedFacts = { name: string; origin: string; now: Date }

/** Messages and meetings as a feed, what changed last first; each links to its place on the public pages. */
export function toAtom(
  {
    entries,
    meetings,
  }: { entries: readonly RegisterEntry[]; meetings: readonly RegisterMeeting[] },
  { name, origin, now }: FeedFacts,
): string {
  const items = [
    ...entries.map((entry) => ({ at: changedAt(entry), text: messageItem(entry, origin) })),
    ...meetings.map((one) => ({ at: meetingChangedAt(one), text: meetingItem(one, origin) })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(`${origin}/api/register/feed`)}</id>
<title>${escapeXml(`${name}: messages of government bodies to platforms and campaigns, and meetings with them`)}</title>
<updated>${items[0]?.at ?? now.toISOString()}</updated>
<link rel="self" href="${escapeXml(`${origin}/api/register/feed`)}"/>
${items.map(({ text }) => text).join('\n')}
</feed>
`
}

function messageItem(entry: RegisterEntry, origin: string): string {
  return `<entry>
<id>urn:uuid:${entry.id}</id>
<title>${escapeXml(`${entry.exercise ? 'EXERCISE: ' : ''}${entry.type} by ${entry.sender}`)}</title>
<published>${entry.at}</published>
<updated>${changedAt(entry)}</updated>
<author><name>${escapeXml(entry.sender)}</name></author>
<link href="${escapeXml(`${origin}/register/${entry.id}`)}"/>
<summary>${escapeXml(`${entry.withdrawnAt ? `Taken back by its sender on ${entry.withdrawnAt}. ` : ''}To ${toWords(entry)}, for ${entry.purpose}, under ${entry.authority.text}. SHA-256 ${entry.contentHash}, log entry ${entry.logIndex}.${entry.holds.length > 0 ? ` Its words were kept back longer: ${toHolds(entry)}` : ''}${toPublicSince(entry)}`)}</summary>
</entry>`
}

function meetingItem(one: RegisterMeeting, origin: string): string {
  const bodies = one.bodies.join(', ')
  return `<entry>
<id>urn:uuid:${one.id}</id>
<title>${escapeXml(`${one.exercise ? 'EXERCISE: ' : ''}meeting of ${bodies}`)}</title>
<published>${one.sealedAt}</published>
<updated>${meetingChangedAt(one)}</updated>
<author><name>${escapeXml(bodies)}</name></author>
<link href="${escapeXml(`${origin}/register/meetings/${one.id}`)}"/>
<summary>${escapeXml(`Held on ${one.heldAt} with ${toWords({ receivers: one.participants })}, for ${one.purpose}. Said by those bodies: ${toSaid(one)}. SHA-256 of the minutes ${one.contentHash}, log entry ${one.logIndex}.${toPublicSince(one)}`)}</summary>
</entry>`
}

/** Where its words are public, since when. */
function toPublicSince({ text, textFrom }: { text?: string; textFrom: string }): string {
  return text === undefined ? '' : ` Its words are public since ${textFrom}.`
}

function toSaid({ said, notTaken }: Pick<RegisterMeeting, 'said' | 'notTaken'>): string {
  const taken = said.map(({ type, count }) => `${type}: ${count}`).join('; ')
  return `${taken || 'nothing'}${notTaken > 0 ? `; not taken into the minutes: ${notTaken}` : ''}`
}

/** When an entry last changed: it can be taken back, its words kept back longer, and they become public. */
function changedAt({ at, withdrawnAt, holds, text, textFrom }: RegisterEntry): string {
  const isPublic = text === undefined ? [] : [textFrom]
  return [at, withdrawnAt ?? at, ...holds.map((hold) => hold.at), ...isPublic].sort().at(-1)!
}

function meetingChangedAt({ sealedAt, text, textFrom }: RegisterMeeting): string {
  return text === undefined || textFrom < sealedAt ? sealedAt : textFrom
}

function toHolds({ holds }: RegisterEntry): string {
  return holds
    .map(({ at, until, official, reason }) => `${at} by ${official} until ${until}: ${reason}`)
    .join(' | ')
}

function toWords({ receivers }: Pick<RegisterEntry, 'receivers'>): string {
  return receivers
    .map(({ kind, count, fewerThan }) => `${kind}: ${count ?? `fewer than ${fewerThan}`}`)
    .join('; ')
}

const COLUMNS: [string, (entry: RegisterEntry) => string][] = [
  ['id', (one) => one.id],
  ['at', (one) => one.at],
  ['type', (one) => one.type],
  ['sender', (one) => one.sender],
  ['sender_kind', (one) => one.senderKind],
  ['receivers', toWords],
  ['purpose', (one) => one.purpose],
  ['nexus', (one) => one.nexus],
  ['authority', (one) => one.authority.text],
  ['authority_from', (one) => one.authority.from],
  ['authority_until', (one) => one.authority.until],
  ['no_ask', (one) => one.noAsk],
  ['content_hash', (one) => one.contentHash],
  ['log_index', (one) => String(one.logIndex)],
  ['us_persons', (one) => one.usPersons],
  ['withdrawn_at', (one) => one.withdrawnAt ?? ''],
  ['text_from', (one) => one.textFrom],
  ['withheld', toHolds],
  ['text', (one) => one.text ?? ''],
  ['exercise', (one) => String(one.exercise)],
]

const MEETING_COLUMNS: [string, (one: RegisterMeeting) => string][] = [
  ['id', (one) => one.id],
  ['held_at', (one) => one.heldAt],
  ['sealed_at', (one) => one.sealedAt],
  ['bodies', (one) => one.bodies.join('; ')],
  ['participants', (one) => toWords({ receivers: one.participants })],
  ['purpose', (one) => one.purpose],
  ['said', toSaid],
  ['content_hash', (one) => one.contentHash],
  ['log_index', (one) => String(one.logIndex)],
  ['text_from', (one) => one.textFrom],
  ['text', (one) => one.text ?? ''],
  ['exercise', (one) => String(one.exercise)],
]

export const CSV_HEAD = headOf(COLUMNS)
export const MEETINGS_CSV_HEAD = headOf(MEETING_COLUMNS)

function headOf(columns: readonly [string, unknown][]): string {
  return `${columns.map(([name]) => name).join(',')}\r\n`
}

export const toCsv = (entry: RegisterEntry): string => toRow(COLUMNS, entry)
export const toMeetingCsv = (one: RegisterMeeting): string => toRow(MEETING_COLUMNS, one)

function toRow<T>(columns: readonly [string, (one: T) => string][], one: T): string {
  return toCsvRow(columns.map(([, pick]) => pick(one)))
}
