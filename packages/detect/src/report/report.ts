/**
 * A findings file as one page that a person can read: self-contained HTML without script, every word of the
 * data escaped, readable by keyboard and screen reader, light and dark, on paper.
 */
import type { DetectionResult, NetworkEvent } from '../finding/finding.ts'
import { findingSection } from './finding-section.ts'
import { markup, type Markup } from './markup.ts'
import { STYLE } from './style.ts'
import { toCount, toMinute, toPercent, toSureness } from './words.ts'

/** Findings told in full; a longer page would not be read. */
const MOST = 40

/** The page, piece by piece. */
export function* reportHtml(result: DetectionResult): Generator<string> {
  const shown = result.findings.slice(0, MOST)
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
${introduction(result)}
</header>
<main>
${contents(result, shown.length)}${changesOf(result)}`.html
  for (const [k, finding] of shown.entries()) yield findingSection(finding, k + 1).html
  yield `</main>
</body>
</html>
`
}

function introduction({ source, traces, findings, stability, warnings }: DetectionResult): Markup {
  return markup`<p>${toCount(source.rows)} rows by ${toCount(source.accounts)} accounts, ${toMinute(source.from)} to ${toMinute(source.to)} UTC, were searched for accounts that act as one. ${
    findings.length === 0
      ? 'None were found.'
      : `${toCount(findings.length)} ${findings.length === 1 ? 'network was' : 'networks were'} found.`
  } This says who behaved alike, and when; it says nothing of opinions, nor of who is behind an account.</p>
<p>Compared: ${traces
    .map(
      (one) =>
        `${one.trace} (${toCount(one.rows)} acts, ${toCount(one.edgesKept)} of ${toCount(one.edges)} pairs stand)`,
    )
    .join(
      '; ',
    )}.${stability === null ? '' : ` Where larger groups were cut, ${toPercent(stability)} of a network is found again with another seed.`}</p>
${warnings.length > 0 && markup`<ul>${warnings.map((words) => markup`<li>${words}</li>`)}</ul>`}`
}

function contents({ findings }: DetectionResult, shown: number): Markup | null {
  if (findings.length === 0) return null
  return markup`<nav aria-label="Networks"><ol>${findings.slice(0, shown).map(
    (finding, k) =>
      markup`<li><a href="#finding-${k + 1}">${finding.summary}</a> ${toSureness(finding)}</li>
`,
  )}</ol>${shown < findings.length && markup`<p>${toCount(findings.length - shown)} more are in the findings file.</p>`}</nav>
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
