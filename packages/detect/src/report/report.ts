/**
 * A findings file as one page that a person can read: self-contained HTML without script, every word of the
 * data escaped, readable by keyboard and screen reader, light and dark, on paper.
 */
import type { DetectionResult, NetworkEvent, Verdict } from '../coordination/network-finding.ts'
import { accountPages, type AccountPages } from './account-pages.ts'
import { chanceWordsOfAll } from './expected-by-chance.ts'
import { findingSection } from './finding-section.ts'
import { markup, type Markup } from './markup.ts'
import { outlineFindings, type OutlineEntry } from './outline.ts'
import { STYLE } from './style.ts'
import { toCount, toMinute, toPercent, toSureness } from './words.ts'

/** Networks told in full, the parts of each folded under it; a longer page would not be read. */
const MOST = 40
/** Networks that the list at the head shows at a time. */
const AT_A_TIME = 20

/** The page, piece by piece. */
export function* reportHtml(result: DetectionResult): Generator<string> {
  const outline = outlineFindings(result.findings)
  const shown = firstNetworks(outline)
  const accounts = accountPages(shown.filter(({ isPart }) => !isPart))
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Coordinated accounts, ${result.source.from.slice(0, 10)} to ${result.source.to.slice(0, 10)}</title>
<style>${{ html: STYLE } satisfies Markup}</style>
</head>
<body>
<header>
<h1>Coordinated accounts</h1>
${introduction(result, outline)}
</header>
<main>
${contents(shown, outline.length)}${changesOf(result)}`.html
  for (const entry of shown) if (!entry.isPart) yield network(entry, shown, accounts).html
  yield accounts.html.html
  yield `</main>
</body>
</html>
`
}

/** The first networks, each with its parts. */
function firstNetworks(outline: readonly OutlineEntry[]): OutlineEntry[] {
  const next = outline.findIndex(({ isPart, number }) => !isPart && Number(number) > MOST)
  return outline.slice(0, next < 0 ? outline.length : next)
}

/** A network, and folded under it what each trace alone shows of it. */
function network(
  { finding, number }: OutlineEntry,
  shown: readonly OutlineEntry[],
  accounts: AccountPages,
): Markup {
  const parts = partsOf(number, shown)
  const folded =
    parts.length > 0 &&
    markup`<details class="parts"><summary>What single traces show of it (${toCount(parts.length)})</summary>
${parts.map((part) => findingSection(part.finding, part.number, accounts))}</details>
`
  return markup`${findingSection(finding, number, accounts)}${folded}`
}

function partsOf(number: string, shown: readonly OutlineEntry[]): OutlineEntry[] {
  return shown.filter((entry) => entry.isPart && entry.number.startsWith(`${number}.`))
}

function introduction(
  { source, traces, stability, warnings }: DetectionResult,
  outline: readonly OutlineEntry[],
): Markup {
  return markup`<p>${toCount(source.rows)} rows by ${toCount(source.accounts)} accounts, ${toMinute(source.from)} to ${toMinute(source.to)} UTC, were searched for accounts that act as one. ${toOutcome(outline)}${toChance(outline)} This says who behaved alike, and when; it says nothing of opinions, nor of who is behind an account.</p>
<p>Compared: ${traces
    .map(
      (one) =>
        `${one.trace} (${toCount(one.rows)} acts, ${toCount(one.edgesKept)} of ${toCount(one.edges)} pairs stand)`,
    )
    .join(
      '; ',
    )}.${stability === null ? '' : ` Where larger groups were cut, ${toPercent(stability)} of a network is found again with another seed.`}</p>
<p>Columns read: ${columnWords(source)}</p>
${warnings.length > 0 && markup`<ul>${warnings.map((words) => markup`<li>${words}</li>`)}</ul>`}`
}

function columnWords({ columns, unused = [] }: DetectionResult['source']): string {
  const roles = Object.entries(columns).map(([role, column]) => `${role} from ${column}`)
  const left = unused.length > 0 ? ` Not read: ${unused.join(', ')}.` : ''
  return `${roles.join(', ')}.${left}`
}

/** What is said of the number of groups that stand so. */
const VERDICT_COUNTS: Readonly<Record<Verdict, string>> = {
  stands: 'in step beyond chance without an innocent explanation that suffices',
  explained: 'innocently explained',
  untested: 'untested or of too little to tell',
  chance: 'that chance would give',
}

/** How many groups, and how many of them a reader should look at; parts of a network are not counted again. */
function toOutcome(outline: readonly OutlineEntry[]): string {
  const groups = outline.filter(({ isPart }) => !isPart)
  if (groups.length === 0) return 'None were found.'
  const parts = (Object.keys(VERDICT_COUNTS) as Verdict[]).flatMap((verdict) => {
    const some = groups.filter(({ finding }) => finding.verdict === verdict).length
    return some === 0 ? [] : [`${toCount(some)} ${VERDICT_COUNTS[verdict]}`]
  })
  return `${toCount(groups.length)} ${groups.length === 1 ? 'group was' : 'groups were'} seen: ${parts.join(', ')}.`
}

/** What chance gives of the accounts in networks, as a sentence; nothing where that cannot be said. */
function toChance(outline: readonly OutlineEntry[]): string {
  const words = chanceWordsOfAll(outline.map(({ finding }) => finding))
  return words === null ? '' : ` Accounts in networks at the usual rate: ${words}.`
}

function contents(shown: readonly OutlineEntry[], total: number): Markup | null {
  if (total === 0) return null
  const whole = shown.filter(({ isPart }) => !isPart)
  const pages = Array.from({ length: Math.ceil(whole.length / AT_A_TIME) }, (_, k) =>
    whole.slice(k * AT_A_TIME, (k + 1) * AT_A_TIME),
  )
  const lists = pages.map((page, k) => {
    const list = markup`<ul class="outline">${page.map((entry) => contentsItem(entry, shown))}</ul>`
    const [first, last] = [page[0]!.number, page.at(-1)!.number]
    return k === 0
      ? list
      : markup`<details><summary>Networks ${first} to ${last}</summary>${list}</details>`
  })
  return markup`<nav aria-label="Networks">${lists}${shown.length < total && markup`<p>${toCount(total - shown.length)} more are in the findings file.</p>`}
<p>What several traces show stands once for all of them; what each alone shows is folded under it. The figure after the words orders findings and is no probability: it falls where an innocent explanation holds. Decide by the false-discovery rate, which says how surely they are in step beyond chance, and by the explanations tried.</p></nav>
`
}

function contentsItem(entry: OutlineEntry, shown: readonly OutlineEntry[]): Markup {
  const link = ({ finding, number }: OutlineEntry) =>
    markup`${number} <a href="#finding-${number}">${finding.summary}</a> ${toSureness(finding)}`
  const parts = partsOf(entry.number, shown)
  const folded =
    parts.length > 0 &&
    markup`<details><summary>By single traces: ${toCount(parts.length)}</summary><ul class="outline">${parts.map((part) => markup`<li>${link(part)}</li>`)}</ul></details>`
  return markup`<li>${link(entry)}${folded}</li>
`
}

function changesOf({ changes }: DetectionResult): Markup | null {
  if (changes === null) return null
  return markup`<section aria-labelledby="changes"><h2 id="changes">Since the run before</h2>
${changes.length === 0 ? markup`<p>Every network is as it was.</p>` : markup`<ul>${changes.map((one) => markup`<li>${describe(one)}</li>`)}</ul>`}</section>
`
}

function describe({ event, id, other, joined, left }: NetworkEvent): string {
  const came = joined.length > 0 ? `, ${toCount(joined.length)} came` : ''
  const went = left.length > 0 ? `, ${toCount(left.length)} went` : ''
  const words = {
    born: `${id} is new, of ${toCount(joined.length)} accounts`,
    grew: `${id} grew${came}${went}`,
    shrank: `${id} shrank${came}${went}`,
    changed: `${id} changed${came}${went}`,
    split: `${id}, of ${toCount(joined.length)} accounts, split off from ${other}`,
    merged: `${id} went into ${other}`,
    ended: `${id} is no longer seen`,
  }
  return `${words[event]}.`
}
