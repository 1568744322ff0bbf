/** Who gains or loses what, in sentences. Pure. */
import { MemberKind, PURPOSES, Tlp, type CharterChange, type Purpose } from '@tocsin/api'
import { NO_END, type LawFacts } from '../policy/law.ts'

const KINDS: Record<MemberKind, [one: string, many: string]> = {
  agency: ['an agency', 'agencies'],
  platform: ['a platform', 'platforms'],
  office: ['an election office', 'election offices'],
  campaign: ['a campaign', 'campaigns'],
  researcher: ['a researcher', 'researchers'],
  hub: ['a hub', 'hubs'],
}
const PURPOSE_NAMES: Record<Purpose, string> = {
  'election-security': 'election security',
  'platform-integrity': 'platform integrity',
  research: 'research',
  'public-warning': 'public warnings',
}

type Said = Omit<CharterChange, 'words' | 'example'>

/** One line of the table: every combination of what it names, and nothing beside. */
export function wordsOf(change: Said): string {
  const { effect, kinds, action } = change
  const who =
    kinds.length === MemberKind.anyOf.length
      ? 'all kinds of member'
      : listOf(kinds.map((kind) => KINDS[kind][1]))
  const does = effect === 'gain' ? 'gain' : 'lose'
  const what = action[0]!.action
  const subject = what === 'feed' ? `machines of ${who}` : who
  const act = { release: 'sending', receive: 'receiving', feed: 'reading in a feed' }[what]
  const from = change.senders ? ` from ${sendersOf(change.senders)}` : ''
  return capital(
    [
      `${subject} ${does} ${act} ${markingsOf(change)} for ${purposesOf(change)}${from}`,
      ...(what === 'feed' ? [] : [exitsOf(action)]),
      ...keptOf(change),
      ...change.times.map(spanOf),
    ].join(', '),
  )
}

function sendersOf(senders: readonly MemberKind[]): string {
  return senders.length === MemberKind.anyOf.length
    ? 'anybody'
    : listOf(senders.map((kind) => KINDS[kind][1]))
}

function markingsOf({ tlps, paps }: Said): string {
  const marks = tlps.length === Tlp.anyOf.length ? 'any TLP' : listOf(tlps.map(tlpOf))
  const named = tlps.includes('red') ? ' (TLP:RED where named one by one)' : ''
  return paps
    ? `${marks} with ${listOf(paps.map((pap) => `PAP:${pap.toUpperCase()}`))}${named}`
    : `${marks}${named}`
}

function purposesOf({ purposes }: Said): string {
  return purposes.length === PURPOSES.length
    ? 'any purpose'
    : listOf(purposes.map((purpose) => PURPOSE_NAMES[purpose]))
}

function exitsOf(action: Said['action']): string {
  const exits = new Set(action.map(({ exit }) => exit))
  if (exits.size === 2) return 'by screen, API and machine'
  return exits.has('api') ? 'by screen and API' : 'posted by a machine'
}

function keptOf({ keptDays }: Said): string[] {
  if (!keptDays) return []
  const isEndless = keptDays.some(({ from }) => from === NO_END)
  const spans = keptDays.filter(({ from }) => from !== NO_END)
  const isAll = isEndless && spans.length === 1 && spans[0]!.from === 1 && isOpen(spans[0]!)
  if (isAll) return []
  const said = spans.map((span) => {
    const { from, to = from } = span
    if (isOpen(span)) return `after ${daysOf(from)} or later`
    return from === to ? `after ${daysOf(from)}` : `after ${from} to ${daysOf(to)}`
  })
  return [`where the release ends ${[...said, ...(isEndless ? ['never'] : [])].join(' or ')}`]
}

/** Whether a span goes on to the longest term that can be named. */
function isOpen({ to }: { to?: number }): boolean {
  return to === NO_END - 1
}

function daysOf(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function spanOf({ from, until }: { from: string; until?: string }): string {
  return `from ${dayOf(from)}${until === undefined ? ' on' : ` until ${dayOf(until)}`}`
}

/** One case with what came of it before and would then. */
export function exampleOf(
  facts: LawFacts,
  before: { allow: boolean; rule: string },
  after: { allow: boolean; rule: string },
): string {
  const { action, kind, sender, tlp, purpose, exit, keptDays, now } = facts
  const [who] = KINDS[kind]
  const did = {
    release: `${who} releases ${tlpOf(tlp)} for ${PURPOSE_NAMES[purpose]}`,
    receive: `${who} would receive ${tlpOf(tlp)} for ${PURPOSE_NAMES[purpose]} from ${KINDS[sender][0]}`,
    feed: `the feed of ${who} would carry ${tlpOf(tlp)} for ${PURPOSE_NAMES[purpose]} from ${KINDS[sender][0]}`,
  }[action]
  const by = action === 'feed' ? '' : exit === 'taxii' ? ' posted by a machine' : ' on the screen'
  const kept = keptDays === NO_END ? 'with no end of its own' : `to end after ${daysOf(keptDays)}`
  const verdict = ({ allow, rule }: { allow: boolean; rule: string }) =>
    `${allow ? 'admitted' : 'refused'} by ${rule}`
  return `On ${dayOf(new Date(now).toISOString())} ${did}${by}, ${kept}: now ${verdict(before)}, then ${verdict(after)}`
}

function tlpOf(tlp: string): string {
  return `TLP:${tlp.toUpperCase()}`
}

/** `2027-01-01 00:00:00 UTC`; the time is left out at midnight. */
function dayOf(instant: string): string {
  const [day, time = ''] = instant.split('T')
  const at = time.slice(0, 8)
  return at === '00:00:00' ? day! : `${day} ${at} UTC`
}

function listOf(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
