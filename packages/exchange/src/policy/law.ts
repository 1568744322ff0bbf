/**
 * The law of a group: the Cedar policies that its charter adds to those of the exchange. It only forbids, and is asked after the
 * exchange's own rules have admitted, so that no charter admits what they refuse.
 */
import { statefulIsAuthorized, type EntityJson, type Policy } from '@cedar-policy/cedar-wasm/nodejs'
import type { MemberKind, Pap, Purpose, Tlp } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { hold } from './held-sets.ts'
import { readLaw, type LawRule } from './read-law.ts'

export type LawAction = 'release' | 'receive' | 'feed'

/** All that a charter can ask about, of one question. */
export type LawFacts = {
  action: LawAction
  kind: MemberKind
  sender: MemberKind
  tlp: Tlp
  pap: Pap
  purpose: Purpose
  exit: string
  /** Begun days until the terms end; `NO_END` where they name none. */
  keptDays: number
  /** Milliseconds, of a whole second. */
  now: number
}

export const NO_END = 100_000
const DAY_MS = 86_400_000

/** A charter's text, read and found to be analysable. */
export type Law = { sha256: string; text: string; rules: readonly LawRule[] }

type Refusal = { allow: false; rule: string; reason: string }

const MOST_LAWS = 500
const laws = new Map<string, Law>()

/** The law that a kept text stands for. Throws `internal` for a text that was never one. */
export function lawOf(text: string): Law {
  const known = laws.get(text)
  if (known) return known
  const { rules, faults } = readLaw(text)
  if (faults[0])
    throw new ExchangeError('internal', `a charter does not load: ${faults[0].message}`)
  const law = { sha256: createHash('sha256').update(text).digest('hex'), text, rules }
  if (laws.size >= MOST_LAWS) laws.clear()
  laws.set(text, law)
  return law
}

/** Begun days from `now` until the terms of a release end. */
export function keptDaysOf(expiresAt: Date | undefined, now: number): number {
  if (!expiresAt) return NO_END
  return Math.min(NO_END - 1, Math.max(0, Math.ceil((expiresAt.getTime() - now) / DAY_MS)))
}

/** Answers of each law by what was asked: all members of a kind in one release are one question. */
const answered = new WeakMap<Law, Map<string, Refusal | null>>()
const MOST_ANSWERS = 2000

/** The first of the law's rules that refuses, in the order of its text; undefined where none does. */
export function findLawRefusal(facts: LawFacts, law: Law): Refusal | undefined {
  const { action, kind, sender, tlp, pap, purpose, exit, keptDays, now } = facts
  const key = [action, kind, sender, tlp, pap, purpose, exit, keptDays, now].join()
  const answers = answered.get(law) ?? new Map<string, Refusal | null>()
  answered.set(law, answers)
  const known = answers.get(key)
  if (known !== undefined) return known ?? undefined
  const matched = matchesOf(law.sha256, () => toPolicies(law.rules), facts)
  const rule = law.rules.find(({ id }) => matched.has(id))
  const refusal = rule ? ({ allow: false, rule: rule.id, reason: rule.reason } as const) : null
  if (answers.size >= MOST_ANSWERS) answers.clear()
  answers.set(key, refusal)
  return refusal ?? undefined
}

export function toPolicies(rules: readonly LawRule[]): Record<string, Policy> {
  return Object.fromEntries(rules.map(({ id, text }) => [id, text]))
}

/** The ids of those policies of a set, which all forbid, that apply to a question. `key` names the set. */
export function matchesOf(
  key: string,
  policies: () => Record<string, Policy>,
  facts: LawFacts,
): ReadonlySet<string> {
  const { action, kind, sender, tlp, pap, purpose, exit, keptDays, now } = facts
  const entities: EntityJson[] = [
    { uid: MEMBER, attrs: { kind }, parents: [] },
    { uid: RELEASE, attrs: { sender: { kind: sender }, tlp, pap, purpose, keptDays }, parents: [] },
  ]
  return askMatches(hold(key, policies), action, toContext(now, exit), entities)
}

function toContext(now: number, exit: string) {
  return { now: { __extn: { fn: 'datetime', arg: new Date(now).toISOString() } }, exit }
}

/** Asks a held set of forbidding policies; the entities are the principal and the resource. Throws `internal` where one fails. */
export function askMatches(
  preparsedPolicySetId: string,
  action: string,
  context: Parameters<typeof statefulIsAuthorized>[0]['context'],
  entities: EntityJson[],
): ReadonlySet<string> {
  const answer = statefulIsAuthorized({
    principal: MEMBER,
    action: { type: 'Action', id: action },
    resource: RELEASE,
    context,
    preparsedPolicySetId,
    validateRequest: false,
    entities,
  })
  if (answer.type === 'failure')
    throw new ExchangeError('internal', `policy could not decide: ${answer.errors[0]?.message}`)
  const { reason, errors } = answer.response.diagnostics
  const [broken] = errors
  if (broken) throw new ExchangeError('internal', `${broken.policyId}: ${broken.error.message}`)
  return new Set(reason)
}

const MEMBER = { type: 'Member', id: 'this' }
const RELEASE = { type: 'Release', id: 'this' }
