/**
 * The finite domain over which charters are compared, and the answers of policies over it. A policy's answer depends only on
 * what it speaks of, so it is asked for each combination of that, and once for all others; what it is asked is the engine that
 * decides releases too.
 */
import { MemberKind, Pap, PURPOSES, Tlp, type Purpose } from '@tocsin/api'
import type { Spoken } from './law-terms.ts'
import { NO_END, type LawAction, type LawFacts } from './law.ts'

/** How a question comes up: somebody sends, somebody receives, a machine's feed carries; from the screen or posted by a machine. */
const WAYS: readonly { action: LawAction; exit: string }[] = [
  { action: 'release', exit: 'api' },
  { action: 'release', exit: 'taxii' },
  { action: 'receive', exit: 'api' },
  { action: 'receive', exit: 'taxii' },
  { action: 'feed', exit: 'taxii' },
]
export const KINDS = MemberKind.anyOf.map((one) => one.const)
export const TLPS = Tlp.anyOf.map((one) => one.const)
const PAPS = Pap.anyOf.map((one) => one.const)

/** From this day or instant on, until the next of its list. */
type Steps = readonly number[]

export type Domain = {
  ways: typeof WAYS
  kinds: readonly MemberKind[]
  tlps: readonly Tlp[]
  /** One that all rules treat like the others where no charter speaks of PAP. */
  paps: readonly Pap[]
  purposes: readonly Purpose[]
  /** Days that terms run; the last is no end. */
  kept: Steps
  /** Milliseconds. */
  times: Steps
}

/** A place in the domain, by the index of each value. For a release `sender` is `kind`. */
export type Cell = {
  way: number
  kind: number
  sender: number
  tlp: number
  pap: number
  purpose: number
  kept: number
  time: number
}

const SECOND = 1000
/** The engine knows no year of five digits. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59Z')

/**
 * Every value that the rules can tell apart, from `from` on. Between two steps no rule changes its answer, since none compares
 * with a number between them.
 */
export function domainOf(spoken: readonly Spoken[], from: number, ends: readonly number[]): Domain {
  const days = spoken.flatMap((one) => one.days)
  const times = spoken.flatMap((one) => one.times)
  const kept = days.length === 0 ? [NO_END] : [1, ...days.flatMap((day) => [day, day + 1]), NO_END]
  const moments = [from, ...ends, ...times.flatMap((at) => [at, at + SECOND])]
  return {
    ways: WAYS,
    kinds: KINDS,
    tlps: TLPS,
    paps: spoken.some(({ names }) => names.has('pap')) ? PAPS : ['clear'],
    purposes: PURPOSES,
    kept: steps(kept.filter((day) => day > 0)),
    times: steps(moments.filter((at) => at >= from && at <= LAST_MOMENT)),
  }
}

function steps(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}

export function factsAt(domain: Domain, cell: Cell): LawFacts {
  const { action, exit } = domain.ways[cell.way]!
  const kind = domain.kinds[cell.kind]!
  return {
    action,
    exit,
    kind,
    sender: action === 'release' ? kind : domain.kinds[cell.sender]!,
    tlp: domain.tlps[cell.tlp]!,
    pap: domain.paps[cell.pap]!,
    purpose: domain.purposes[cell.purpose]!,
    keptDays: domain.kept[cell.kept]!,
    now: domain.times[cell.time]!,
  }
}

const AXES = ['kind', 'sender', 'tlp', 'pap', 'purpose', 'kept', 'time'] as const
type Axis = (typeof AXES)[number]

/** How many values each axis of a domain has. */
export function sizesOf(domain: Domain): Record<keyof Cell, number> {
  const { ways, kinds, tlps, paps, purposes, kept, times } = domain
  return {
    way: ways.length,
    kind: kinds.length,
    sender: kinds.length,
    tlp: tlps.length,
    pap: paps.length,
    purpose: purposes.length,
    kept: kept.length,
    time: times.length,
  }
}

/**
 * Numbers the cells of a domain from 0 on, with no gap. Of the first terms and the first time each has the same number in every
 * domain that tells as much of PAP.
 */
export function numbersOf(domain: Domain): (cell: Cell) => number {
  const size = sizesOf(domain)
  return ({ way, kind, sender, tlp, pap, purpose, kept, time }) => {
    const who = ((time * size.kept + kept) * size.way + way) * size.kind + kind
    const what = (who * size.sender + sender) * size.tlp + tlp
    return (what * size.pap + pap) * size.purpose + purpose
  }
}

/** The answers of one policy over all of a domain. */
export type Answers = (cell: Cell) => boolean

/** A policy of a set, and what it speaks of. */
export type Asked = {
  id: string
  speaks: { names: ReadonlySet<string>; days: readonly number[]; times: readonly number[] }
}

/** What was answered, by the number of the cell: the ids of the policies that apply. */
export type Answered = Map<number, ReadonlySet<string>>

/** Cells that must be asked about so that every policy of the set is known; each is asked once, for all of them. */
export function* cellsFor(domain: Domain, policies: readonly Asked[]): Generator<Cell> {
  const seen = new Set<number>()
  const numberOf = numbersOf(domain)
  for (const { speaks } of policies)
    for (const cell of product(domain, speaks)) {
      const number = numberOf(cell)
      if (seen.has(number)) continue
      seen.add(number)
      yield cell
    }
}

/** How many combinations one rule distinguishes. */
export function countCells(domain: Domain, speaks: Asked['speaks']): number {
  const size = sizesOf(domain)
  return axesOf(speaks).reduce((count, axis) => count * size[axis], size.way)
}

function axesOf({ names, days, times }: Asked['speaks']): Axis[] {
  return AXES.filter((axis) => {
    if (axis === 'kept') return days.length > 0
    return axis === 'time' ? times.length > 0 : names.has(axis)
  })
}

function* product(domain: Domain, speaks: Asked['speaks']): Generator<Cell> {
  const axes = axesOf(speaks)
  const size = sizesOf(domain)
  for (let way = 0; way < domain.ways.length; way++) {
    if (!speaks.names.has('exit') && firstOf(domain, way) !== way) continue
    const isRelease = domain.ways[way]!.action === 'release'
    // Whoever releases is the sender.
    const free = isRelease ? axes.map((axis) => (axis === 'sender' ? 'kind' : axis)) : axes
    let cells: Cell[] = [{ ...ORIGIN, way }]
    for (const axis of new Set(free))
      cells = cells.flatMap((cell) =>
        Array.from({ length: size[axis] }, (_, i) => ({ ...cell, [axis]: i })),
      )
    yield* isRelease ? cells.map((cell) => ({ ...cell, sender: cell.kind })) : cells
  }
}

const ORIGIN: Cell = { way: 0, kind: 0, sender: 0, tlp: 0, pap: 0, purpose: 0, kept: 0, time: 0 }

/** The first way of the same action. */
function firstOf({ ways }: Domain, way: number): number {
  return ways.findIndex(({ action }) => action === ways[way]!.action)
}

/** The answers of a policy, once every cell that it needs has been asked about. */
export function answersOf(domain: Domain, { id, speaks }: Asked, answered: Answered): Answers {
  const axes = new Set<Axis>(axesOf(speaks))
  const byExit = speaks.names.has('exit')
  const firsts = domain.ways.map((_, way) => firstOf(domain, way))
  const numberOf = numbersOf(domain)
  const bySomebody = axes.has('kind') || axes.has('sender')
  return (cell) => {
    const isRelease = domain.ways[cell.way]!.action === 'release'
    const sender = bySomebody ? cell.kind : 0
    const number = numberOf({
      way: byExit ? cell.way : firsts[cell.way]!,
      kind: isRelease ? sender : axes.has('kind') ? cell.kind : 0,
      sender: isRelease ? sender : axes.has('sender') ? cell.sender : 0,
      tlp: axes.has('tlp') ? cell.tlp : 0,
      pap: axes.has('pap') ? cell.pap : 0,
      purpose: axes.has('purpose') ? cell.purpose : 0,
      kept: axes.has('kept') ? cell.kept : 0,
      time: axes.has('time') ? cell.time : 0,
    })
    return answered.get(number)!.has(id)
  }
}
