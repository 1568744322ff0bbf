/**
 * Charters made at random, as plain clauses: what they say is worked out here by comparing values, with no Cedar, so that it can be
 * held against the engine. A clause can be spoilt as people spoil one, and be written as Cedar.
 */
import type { LawAction, LawFacts } from '../src/policy/law.ts'

const FIELDS = ['kind', 'sender', 'tlp', 'purpose', 'exit'] as const
type Field = (typeof FIELDS)[number]

/** A value among others, or a number beside a bound; `isNot` turns it round. */
export type Condition = { isNot: boolean } & (
  | { field: Field; values: string[] }
  | { field: 'keptDays' | 'now'; operator: '<' | '<=' | '>' | '>='; bound: number }
)
/** Refuses these actions unless, or when, all conditions hold. */
export type Clause = {
  id: string
  actions: LawAction[]
  word: 'unless' | 'when'
  conditions: Condition[]
}

/** Whether a charter of these clauses refuses. */
export function refuses(clauses: readonly Clause[], facts: LawFacts): boolean {
  return clauses.some(({ actions, word, conditions }) => {
    if (!actions.includes(facts.action)) return false
    const holds = conditions.every((condition) => isSo(condition, facts))
    return word === 'when' ? holds : !holds
  })
}

function isSo(condition: Condition, facts: LawFacts): boolean {
  if ('values' in condition)
    return condition.values.includes(facts[condition.field]) !== condition.isNot
  const given = facts[condition.field]
  const { bound } = condition
  const holds = {
    '<': given < bound,
    '<=': given <= bound,
    '>': given > bound,
    '>=': given >= bound,
  }[condition.operator]
  return holds !== condition.isNot
}

const PATHS = {
  kind: 'principal.kind',
  sender: 'resource.sender.kind',
  tlp: 'resource.tlp',
  purpose: 'resource.purpose',
  exit: 'context.exit',
  keptDays: 'resource.keptDays',
  now: 'context.now',
}

/** The clauses as Cedar. */
export function write(clauses: readonly Clause[]): string {
  return clauses.map(writeClause).join('\n')
}

function writeClause({ id, actions, word, conditions }: Clause): string {
  const scope = actions.map((action) => `Action::"${action}"`).join(', ')
  const all = conditions.map(writeCondition).join(' && ')
  return `@id("${id}") @reason("by the charter") forbid (principal, action in [${scope}], resource) ${word} { ${all || 'true'} };`
}

function writeCondition(condition: Condition): string {
  const path = PATHS[condition.field]
  const text = 'values' in condition ? listed(condition.values, path) : compared(condition, path)
  return condition.isNot ? `!(${text})` : text
}

function listed(values: readonly string[], path: string): string {
  return `[${values.map((value) => `"${value}"`).join(', ')}].contains(${path})`
}

function compared(
  { field, operator, bound }: Extract<Condition, { bound: number }>,
  path: string,
): string {
  const to =
    field === 'now' ? `datetime("${new Date(bound).toISOString().slice(0, 19)}Z")` : String(bound)
  return `${path} ${operator} ${to}`
}
