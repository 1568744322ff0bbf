import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { detect } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-documents-'))
afterAll(() => rmSync(folder, { recursive: true }))

const POSTS = Array.from({ length: 12 }, (_, k) => ({
  id: `p${k}`,
  author_id: `u${k % 4}`,
  created_at: new Date(Date.UTC(2026, 9, 5, 8, k, k)).toISOString(),
  text: `these are the words of post ${k}`,
}))
const CSV = [
  'id,author_id,created_at,text',
  ...POSTS.map(({ id, author_id, created_at, text }) => [id, author_id, created_at, text].join()),
].join('\n')

let files = 0
function read(name: string, content: string | Buffer) {
  const file = join(folder, `${files++}-${name}`)
  writeFileSync(file, content)
  return detect(file)
}

describe('all posts are read from', () => {
  test.each([
    ['a list with a byte-order mark', 'a.json', `\ufeff${JSON.stringify(POSTS)}`],
    ['the same over many lines', 'a.json', `\ufeff${JSON.stringify(POSTS, null, 2)}`],
    ['a table after a byte-order mark and sep=', 'a.csv', `\ufeffsep=,\n${CSV}`],
    ['a table after "sep=" in quotes', 'a.csv', `"sep=,"\n${CSV}`],
    ['a table after SEP= and a tab', 'a.csv', `SEP=\t\n${CSV.replaceAll(',', '\t')}`],
    ['a table after sep= and a bar', 'a.csv', `sep=|\n${CSV.replaceAll(',', '|')}`],
  ])('%s', async (_, name, content) => {
    const { source, warnings } = await read(name, content)
    expect({ rows: source.rows, warnings }).toEqual({
      rows: POSTS.length,
      warnings: [expect.stringContaining('only 4 accounts are in the 12 rows')],
    })
  })
})

test('of two lists of posts in one object one is read, and the other is named', async () => {
  const { source, warnings } = await read(
    'two.json',
    JSON.stringify({ messages: POSTS.slice(0, 8), comments: POSTS.slice(8) }),
  )
  expect(source.rows).toBe(8)
  expect(warnings).toEqual([
    expect.stringContaining('list "comments"'),
    expect.stringContaining('few strangers to compare with'),
  ])
})

test.each([
  [
    'records under names of their own',
    JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, k) => [k, POSTS[k % 12]]))),
    'no list of',
  ],
  ['a document that is cut short', JSON.stringify({ data: POSTS }).slice(0, -9), 'cut short'],
])('%s are refused in words', async (_, content, words) => {
  await expect(read('x.json', content)).rejects.toThrow(words)
})

test.each([
  ['UTF-16', Buffer.from(CSV, 'utf16le')],
  ['UTF-16', Buffer.from(CSV, 'utf16le').swap16()],
  ['UTF-32', Buffer.from([...CSV].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]))],
])('%s without a byte-order mark is named', async (name, bytes) => {
  await expect(read('wide.csv', bytes)).rejects.toThrow(`the file is ${name}`)
})

test('a line of sep= that ends otherwise than the lines after it is named', async () => {
  await expect(read('ends.csv', `sep=,\n${CSV.replaceAll('\n', '\r\n')}`)).rejects.toThrow(
    'ends otherwise',
  )
})

test('seconds beside milliseconds in one column are each read by their size', async () => {
  const at = (k: number) => 1_791_187_316 + k
  const rows = POSTS.map(
    ({ id }, k) => `${id},u${k % 4},${k % 2 ? at(k) : `${at(k)}000`},words ${k}`,
  )
  const { source } = await read('units.csv', ['id,author_id,created_at,text', ...rows].join('\n'))
  expect(source).toMatchObject({ rows: POSTS.length, leftOut: [] })
  expect(source.from).toBe(new Date(at(0) * 1000).toISOString().replace('.000', ''))
  expect(source.to).toBe(new Date(at(11) * 1000).toISOString().replace('.000', ''))
})
