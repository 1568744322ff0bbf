import type { NetworkDocument } from '@tocsin/api'

/** Things that a headline names. */
const NAMED = 2
/** Characters of a thing that a headline shows. */
const CUT = 40
const MAX = 300

/**
 * A finding in a line that tells it from others at a glance: what was pushed, by how many accounts, when (days of UTC).
 * Things that few others used are named first.
 */
export function headlineOf(finding: NetworkDocument): string {
  const pushed = describePushed(finding)
  const { membersTotal } = finding
  const accounts = `${membersTotal.toLocaleString('en')} ${membersTotal === 1 ? 'account' : 'accounts'}`
  const when = describeDays(finding.started, finding.ended)
  return toLine(`${pushed}: ${accounts}, ${when}`, MAX)
}

type Proof = NetworkDocument['evidence'][number]

function describePushed({ evidence, evidenceTotal, trace }: NetworkDocument): string {
  const names = new Set<string>()
  for (const proof of [...evidence].sort((a, b) => peculiarity(b) - peculiarity(a))) {
    if (names.size === NAMED) break
    names.add(nameOf(proof, traceOf(proof) ?? trace))
  }
  if (names.size === 0) return 'No shared thing in the document'
  const more = evidenceTotal - names.size
  const rest = more > 0 ? ` and ${more.toLocaleString('en')} more` : ''
  return `${[...names].join(', ')}${rest}`
}

/** Much used within the network and little outside it. */
function peculiarity({ accounts, accountsOverall, posts }: Proof): number {
  return (accounts * accounts) / Math.max(accounts, accountsOverall, 1) + posts / 1e9
}

/** The kind of thing that it is; documents of before do not say. */
function traceOf(proof: Proof): string | undefined {
  const { trace } = proof as { trace?: unknown }
  return typeof trace === 'string' ? trace : undefined
}

/** Of things that are known by a number only, which says nothing to a person where the words are there. */
const BY_WORDS: Record<string, string> = { reshare: 'repeats of', reply: 'answers to' }

function nameOf({ object, rows }: Proof, trace: string): string {
  const excerpt = rows.find((row) => row.excerpt?.trim())?.excerpt
  const quoted = excerpt === undefined ? undefined : `“${toLine(excerpt, CUT)}”`
  if (trace === 'text' || trace === 'near-text') return quoted ?? `“${toLine(object, CUT)}”`
  const thing = toLine(object, CUT)
  const deed = BY_WORDS[trace]
  if (deed !== undefined) return `${deed} ${quoted ?? thing}`
  if (trace === 'hashtag') return thing.startsWith('#') ? thing : `#${thing}`
  if (trace === 'mention') return `posts to ${thing}`
  if (trace !== 'link') return thing
  return toLine(object.replace(/^[a-z][a-z0-9+.-]*:\/\/(www\.)?/i, ''), CUT)
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function describeDays(started: string, ended: string): string {
  return DAY.formatRange(new Date(started), new Date(ended)).replaceAll('\u2009', ' ')
}

/** One line of at most so many characters that a list can show. */
export function toLine(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const letters = [...line]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line
}
