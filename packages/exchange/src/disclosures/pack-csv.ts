/** A part as one table: each row a record, whose kind stands in the column `record`. */
import { MAX_PART_RECORDS } from '@tocsin/api'
import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { ExchangeError } from '../errors.ts'

/** Where a record came from, for whoever has to mend it: its row in the table. */
export type Places = ReadonlyMap<string, number>

/** The list of a pack that a kind of row goes to. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['account', 'accounts'],
  ['post', 'posts'],
  ['reach', 'reach'],
  ['spend', 'spend'],
  ['attribution', 'attribution'],
  ['indicator', 'indicators'],
  ['correction', 'corrections'],
])
const NUMBERS = new Set(['followers', 'count', 'amount', 'ads'])
const NUMBER = /^\d{1,16}(\.\d{1,10})?$/
const CHUNK = 1 << 16

type Row = { record: Record<string, string>; info: { lines: number } }

/** Reads a table. Throws `bad-request` with the row that is none, and `too-large`. */
export async function readCsv(text: string): Promise<{ value: unknown; places: Places }> {
  const pack: Record<string, object[]> = Object.fromEntries(
    [...LISTS.values()].map((list) => [list, []]),
  )
  const places = new Map<string, number>()
  let count = 0
  for await (const { record, info } of eachRow(text)) {
    const list = LISTS.get(record['record'] ?? '')
    if (list === undefined)
      throw new ExchangeError(
        'bad-request',
        `row ${info.lines}: in the column record stands ${[...LISTS.keys()].join(', ')}`,
        { path: '/body' },
      )
    if (++count > MAX_PART_RECORDS)
      throw new ExchangeError('too-large', `a part has at most ${MAX_PART_RECORDS} records`, {
        path: '/body',
      })
    places.set(`${list}/${pack[list]!.length}`, info.lines)
    pack[list]!.push(toRecord(record))
  }
  return { value: pack, places }
}

/** Cells that are empty say nothing; numbers are numbers, where they are. */
function toRecord(row: Record<string, string>): object {
  const cells = Object.entries(row).filter(([name, cell]) => name !== 'record' && cell !== '')
  return Object.fromEntries(
    cells.map(([name, cell]) => [
      name,
      NUMBERS.has(name) && NUMBER.test(cell) ? Number(cell) : cell,
    ]),
  )
}

/** Other callers have a turn between pieces. */
async function* pieces(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += CHUNK) {
    await new Promise(setImmediate)
    yield bytes.subarray(at, at + CHUNK)
  }
}

async function* eachRow(text: string): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
  })
  const failed = (cause: unknown) =>
    new ExchangeError('bad-request', `this is no table that can be read: ${wordsOf(cause)}`, {
      cause,
      path: '/body',
    })
  const source = Readable.from(pieces(text))
  source.on('error', (cause) => parser.destroy(cause))
  source.pipe(parser)
  try {
    for await (const row of parser) yield row as Row
  } catch (cause) {
    throw cause instanceof ExchangeError ? cause : failed(cause)
  } finally {
    source.destroy()
  }
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
