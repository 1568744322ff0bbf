/** What a finding says in one line of a dossier. */
import type { FindingDocument, FindingMember } from '@tocsin/api'
import { TRACE_NAMES } from './activity.ts'

/** Mostly first or mostly after others, from this lead on. */
const MOSTLY = 0.5

/** How often its pairs were in step, beside chance; nothing where that was not tested. */
export function describeMeetings({ chance }: FindingDocument): string | undefined {
  if (!chance) return undefined
  const n = (count: number) => count.toLocaleString('en', { maximumFractionDigits: 1 })
  return `in step ${n(chance.observed)} times; chance gives ${n(chance.expected)}`
}

export function describeTraces({ traces = [] }: FindingDocument): string | undefined {
  if (traces.length === 0) return undefined
  return traces
    .map(({ trace, objects }) => `${TRACE_NAMES[trace] ?? trace}: ${objects.toLocaleString('en')}`)
    .join('; ')
}

export function describeTechniques({ techniques = [] }: FindingDocument): string | undefined {
  if (techniques.length === 0) return undefined
  return techniques.map(({ id, name }) => `${id} ${name}`).join('; ')
}

/** The accounts that mostly act first, the firmest three. */
export function describeLeaders({ members }: FindingDocument): string | undefined {
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
  return `${word} (${led} times first, ${followed} after)`
}
