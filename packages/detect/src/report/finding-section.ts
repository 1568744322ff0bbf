/** One finding as a section of the report: what was seen, how sure that is, and what speaks against it. */
import type { NetworkFinding, FindingMember } from '../coordination/network-finding.ts'
import { techniqueAddress } from '../coordination/finding/techniques.ts'
import { chanceWords } from './expected-by-chance.ts'
import { accountLink, type AccountPages } from './account-pages.ts'
import { markup, type Markup } from './markup.ts'
import { timelineChart } from './timeline-chart.ts'
import {
  EXPLANATION_WORDS,
  openQuestions,
  toCount,
  toLeadWords,
  toMinute,
  toPercent,
  toRate,
  toSureness,
  toTiming,
  TRACE_WORDS,
} from './words.ts'

/** At most so many of each on the page; the findings file has them all. */
const MOST = { members: 500, atATime: 50, moments: 10, evidence: 10, posts: 4 }

export function findingSection(
  finding: NetworkFinding,
  number: string,
  accounts: Pick<AccountPages, 'anchorOf'>,
): Markup {
  const heading = `finding-${number}`
  return markup`<section aria-labelledby="${heading}">
<h2 id="${heading}">${number}. ${finding.summary}</h2>
${keyFacts(finding)}${timelineChart(finding.timeline)}${traceTable(finding)}${leadersOf(finding)}${momentTable(finding)}${evidenceList(finding)}${explanationList(finding)}
<h3>What would change this</h3>
<ul>${openQuestions(finding).map((words) => markup`<li>${words}</li>`)}</ul>
${techniqueList(finding)}${memberTables(finding, accounts)}</section>
`
}

function keyFacts(finding: NetworkFinding): Markup {
  const { chance, parameters, stability } = finding
  const facts: [string, string][] = [
    ['How sure', toSureness(finding)],
    [
      'Degree of coordination',
      `${toPercent(finding.score)} of what these accounts did was in step`,
    ],
    ['False-discovery rate (q)', finding.q === null ? 'not tested' : toRate(finding.q)],
    ...chanceFact(finding),
    [
      'Beside chance',
      chance === null
        ? 'not tested'
        : `${toCount(chance.pairs)} pairs were in step ${toCount(chance.observed)} times; chance gives ${toCount(Math.round(chance.expected * 10) / 10)}`,
    ],
    ['Together means', toTiming(parameters)],
    ['Seen', `${toMinute(finding.started)} to ${toMinute(finding.ended)} UTC`],
    [
      'Stable',
      stability === null
        ? 'not cut out of a larger one'
        : `${toPercent(stability)} found again with other seeds`,
    ],
    ['Network', finding.network],
  ]
  return markup`<dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`
}

function chanceFact(finding: NetworkFinding): [string, string][] {
  const words = chanceWords(finding)
  return words === null ? [] : [['Expected by chance', words]]
}

function table(caption: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>
`
}

function row(first: unknown, ...cells: readonly unknown[]): Markup {
  return markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`
}

function traceTable({ traces }: NetworkFinding): Markup {
  return table(
    'Which trace says what',
    ['Shared in step', 'Different ones', 'Acts', 'Accounts'],
    traces.map(({ trace, objects, posts, accounts }) =>
      row(TRACE_WORDS[trace], toCount(objects), toCount(posts), toCount(accounts)),
    ),
  )
}

function leadersOf({ members }: NetworkFinding): Markup {
  const ordered = members.filter(({ led, followed }) => led + followed > 0)
  if (ordered.length === 0)
    return markup`<p>The data do not show who acted first: the acts in step bear the same times.</p>
`
  const byLead = ordered.toSorted((x, y) => y.lead - x.lead || y.led - x.led)
  const name = ({ account, led, followed }: FindingMember) =>
    `${account} (first ${toCount(led)} times, after ${toCount(followed)})`
  const first = byLead.filter(({ lead }) => lead >= 0.5).slice(0, 5)
  const last = byLead.filter(({ lead }) => lead <= -0.5).slice(-5)
  return markup`<h3>Who leads, who follows</h3>
<p>${first.length === 0 ? 'No account is mostly first.' : `Mostly first: ${first.map(name).join('; ')}.`} ${last.length === 0 ? '' : `Mostly after others: ${last.map(name).join('; ')}.`} Being first is no proof of command.</p>
`
}

function momentTable({ moments, momentsTotal }: NetworkFinding): Markup {
  const shown = moments.slice(0, MOST.moments)
  return table(
    `Synchronised moments, ${shown.length} of ${toCount(momentsTotal)}, those of most accounts first`,
    ['When (UTC)', 'Lasted', 'Accounts', 'Acts', 'On'],
    shown.map(({ at, seconds, accounts, posts, object }) =>
      row(
        at.replace('T', ' ').replace('Z', ''),
        `${seconds} s`,
        toCount(accounts),
        toCount(posts),
        object,
      ),
    ),
  )
}

function evidenceList({ evidence, evidenceTotal }: NetworkFinding): Markup {
  const shown = evidence.slice(0, MOST.evidence)
  const items = shown.map(
    (
      one,
    ) => markup`<li><strong>${one.object}</strong>: ${toCount(one.posts)} acts by ${toCount(one.accounts)} of these accounts; ${toCount(one.accountsOverall)} accounts used it in all.
<ul>${one.rows.slice(0, MOST.posts).map(
      (
        post,
      ) => markup`<li><time datetime="${post.at}">${toMinute(post.at)}</time> ${post.account}${post.excerpt ? `: ${post.excerpt}` : ''}${post.content ? ` [${post.content}]` : ''}</li>
`,
    )}</ul></li>
`,
  )
  return markup`<h3>What they shared, ${shown.length} of ${toCount(evidenceTotal)}</h3>
<ol>${items}</ol>
`
}

function explanationList({ counterEvidence }: NetworkFinding): Markup {
  return markup`<h3>Innocent explanations tried</h3>
<ul>${counterEvidence.map(
    ({
      explanation,
      holds,
      detail,
    }) => markup`<li><strong>${EXPLANATION_WORDS[explanation]}</strong>: ${holds ? 'holds' : 'does not hold'}. ${detail}</li>
`,
  )}</ul>
`
}

function techniqueList({ techniques }: NetworkFinding): Markup | null {
  if (techniques.length === 0) return null
  return markup`<h3>Names of this behaviour in DISARM</h3>
<ul>${techniques.map(
    (
      one,
    ) => markup`<li><a href="${techniqueAddress(one)}" rel="noreferrer">${one.id} ${one.name}</a></li>
`,
  )}</ul>
<p>These name what was seen. They do not say that the accounts are false, or whose they are.</p>
`
}

/** The most coordinated first, a page of them at a time. */
function memberTables(
  { members, membersTotal }: NetworkFinding,
  accounts: Pick<AccountPages, 'anchorOf'>,
): Markup {
  const shown = members.toSorted((x, y) => y.score - x.score).slice(0, MOST.members)
  const pages = Array.from({ length: Math.ceil(shown.length / MOST.atATime) }, (_, k) => {
    const from = k * MOST.atATime
    const page = shown.slice(from, from + MOST.atATime)
    const which = `${toCount(from + 1)} to ${toCount(from + page.length)} of ${toCount(membersTotal)}`
    return markup`<details><summary>Accounts ${which}, the most coordinated first</summary>
${memberTable(`Accounts ${which}`, page, accounts)}</details>
`
  })
  const left = membersTotal - shown.length
  return markup`${pages}${left > 0 && markup`<p>${toCount(left)} more accounts are in the findings file.</p>`}`
}

function memberTable(
  caption: string,
  members: readonly FindingMember[],
  { anchorOf }: Pick<AccountPages, 'anchorOf'>,
): Markup {
  return table(
    caption,
    [
      'Account',
      'Coordination',
      'Acts in step',
      'Acts',
      'Partners',
      'Order',
      'False-discovery rate',
    ],
    members.map((one) =>
      row(
        accountLink(one.account, anchorOf(one.account)),
        one.score.toFixed(2),
        toCount(one.matched),
        toCount(one.posts),
        toCount(one.degree),
        toLeadWords(one.lead),
        one.q === null ? '' : toRate(one.q),
      ),
    ),
  )
}
