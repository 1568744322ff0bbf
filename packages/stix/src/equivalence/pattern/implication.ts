/**
 * Whether one observation expression without an OR asks at least what another asks, so that in an OR of both it says
 * nothing new. An observation asks more when it has more tests, a chain when it has more members or stronger ones.
 * Cost: each pair of parts once, and the cube of the longest AND.
 */
import type { Term } from './term.ts'

export type Implies = (strong: Term, weak: Term) => boolean

/** A function that tells, and remembers what it told of chains. */
export function implication(): Implies {
  const told = new Map<number, boolean>()
  const implies: Implies = (strong, weak) => {
    if (strong === weak) return true
    if ((weak.tests & ~strong.tests) !== 0) return false
    if (!isChain(strong)) return observesMore(strong, weak)
    const pair = strong.id * MAX_TERMS + weak.id
    const known = told.get(pair)
    if (known !== undefined) return known
    const answer =
      strong.operands.some((member) => implies(member, weak)) ||
      (isChain(weak) && holds(strong, weak, implies))
    told.set(pair, answer)
    return answer
  }
  return implies
}

/** More than a table of terms ever holds, so that a pair of numbers makes one. */
const MAX_TERMS = 2 ** 26

function observesMore(strong: Term, weak: Term): boolean {
  if (strong.type !== 'observation' || weak.type !== 'observation') return false
  const tests = testsOf(strong)
  return testsOf(weak).every((test) => tests.includes(test))
}

export function isChain({ type }: Term): boolean {
  return type === 'and' || type === 'followedby'
}

/** The tests of an observation, all of which must hold. */
function testsOf({ operands: [test] }: Term): readonly Term[] {
  return test!.type === 'all' ? test!.operands : [test!]
}

/** Whether each member of the weak chain has a member of the strong one to itself that implies it, in order if need be. */
function holds(strong: Term, weak: Term, implies: Implies): boolean {
  if (weak.operands.length > strong.operands.length) return false
  if (weak.type === 'and') return isMatched(strong.operands, weak.operands, implies)
  if (strong.type === 'and') return false
  let found = 0
  for (const member of strong.operands) {
    const wanted = weak.operands[found]
    if (wanted !== undefined && implies(member, wanted)) found++
  }
  return found === weak.operands.length
}

/** Bipartite matching by augmenting paths (Kuhn): a member of its own for each that is wanted. */
function isMatched(members: readonly Term[], wanted: readonly Term[], implies: Implies): boolean {
  const holders = members.map(() => -1)
  const place = (want: number, tried: Set<number>): boolean =>
    members.some((member, at) => {
      if (tried.has(at) || !implies(member, wanted[want]!)) return false
      tried.add(at)
      if (holders[at] !== -1 && !place(holders[at]!, tried)) return false
      holders[at] = want
      return true
    })
  return wanted.every((_, want) => place(want, new Set()))
}
