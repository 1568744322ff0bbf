/**
 * Hashes in one spelling. Strings compare as they are (STIX 2.1, 9.6.1), so that a hash in capitals, or under `SHA256` for
 * `SHA-256`, is another one; whoever wants them alike brings pattern and objects into this form.
 */
import { algorithmNamed, isHexadecimal } from '../hash-value.ts'
import { reading } from '../reading.ts'
import type { Comparison, Constant, ObjectPath, Pattern, Test } from './ast.ts'
import { hashAlgorithm } from './hash.ts'
import { parseTolerantly } from './parse.ts'
import { printPattern } from './print.ts'

/** The pattern with its hashes in lower case under the names of hash-algorithm-ov; null where it asks for no hash. Throws PatternError. */
export function normaliseHashPattern(text: string): string | null {
  const found = { hashes: 0 }
  const pattern = inPattern(parseTolerantly(text), found)
  return found.hashes === 0 ? null : printPattern(pattern)
}

/** The value with every `hashes` in it in that form, however deep; what has none is given back as it is. Throws StixError `unreadable`. */
export function normaliseHashValues(value: unknown): unknown {
  return reading({}, () => inValue(value, new Map()))
}

/** `known` keeps what parts became, so that one that stands in many places is walked once. */
function inValue(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (known.has(value)) return known.get(value)
  const normal = inParts(value, known)
  known.set(value, normal)
  return normal
}

function inParts(value: object, known: Map<object, unknown>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => inValue(item, known))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const entries = Object.entries(value)
  const mapped = entries.map(([name, inner]) => [
    name,
    name === 'hashes' && isRecord(inner) ? inHashes(inner) : inValue(inner, known),
  ])
  const isChanged = mapped.some(([, inner], i) => inner !== entries[i]![1])
  return isChanged ? Object.fromEntries(mapped) : value
}

function inPattern(pattern: Pattern, found: { hashes: number }): Pattern {
  if (pattern.type === 'observation')
    return { type: 'observation', test: inComparison(pattern.test, found) }
  if (pattern.type === 'qualified')
    return { ...pattern, pattern: inPattern(pattern.pattern, found) }
  return { ...pattern, operands: pattern.operands.map((operand) => inPattern(operand, found)) }
}

function inComparison(comparison: Comparison, found: { hashes: number }): Comparison {
  if (comparison.type === 'test') return inTest(comparison, found)
  if (comparison.type === 'exists') {
    const algorithm = hashAlgorithm(comparison.path)
    if (algorithm === null) return comparison
    found.hashes++
    return { ...comparison, path: withName(comparison.path, algorithm) }
  }
  const operands = comparison.operands.map((operand) => inComparison(operand, found))
  return { type: comparison.type, operands }
}

/** A regular expression stays as it is: in capitals it says something else. */
function inTest(test: Test, found: { hashes: number }): Test {
  const algorithm = hashAlgorithm(test.path)
  if (algorithm === null) return test
  found.hashes++
  const { value, operator } = test
  const path = withName(test.path, algorithm)
  if (operator === 'MATCHES' || !isHexadecimal(algorithm)) return { ...test, path }
  const lower = (constant: Constant): Constant =>
    constant.type === 'string' ? { ...constant, value: constant.value.toLowerCase() } : constant
  const isSet = Array.isArray(value)
  const inLower = isSet ? (value as readonly Constant[]).map(lower) : lower(value as Constant)
  return { ...test, path, value: inLower }
}

function withName({ objectType, steps }: ObjectPath, name: string): ObjectPath {
  return { objectType, steps: [...steps.slice(0, -1), { type: 'property', name }] }
}

function inHashes(hashes: Record<string, unknown>): Record<string, unknown> {
  // Never by assignment: a hash may be called `__proto__`, and would be lost.
  const normal = new Map<string, unknown>()
  for (const [name, hash] of Object.entries(hashes)) {
    const algorithm = algorithmNamed(name)
    if (algorithm !== name && Object.hasOwn(hashes, algorithm)) continue
    const isHex = typeof hash === 'string' && isHexadecimal(algorithm)
    normal.set(algorithm, isHex ? hash.toLowerCase() : hash)
  }
  return Object.fromEntries(normal)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
