/**
 * Patterns in the spelling in which lines are read: names, addresses, mailboxes, hashes and accounts of small letters and of one
 * form. Strings compare as they are (STIX 2.1, 9.6.1), so that `Evil.example` would never be in a line that is read as `evil.example`.
 */
import type { Pattern, PatternComparison, PatternConstant, PatternTest } from '@tocsin/stix'
import { printPattern } from '@tocsin/stix'
import { parseAddress, printAddress } from './address.ts'
import { mailboxForm } from './mailbox.ts'
import { platformOf } from './platforms.ts'
import { toHostName } from './read-value.ts'
import { pathOf } from './simple-pattern.ts'
import { toUrlKey } from './url-key.ts'

/** The pattern's text in that spelling; the same where nothing had to change. */
export function toNormalText(pattern: Pattern): string {
  return printPattern(inPattern(pattern))
}

function inPattern(pattern: Pattern): Pattern {
  if (pattern.type === 'observation') return { ...pattern, test: inComparison(pattern.test) }
  if (pattern.type === 'qualified') return { ...pattern, pattern: inPattern(pattern.pattern) }
  return { ...pattern, operands: pattern.operands.map(inPattern) }
}

function inComparison(comparison: PatternComparison): PatternComparison {
  if (comparison.type === 'exists') return comparison
  if (comparison.type === 'test') return inTest(comparison)
  return { ...comparison, operands: comparison.operands.map(inComparison) }
}

function inTest(test: PatternTest): PatternTest {
  const form = formOf(pathOf(test), test.operator)
  if (form === undefined) return test
  const change = (constant: PatternConstant): PatternConstant =>
    constant.type === 'string' ? { ...constant, value: form(constant.value) } : constant
  const { value } = test
  const isSet = Array.isArray(value)
  return {
    ...test,
    value: isSet
      ? (value as readonly PatternConstant[]).map(change)
      : change(value as PatternConstant),
  }
}

type Form = (text: string) => string

const toLower: Form = (text) => text.toLowerCase()

function formOf(path: string, operator: PatternTest['operator']): Form | undefined {
  const isWhole = operator === '=' || operator === '!=' || operator === 'IN'
  if (!isWhole && operator !== 'LIKE') return undefined
  if (isWhole && path === 'email-addr:value') return mailboxForm
  if (/^(?:domain-name|email-addr):value$|^user-account:account_login$/.test(path))
    return isWhole && path.startsWith('domain') ? toName : toLower
  if (/:hashes\./.test(path) || path.endsWith(':protocols[*]')) return toLower
  if (!isWhole) return undefined
  if (path === 'url:value') return toUrl
  if (path === 'user-account:account_type') return (text) => platformOf(text) ?? text
  return /^ipv[46]-addr:value$|_refs?(?:\[\*\])?\.value$/.test(path) ? toPlace : undefined
}

function toName(text: string): string {
  return toHostName(text) ?? text
}

function toUrl(text: string): string {
  const key = toUrlKey(text)
  return key === null ? text : Buffer.from(key).toString()
}

function toPlace(text: string): string {
  const address = parseAddress(text)
  if (address !== null) return printAddress(address)
  return text.includes('@') ? mailboxForm(text) : toName(text)
}
