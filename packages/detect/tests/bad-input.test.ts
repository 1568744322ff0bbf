import { DuckDBInstance } from '@duckdb/node-api'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { detect, DetectError, type DetectErrorCode, type DetectErrorPlace } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

const columns = { account: 'account', object: 'object', content: 'content', time: 'time' }
const HEADER = 'account,object,content,time\n'

function write(name: string, text: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

async function failure(inputs: string | string[], options = {}): Promise<DetectError> {
  const caught = await detect(inputs, { columns, minWeight: 1, ...options }).then(
    () => null,
    (error: unknown) => error,
  )
  expect(caught).toBeInstanceOf(DetectError)
  return caught as DetectError
}

const CASES: [string, string, string | Uint8Array, DetectErrorCode, DetectErrorPlace][] = [
  ['an empty file', 'empty.csv', '', 'EMPTY', {}],
  ['column names and no row', 'header.csv', HEADER, 'EMPTY', {}],
  [
    'a time that cannot be read',
    'time.csv',
    `${HEADER}a,o,c,10\nb,o,d,banana\n`,
    'BAD_TIME',
    { row: 2, column: 'time' },
  ],
  [
    'times with and without a zone',
    'zones2.csv',
    `${HEADER}a,o,c,2016-07-01T10:00:00Z\nb,o,d,2016-07-01T10:00:00\n`,
    'MIXED_ZONES',
    { row: 2, column: 'time' },
  ],
  [
    'a time out of range',
    'range.csv',
    `${HEADER}a,o,c,2016-07-01\nb,o,d,2316-07-01\n`,
    'TIME_OUT_OF_RANGE',
    { row: 2, column: 'time' },
  ],
  [
    'a time before 1970',
    'early.csv',
    `${HEADER}a,o,c,-5\nb,o,d,5\n`,
    'TIME_OUT_OF_RANGE',
    { row: 1, column: 'time' },
  ],
  [
    'a missing account',
    'null.csv',
    `${HEADER}a,o,c,10\n,o,d,20\n`,
    'NULL_VALUE',
    { row: 2, column: 'account' },
  ],
  [
    'a missing object',
    'null2.csv',
    `${HEADER}a,o,c,10\nb,,d,20\n`,
    'NULL_VALUE',
    { row: 2, column: 'object' },
  ],
  [
    'one post id of two accounts',
    'twice.csv',
    `${HEADER}a,o,c,10\nb,o,c,20\n`,
    'DUPLICATE_CONTENT',
    { row: 2, column: 'content' },
  ],
  [
    'a quote that never closes',
    'quote.csv',
    `${HEADER}a,o,c,10\nb,o,"d,20\n`,
    'MALFORMED',
    { line: 3 },
  ],
  [
    'a row with too many fields',
    'wide.csv',
    `${HEADER}a,o,c,10\nb,o,d,20,more\n`,
    'MALFORMED',
    { line: 3 },
  ],
  ['a row with too few fields', 'narrow.csv', `${HEADER}a,o,c,10\nb,o\n`, 'MALFORMED', { line: 3 }],
  [
    'two columns of one name',
    'names.csv',
    'account,account,object,time\n',
    'MALFORMED',
    { line: 1 },
  ],
  [
    'Latin-1 text',
    'latin.csv',
    Buffer.from(`${HEADER}a,o,c,10\nb\xe9,o,d,20\n`, 'latin1'),
    'WRONG_ENCODING',
    { line: 3 },
  ],
  [
    'UTF-16 text',
    'utf16.csv',
    Buffer.from(`\ufeff${HEADER}a,o,c,10\n`, 'utf16le'),
    'WRONG_ENCODING',
    { line: 1 },
  ],
  [
    'broken JSON',
    'broken.jsonl',
    '{"account":"a","object":"o","content":"c","time":5}\n{"account":"b" "x"}\n',
    'MALFORMED',
    { line: 2 },
  ],
  [
    'JSON nested so deeply that a parser would fall',
    'deep.jsonl',
    `{"account":"a","object":"o","time":5}\n{"account":${'['.repeat(1e5)}${']'.repeat(1e5)}}\n`,
    'MALFORMED',
    { line: 2 },
  ],
  [
    'half a character',
    'half.jsonl',
    '{"account":"a","object":"o","content":"c","time":5}\n{"account":"\\ud83d","object":"o","content":"d","time":5}\n',
    'MALFORMED',
    { line: 2 },
  ],
  [
    'a zero byte anywhere',
    'zero.csv',
    `${HEADER}${'a,o,c,10\n'.repeat(1000)}b\0,o,d,20\n`,
    'WRONG_ENCODING',
    { line: 1002 },
  ],
  [
    'lines that end in two ways',
    'endings.csv',
    'account,object,content,time\r\n"a\nb",o,c,10\r\nb,o,d,20\nc,o,e,30\r\n',
    'MALFORMED',
    { line: 4 },
  ],
  [
    'two columns that differ in capitals only',
    'capitals.csv',
    'account,Account,object,time\na,b,o,10\n',
    'MALFORMED',
    { line: 1 },
  ],
  [
    'a quote among the column names that never closes',
    'header-quote.csv',
    '"account,object,content,time\na,o,c,10\n',
    'MALFORMED',
    { line: 1 },
  ],
  ['a Parquet file cut short', 'short.parquet', 'PAR1 and no more', 'MALFORMED', {}],
  ['a file of unknown kind', 'rows.docx', 'PK', 'UNKNOWN_FORMAT', {}],
]

describe('bad input is refused with its place', () => {
  test.each(CASES)('%s', async (_, name, text, code, place) => {
    const file = write(name, text)
    const error = await failure(file)
    expect({ code: error.code, ...error.place }).toMatchObject({ code, file, ...place })
    expect(error.message).toContain(file)
  })

  test('a file that is not there', async () => {
    const error = await failure(join(folder, 'nowhere.csv'))
    expect(error.code).toBe('NOT_FOUND')
  })

  test('a device, and a file that is named twice', async () => {
    const endless = join(folder, 'endless.csv')
    symlinkSync('/dev/zero', endless)
    expect((await failure(endless)).message).toContain('neither a file nor a folder')
    const file = write('once.csv', `${HEADER}a,o,c,10\n`)
    expect((await failure([file, file])).message).toContain('is named twice')
  })

  test('an unknown column, with the columns that are there', async () => {
    const file = write('good.csv', `${HEADER}a,o,c,10\nb,o,d,20\n`)
    const error = await failure(file, { columns: { ...columns, account: 'user' } })
    expect(error.code).toBe('UNKNOWN_COLUMN')
    expect(error.place).toEqual({ file, column: 'user' })
    expect(error.message).toContain('account, object, content, time')
  })

  test('what an error cites of the input cannot command a terminal', async () => {
    const file = write('escape.csv', `${HEADER}a,o,c,10\nb,o,d,\u001b[2J\u202e\n`)
    const { message } = await failure(file)
    expect(message).toContain('" [2J " is not a time')
  })

  test('a line longer than the cap, at the cost of a chunk', async () => {
    const file = write('long.csv', `${HEADER}a,o,c,10\n${'x'.repeat(20 * 1024 * 1024)}`)
    const error = await failure(file)
    expect(error.code).toBe('LINE_TOO_LONG')
    expect(error.place).toEqual({ file, line: 3 })
  })

  test('a Parquet file of a few bytes that unpacks to more than a chunk may hold', async () => {
    const file = join(folder, 'bomb.parquet')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run(
      `copy (select 'a' || i as account, 10 as time, repeat('x', 15000000) as text from range(20) r(i))
        to '${file}' (format parquet, compression zstd)`,
    )
    const error = await failure(file, {
      columns: { account: 'account', time: 'time', text: 'text' },
    })
    expect(error).toMatchObject({ code: 'TOO_MANY', place: { row: 18 } })
  })

  test('the second file of a folder is named when the fault is there', async () => {
    const inside = join(folder, 'two')
    mkdirSync(inside)
    writeFileSync(join(inside, 'a.csv'), `${HEADER}a,o,c,10\n`)
    writeFileSync(join(inside, 'b.csv'), `${HEADER}b,o,d,soon\n`)
    const error = await failure(inside)
    expect(error.place).toEqual({ file: join(inside, 'b.csv'), row: 1, column: 'time' })
  })

  test.each([
    ['rows that fit', (call: number) => `c,o,more-${call},30\n`],
    ['half a row', () => 'c,o'],
  ])('a file that is written to while it is read: %s', async (_, more) => {
    const file = write('growing.csv', `${HEADER}a,o,c,10\nb,o,d,20\n`)
    let call = 0
    const grow = vi.fn(() => appendFileSync(file, more(call++)))
    const caught = await detect(file, { columns }, { onProgress: grow }).catch((e: unknown) => e)
    expect(grow).toHaveBeenCalled()
    expect(caught).toMatchObject({ code: 'UNREADABLE', place: { file } })
  })

  test('a cancelled run stops with CANCELLED', async () => {
    const file = write('cancel.csv', `${HEADER}a,o,c,10\nb,o,d,20\n`)
    const caught = await detect(file, { columns }, { signal: AbortSignal.abort() }).catch(
      (error: unknown) => error,
    )
    expect(caught).toMatchObject({ code: 'CANCELLED' })
  })
})

describe('input is read whatever its dress', () => {
  const count = async (input: string | string[], options = {}) => {
    const { traces, source } = await detect(input, {
      columns,
      minWeight: 1,
      minMembers: 2,
      ...options,
    })
    return [source.rows, traces[0]!.edgesKept]
  }

  test('names with quotes, brackets and stars in paths and columns', async () => {
    const file = write(`it's [a] *.csv`, `"na""me",o'b,c,t\na,o,1,10\nb,o,2,20\n`)
    const odd = { account: 'na"me', object: "o'b", content: 'c', time: 't' }
    expect(await count(file, { columns: odd })).toEqual([2, 1])
  })

  test('columns without a name, and column names longer than a megabyte', async () => {
    const wide = Array.from({ length: 1200 }, (_, k) => `${k}${'x'.repeat(1000)}`)
    const file = write(
      'unnamed.csv',
      `,${wide.join()},account,object,content,time,\n0,${wide.map(() => 1).join()},a,o,c,10,\n1,${wide.map(() => 1).join()},b,o,d,20,\n`,
    )
    expect(await count(file)).toEqual([2, 1])
  })

  test('a folder with links to itself and to its own files', async () => {
    const inside = join(folder, 'linked')
    mkdirSync(inside)
    writeFileSync(join(inside, 'rows.csv'), `${HEADER}a,o,c,10\nb,o,d,20\n`)
    symlinkSync('rows.csv', join(inside, 'newest.csv'))
    symlinkSync('.', join(inside, 'self'))
    expect(await count(inside)).toEqual([2, 1])
  })

  test('columns in another order in the second file', async () => {
    const first = write('first.csv', `${HEADER}a,o,c,10\n`)
    const second = write('second.csv', 'time,account,object,content\n11,b,o,d\n')
    expect(await count([first, second])).toEqual([2, 1])
  })

  test('tabs, semicolons, a byte-order mark, CRLF and quoted newlines', async () => {
    const tabs = write(
      'tabs.tsv',
      '\ufeffaccount\tobject\tcontent\ttime\r\na\t"o\nx"\tc\t10\r\nb\t"o\nx"\td\t20\r\n',
    )
    expect(await count(tabs)).toEqual([2, 1])
    const semicolons = write('semi.csv', 'account;object;content;time\na;o;c;10\nb;o;d;20\n')
    expect(await count(semicolons)).toEqual([2, 1])
  })

  test.each([
    ['seconds', '1467367200', '1467367230'],
    ['milliseconds', '1467367200000', '1467367230000'],
    ['ISO 8601', '2016-07-01T10:00:00Z', '2016-07-01T10:00:30Z'],
    ['ISO 8601 with an offset', '2016-07-01T12:00:00+02:00', '2016-07-01T12:00:30+02:00'],
    ['fractions of a second', '2016-07-01 10:00:00.25', '2016-07-01 10:00:30.25'],
    ['Twitter', 'Fri Jul 01 10:00:00 +0000 2016', 'Fri Jul 01 10:00:30 +0000 2016'],
  ])('times written as %s', async (_, one, other) => {
    const file = write('times.csv', `${HEADER}a,o,c,${one}\nb,o,d,${other}\n`)
    expect(await count(file, { window: 30 })).toEqual([2, 1])
    expect(await count(file, { window: 29 })).toEqual([2, 0])
    const { source } = await detect(file, { columns })
    expect(source.from.slice(0, 19)).toBe('2016-07-01T10:00:00')
  })

  test('fields inside fields of JSON lines', async () => {
    const line = (did: string, uri: string, second: number) =>
      JSON.stringify({
        uri,
        author: { did },
        record: {
          createdAt: `2024-07-01T10:00:0${second}Z`,
          text: 'look #Here https://example.org/a',
        },
      })
    const file = write(
      'sky.jsonl',
      [line('did:a', 'at://1', 1), line('did:b', 'at://2', 2), ''].join('\n'),
    )
    const { source, traces } = await detect(file, {
      minWeight: 1,
      traces: ['link', 'hashtag', 'text'],
    })
    expect(source.preset).toBe('bluesky')
    expect(traces.map(({ trace, edgesKept }) => [trace, edgesKept])).toEqual([
      ['link', 1],
      ['hashtag', 1],
      ['text', 0],
    ])
  })
})
