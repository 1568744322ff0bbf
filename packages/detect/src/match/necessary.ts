/**
 * What must stand in a line before a pattern can be true of it: values that the tables know, or texts. It is a necessary
 * condition, never a sufficient one: whether the pattern is true the engine of `@tocsin/stix` says.
 */
import type { PatternComparison, PatternConstant, PatternTest } from '@tocsin/stix'
import { parseAddress } from './address.ts'
import { readValue, toHostName, type Value } from './read-value.ts'
import { pathOf, stringsOf } from './simple-pattern.ts'

/** One of these is in each line of which the comparison is true; undefined where none can be named. */
export type Necessary = {
  readonly values: readonly Value[]
  /** Of texts that must all be there, one such group is enough. */
  readonly texts: readonly (readonly string[])[]
}

/** What a comparison needs, undefined where it may be true of any line. */
export function needsOf(comparison: PatternComparison): Necessary | undefined {
  switch (comparison.type) {
    case 'test':
      return needsOfTest(comparison)
    case 'exists':
      return undefined
    case 'any': {
      const each = comparison.operands.map(needsOf)
      if (each.includes(undefined)) return undefined
      const all = each as Necessary[]
      return {
        values: all.flatMap(({ values }) => values),
        texts: all.flatMap(({ texts }) => texts),
      }
    }
    case 'all':
      return comparison.operands.map(needsOf).reduce(better, undefined)
  }
}

/** The one that fewer lines fulfil: values before texts, then longer texts. */
function better(a: Necessary | undefined, b: Necessary | undefined): Necessary | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return weight(b) > weight(a) ? b : a
}

function weight({ values, texts }: Necessary): number {
  const longest = texts.map((group) => Math.max(...group.map(({ length }) => length)))
  return Math.min(values.length > 0 ? 1000 : 500, ...longest)
}

function needsOfTest(test: PatternTest): Necessary | undefined {
  if (test.negated) return undefined
  const path = pathOf(test)
  const strings = stringsOf(test)
  if (strings !== undefined) return needsOfStrings(path, strings)
  const { operator, value } = test
  if (operator === 'LIKE' && isText(value) && !isChanged(path))
    return needsTexts(path, value.value.split(/[%_]/))
  if (operator === 'MATCHES' && isText(value) && !isChanged(path))
    return needsTexts(path, requiredTexts(value.value))
  if (operator === '=' && isInteger(value)) return needsTexts(path, [value.value])
  return undefined
}

type Text = { readonly type: 'string'; readonly value: string }

function isText(value: PatternTest['value']): value is Text {
  return (value as PatternConstant).type === 'string'
}

function isInteger(value: PatternTest['value']): value is { type: 'integer'; value: string } {
  const { type, value: text } = value as { type: string; value: unknown }
  return type === 'integer' && typeof text === 'string' && /^\d+$/.test(text)
}

/** Whether values at a path are written otherwise in the observation than in the line: addresses, and platforms by their usual name. */
function isChanged(path: string): boolean {
  return (
    /^ipv6-addr:|^user-account:account_type$/.test(path) || /_refs?(?:\[\*\])?\.value$/.test(path)
  )
}

function needsTexts(path: string, texts: readonly string[]): Necessary | undefined {
  const pieces = texts.flatMap((text) => piecesOf(path, text))
  return pieces.length > 0 ? { values: [], texts: [pieces] } : undefined
}

/** Each of the strings: as a value where lines are looked through for its kind, else as a text. */
function needsOfStrings(path: string, strings: readonly string[]): Necessary | undefined {
  const values: Value[] = []
  const texts: (readonly string[])[] = []
  for (const string of strings) {
    const value = valueAt(path, string)
    if (value !== undefined) {
      values.push(value)
      continue
    }
    if (isChanged(path)) return undefined
    const pieces = piecesOf(path, string)
    if (pieces.length === 0) return undefined
    texts.push(pieces)
  }
  return { values, texts }
}

/** Names of types whose `value` every look through a line finds. */
const LOOKED_FOR = /^(?:domain-name|ipv[46]-addr|email-addr):value$|_refs?(?:\[\*\])?\.value$/

function valueAt(path: string, text: string): Value | undefined {
  if (
    path.startsWith('file:hashes.') &&
    /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text)
  )
    return { kind: 'hash', value: text.toLowerCase() }
  if (path === 'url:value') {
    const read = readValue(text)
    return read && 'value' in read && read.value.kind === 'url' ? read.value : undefined
  }
  if (!LOOKED_FOR.test(path)) return undefined
  if (parseAddress(text) !== null) {
    const read = readValue(text)
    return read && 'value' in read ? read.value : undefined
  }
  const name = toHostName(text)
  if (name?.includes('.') && /[a-z]/.test(name)) return { kind: 'domain', value: name }
  const read = text.includes('@') ? readValue(text) : undefined
  return read && 'value' in read && read.value.kind === 'email' ? read.value : undefined
}

/**
 * Parts that stand in the line as they do in the value, however the format escapes: ASCII between quotes and backslashes; of an
 * address of the web, which columns may make together, what stands between the signs at which it is joined.
 */
function piecesOf(path: string, given: string): string[] {
  // A letter with a mark behind it may stand in the line as one sign.
  const text = given.replaceAll(MARKED, BEYOND)
  if (path !== 'url:value') return text.split(/[^ !#-[\]-~]+/).filter((piece) => piece.length > 1)
  return text
    .split(/[^ !$&'()*+,.;=\w~-]+/)
    .filter(
      (piece) => piece.length > 1 && !SCHEMES.some((one) => one.includes(piece.toLowerCase())),
    )
}

const MARKED = /[^]\p{M}+/gu
const BEYOND = '\u00e9'

/** Of an address that columns make together the line does not hold the scheme. */
const SCHEMES = ['https', 'ftps', 'wss']

/** Texts that every match of a regular expression holds, as far as they are plain to see; none where it has an alternative. */
export function requiredTexts(expression: string): string[] {
  if (/\||\(\?|\\[0-9a-zA-Z]/.test(expression.replaceAll(/\\[dDwWsSbB]/g, '.'))) return []
  const texts: string[] = []
  let text = ''
  let depth = 0
  const close = () => {
    texts.push(text)
    text = ''
  }
  for (const [token] of expression.matchAll(TOKEN)) {
    const isPlain = token.length === 1 && !/[.^$*+?()[\]{}|\\]/.test(token)
    const isEscaped = /^\\[^\w\s]$/.test(token)
    if (depth === 0 && (isPlain || isEscaped)) text += token.at(-1)!
    else if (/^(?:[*?]|\{)/.test(token)) {
      // What may be left out is no part of what must be there.
      text = text.slice(0, -1)
      close()
    } else close()
    if (token === '(') depth++
    else if (token === ')') depth--
  }
  close()
  return texts
}

const TOKEN = /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\{[^}]*\}|[^]/gu
