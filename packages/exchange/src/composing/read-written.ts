/** What is written: STIX, a table or text, told by the ending of its name or by how it is written. */
import type { ComposedReading } from '@tocsin/api'
import { decodeText, StixError } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { readStix } from './read-stix.ts'
import { delimiterOf, readTable } from './read-table.ts'
import { readText, type TextOptions } from './read-text.ts'

/** Where every fault of an input is: it is the body itself. */
const BODY = { path: '/body' }

/** The ending of a file's name, in small letters. */
export function endingOf(name: string | undefined): string | undefined {
  return /\.([a-z0-9]{1,8})$/i.exec(name ?? '')?.[1]?.toLowerCase()
}

/** Throws `bad-request` for what has nothing in it, or too much; then nothing of it is taken. */
export function readWritten(
  text: string,
  ending: string | undefined,
  options: TextOptions,
): ComposedReading {
  if (text.trim() === '') throw new ExchangeError('bad-request', 'there is nothing in it', BODY)
  if (ending === 'json' || ending === 'jsonl' || isJson(text)) return readStix(text)
  if (ending === 'tsv') return readTable(text, '\t', options)
  const delimiter = delimiterOf(text)
  if (ending === 'csv') return readTable(text, delimiter ?? ',', options)
  const table = delimiter === undefined ? undefined : readTable(text, delimiter, options)
  // Sentences may have as many commas as each other; a table has a column that holds something.
  return table?.columns?.some((column) => column.as) ? table : readText(text, options)
}

/** Throws `bad-request` for what is no text. */
export function decodeWritten(bytes: Uint8Array): string {
  const text = decode(bytes)
  const zero = text.indexOf('\0')
  if (zero < 0) return text
  throw new ExchangeError(
    'bad-request',
    `line ${lineOf(text, zero)} holds a zero byte: this is no text; nothing of it was read`,
    BODY,
  )
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes)
  } catch (cause) {
    if (!(cause instanceof StixError)) throw cause
    throw new ExchangeError('bad-request', `${cause.message}; nothing of it was read`, {
      cause,
      ...BODY,
    })
  }
}

const KNOWN_STARTS: readonly [start: string, what: string][] = [
  ['PK\u0003\u0004', 'a spreadsheet or another packed file: save the sheet as CSV'],
  ['%PDF', 'a PDF: copy its text and paste it'],
  ['\u00d0\u00cf\u0011\u00e0', 'a file of an older office program: save it as CSV or text'],
  ['\u001f\u008b', 'a packed file: unpack it'],
]

/** Throws `bad-request` for a file of a program that is no text, and says what to do instead. */
export function refuseBinary(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const what = KNOWN_STARTS.find(([sign]) => start.startsWith(sign))?.[1]
  if (what) throw new ExchangeError('bad-request', `this is ${what}; nothing of it was read`, BODY)
}

function isJson(text: string): boolean {
  return /^\s*(\{\s*"|\[\s*[[{"\]])/.test(text.slice(0, 1000))
}

function lineOf(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}
