/** The evidence of a network in sentences that can be read out: exact, with how much of it nobody else did. Pure. */
import type { Evidence, NetworkDocument } from '@tocsin/api'
import { toSpan } from '../words/time.ts'
import { describeMeetings, explanationName } from './words.ts'
import { countOf } from '../words/count-of.ts'

const TOLD = 3
const CUT = 90

/** The kind of thing that a piece of evidence is; documents of before do not say. */
function traceOf(evidence: Evidence, finding: NetworkDocument): string {
  const { trace } = evidence as { trace?: unknown }
  return typeof trace === 'string' ? trace : finding.trace
}

const DEEDS: Record<string, string> = {
  link: 'shared the link',
  domain: 'linked to the site',
  hashtag: 'used the hashtag',
  'hashtag-sequence': 'used the series of hashtags',
  text: 'posted the text',
  'near-text': 'posted, word for word or nearly, the text',
  reshare: 'repeated the post',
  reply: 'answered the post',
  mention: 'addressed the account',
  media: 'posted the picture or film',
}

/** Things that the network used much and others little, first. */
export function byPeculiarity(evidence: readonly Evidence[]): Evidence[] {
  const weight = ({ accounts, accountsOverall }: Evidence) =>
    (accounts * accounts) / Math.max(accounts, accountsOverall, 1)
  return [...evidence].sort((a, b) => weight(b) - weight(a) || b.posts - a.posts)
}

/** A thing as it can be shown in a sentence: a text as it was posted, anything else by its name. */
export function thingOf(evidence: Evidence, finding: NetworkDocument): string {
  const isText = ['text', 'near-text'].includes(traceOf(evidence, finding))
  const posted = evidence.rows.find((row) => row.excerpt)?.excerpt
  const thing = (isText && posted ? posted : evidence.object).replace(/\s+/g, ' ').trim()
  const cut = [...thing].length > CUT ? `${[...thing].slice(0, CUT - 1).join('')}…` : thing
  return isText ? `“${cut}”` : cut
}

const UTC = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
})

function describeThing(evidence: Evidence, finding: NetworkDocument): string {
  const { accounts, accountsOverall, posts, first, last } = evidence
  const others = accountsOverall - accounts
  const deed = DEEDS[traceOf(evidence, finding)] ?? 'acted on'
  const seconds = Math.round((Date.parse(last) - Date.parse(first)) / 1000)
  const when = `${UTC.format(new Date(first))}, and within ${toSpan(Math.max(1, seconds))}`
  const alone =
    others <= 0
      ? 'In the whole export nobody else did.'
      : `In the whole export ${countOf(others, 'other account')} did.`
  return `${accounts} of these ${countOf(finding.membersTotal, 'account')} ${deed} ${thingOf(evidence, finding)} in ${countOf(posts, 'post')}, from ${when}. ${alone}`
}

function describeMoment(finding: NetworkDocument): string | undefined {
  const moment = [...(finding.moments ?? [])].sort(
    (a, b) => b.accounts - a.accounts || a.seconds - b.seconds,
  )[0]
  if (!moment) return undefined
  const { accounts, at, seconds } = moment
  return `The most at once: ${accounts} of them acted on one thing within ${toSpan(Math.max(1, Math.round(seconds)))} from ${UTC.format(new Date(at))}.`
}

function describeChance(finding: NetworkDocument): string | undefined {
  const meetings = describeMeetings(finding)
  if (meetings === undefined) return undefined
  const { q } = finding
  const rate =
    q === null ? '' : ` (false-discovery rate ${q < 0.0001 ? 'below 0.0001' : q.toPrecision(2)})`
  return `Pairs of them were ${meetings}${rate}.`
}

/** The three strongest pieces: what hardly anybody else did, the most at once, and the count beside chance. */
export function strongestEvidence(finding: NetworkDocument): string[] {
  const things = byPeculiarity(finding.evidence).map((one) => describeThing(one, finding))
  const others = [describeMoment(finding), describeChance(finding)].filter(
    (words) => words !== undefined,
  )
  return [...things.slice(0, Math.max(1, TOLD - others.length)), ...others].slice(0, TOLD)
}

/** The innocent explanation that fits best, or, where none of those tried holds, what such evidence never rules out. */
export function bestExplanation(finding: NetworkDocument): string {
  const { counterEvidence: tried = [], explainedBy, caveats } = finding
  const holding = tried.filter(({ holds }) => holds)
  const best = holding.find(({ explanation }) => explanation === explainedBy) ?? holding[0]
  if (best) {
    const suffices = best.explanation === explainedBy ? 'suffices' : 'holds, and does not suffice'
    const more = holding.length > 1 ? ` ${holding.length - 1} more hold.` : ''
    return `${explanationName(best.explanation)}: ${suffices}. ${toSentence(best.detail)}${more}`
  }
  const none =
    tried.length > 0
      ? `None of the ${tried.length} that were tried holds.`
      : 'The document tells of none that was tried.'
  return caveats[0] === undefined ? none : `${none} What remains: ${toSentence(caveats[0])}`
}

function toSentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** Different things that the middle account must share before the detector calls it sure. */
const LEAST_THINGS = 3

/** What would turn the verdict. */
export function mindChangers(finding: NetworkDocument): string[] {
  const { verdict, q, thingsEach, explainedBy } = finding
  if (verdict === 'explained')
    return [
      `Accounts among them to which this does not apply: ${explanationName(explainedBy ?? '').toLowerCase()}.`,
      'Posts of theirs in step that the explanation does not carry.',
    ]
  if (verdict === 'chance')
    return [
      `More posts of these accounts: chance alone would give this (false-discovery rate ${q === null ? 'not known' : q.toPrecision(2)}).`,
    ]
  if (verdict === 'stands')
    return [
      'One owner, press office or openly used tool that runs all of these accounts.',
      `A source that everybody saw, and that carried these things shortly before ${UTC.format(new Date(finding.started))}.`,
      'Records of the platform (sign-ups, devices, payments) that show people with nothing in common.',
    ]
  if (q === null || verdict === undefined)
    return [
      'A run that tests the timing against chance: in this document it was not, or its outcome is not told.',
    ]
  return [
    thingsEach !== undefined && thingsEach < LEAST_THINGS
      ? `More of what they share: the middle account shares ${countOf(thingsEach, 'different thing')} with two others, and ${LEAST_THINGS} are needed before anybody can be sure.`
      : 'More accounts outside the network: what the export holds besides is too little to learn chance from.',
  ]
}
