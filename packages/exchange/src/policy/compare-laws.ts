/**
 * Who gains or loses what by a new charter: both are worked out over every combination of member kinds, markings, purposes, exits,
 * terms and dates that any rule tells apart, with what the rules of the exchange refuse in any case. Each example is decided
 * by `decide` itself, under both.
 */
import type { MemberKind, Purpose, Tlp } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { baseAnswers, type CharterValues, questionOf } from './base-answers.ts'
import { decide, type Decision } from './decide.ts'
import { type Box, firstOf, joinCells } from './join-cells.ts'
import {
  type Answered,
  answersOf,
  type Answers,
  type Asked,
  type Cell,
  cellsFor,
  countCells,
  type Domain,
  domainOf,
  factsAt,
  numbersOf,
  sizesOf,
} from './law-domain.ts'
import { type Law, type LawFacts, matchesOf, NO_END, toPolicies } from './law.ts'
import { pause } from './pause.ts'
import type { PolicySet } from './policies.ts'

/** A charter to compare: its values, and the law with all of its rules. */
export type Side = CharterValues & { law: Law }

type Change = {
  effect: 'gain' | 'loss'
  box: Box
  example: { facts: LawFacts; before: Decision; after: Decision }
}

export type Comparison = { domain: Domain; changes: Change[]; compared: number; asked: number }

/** What is beyond it is no charter that a person can look through. */
const MOST_ASKED = 20_000
const MOST_CELLS = 4_000_000

/** Compares from `from` on, in milliseconds. Throws `bad-request` where the rules tell too much apart to be worked out. */
export async function compareLaws(
  before: Side,
  after: Side,
  from: number,
  policies: PolicySet,
): Promise<Comparison> {
  const rules = [...before.law.rules, ...after.law.rules]
  const ends = [before.expiresAt.getTime(), after.expiresAt.getTime(), ...begins(policies)]
  const domain = domainOf(
    rules.map(({ speaks }) => speaks),
    from,
    ends,
  )
  const compared = refuseTooMuch(domain, rules)
  const [was, is] = [await askLaw(domain, before.law), await askLaw(domain, after.law)]
  const bases = await basesOf(domain, policies)
  const lasts = (side: Side): boolean[] => domain.times.map((at) => at < side.expiresAt.getTime())
  const [ran, runs] = [lasts(before), lasts(after)]
  const verdict = onceEach(domain, (cell) => {
    if (!bases[cell.time]!(cell)) return 0
    const old = ran[cell.time]! && !was.refuses(cell)
    const now = runs[cell.time]! && !is.refuses(cell)
    return old === now ? 0 : now ? 1 : 2
  })
  const changes: Change[] = []
  for (const [effect, sign] of [
    ['loss', 2],
    ['gain', 1],
  ] as const)
    for (const box of await joinCells(domain, (cell) => verdict(cell) === sign))
      changes.push({
        effect,
        box,
        example: exampleOf(domain, box, [before, after], effect, policies),
      })
  return { domain, changes, compared, asked: was.asked + is.asked }
}

/** Of each time what the rules of the exchange say that are in force then; mostly they are the same. */
async function basesOf(domain: Domain, policies: PolicySet): Promise<Answers[]> {
  const bySet = new Map<string, Answers>()
  const bases: Answers[] = []
  for (const at of domain.times) {
    const set = policies.at(new Date(at)).engineId
    const answers = bySet.get(set) ?? (await baseAnswers(domain, at, policies))
    bySet.set(set, answers)
    bases.push(answers)
  }
  return bases
}

const UNASKED = 255

/** Keeps what a cell comes to, a small number: gains and losses are two walks over the same. */
function onceEach(domain: Domain, verdict: (cell: Cell) => number): (cell: Cell) => number {
  const numberOf = numbersOf(domain)
  const known = new Uint8Array(countAll(domain)).fill(UNASKED)
  return (cell) => {
    const number = numberOf(cell)
    if (known[number] === UNASKED) known[number] = verdict(cell)
    return known[number]!
  }
}

function countAll(domain: Domain): number {
  return Object.values(sizesOf(domain)).reduce((product, size) => product * size, 1)
}

/** Days at which rules of the exchange begin. */
function begins({ rules }: PolicySet): number[] {
  return [...rules.values()].map(({ since }) => Date.parse(since))
}

/** How many cases are compared. Throws `bad-request` for too many. */
function refuseTooMuch(domain: Domain, rules: Law['rules']): number {
  const { ways, kinds } = domain
  const cells = countAll(domain)
  const asked = rules.reduce((sum, { speaks }) => sum + countCells(domain, speaks), 0)
  if (cells <= MOST_CELLS && asked <= MOST_ASKED) {
    // Whoever releases is the sender, so of those ways there are fewer.
    const releasing = ways.filter(({ action }) => action === 'release').length
    return (cells / ways.length) * (ways.length - releasing + releasing / kinds.length)
  }
  const why = `these rules tell ${cells} cases apart, more than can be compared before a person looks (${MOST_CELLS}): name fewer dates and periods, or split what speaks of many things at once`
  throw new ExchangeError('bad-request', why, { path: '/body/text' })
}

/** Asks a law about all that its rules tell apart. */
async function askLaw(domain: Domain, law: Law): Promise<{ refuses: Answers; asked: number }> {
  const answered: Answered = new Map()
  const numberOf = numbersOf(domain)
  const rules: readonly Asked[] = law.rules
  for (const cell of cellsFor(domain, rules)) {
    await pause()
    const facts = factsAt(domain, cell)
    answered.set(
      numberOf(cell),
      matchesOf(law.sha256, () => toPolicies(law.rules), facts),
    )
  }
  const answers = rules.map((rule) => answersOf(domain, rule, answered))
  return { refuses: (cell) => answers.some((applies) => applies(cell)), asked: answered.size }
}

/** One case of a change, decided as a release would be. Throws `internal` where that is not what was worked out. */
function exampleOf(
  domain: Domain,
  box: Box,
  [before, after]: [Side, Side],
  effect: Change['effect'],
  policies: PolicySet,
): Change['example'] {
  const facts = factsAt(domain, firstOf(box))
  const was = decide(questionOf(facts, before), policies)
  const is = decide(questionOf(facts, after), policies)
  if (was.allow === is.allow || is.allow !== (effect === 'gain'))
    throw new ExchangeError(
      'internal',
      `a comparison of charters does not hold: ${JSON.stringify(facts)}`,
    )
  return { facts, before: was, after: is }
}

/** What a law leaves open at some time to somebody, whatever else stands in the way. */
export type Effect = {
  purposes: Purpose[]
  senders: MemberKind[]
  receivers: MemberKind[]
  /** Undefined where it leaves nothing open. */
  maxTlp: Tlp | undefined
  /** The longest that a release may last; undefined where it may go on without end. */
  keptDays: number | undefined
  /** Milliseconds; undefined where there is no beginning, or no end. */
  startsAt: number | undefined
  endsAt: number | undefined
}

const effects = new WeakMap<Law, Promise<Effect>>()

/** Works out what a law leaves open, once. Throws `bad-request` as `compareLaws` does. */
export async function effectOf(law: Law): Promise<Effect> {
  const working = effects.get(law) ?? workOut(law)
  effects.set(law, working)
  return working.catch((cause: unknown) => {
    // What failed is worked out again the next time.
    if (effects.get(law) === working) effects.delete(law)
    throw cause
  })
}

async function workOut(law: Law): Promise<Effect> {
  const domain = domainOf(
    law.rules.map(({ speaks }) => speaks),
    0,
    [],
  )
  refuseTooMuch(domain, law.rules)
  const { refuses } = await askLaw(domain, law)
  const open = {
    purpose: new Set<number>(),
    sender: new Set<number>(),
    receiver: new Set<number>(),
    tlp: new Set<number>(),
    kept: new Set<number>(),
    time: new Set<number>(),
  }
  await joinCells(domain, (cell) => {
    if (refuses(cell)) return false
    for (const axis of ['purpose', 'tlp', 'kept', 'time'] as const) open[axis].add(cell[axis])
    const side = domain.ways[cell.way]!.action === 'release' ? 'sender' : 'receiver'
    open[side].add(cell.kind)
    return false
  })
  const [first, last] = [Math.min(...open.time), Math.max(...open.time)]
  const among = <T>(values: readonly T[], chosen: ReadonlySet<number>) =>
    values.filter((_, i) => chosen.has(i))
  const longest = Math.max(...open.kept)
  return {
    purposes: among(domain.purposes, open.purpose),
    senders: among(domain.kinds, open.sender),
    receivers: among(domain.kinds, open.receiver),
    maxTlp: domain.tlps[Math.max(...open.tlp)],
    keptDays: domain.kept[longest] === NO_END ? undefined : domain.kept[longest],
    startsAt: first > 0 ? domain.times[first] : undefined,
    endsAt: domain.times[last + 1],
  }
}
