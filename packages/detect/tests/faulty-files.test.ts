import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeSource, detect, type DetectError, type DetectOptions } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-faulty-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
/** Twenty posts by four accounts, five of them sharing a text in each round; `change` is made to each. */
function table(header: string, row: (k: number) => string, ending = 'csv'): string {
  const file = join(folder, `${files++}.${ending}`)
  writeFileSync(file, [header, ...Array.from({ length: 20 }, (_, k) => row(k)), ''].join('\n'))
  return file
}

const at = (k: number) => new Date(Date.UTC(2026, 9, 5, 8, k)).toISOString()
const post = (k: number, { time = at(k), account = `user${k % 4}`, id = `p${k}` } = {}) =>
  `${account},${time},these are the words of post ${k},${id}`
const HEADER = 'username,created_at,body,post_id'

const refusal = (file: string, options: DetectOptions = {}): Promise<DetectError> =>
  detect(file, options).then(
    () => expect.unreachable('was read'),
    (error: DetectError) => error,
  )

describe('what cannot be counted is left out and said', () => {
  test.each([
    ['NA', 'no account'],
    ['[deleted]', 'no account'],
    ['', 'no account'],
  ])('an account written "%s"', async (account, words) => {
    const file = table(HEADER, (k) => (k === 3 ? post(k, { account }) : post(k)))
    const { source, warnings } = await detect(file)
    expect(source).toMatchObject({ rows: 19, accounts: 4 })
    expect(source.leftOut).toEqual([expect.stringContaining(words)])
    expect(warnings[0]).toContain('1 of 20 rows')
    expect(await refusal(file, { strict: true })).toMatchObject({
      code: 'NULL_VALUE',
      place: { row: 4, column: 'username' },
    })
  })

  test.each([
    ['2185-01-01T00:00:00Z', 'far from the others', 'TIME_OUT_OF_RANGE'],
    ['0001-01-01T00:00:00Z', 'far from the others', 'TIME_OUT_OF_RANGE'],
    ['yesterday', 'cannot be read', 'BAD_TIME'],
    ['null', 'no time', 'NULL_VALUE'],
  ])('a time written %s', async (time, words, code) => {
    const file = table(HEADER, (k) => (k === 3 ? post(k, { time }) : post(k)))
    const { source } = await detect(file)
    expect(source.rows).toBe(19)
    expect(source.leftOut[0]).toContain(words)
    expect(await refusal(file, { strict: true })).toMatchObject({ code, place: { row: 4 } })
  })

  test('one zero among Unix times', async () => {
    const file = table(HEADER, (k) => post(k, { time: k === 3 ? '0' : String(1_791_187_316 + k) }))
    const { source } = await detect(file)
    expect(source).toMatchObject({ rows: 19, from: '2026-10-05T08:01:56Z' })
    expect(source.leftOut[0]).toContain('such as "0"')
  })

  test('a row that stands twice counts once, and evidence keeps the numbers of its rows', async () => {
    const rows = Array.from({ length: 40 }, (_, k) => {
      const n = Math.floor(k / 4)
      return `user${k % 4},${at(n)},the very same words in round number ${n},p${k}`
    })
    const file = join(folder, 'twice.csv')
    writeFileSync(file, [HEADER, rows[0], ...rows, ''].join('\n'))
    const { source, findings } = await detect(file)
    expect(source).toMatchObject({
      rows: 40,
      leftOut: ['1 of 41 rows was left out: they repeat another row'],
    })
    const last = findings[0]!.evidence
      .flatMap((one) => one.rows)
      .find(({ content }) => content === 'p39')
    expect(last?.row).toBe(41)
    expect(findings[0]!.caveats).toContain(source.leftOut[0])
  })

  test('two rows of one post id that differ are refused', async () => {
    const file = table(HEADER, (k) => post(k, { id: k === 3 ? 'p2' : `p${k}` }))
    expect(await refusal(file)).toMatchObject({ code: 'DUPLICATE_CONTENT', place: { row: 4 } })
  })

  test('cells that open a list and are cut short', async () => {
    const file = table(
      'account,time,text,links',
      (k) => `u${k % 4},${at(k)},words ${k},"[{""url"": ""https://x.example"`,
    )
    const { warnings } = await detect(file)
    expect(warnings[0]).toContain('20 cells of links were left out')
  })
})

describe('a shared thing is never', () => {
  test.each([
    'NA',
    'None',
    'nan',
    'NULL',
    '0',
    '-',
    'n/a',
    '<NA>',
    '\\N',
    'undefined',
    '[]',
    'False',
    '0.0',
  ])('a placeholder written %s', async (word) => {
    const file = table('account,time,text,links,hashtags,reshareOf,replyTo,media', (k) =>
      [`u${k % 4}`, at(k), `words ${k}`, word, word, word, word, word].join(),
    )
    const traces = ['link', 'domain', 'hashtag', 'reshare', 'reply', 'media'] as const
    const result = await detect(file, { traces, minWeight: 1 })
    expect(result.traces.map(({ rows }) => rows)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test.each([
    'https://a.example/7,114881,{k},x.html',
    'https://a.example/7;114881;{k}',
    'https://a.example/7|114881|{k}',
    'https://a.example/watch?feature=share&amp;v={k}',
    '114881',
  ])('a piece of the address %s', async (address) => {
    const file = table(
      'account,time,text,links',
      (k) => `u${k % 4},${at(k)},words ${k},"${address.replace('{k}', String(k))}"`,
    )
    const { traces } = await detect(file, { traces: ['link'], minWeight: 1, window: 3600 })
    expect(traces[0]!.rows).toBe(0)
  })
})

test.each([
  [
    'JSON records',
    '[{"start":1,"end":9,"url":"https://t.co/a{k}","expanded_url":"https://n.example/s"}]',
  ],
  [
    'Python records',
    "[{'start': 1, 'url': None, 'expanded_url': 'https://n.example/s', 'u': u'\\u00e9'}]",
  ],
  ['a Python list', "['https://n.example/s', 'https://n.example/{k}']"],
  ['an unquoted list', '[https://n.example/s, https://n.example/{k}]'],
  ['two addresses', 'https://n.example/s,https://n.example/{k}'],
  ['a record of lists', '{"urls": [{"url": "https://n.example/s"}]}'],
])('links in a cell as %s are all read', async (_, cell) => {
  const file = table(
    'account,time,text,links',
    (k) =>
      `u${k % 4},${at(k)},words ${k},"${cell.replaceAll('{k}', String(k)).replaceAll('"', '""')}"`,
  )
  const { traces } = await detect(file, { traces: ['link'], minWeight: 1, window: 3600 })
  expect(traces[0]).toMatchObject({ rows: 20, objects: 1 })
})

describe('ids', () => {
  test.each(['1.06E+18', '1,06E+18', '1.061234567890e18', '1061234567890123400.0'])(
    'in the form %s are refused with row and column',
    async (id) => {
      const file = table(HEADER, (k) => post(k, { account: k === 3 ? `"${id}"` : `105${k}` }))
      expect(await refusal(file)).toMatchObject({
        code: 'DAMAGED_ID',
        place: { row: 4, column: 'username' },
      })
    },
  )

  test('that all end in zeros are warned of', async () => {
    const file = table(HEADER, (k) => post(k, { account: `10612345678${k % 7}00000` }))
    expect((await detect(file)).warnings).toContainEqual(
      expect.stringContaining('all ids in column "username" end in 5 zeros'),
    )
  })
})

describe('times', () => {
  test.each([
    ['10/1/2026 12:55 AM', ['month-first', 'day-first']],
    ['46300.334676', ['spreadsheet', 'spreadsheet-1904', 'unix']],
    ['20261005080156', ['compact']],
  ])('like %s are asked about, before and in a run', async (time, choices) => {
    const file = table(HEADER, (k) => post(k, { time }))
    const { times } = await describeSource(file)
    expect(times).toMatchObject({ isClear: false, examples: [time] })
    expect(times!.choices.map(({ format }) => format)).toEqual(choices)
    const error = await refusal(file)
    expect(error).toMatchObject({ code: 'BAD_TIME', help: { option: 'timeFormat' } })
    expect(error.message).toContain(`--time-format ${choices[0]}`)
    expect(error.plain).not.toContain('--')
    const { source } = await detect(file, { timeFormat: choices[0] })
    expect(source.from).toBe(times!.choices[0]!.reads)
  })

  test('with the day beyond twelve far down the column need no answer', async () => {
    const file = join(folder, 'far.csv')
    const rows = Array.from({ length: 3000 }, (_, k) =>
      post(k, { time: `10/${k < 2900 ? 1 : 13}/2026 0:55` }),
    )
    writeFileSync(file, [HEADER, ...rows, ''].join('\n'))
    expect((await detect(file)).source.to).toBe('2026-10-13T00:55:00Z')
  })

  test('in different zones that are all named are read; beside some without a zone they are refused', async () => {
    const zones = ['Z', '+00:00', '+02:00', '']
    const zoned = table(HEADER, (k) => post(k, { time: `2026-10-05T10:00:00${zones[k % 3]}` }))
    expect((await detect(zoned)).source).toMatchObject({
      from: '2026-10-05T08:00:00Z',
      to: '2026-10-05T10:00:00Z',
    })
    const mixed = table(HEADER, (k) => post(k, { time: `2026-10-05T10:00:00${zones[k % 4]}` }))
    expect(await refusal(mixed)).toMatchObject({ code: 'MIXED_ZONES', place: { row: 4 } })
  })

  test.each([
    ['Mon Oct 05 08:21:1%d +0200 2026', null, '2026-10-05T06:21:10Z'],
    ['05 Oct 2026 08:21:1%d GMT', null, '2026-10-05T08:21:10Z'],
    ['20261005T08211%dZ', null, '2026-10-05T08:21:10Z'],
    ['05.10.2026 08:21:1%d+0100', '%d.%m.%Y %H:%M:%S%z', '2026-10-05T07:21:10Z'],
  ])('that name a zone as %s are not said to name none', async (at, timeFormat, from) => {
    const file = table(HEADER, (k) => post(k, { time: at.replace('%d', String(k % 10)) }))
    const { source, warnings } = await detect(file, timeFormat === null ? {} : { timeFormat })
    expect(source.from).toBe(from)
    expect(warnings.join()).not.toContain('no zone')
  })

  test.each([
    ['Mon Oct 05 08:21:1%d 2026', null],
    ['20261005T08211%d', null],
    ['05.10.2026 08:21:1%d', '%d.%m.%Y %H:%M:%S'],
    ['46300.33467%d', 'spreadsheet'],
  ])('that name none as %s are taken as UTC, which is said', async (at, timeFormat) => {
    const file = table(HEADER, (k) => post(k, { time: at.replace('%d', String(k % 10)) }))
    const { warnings } = await detect(file, timeFormat === null ? {} : { timeFormat })
    expect(warnings).toContain('the times name no zone: they were taken as UTC')
  })

  test('of whole days and without a zone are said', async () => {
    const file = table(HEADER, (k) =>
      post(k, { time: `2026-10-${String(k + 1).padStart(2, '0')}` }),
    )
    expect((await detect(file)).warnings.join()).toMatch(/no zone.*whole days/)
  })
})

test('a remark above the column names is said to be none, with the line of the names', async () => {
  const file = join(folder, 'remark.csv')
  writeFileSync(
    file,
    ['Exported on 5 October, by a tool', '', HEADER, post(1), post(2), post(3), ''].join('\n'),
  )
  const error = await refusal(file)
  expect(error).toMatchObject({ code: 'MALFORMED', place: { line: 1 } })
  expect(error.message).toContain('line 3 (username')
})

test('columns are known by their names and values', async () => {
  const file = table(
    'username,created_at,message,post_id,original_post,in_reply_to,account_created_at,retweet',
    (k) =>
      `u${k},${at(k)},some words ${k},p${k},p${(k * 7) % 5},p${(k * 3) % 4},2020-01-01,${k % 2}`,
  )
  const { mapping, preset } = await describeSource(file)
  expect(preset).toBe('by name')
  expect(mapping).toEqual({
    account: 'username',
    time: 'created_at',
    text: 'message',
    content: 'post_id',
    reshareOf: 'original_post',
    replyTo: 'in_reply_to',
    accountCreated: 'account_created_at',
  })
})
