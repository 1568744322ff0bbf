/** Each account on a page of its own within the report: its networks, partners, and what it did in step. */
import type { FindingMember, NetworkFinding } from '../coordination/network-finding.ts'
import { compareNames } from '../name-order.ts'
import type { OutlineEntry } from './outline.ts'
import { markup, type Markup } from './markup.ts'
import { toCount, toLeadWords, toMinute, toRate, VERDICT_WORDS } from './words.ts'

/** At most so many of each on the page; the tables and the findings file have them all. */
const MOST = { accounts: 400, partners: 8, acts: 10 }

type Home = {
  readonly finding: NetworkFinding
  readonly number: string
  readonly member: FindingMember
  readonly position: number
}

export type AccountPages = {
  /** The place of an account's page in the document; undefined where it has none. */
  anchorOf(account: string): string | undefined
  readonly html: Markup
}

/** Pages of the accounts in `entries`, in order of name; those of the surest networks where there are too many. */
export function accountPages(entries: readonly OutlineEntry[]): AccountPages {
  const homes = new Map<string, Home[]>()
  for (const { finding, number } of entries)
    for (const [position, member] of finding.members.entries())
      homes.set(member.account, [
        ...(homes.get(member.account) ?? []),
        { finding, number, member, position },
      ])
  const shown = [...homes].slice(0, MOST.accounts).sort(([x], [y]) => compareNames(x, y))
  const anchors = new Map(shown.map(([account], k) => [account, `account-${k + 1}`]))
  const pages = shown.map(([account, own]) => page(account, own, anchors))
  const left = homes.size - shown.length
  const html = markup`<div role="region" aria-labelledby="accounts"><h2 id="accounts">Accounts</h2>
<p>${toCount(shown.length)} accounts in order of name${left > 0 && `, those of the surest networks; ${toCount(left)} more are in the findings file`}.</p>
${pages}</div>
`
  return { anchorOf: (account) => anchors.get(account), html: shown.length === 0 ? markup`` : html }
}

function page(
  account: string,
  homes: readonly Home[],
  anchors: ReadonlyMap<string, string>,
): Markup {
  return markup`<details id="${anchors.get(account)}"><summary>${account} (${homes.map(({ number }) => number).join(', ')})</summary>
${homes.map((home) => inNetwork(home, anchors))}</details>
`
}

function inNetwork(home: Home, anchors: ReadonlyMap<string, string>): Markup {
  const { finding, number, member } = home
  const facts: [string, string][] = [
    ['Coordination', member.score.toFixed(2)],
    ['Acts in step', `${toCount(member.matched)} of ${toCount(member.posts)}`],
    ['Order', toLeadWords(member.lead)],
    ...(member.q === null ? [] : [['False-discovery rate', toRate(member.q)] as [string, string]]),
    ...(finding.verdict === undefined
      ? []
      : [['The network', VERDICT_WORDS[finding.verdict].toLowerCase()] as [string, string]]),
  ]
  return markup`<p>In <a href="#finding-${number}">network ${number}</a>, of ${toCount(finding.membersTotal)} accounts:</p>
<dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${partnersOf(home, anchors)}${actsOf(home)}`
}

function partnersOf(
  { finding, position }: Home,
  anchors: ReadonlyMap<string, string>,
): Markup | null {
  const own = finding.edges
    .filter(({ a, b }) => a === position || b === position)
    .sort((x, y) => y.objects - x.objects || y.weight - x.weight)
  if (own.length === 0) return null
  const items = own.slice(0, MOST.partners).map((edge) => {
    const partner = finding.members[edge.a === position ? edge.b : edge.a]
    return (
      partner &&
      markup`<li>${accountLink(partner.account, anchors.get(partner.account))}: ${toCount(edge.objects)} things, ${edge.meanLag.toFixed(0)} s apart on average</li>
`
    )
  })
  return markup`<p>Strongest partners, ${items.length} of ${toCount(own.length)}:</p>
<ul>${items}</ul>
`
}

function actsOf({ finding, member: { account } }: Home): Markup | null {
  const acts = finding.evidence.flatMap(({ object, rows }) =>
    rows.filter((row) => row.account === account).map((row) => ({ object, ...row })),
  )
  if (acts.length === 0) return null
  const shown = acts.sort((x, y) => (x.at < y.at ? -1 : 1)).slice(0, MOST.acts)
  return markup`<p>Acts in step that the finding shows, ${shown.length} of ${toCount(acts.length)}:</p>
<ul>${shown.map(
    ({ at, object, excerpt, content }) =>
      markup`<li><time datetime="${at}">${toMinute(at)}</time> ${object}${excerpt ? `: ${excerpt}` : ''}${content ? ` [${content}]` : ''}</li>
`,
  )}</ul>
`
}

/** The name of an account, leading to its page where it has one. */
export function accountLink(account: string, anchor: string | undefined): Markup {
  return anchor === undefined ? markup`${account}` : markup`<a href="#${anchor}">${account}</a>`
}
