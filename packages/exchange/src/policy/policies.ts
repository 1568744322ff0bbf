import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  validate,
  type DetailedError,
} from '@cedar-policy/cedar-wasm/nodejs'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExchangeError } from '../errors.ts'

/** Beside `src` and `dist` alike, so that the published package finds the same files. */
const FOLDER = join(import.meta.dirname, '../../policies')

/** One policy as people refer to it. */
export type Rule = {
  id: string
  effect: 'permit' | 'forbid'
  reason: string
  /** Day from which it holds. */
  since: string
}

/** The policies in force, parsed once and kept by the engine under `version`. */
export type PolicySet = {
  /** In the order of their files, which is the order in which refusals are named. */
  rules: ReadonlyMap<string, Rule & { rank: number }>
  /** SHA-256 over schema and policies, hex: which rules an act was judged by. */
  version: string
  /** The schema, and the files of policies in their order, which `version` is the hash of. */
  schema: string
  texts: readonly string[]
}

/** Reads the policies shipped with this package. */
export function loadPolicies(): PolicySet {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.cedar'))
  const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8')
  return parsePolicies(text('schema.cedarschema'), files.sort().map(text))
}

/**
 * Parses and checks policies against their schema. Throws `internal` when one does not parse, has no
 * `@id`, `@reason` or `@since`, shares its id with another, or speaks of what the schema does not know.
 */
export function parsePolicies(schema: string, texts: readonly string[]): PolicySet {
  const version = createHash('sha256')
    .update([schema, ...texts].join('\0'))
    .digest('hex')
  const policies: Record<string, string> = {}
  const rules = new Map<string, Rule & { rank: number }>()
  for (const text of texts) {
    for (const policy of splitPolicies(text)) {
      const rule = describePolicy(policy)
      if (rules.has(rule.id)) fail(`two policies have the id ${rule.id}`)
      rules.set(rule.id, { ...rule, rank: rules.size })
      policies[rule.id] = policy
    }
  }
  const checked = validate({ schema, policies: { staticPolicies: policies } })
  if (checked.type === 'failure') fail(firstOf(checked.errors))
  const fault = checked.type === 'success' ? checked.validationErrors[0] : undefined
  if (fault) fail(`${fault.policyId}: ${fault.error.message}`)
  const kept = preparsePolicySet(version, { staticPolicies: policies })
  if (kept.type === 'failure') fail(firstOf(kept.errors))
  return { rules, version, schema, texts }
}

function splitPolicies(text: string): string[] {
  const parts = policySetTextToParts(text)
  if (parts.type === 'failure') return fail(firstOf(parts.errors))
  // The parts come sorted by an internal id; the order in the file is the one people see.
  return parts.policies.sort((a, b) => text.indexOf(idLine(a)) - text.indexOf(idLine(b)))
}

function idLine(policy: string): string {
  return /@id\("[^"]*"\)/.exec(policy)?.[0] ?? policy
}

function describePolicy(policy: string): Rule {
  const parsed = policyToJson(policy)
  if (parsed.type === 'failure') return fail(firstOf(parsed.errors))
  const { id, reason, since } = parsed.json.annotations ?? {}
  if (!id || !reason || !since)
    return fail(`a policy lacks @id, @reason or @since: ${policy.slice(0, 200)}`)
  return { id, effect: parsed.json.effect, reason, since }
}

function firstOf(errors: DetailedError[]): string {
  return errors[0]?.message ?? 'not valid'
}

function fail(why: string): never {
  throw new ExchangeError('internal', `the policies do not load: ${why}`)
}
