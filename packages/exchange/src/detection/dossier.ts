/** The dossier of a network as its parts in words, for paper: what the screen leads with, bounded, with what is left out counted. Pure. */
import {
  bestExplanation,
  byPeculiarity,
  countOf,
  describeVerdict,
  type Evidence,
  mindChangers,
  type NetworkDocument,
  strongestEvidence,
  sureWords,
  thingOf,
  toSpan,
  toStanding,
  toUtc,
} from '@tocsin/api'
import { toLine } from '../pdf/line.ts'
import type { PaperPart } from '../pdf/paper.ts'

/** So much of each stands on paper. */
const MOST = { accounts: 200, things: 12, posts: 4, explanations: 20, caveats: 20 }

export type Dossier = {
  summary: string
  verdict: string
  before: readonly PaperPart[]
  /** Bars of the time line, and the same in words. */
  timeline: { counts: readonly number[]; words: string }
  after: readonly PaperPart[]
}

/** All that the file says of the finding; times in UTC. */
export function toDossier(finding: NetworkDocument): Dossier {
  const { confidence } = finding
  const sure =
    typeof confidence === 'number' ? `; ${sureWords(toStanding(finding), confidence)}` : ''
  return {
    summary: toLine(finding.summary),
    verdict: `${describeVerdict(finding)}${sure}`,
    before: [strongest(finding), innocent(finding), mind(finding), caution(finding)].filter(
      ({ texts, list = [] }) => texts.length + list.length > 0,
    ),
    timeline: toBars(finding.timeline),
    after: [shared(finding), accounts(finding)],
  }
}

function strongest(finding: NetworkDocument): PaperPart {
  const list = strongestEvidence(finding).map(toLine)
  const texts = list.length === 0 ? ['The document holds no evidence.'] : []
  return { heading: 'Strongest evidence', texts, list }
}

function innocent(finding: NetworkDocument): PaperPart {
  const tried = finding.counterEvidence ?? []
  const list = tried
    .slice(0, MOST.explanations)
    .map(({ explanation, holds, detail }) =>
      toLine(`${explanation}: ${holds ? 'may explain it' : 'does not explain it'}. ${detail}`),
    )
  const texts = [toLine(bestExplanation(finding)), ...left(tried.length - list.length, 'that was tried', 'that were tried')] // prettier-ignore
  return { heading: 'The innocent explanation that fits best', texts, list }
}

function mind(finding: NetworkDocument): PaperPart {
  const list = mindChangers(finding).map(toLine)
  return { heading: 'What would change our mind', texts: [], list }
}

function caution({ caveats }: NetworkDocument): PaperPart {
  const list = caveats.slice(0, MOST.caveats).map(toLine)
  const texts = left(caveats.length - list.length, 'caution', 'cautions')
  return { heading: 'Before you conclude', texts, list }
}

/** The things that the network used most and others least, with the beginnings of some posts. */
function shared(finding: NetworkDocument): PaperPart {
  const things = byPeculiarity(finding.evidence).slice(0, MOST.things)
  const texts = [
    `${countOf(things.length, 'thing')} of ${finding.evidenceTotal.toLocaleString('en')} that they shared, each with at most ${MOST.posts} posts.`,
  ]
  return {
    heading: 'What they shared',
    texts,
    list: things.map((one) => toThing(one, finding)),
  }
}

function toThing(one: Evidence, finding: NetworkDocument): string {
  const rows = one.rows.slice(0, MOST.posts)
  const posts = rows.map(({ account, at, excerpt }) => {
    const words = excerpt && !isAlike(excerpt, one.object) ? `: ${toLine(excerpt)}` : ''
    return `${toUtc(at)}, ${toLine(account)}${words}`
  })
  const more = one.posts - rows.length
  const rest = more > 0 ? `; ${countOf(more, 'more post')} not here` : ''
  return `${toLine(thingOf(one, finding))}: ${countOf(one.posts, 'post')} by ${countOf(one.accounts, 'account')} of the network, ${one.accountsOverall.toLocaleString('en')} accounts in all. ${posts.join(' / ')}${rest}`
}

/** A post that says nothing but the thing itself need not say it again. */
function isAlike(excerpt: string, object: string): boolean {
  return toLine(excerpt).toLowerCase() === toLine(object).toLowerCase()
}

function accounts({ members, membersTotal }: NetworkDocument): PaperPart {
  const shown = members.toSorted((a, b) => b.score - a.score).slice(0, MOST.accounts)
  const more = membersTotal - shown.length
  const beyond = membersTotal - members.length
  const texts = [
    `${shown.length.toLocaleString('en')} of ${countOf(membersTotal, 'account')}, those most in step first.${more > 0 ? ` ${more.toLocaleString('en')} are not on these pages${beyond > 0 ? `, ${beyond.toLocaleString('en')} of which the document itself does not hold` : '; the table of accounts (CSV) has them'}.` : ''}`,
    'An account in this list acted in step with others. That does not say that it is false, nor whose it is.',
  ]
  const list = shown.map(({ account, matched, posts, degree, score }) =>
    toLine(
      `${account}: ${matched} of ${countOf(posts, 'post')} in step, with ${countOf(degree, 'account')}; score ${score.toFixed(2)}`,
    ),
  )
  return { heading: 'Accounts', texts, list }
}

/** Bars that a page can show. */
const BARS = 120

/** Neighbouring bars are put together where there are too many to tell apart. */
function toBars({ from, binSeconds, counts }: NetworkDocument['timeline']): Dossier['timeline'] {
  const each = Math.max(1, Math.ceil(counts.length / BARS))
  const bars: number[] = []
  for (const [at, count] of counts.entries())
    bars[Math.floor(at / each)] = (bars[Math.floor(at / each)] ?? 0) + count
  const total = bars.reduce((sum, count) => sum + count, 0)
  if (total === 0) return { counts: [], words: 'No post was in step.' }
  const most = bars.reduce((max, count) => Math.max(max, count), 0)
  const width = toSpan(binSeconds * each)
  const start = Date.parse(from) + bars.indexOf(most) * each * binSeconds * 1000
  const peak = Number.isNaN(start) ? '' : ` from ${toUtc(toInstant(start))}`
  const words = `${countOf(total, 'post')} in step, from ${toUtc(from)}; most of them (${most.toLocaleString('en')}) in the ${width}${peak}. One bar is ${width}.`
  return { counts: bars, words }
}

/** An instant beyond what a calendar has stands as a number. */
function toInstant(milliseconds: number): string {
  const at = new Date(milliseconds)
  return Number.isNaN(at.getTime()) ? String(milliseconds) : at.toISOString()
}

function left(count: number, one: string, many: string): string[] {
  return count > 0 ? [`${countOf(count, `more ${one}`, `more ${many}`)} not on these pages.`] : []
}
