/** The evidence of a network in sentences that can be read out: exact, with how much of it nobody else did. Pure. */
import { countOf, toSpan } from './counted.ts'
import type { Evidence, EXPLANATIONS, NetworkDocument } from './finding.ts'

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

/** An instant as it is read out; what an imported document holds in its place stands as it is. */
export function toUtc(instant: string): string {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? instant : UTC.format(at)
}

function describeThing(evidence: Evidence, finding: NetworkDocument): string {
  const { accounts, accountsOverall, posts, first, last } = evidence
  const others = accountsOverall - accounts
  const deed = DEEDS[traceOf(evidence, finding)] ?? 'acted on'
  const seconds = Math.round((Date.parse(last) - Date.parse(first)) / 1000)
  const when = `${toUtc(first)}, and within ${toSpan(Math.max(1, seconds))}`
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
  return `The most at once: ${accounts} of them acted on one thing within ${toSpan(Math.max(1, Math.round(seconds)))} from ${toUtc(at)}.`
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
      `A source that everybody saw, and that carried these things shortly before ${toUtc(finding.started)}.`,
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

const EXPLANATION_NAMES: Record<(typeof EXPLANATIONS)[number], string> = {
  declared: 'Declared automation',
  'one author': 'One account that all follow',
  'one tool': 'One tool used by all',
  scheduler: 'A scheduler',
  newsletter: 'A newsletter or another regular sending',
  'common objects': 'Things that everybody shares',
  'one source': 'One source that all follow',
  'few accounts': 'Too few accounts to tell',
}

/** The same of a name. */
const OF_NAMES: Record<string, string> = {
  'own name': 'It is the target’s own name',
  'government name': 'It is a government’s name',
  chance: 'Ordinary names look like this too',
}

/** An innocent explanation in words; a detector newer than these screens may try another. */
export function explanationName(explanation: string): string {
  const names: Record<string, string> = { ...EXPLANATION_NAMES, ...OF_NAMES }
  return names[explanation] ?? 'Another explanation'
}

/** From here on a false-discovery rate says that chance alone would do. */
export const CHANCE_Q = 0.05

/** The least sureness at which words say so; as the detector's own report does. */
const [VERY, RATHER, UNSURE] = [0.9, 0.6, 0.3]

/** How sure in words, from 0 to 1; nothing given where chance was not tested. */
function surenessWords(confidence: number | null | undefined): string {
  if (confidence === null || confidence === undefined) return 'Not tested against chance'
  if (confidence >= VERY) return 'Very sure'
  if (confidence >= RATHER) return 'Rather sure'
  return confidence >= UNSURE ? 'Unsure' : 'Weak'
}

const VERDICTS: Record<string, string> = {
  stands: 'Stands',
  explained: 'Explained',
  chance: 'Chance would do',
  untested: 'Untested, or too little to tell',
}

/** How a finding stands in one word, or, where a finding of before says none, how sure it is. */
export function verdictWords(told: {
  verdict?: string
  confidence?: number | null
  explainedBy?: string | null
}): string {
  const word = told.verdict === undefined ? undefined : VERDICTS[told.verdict]
  if (word === undefined) return surenessWords(told.confidence)
  return told.explainedBy ? `${word}: ${explanationName(told.explainedBy).toLowerCase()}` : word
}

/** What a reader should take away first: how it stands. */
export function describeVerdict(finding: NetworkDocument): string {
  const { verdict, confidence, q } = finding
  const isChance =
    verdict === undefined ? confidence === 0 || (q !== null && q >= CHANCE_Q) : verdict === 'chance'
  return isChance ? 'Chance alone would do' : verdictWords(finding)
}

/** How often its pairs were in step, beside chance; nothing where that was not tested. */
export function describeMeetings({ chance }: NetworkDocument): string | undefined {
  if (!chance) return undefined
  const n = (count: number) => count.toLocaleString('en', { maximumFractionDigits: 1 })
  return `in step ${n(chance.observed)} ${chance.observed === 1 ? 'time' : 'times'}; chance gives ${n(chance.expected)}`
}

type Standing = 'stands' | 'unclear' | 'explained' | 'chance'

/** What a confidence is of: that they acted as one, which beside an explanation is what that leaves open. */
export function sureWords(standing: Standing, confidence: number): string {
  const sure = `sure to ${confidence.toFixed(2)} of 1 that they acted as one`
  return standing === 'explained' ? `${sure} all the same` : sure
}

const OF_VERDICT: Record<string, Standing> = {
  stands: 'stands',
  explained: 'explained',
  chance: 'chance',
}

/** How a document stands; one of before, which says no verdict, is never called sure. */
export function toStanding(finding: {
  verdict?: string
  confidence?: number | null
  q: number | null
}): Standing {
  if (finding.verdict !== undefined) return OF_VERDICT[finding.verdict] ?? 'unclear'
  const isChance = finding.confidence === 0 || (finding.q !== null && finding.q >= CHANCE_Q)
  return isChance ? 'chance' : 'unclear'
}
