/** What a finding says in one line of a dossier. */
import { CHANCE_Q, type FindingMember, type NetworkDocument } from '@tocsin/api'
import { traceName } from './activity.ts'
import { countOf } from '../words/count-of.ts'

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

/** Mostly first or mostly after others, from this lead on. */
const MOSTLY = 0.5

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
