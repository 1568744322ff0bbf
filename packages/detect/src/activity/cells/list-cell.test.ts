import { describe, expect, test } from 'vitest'
import { readList } from './list-cell.ts'

const A = 'https://news.example/a'
const B = 'https://news.example/b'

describe('two links are read from a cell that lists them', () => {
  test.each([
    ['in JSON', `["${A}","${B}"]`],
    ['in Python', `['${A}', '${B}']`],
    ['as numpy prints it', `['${A}' '${B}']`],
    ['as a set of Python', `{'${A}', '${B}'}`],
    ['as PostgreSQL prints it', `{${A},${B}}`],
    ['as PostgreSQL prints it in quotes', `{"${A}","${B}"}`],
    ['without quotes', `[${A}, ${B}]`],
    ['as records', `[{"start":1,"url":"https://t.co/x","expanded_url":"${A}"},{"url":"${B}"}]`],
    ['inside a record', `{"urls": [{"url": "${A}"}, {"url": "${B}"}], "hashtags": []}`],
    ['with a space between', `${A} ${B}`],
    ['with a bar between', `${A}|${B}`],
    ['on two lines', `${A}\n${B}`],
    ['as a page writes it', `<a href="${A}">one</a> and <a href='${B}'>two</a>`],
    ['as Markdown writes it', `[one](${A}) [two](${B})`],
  ])('%s', (_, cell) => expect(readList('links', cell)).toEqual([A, B]))
})

test.each([
  'https://news.example/7,114881,20000001,slug.html',
  'https://news.example/x;jsessionid=4;7',
  'https://news.example/x|7|page|4',
  'https://news.example/a b 4 7',
  'https://news.example/a_(b,4),7',
])('a cell that is one address is one address: %s', (cell) =>
  expect(readList('links', cell)).toEqual([cell]),
)

describe('a cell that holds something, and nothing that is understood, is told apart from an empty one', () => {
  test.each([
    ['links', '[{"start":1,"url":"https://news.exa'],
    ['links', '{url=https://t.co/x, expanded=https://news.example/a}'],
    ['hashtags', '[{"start":0,"end":9,"label":"vote"}]'],
  ] as const)('%s %s', (role, cell) => expect(readList(role, cell)).toBeNull())

  test.each([
    ['links', '[]'],
    ['links', '{"urls": [], "hashtags": []}'],
    ['links', '[{"url": null}]'],
    ['hashtags', '[None]'],
    ['hashtags', '(empty)'],
    ['media', '#VALUE!'],
  ] as const)('%s %s', (role, cell) => expect(readList(role, cell)).toEqual([]))
})

test.each([
  ['commas', `https://a.example/x${','.repeat(1_000_000)}y`],
  ['spaces', `[a,${' '.repeat(1_000_000)}b]`],
  ['bars before a bare name', `a.example${'|'.repeat(1_000_000)}y`],
])('a cell of a million %s is read', (_, cell) => {
  expect(readList('links', cell)).not.toBeNull()
})
