/** Reads the text of a charter: its policies, what each speaks of, and what of it cannot be analysed, with line and place. */
import {
  policySetTextToParts,
  policyToJson,
  validate,
  type DetailedError,
  type PolicyJson,
} from '@cedar-policy/cedar-wasm/nodejs'
import { isLine } from '@tocsin/api'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTooDeep } from './law-depth.ts'
import { readConditions, type Spoken } from './law-terms.ts'
import { loadPolicies } from './policies.ts'

const SCHEMA = readFileSync(join(import.meta.dirname, '../../policies/charter.cedarschema'), 'utf8')
const MOST_RULES = 60
const MOST_REASON = 500
const ID = /^[a-z][a-z0-9-]{0,59}$/

/** One policy of a charter. `speaks` is what its answer can depend on. */
export type LawRule = { id: string; reason: string; text: string; speaks: Spoken }

/** What is wrong with a text, and where: lines and places count from 1. */
export type LawFault = { line: number; column: number; message: string }

/** The faults of a text that is proposed: those of `readLaw`, and names and reasons that people would take for something else. */
export function readProposed(text: string): LawFault[] {
  const { rules, faults } = readLaw(text)
  const known = loadPolicies().rules
  const misnamed = rules.flatMap(({ id, reason, text: rule }) => {
    const why = known.has(id)
      ? `${id} is the id of a rule of the exchange; take another`
      : reason.length > MOST_REASON || !isLine(reason)
        ? `the @reason of ${id} is one line of at most ${MOST_REASON} characters, without control, invisible or direction marks`
        : undefined
    return why === undefined ? [] : [faultAt(text, Math.max(0, text.indexOf(rule)), why)]
  })
  return [...faults, ...misnamed]
}

/** The policies in the order of the text; where there are faults, only those that have none. */
export function readLaw(text: string): { rules: LawRule[]; faults: LawFault[] } {
  const deep = findTooDeep(text)
  if (deep) return { rules: [], faults: [faultAt(text, deep.offset, deep.message)] }
  const parts = policySetTextToParts(text)
  if (parts.type === 'failure') return { rules: [], faults: parts.errors.map(toFault(text)) }
  const placed = place(text, parts.policies)
  if (parts.policy_templates.length > 0)
    return { rules: [], faults: [faultAt(text, 0, 'a charter holds no templates')] }
  if (placed.length > MOST_RULES)
    return { rules: [], faults: [faultAt(text, 0, `a charter has at most ${MOST_RULES} rules`)] }
  const rules: LawRule[] = []
  const faults: LawFault[] = []
  for (const one of placed) {
    const read = readRule(one.text)
    if ('message' in read) {
      faults.push(faultAt(text, one.start + read.offset, read.message))
    } else if (rules.some(({ id }) => id === read.id)) {
      faults.push(faultAt(text, one.start, `two rules have the id ${read.id}`))
    } else {
      const invalid = findInvalid(read)
      if (invalid) faults.push(faultAt(text, one.start + (invalid.offset ?? 0), invalid.message))
      else rules.push(read)
    }
  }
  return { rules, faults }
}

type Unread = { message: string; offset: number }

function readRule(text: string): LawRule | Unread {
  const parsed = policyToJson(text)
  if (parsed.type === 'failure')
    return { message: parsed.errors[0]?.message ?? 'not a policy', offset: 0 }
  const { json } = parsed
  const { id, reason } = json.annotations ?? {}
  if (!id || !ID.test(id))
    return { message: 'a rule needs an @id of small letters, digits and hyphens', offset: 0 }
  if (!reason) return { message: `the rule ${id} needs a @reason that people are shown`, offset: 0 }
  const scope = findScopeFault(json)
  if (scope) return { message: scope, offset: offsetOf(text, 'permit') }
  const found = readConditions(json.conditions)
  if ('message' in found) return { message: found.message, offset: offsetOf(text, found.near) }
  return { id, reason, text, speaks: found }
}

function findScopeFault({ effect, principal, resource, action }: PolicyJson): string | undefined {
  if (effect !== 'forbid')
    return 'a charter only forbids: what may be shared at all is for the rules of the exchange to say'
  if (principal.op !== 'All' || resource.op !== 'All')
    return 'a rule of a charter is for every principal and resource; say which kinds in its conditions'
  if (action.op === 'All') return undefined
  const asked = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : []
  const isKnown = asked.every(
    (one) => 'id' in one && ['release', 'receive', 'feed'].includes(one.id as string),
  )
  return isKnown && asked.length > 0
    ? undefined
    : 'a charter speaks of Action::"release", Action::"receive" and Action::"feed"'
}

/** Asks Cedar's validator, so that nothing of a wrong type is let through that the reading above missed. */
function findInvalid({ id, text }: LawRule): { message: string; offset?: number } | undefined {
  const checked = validate({ schema: SCHEMA, policies: { staticPolicies: { [id]: text } } })
  const error = checked.type === 'failure' ? checked.errors[0] : checked.validationErrors[0]?.error
  if (!error) return undefined
  const start = error.sourceLocations?.[0]?.start
  return start === undefined
    ? { message: error.message }
    : { message: error.message, offset: charsOf(text, start) }
}

/** Where each part stands in the text; in the order of the text. */
function place(text: string, parts: readonly string[]): { text: string; start: number }[] {
  const placed: { text: string; start: number }[] = []
  // Two parts may be the same to the letter: each has a place of its own.
  const taken = new Map<string, number>()
  for (const part of parts) {
    const start = Math.max(0, text.indexOf(part, taken.get(part)))
    taken.set(part, start + 1)
    placed.push({ text: part, start })
  }
  return placed.toSorted((a, b) => a.start - b.start)
}

function offsetOf(text: string, near: string): number {
  const at = text.indexOf(near)
  return at === -1 ? 0 : at
}

function toFault(text: string): (error: DetailedError) => LawFault {
  return (error) => {
    const [where] = error.sourceLocations ?? []
    const more = where?.label ?? error.help
    const message = more ? `${error.message}: ${more}` : error.message
    return faultAt(text, where ? charsOf(text, where.start) : 0, message)
  }
}

/** Cedar counts bytes of UTF-8. */
function charsOf(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length
}

function faultAt(text: string, offset: number, message: string): LawFault {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1, message }
}
