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
type Rule = {
  id: string
  effect: 'permit' | 'forbid'
  reason: string
  /** Day from which it applies, UTC. */
  since: string
  text: string
}

type Ranked = ReadonlyMap<string, Rule & { rank: number }>

/** The rules that apply at some time, kept by the engine under `engineId`. */
export type InForce = { engineId: string; rules: Ranked }

/** Every policy of an edition, parsed once. Which of them apply is a matter of the day. */
export type PolicySet = {
  /** In the order of their files, which is the order in which refusals are named. */
  rules: Ranked
  /** SHA-256 over schema and policies, hex: which rules an act was judged by. */
  version: string
  /** The schema, and the files of policies in their order, which `version` is the hash of. */
  schema: string
  texts: readonly string[]
  /**
   * The rules that apply at a time: those whose day has come. Before the first day of all, as in a replay of history, the
   * rules of that first day apply, for there were none before them.
   */
  at: (now: Date) => InForce
}

let shipped: PolicySet | undefined

/** The policies shipped with this package, read and checked once in a process: checking them takes a good part of a start. */
export function loadPolicies(): PolicySet {
  return (shipped ??= readPolicies())
}

function readPolicies(): PolicySet {
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
  const sets = toSets(version, rules, policies)
  const at = (now: Date) => sets.findLast(({ from }) => from <= now.getTime()) ?? sets[0]!
  return { rules, version, schema, texts, at }
}

/** What applies from each day on at which a rule begins, in the order of the days. */
function toSets(
  version: string,
  rules: Ranked,
  policies: Record<string, string>,
): (InForce & { from: number })[] {
  const days = [...new Set([...rules.values()].map(({ since }) => since))].sort()
  return days.map((day) => {
    const begun = new Map([...rules].filter(([, { since }]) => since <= day))
    const staticPolicies = Object.fromEntries(
      Object.entries(policies).filter(([id]) => begun.has(id)),
    )
    const engineId = `${version} ${day}`
    const kept = preparsePolicySet(engineId, { staticPolicies })
    if (kept.type === 'failure') fail(firstOf(kept.errors))
    return { engineId, rules: begun, from: Date.parse(day) }
  })
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
  if (!isDay(since)) return fail(`@since of ${id} is no day: ${since}`)
  return { id, effect: parsed.json.effect, reason, since, text: policy }
}

function isDay(text: string): boolean {
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

function firstOf(errors: DetailedError[]): string {
  return errors[0]?.message ?? 'not valid'
}

function fail(why: string): never {
  throw new ExchangeError('internal', `the policies do not load: ${why}`)
}
