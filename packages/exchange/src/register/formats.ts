/** The register as a feed (Atom, RFC 4287) and as a table (CSV, RFC 4180). Pure. */
import type { RegisterEntry } from '@tocsin/api'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  // XML knows no other control characters than these three.
  // oxlint-disable-next-line no-control-regex
  const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  return legal.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
}

export type FeedFacts = { name: string; origin: string; now: Date }

/** Entries newest first as a feed; each links to its place on the public page. */
export function toAtom(
  entries: readonly RegisterEntry[],
  { name, origin, now }: FeedFacts,
): string {
  const newest = entries.map(changedAt).sort().at(-1) ?? now.toISOString()
  const items = entries.map(
    (entry) => `<entry>
<id>urn:uuid:${entry.id}</id>
<title>${escape(`${entry.exercise ? 'EXERCISE: ' : ''}${entry.type} by ${entry.sender}`)}</title>
<published>${entry.at}</published>
<updated>${changedAt(entry)}</updated>
<author><name>${escape(entry.sender)}</name></author>
<link href="${escape(`${origin}/register/${entry.id}`)}"/>
<summary>${escape(`${entry.withdrawnAt ? `Taken back by its sender on ${entry.withdrawnAt}. ` : ''}To ${toWords(entry)}, for ${entry.purpose}, under ${entry.authority.text}. SHA-256 ${entry.contentHash}, log entry ${entry.logIndex}.${entry.holds.length > 0 ? ` Its words were kept back longer: ${toHolds(entry)}` : ''}`)}</summary>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escape(`${origin}/api/register/feed`)}</id>
<title>${escape(`${name}: messages of government bodies to platforms and campaigns`)}</title>
<updated>${newest}</updated>
<link rel="self" href="${escape(`${origin}/api/register/feed`)}"/>
${items.join('\n')}
</feed>
`
}

/** When an entry last changed: it can be taken back, and its words kept back longer. */
function changedAt({ at, withdrawnAt, holds }: RegisterEntry): string {
  return [at, withdrawnAt ?? at, ...holds.map((hold) => hold.at)].sort().at(-1)!
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

export const CSV_HEAD = `${COLUMNS.map(([name]) => name).join(',')}\r\n`

/** A row; a cell that a spreadsheet would take for a formula is told to be text. */
export function toCsv(entry: RegisterEntry): string {
  const cells = COLUMNS.map(([, pick]) => {
    const text = pick(entry)
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(',')}\r\n`
}
