/** Lists of PDQ hashes as hash-sharing systems hand them out: CSV with a heading, JSON, JSON lines, or one a line. */
import { parse } from 'csv-parse/sync'
import { DetectError } from '../errors.ts'
import { parseHash256, type Hash256 } from './hash256.ts'

export type ListedHash = {
  readonly hash: Hash256
  /** What the list says of it, as it stands there: a name, a reference, tags; empty where it says nothing. */
  readonly note: string
  /** Its line, or its number in a JSON list, counted from 1. */
  readonly line: number
}

export type HashList = {
  readonly hashes: readonly ListedHash[]
  /** Entries that were left out, each with why. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[]
}

/** Names under which hashes, their kinds and what is said of them stand in exports of such systems. */
const HASHES = ['pdq', 'hash', 'indicator', 'value', 'hash_value', 'signal']
const KINDS = ['type', 'hash_type', 'signal_type', 'indicator_type']
const NOTES = ['name', 'id', 'description', 'note', 'label', 'tags', 'file']

/**
 * Reads a list. Hashes of other kinds (a `type` that is not PDQ) and entries that hold none are faults, by line.
 * Throws DetectError MALFORMED where the whole is no list, EMPTY where it holds nothing.
 */
export function readHashList(text: string, file?: string): HashList {
  const entries = [...entriesOf(text.replace(/^\uFEFF/, ''), file)]
  if (entries.length === 0) throw new DetectError('EMPTY', 'a list without hashes', { file })
  const hashes: ListedHash[] = []
  const faults: { line: number; reason: string }[] = []
  for (const { line, entry } of entries) {
    const read = readEntry(entry)
    if (typeof read === 'string') faults.push({ line, reason: read })
    else hashes.push({ ...read, line })
  }
  return { hashes, faults }
}

type Entry = Readonly<Record<string, unknown>>

function readEntry(entry: Entry): { hash: Hash256; note: string } | string {
  const fields = new Map(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), value]))
  const kind = firstOf(fields, KINDS)
  if (kind !== undefined && !/pdq/i.test(kind))
    return `a hash of the kind ${kind.slice(0, 40)}, not PDQ`
  const value = firstOf(fields, HASHES)
  if (value === undefined) return 'no hash in it'
  try {
    return { hash: parseHash256(value.trim()), note: firstOf(fields, NOTES) ?? '' }
  } catch (error) {
    if (error instanceof DetectError) return error.plain
    throw error
  }
}

function firstOf(
  fields: ReadonlyMap<string, unknown>,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    const value = fields.get(name)
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
    if (Array.isArray(value) && value.length > 0) return value.map(String).join(' ')
  }
  return undefined
}

function* entriesOf(
  text: string,
  file: string | undefined,
): Generator<{ readonly line: number; readonly entry: Entry }> {
  const start = text.trimStart()[0]
  if (start === '[' || start === '{') yield* jsonEntries(text, file)
  else if (/[,;\t]/.test(text.split('\n', 1)[0]!)) yield* csvEntries(text, file)
  else
    for (const [at, line] of text.split(/\r?\n/).entries())
      if (line.trim() !== '' && !line.startsWith('#')) yield { line: at + 1, entry: { pdq: line } }
}

/** A list, an answer with its list under `data`, or an object a line. */
function* jsonEntries(text: string, file: string | undefined): ReturnType<typeof entriesOf> {
  let whole: unknown
  try {
    whole = JSON.parse(text)
  } catch {
    for (const [at, line] of text.split(/\r?\n/).entries())
      if (line.trim() !== '') yield { line: at + 1, entry: toEntry(parseLine(line, at + 1, file)) }
    return
  }
  const list = isRecord(whole) && Array.isArray(whole['data']) ? whole['data'] : whole
  const items: readonly unknown[] = Array.isArray(list) ? list : [list]
  for (const [at, item] of items.entries()) yield { line: at + 1, entry: toEntry(item) }
}

function parseLine(line: string, number: number, file: string | undefined): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new DetectError('MALFORMED', 'no JSON', { file, line: number }, { cause })
  }
}

function toEntry(item: unknown): Entry {
  if (typeof item === 'string') return { pdq: item }
  return isRecord(item) ? item : {}
}

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function* csvEntries(text: string, file: string | undefined): ReturnType<typeof entriesOf> {
  let rows: { record: Record<string, string>; info: { lines: number } }[]
  try {
    rows = parse(text, {
      columns: true,
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      info: true,
      relax_column_count: true,
      trim: true,
    })
  } catch (cause) {
    throw new DetectError('MALFORMED', `no CSV: ${(cause as Error).message}`, { file }, { cause })
  }
  for (const { record, info } of rows) yield { line: info.lines, entry: record }
}
