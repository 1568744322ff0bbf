/** Charters by seed: forms, the clauses that say the same, and clauses that somebody got wrong. */
import { MemberKind, PURPOSES, Tlp, type CharterTerms } from '@tocsin/api'
import type { LawAction, LawFacts } from '../src/policy/law.ts'
import { NO_END } from '../src/policy/law.ts'
import type { Clause, Condition } from './charter-model.ts'

export type Random = () => number

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const KINDS = MemberKind.anyOf.map((one) => one.const)
const TLPS = Tlp.anyOf.map((one) => one.const)
const ACTIONS: readonly LawAction[] = ['release', 'receive', 'feed']
const DAY = 86_400_000
export const FROM = Date.parse('2027-01-01T00:00:00Z')

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!
}

function some<T>(random: Random, values: readonly T[]): T[] {
  const chosen = values.filter(() => random() < 0.6)
  return chosen.length > 0 ? chosen : [pick(random, values)]
}

/** A form filled in at random. */
export function termsOf(random: Random): CharterTerms {
  const begins = FROM + Math.floor(random() * 60) * DAY
  return {
    charter: 'What the members agree on.',
    legalBasis: 'Agreement of the members, “section 2”, "so called" \\ amended',
    ...(random() < 0.5 ? { from: new Date(begins).toISOString() } : {}),
    until: new Date(begins + (1 + Math.floor(random() * 300)) * DAY).toISOString(),
    purposes: some(random, PURPOSES),
    senders: some(random, KINDS),
    receivers: some(random, KINDS),
    maxTlp: pick(random, TLPS),
    ...(random() < 0.5 ? { retentionDays: 1 + Math.floor(random() * 120) } : {}),
  }
}

/** A case at random, often at the edge of what a form says. */
export function factsOf(random: Random, { from, until, retentionDays }: CharterTerms): LawFacts {
  const action = pick(random, ACTIONS)
  const kind = pick(random, KINDS)
  const edges = [from, until].filter((at) => at !== undefined).map((at) => Date.parse(at))
  const edge = pick(random, edges) + pick(random, [-1, 0, 1, 60]) * 1000
  const anywhere = FROM + Math.floor(random() * 400 * 86_400) * 1000
  const days = retentionDays ?? 30
  return {
    action,
    kind,
    sender: action === 'release' ? kind : pick(random, KINDS),
    tlp: pick(random, TLPS),
    pap: 'clear',
    purpose: pick(random, PURPOSES),
    exit: action === 'feed' ? 'taxii' : pick(random, ['api', 'taxii']),
    keptDays: pick(random, [1, days, days + 1, Math.max(1, days - 1), NO_END]),
    now: random() < 0.5 ? edge : anywhere,
  }
}

/**
 * Whether a charter admits a case, told from the words of its form: it holds from a time until another, for its purposes, up to
 * its strictest marking; only kinds that it names send or receive, and what is sent ends within its term.
 */
export function admits(terms: CharterTerms, facts: LawFacts): boolean {
  const { from, until, purposes, senders, receivers, maxTlp, retentionDays } = terms
  if (from !== undefined && facts.now < Date.parse(from)) return false
  if (until !== undefined && facts.now >= Date.parse(until)) return false
  if (!purposes.includes(facts.purpose)) return false
  if (TLPS.indexOf(facts.tlp) > TLPS.indexOf(maxTlp)) return false
  if (facts.action !== 'release') return receivers.includes(facts.kind)
  if (!senders.includes(facts.kind)) return false
  return retentionDays === undefined || facts.keptDays <= retentionDays
}

/** The clauses that a form stands for, and one or two more that people write themselves. */
export function clausesOf(random: Random, terms: CharterTerms): Clause[] {
  const { from, until, purposes, senders, receivers, maxTlp, retentionDays } = terms
  const is = { isNot: false }
  const bounds: Condition[] = [
    ...(from ? [{ ...is, field: 'now', operator: '>=', bound: Date.parse(from) } as const] : []),
    { ...is, field: 'now', operator: '<', bound: Date.parse(until!) },
  ]
  const every = [...ACTIONS]
  const tlps = TLPS.slice(0, TLPS.indexOf(maxTlp) + 1)
  const clause = (id: string, actions: LawAction[], conditions: Condition[]): Clause => ({
    id,
    actions,
    word: 'unless',
    conditions,
  })
  return [
    clause('own-basis', every, bounds),
    clause('own-purposes', every, [{ ...is, field: 'purpose', values: purposes }]),
    clause('own-senders', ['release'], [{ ...is, field: 'kind', values: senders }]),
    clause('own-receivers', ['receive', 'feed'], [{ ...is, field: 'kind', values: receivers }]),
    clause('own-marking', every, [{ ...is, field: 'tlp', values: tlps }]),
    ...(retentionDays
      ? [
          clause(
            'own-retention',
            ['release'],
            [{ ...is, field: 'keptDays', operator: '<=', bound: retentionDays }],
          ),
        ]
      : []),
    {
      id: 'own-further',
      actions: ['receive', 'feed'],
      word: 'when',
      conditions: [
        { ...is, field: 'kind', values: [pick(random, KINDS)] },
        { isNot: random() < 0.5, field: 'sender', values: some(random, KINDS) },
        { ...is, field: 'tlp', values: some(random, TLPS) },
      ],
    },
  ]
}

/** Ways in which a clause is got wrong. */
export const MISTAKES = [
  'a comparison is swapped',
  'a clause is dropped',
  'a condition is dropped',
  'a wrong value stands in a list',
  'a value is missing from a list',
  'a date or term is wrong',
  'unless and when are swapped',
  'an action is left out',
  'an action is too many',
  'sender and receiver are swapped',
  'a condition is turned round',
] as const
export type Mistake = (typeof MISTAKES)[number]

const VALUES = { kind: KINDS, sender: KINDS, tlp: TLPS, purpose: PURPOSES, exit: ['api', 'taxii'] }
const SWAPPED = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const

/** The clauses with one mistake in them; undefined where this mistake finds no place. */
export function spoil(
  random: Random,
  clauses: readonly Clause[],
  mistake: Mistake,
): Clause[] | undefined {
  const spoilt = structuredClone(clauses) as Clause[]
  const clause = pick(random, spoilt)
  const condition = pick(random, clause.conditions)
  const isList = 'values' in condition
  const at = clause.conditions.indexOf(condition)
  const replace = (other: Condition) => void (clause.conditions[at] = other)
  switch (mistake) {
    case 'a comparison is swapped':
      if (isList) return undefined
      replace({ ...condition, operator: SWAPPED[condition.operator] })
      break
    case 'a clause is dropped':
      return spoilt.filter((one) => one !== clause)
    case 'a condition is dropped':
      if (clause.conditions.length < 2) return undefined
      clause.conditions.splice(at, 1)
      break
    case 'a wrong value stands in a list': {
      if (!isList) return undefined
      const others = VALUES[condition.field].filter((value) => !condition.values.includes(value))
      if (others.length === 0) return undefined
      condition.values.splice(
        Math.floor(random() * condition.values.length),
        1,
        pick(random, others),
      )
      break
    }
    case 'a value is missing from a list':
      if (!isList || condition.values.length < 2) return undefined
      condition.values.splice(Math.floor(random() * condition.values.length), 1)
      break
    case 'a date or term is wrong': {
      if (isList) return undefined
      const unit = condition.field === 'now' ? pick(random, [1000, DAY, 365 * DAY]) : 1
      replace({ ...condition, bound: condition.bound + unit })
      break
    }
    case 'unless and when are swapped':
      clause.word = clause.word === 'when' ? 'unless' : 'when'
      break
    case 'an action is left out':
      if (clause.actions.length < 2) return undefined
      clause.actions.splice(Math.floor(random() * clause.actions.length), 1)
      break
    case 'an action is too many': {
      const others = ACTIONS.filter((action) => !clause.actions.includes(action))
      if (others.length === 0) return undefined
      clause.actions.push(pick(random, others))
      break
    }
    case 'sender and receiver are swapped':
      if (!isList || (condition.field !== 'kind' && condition.field !== 'sender')) return undefined
      condition.field = condition.field === 'kind' ? 'sender' : 'kind'
      break
    case 'a condition is turned round':
      replace({ ...condition, isNot: !condition.isNot })
      break
  }
  return spoilt
}
