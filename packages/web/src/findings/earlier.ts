/** What was said before of the same network, in words, and what says it again. Pure. */
import type { EarlierTriage, Network } from '@tocsin/api'
import { STATE_NAMES, type Wish } from './triage.ts'
import { countOf } from '../words/count-of.ts'

/** Who said what of it, and how it is known to be the same. */
export function describeEarlier(one: EarlierTriage): string {
  const who = one.assignee ? `, ${one.assignee.name} has it` : ''
  const said = `${STATE_NAMES[one.state].toLowerCase()}${who}, by ${one.by}`
  if (one.how === 'folds-here') return `Said of a finding that folds here now: ${said}`
  const { common, total } = one
  const like =
    common === undefined || total === undefined
      ? ''
      : ` (the same: ${common} of ${countOf(total, 'account')} of both)`
  return `Looked at before, in an earlier run or import${like}: ${said}`
}

/** What is still to be weighed of what was said before: nothing where somebody has said something here since. */
export function latestEarlier({ earlier, changedAt }: Network): EarlierTriage | undefined {
  const [last] = earlier
  return last && (changedAt === undefined || last.at > changedAt) ? last : undefined
}

/** Whether the network has all that was said before; what it has besides is its own. */
export function saysTheSame(network: Network, { state, assignee, note }: EarlierTriage): boolean {
  const hasPerson = assignee === undefined || network.assignee?.id === assignee.id
  return network.chosen === state && hasPerson && (note === undefined || network.note === note)
}

/** The state, the person and the note of before; the change is on record with the name of whoever presses. */
export function toSameWish({ state, assignee, note }: EarlierTriage): Wish {
  return {
    state,
    ...(assignee ? { assignee: assignee.id } : {}),
    ...(note === undefined ? {} : { note }),
  }
}
