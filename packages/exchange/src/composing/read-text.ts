/** Pasted text: a list with one thing or several to a line, sentences, or both. */
import type { ComposedReading } from '@tocsin/api'
import { hiddenInWords, isPlatformName, platformOf } from '@tocsin/detect/match'
import { openPlacing } from './placing.ts'
import { openRows, type Rows, type Value, type ValueOptions, type ValueReading } from './reading.ts'
import { readValue } from './value.ts'

const MAX_LINE = 8000
const SEPARATORS = /[\s,;|]+/

export type TextOptions = ValueOptions & {
  /** Whether all of it is facts, whatever its headings say. */
  isFacts?: boolean | undefined
}

export function readText(text: string, options: TextOptions): ComposedReading {
  const rows = openRows()
  const lines = text.split(/\r\n|\n|\r/)
  const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]))
  const only = filled.length === 1 ? lines[filled[0]!]! : ''
  const parts = only.length > MAX_LINE || isListed(only, options) ? partsOf(only) : []
  if (parts.length > 1) {
    rows.remark('All of it stands in one line: its parts are counted as rows.')
    parts.forEach((part, i) => readLine(rows, i + 1, part, options))
    return rows.end('text')
  }
  const placing = openPlacing(rows)
  const holdsThing = (line: string) =>
    partsOf(line).some((part) => 'value' in (readValue(part, { ...options, names: false }) ?? {}))
  for (const i of filled) {
    const line = options.isFacts ? lines[i]! : placing.take(i + 1, lines[i]!, holdsThing)
    if (line !== undefined) readLine(rows, i + 1, line, options)
  }
  const proposed = placing.end('text')
  return { ...rows.end('text'), ...proposed }
}

function partsOf(line: string): string[] {
  return line.split(SEPARATORS).filter((part) => part !== '')
}

/** Whether a line lists things, so that no word of it is a word of a sentence. */
function isListed(line: string, options: ValueOptions): boolean {
  return /[,;|\s]/.test(line.trim()) && partsOf(line).every((part) => readValue(part, options))
}

/** Marks of a quote, and of an item of a list. */
const MARKS = /^(?:>\s?){0,20}(?:(?:[-*•·]|\d{1,6}[.)])\s+)?/

function readLine(rows: Rows, row: number, given: string, options: ValueOptions): void {
  const line = given.trim().replace(MARKS, '')
  if (line.length > MAX_LINE)
    return rows.refuse(row, line, `a line of more than ${MAX_LINE} characters`)
  const parts = partsOf(line)
  const { listed, read } = readParts(line, parts, options)
  if (listed) return settle(rows, row, line, listed, parts)
  if (parts.length <= 1) return rows.refuse(row, line, ALONE)
  const hidden = hiddenInWords(line)
  if (hidden) return rows.refuse(row, line, hidden)
  rows.say(
    row,
    given.trimEnd(),
    read.flatMap((one) => (one && 'value' in one ? [one.value] : [])),
  )
}

const ALONE =
  'a word alone that is no address, domain, hash or @name; if it is the name of an account, say that words alone are names, and choose their platform'

/** A line is read whole or not at all. */
function settle(
  rows: Rows,
  row: number,
  line: string,
  read: readonly ValueReading[],
  parts: readonly string[] = [],
): void {
  const values: Value[] = []
  for (const [i, one] of read.entries()) {
    if (one && 'fault' in one)
      return rows.refuse(row, line, parts.length > 1 ? `part ${i + 1}: ${one.fault}` : one.fault)
    if (one) values.push(one.value)
  }
  rows.take(row, line, values)
}

/** A line that lists things, read whole or part by part; of one that does not, what its parts are. */
function readParts(line: string, parts: readonly string[], options: ValueOptions) {
  const beside = readNamed(line) ?? readBesidePlatform(parts)
  if (beside) return { listed: beside, read: [] }
  const whole = readValue(line, options)
  if (whole && ('value' in whole || parts.length <= 1)) return { listed: [whole], read: [] }
  const read = parts.map((part) => readValue(part, options))
  if (read.length > 1 && read.every(Boolean)) return { listed: read, read }
  // What begins as an account and goes on as nothing that can be read is no sentence.
  const isBroken = line.startsWith('@') && read.some((one) => one && 'fault' in one)
  return { listed: isBroken ? [whole] : undefined, read }
}

/** The things of a line that holds nothing else, where all of them can be read; nothing for a sentence, or where one cannot. */
export function thingsOf(given: string, options: ValueOptions): Value[] | undefined {
  const line = given.trim().replace(MARKS, '')
  if (line === '' || line.length > MAX_LINE) return undefined
  const { listed = [] } = readParts(line, partsOf(line), options)
  const values = listed.flatMap((one) => (one && 'value' in one ? [one.value] : []))
  return values.length > 0 && values.length === listed.length ? values : undefined
}

/** `@name, Telegram` and `X (Twitter): @name`: accounts in one line with names of one platform and nothing else. */
function readBesidePlatform(parts: readonly string[]): ValueReading[] | undefined {
  const accounts = parts.filter((part) => part.startsWith('@'))
  const names = parts
    .filter((part) => !part.startsWith('@'))
    .map((part) => part.replace(/^\(|[:)]+$/g, ''))
  if (accounts.length === 0 || names.length === 0 || !names.every(isPlatformName)) return undefined
  const [platform, ...others] = new Set(names.map(platformOf))
  if (others.length > 0) return undefined
  return accounts.map((account) => readValue(account, { platform }))
}

/** `Telegram: @name`: the platform is said in the line. */
function readNamed(line: string): ValueReading[] | undefined {
  const found = /^([a-z /.()]{1,20})[:=]\s*@?([^\s@:/]{1,100})$/i.exec(line)
  if (!found || !isPlatformName(found[1]!)) return undefined
  return [readValue(`@${found[2]}`, { platform: platformOf(found[1]!) })]
}
