/** What a finding says in one line of a dossier. */
import type { EXPLANATIONS, NetworkDocument, FindingMember } from '@tocsin/api'
import { traceName } from './activity.ts'
import { countOf } from '../words/count-of.ts'

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

/** Seconds of a chosen window above which a rate of false finds promises more than it keeps. */
const WIDEST = 300

/**
 * How many of the accounts of a finding chance gives: their number times the largest rate of false finds among
 * them. Nothing where that was not measured of all of them, or does not hold.
 */
export function describeFalseFinds(finding: NetworkDocument): string | undefined {
  const { members, membersTotal, parameters } = finding
  const { everyScale = false, window } = parameters
  if (!everyScale && (window === null || window > WIDEST)) return undefined
  if (members.length === 0 || members.length < membersTotal) return undefined
  const rates = members.map(({ q }) => q ?? 1)
  const largest = rates.reduce((most, q) => Math.max(most, q), 0)
  if (largest > CHANCE_Q) return undefined
  const some = Math.round(largest * membersTotal)
  const of = `of these ${countOf(membersTotal, 'account')}`
  if (some === 0) return `${of} fewer than one is expected to be here by chance`
  return `${of} about ${countOf(some, 'is', 'are')} expected to be here by chance`
}

/** What a reader should take away first: how it stands. */
export function describeVerdict(finding: NetworkDocument): string {
  const { verdict, confidence, q } = finding
  const isChance =
    verdict === undefined ? confidence === 0 || (q !== null && q >= CHANCE_Q) : verdict === 'chance'
  return isChance ? 'Chance alone would do' : verdictWords(finding)
}

/** Mostly first or mostly after others, from this lead on. */
const MOSTLY = 0.5

/** How often its pairs were in step, beside chance; nothing where that was not tested. */
export function describeMeetings({ chance }: NetworkDocument): string | undefined {
  if (!chance) return undefined
  const n = (count: number) => count.toLocaleString('en', { maximumFractionDigits: 1 })
  return `in step ${n(chance.observed)} ${chance.observed === 1 ? 'time' : 'times'}; chance gives ${n(chance.expected)}`
}

export function describeTraces({ traces = [] }: NetworkDocument): string | undefined {
  if (traces.length === 0) return undefined
  return traces
    .map(({ trace, objects }) => `${traceName(trace)}: ${objects.toLocaleString('en')}`)
    .join('; ')
}

export function describeTechniques({ techniques = [] }: NetworkDocument): string | undefined {
  if (techniques.length === 0) return undefined
  return techniques.map(({ id, name }) => `${id} ${name}`).join('; ')
}

/** The accounts that mostly act first, the firmest three. */
export function describeLeaders({ members }: NetworkDocument): string | undefined {
  if (members.every(({ led }) => led === undefined)) return undefined
  const leaders = members
    .filter(({ lead = 0 }) => lead >= MOSTLY)
    .sort((x, y) => y.lead! - x.lead! || y.led! - x.led!)
  if (leaders.length === 0) return 'nobody is mostly first'
  const more = leaders.length > 3 ? ` and ${leaders.length - 3} more` : ''
  const names = leaders.slice(0, 3).map(({ account }) => account)
  return `${names.join(', ')}${more} mostly first`
}

/** Whether an account acts before its partners or after them. */
export function describeOrder({ led = 0, followed = 0, lead = 0 }: FindingMember): string {
  if (led + followed === 0) return 'not known'
  const word = lead >= MOSTLY ? 'mostly first' : lead <= -MOSTLY ? 'mostly after' : 'neither'
  return `${word} (${countOf(led, 'time')} first, ${followed} after)`
}
