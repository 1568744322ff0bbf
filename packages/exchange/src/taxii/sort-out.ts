/**
 * Which objects of an envelope may be released. Where the rules refuse the envelope, one object may be what they refuse:
 * those that would be refused by themselves fail alone, and the rest is judged without them.
 */
import type { Addition } from '@tocsin/taxii'
import type { Incoming } from '../objects/incoming.ts'
import type { Decision } from '../policy/decide.ts'
import { weigh } from '../sharing/weigh.ts'
import {
  findRefusal,
  type Grounds,
  type JudgedPosting,
  judgePosting,
  type Posting,
  valuesOf,
} from './posting.ts'

/** An object with the text that is kept. */
export type Candidate = { addition: Addition; incoming: Incoming }

export type Sorted = {
  taken: Candidate[]
  refused: { candidate: Candidate; decision: Decision }[]
  /** The release of what is taken; where nothing is, the refused one. */
  release: JudgedPosting
}

export function sortOut(posting: Posting, all: readonly Candidate[], grounds: Grounds): Sorted {
  const judge = (some: readonly Candidate[]): JudgedPosting =>
    judgePosting(
      posting,
      some.map(({ addition }) => addition),
      some.map(({ incoming }) => incoming),
      grounds,
    )
  const whole = judge(all)
  if (!findRefusal(whole)) return { taken: [...all], refused: [], release: whole }
  const kinds = new Map<string, Candidate[]>()
  for (const candidate of all) {
    const kind = kindOf(candidate.addition, grounds)
    const alike = kinds.get(kind)
    if (alike) alike.push(candidate)
    else kinds.set(kind, [candidate])
  }
  const refused: Sorted['refused'] = []
  const left: Candidate[] = []
  for (const some of kinds.values()) {
    const decision = kinds.size > 1 ? findRefusal(judge(some)) : findRefusal(whole)
    for (const candidate of some)
      if (decision) refused.push({ candidate, decision })
      else left.push(candidate)
  }
  const places = new Map(all.map((candidate, i) => [candidate, i]))
  const taken = left.sort((a, b) => places.get(a)! - places.get(b)!)
  if (taken.length === 0) return { taken, refused, release: whole }
  const release = judge(taken)
  const decision = findRefusal(release)
  if (!decision) return { taken, refused, release }
  const rest = taken.map((candidate) => ({ candidate, decision }))
  return { taken: [], refused: [...refused, ...rest], release }
}

/** Objects in which the rules see the same. */
function kindOf(addition: Addition, { standing, meanings }: Grounds): string {
  const { ask, ...weighed } = weigh('', valuesOf([addition]), standing, meanings)
  return JSON.stringify([weighed, ask !== undefined])
}
