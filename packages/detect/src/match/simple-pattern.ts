/** Patterns that are a table look-up: equalities, sets and blocks joined by OR. */
import type { Pattern, PatternComparison, PatternConstant, PatternTest } from '@tocsin/stix'
import { parseAddress } from './address.ts'
import { readValue, toHostName, type Value, type ValueReading } from './read-value.ts'
import { platformOf } from './platforms.ts'

/** What a simple pattern looks for, each value enough; a fault where a constant can stand in no line; undefined for others. */
export type SimpleReading =
  { readonly values: readonly Value[] } | { readonly fault: string } | undefined

export function readSimple(pattern: Pattern): SimpleReading {
  const comparisons = comparisonsOf(pattern)
  if (comparisons === undefined) return undefined
  const values: Value[] = []
  for (const comparison of comparisons) {
    const read = readComparison(comparison)
    if (read === undefined || 'fault' in read) return read
    values.push(...read.values)
  }
  return { values }
}

function comparisonsOf(pattern: Pattern): PatternComparison[] | undefined {
  if (pattern.type === 'observation') return [pattern.test]
  if (pattern.type !== 'or') return undefined
  const each = pattern.operands.map(comparisonsOf)
  return each.includes(undefined) ? undefined : (each as PatternComparison[][]).flat()
}

function readComparison(comparison: PatternComparison): SimpleReading {
  if (comparison.type === 'any') {
    const values: Value[] = []
    for (const operand of comparison.operands) {
      const read = readComparison(operand)
      if (read === undefined || 'fault' in read) return read
      values.push(...read.values)
    }
    return { values }
  }
  if (comparison.type === 'all') return readAccount(comparison.operands)
  return comparison.type === 'test' ? readTest(comparison) : undefined
}

/** The path as it is usually written. */
export function pathOf({ path }: Pick<PatternTest, 'path'>): string {
  const steps = path.steps.map((step) =>
    step.type === 'index' ? `[${step.index}]` : `.${step.name}`,
  )
  return `${path.objectType}:${steps.join('').slice(1)}`
}

/** The strings that a test asks for by `=` or IN; undefined for any other test. */
export function stringsOf({ operator, negated, value }: PatternTest): string[] | undefined {
  if (negated || (operator !== '=' && operator !== 'IN')) return undefined
  const constants =
    operator === 'IN' ? (value as readonly PatternConstant[]) : [value as PatternConstant]
  const strings = constants.flatMap((one) => (one.type === 'string' ? [one.value] : []))
  return strings.length === constants.length && strings.length > 0 ? strings : undefined
}

function readTest(test: PatternTest): SimpleReading {
  const path = pathOf(test)
  if (test.operator === 'ISSUBSET' && !test.negated && /^ipv[46]-addr:value$/.test(path))
    return readAll([(test.value as { value: string }).value], (text) => readAs(path, text))
  const strings = stringsOf(test)
  if (strings === undefined || !SIMPLE.test(path)) return undefined
  if (path.startsWith('ipv') && strings.some((text) => text.includes('/'))) return undefined
  return readAll(strings, (text) => readAs(path, text))
}

const SIMPLE =
  /^(?:domain-name:value|url:value|ipv[46]-addr:value|email-addr:value|file:hashes\.(?:MD5|SHA-1|SHA-256|SHA-512))$/

function readAll(texts: readonly string[], read: (text: string) => ValueReading): SimpleReading {
  const values: Value[] = []
  for (const text of texts) {
    const one = read(text)
    if (one === undefined) return { fault: `${text.slice(0, 80)} can stand in no line` }
    if ('fault' in one) return { fault: `${text.slice(0, 80)}: ${one.fault}` }
    values.push(one.value)
  }
  return { values }
}

const DIGITS = { MD5: 32, 'SHA-1': 40, 'SHA-256': 64, 'SHA-512': 128 } as Record<string, number>

function readAs(path: string, text: string): ValueReading {
  const [type = ''] = path.split(':')
  switch (type) {
    case 'domain-name': {
      const name = toHostName(text)
      return name?.includes('.') ? { value: { kind: 'domain', value: name } } : undefined
    }
    case 'file':
      return text.length === DIGITS[path.slice(path.lastIndexOf('.') + 1)] &&
        /^[0-9a-f]+$/i.test(text)
        ? { value: { kind: 'hash', value: text.toLowerCase() } }
        : undefined
    default: {
      const read = readValue(text)
      if (!read || 'fault' in read) return read
      return read.value.kind === KINDS[type] && isOfVersion(type, text) ? read : undefined
    }
  }
}

const KINDS: Record<string, string> = {
  url: 'url',
  'email-addr': 'email',
  'ipv4-addr': 'ipv4',
  'ipv6-addr': 'ipv6',
}

/** An IPv4 address in the dress of IPv6 is read as what it is and is no `ipv6-addr`. */
function isOfVersion(type: string, text: string): boolean {
  if (!type.startsWith('ipv')) return true
  return parseAddress(text.split('/')[0]!)?.length === (type === 'ipv4-addr' ? 4 : 16)
}

/** An account is its platform and its name together. */
function readAccount(operands: readonly PatternComparison[]): SimpleReading {
  if (operands.length !== 2) return undefined
  const parts = new Map<string, string>()
  for (const operand of operands) {
    const strings = operand.type === 'test' ? stringsOf(operand) : undefined
    if (operand.type !== 'test' || strings?.length !== 1) return undefined
    parts.set(pathOf(operand), strings[0]!)
  }
  const login = parts.get('user-account:account_login')
  const platform = platformOf(parts.get('user-account:account_type') ?? '')
  if (login === undefined || platform === undefined) return undefined
  const read = readValue(login.startsWith('@') ? login : `@${login}`, platform)
  return read && 'value' in read && read.value.kind === 'account'
    ? { values: [read.value] }
    : undefined
}
