import { describe, expect, test } from 'vitest'
import { readText, valuesOf } from '../../tests/composed.ts'
import { findWarnings } from './warnings.ts'

const lines = (head: string, row: (i: number) => string) =>
  [head, ...Array.from({ length: 5 }, (_, i) => row(i))].join('\n')

test.each([
  [
    'Lfd. Nr.;Acct / Handle;Netzwerk;Remarks',
    (i: number) => `${i};@who_${i};twitter;seen by night`,
  ],
  ['#,Suspicious account (as seen),Where,When', (i: number) => `${i},who_${i},X,2026-10-0${i + 1}`],
  ['No.;Who;Net', (i: number) => `${i};who_${i};X`],
  [
    'Date,Account created,Username,Platform',
    (i: number) => `2026-10-0${i + 1},2020-01-01,who_${i},X`,
  ],
  ['At,Wer,Plattform', (i: number) => `12:0${i},who_${i},X`],
])('running numbers, dates and times of a table under “%s” are no accounts', async (head, row) => {
  const { items } = await readText(lines(head, row))
  expect(items.map(({ kind, value, platform }) => [kind, value, platform])).toEqual(
    Array.from({ length: 5 }, (_, i) => ['account', `who_${i}`, 'twitter']),
  )
})

describe('a table', () => {
  test('is read by its headings, whatever they are, and columns that were not read are named', async () => {
    const reading = await readText(
      'Handle;Plattform;Network;Profile URL;Remarks;User ID\n' +
        'one;;X;https://x.com/one;first;123456789012345678\n' +
        '@two;;Telegram;;second;\n' +
        'https://www.instagram.com/three;;;;;\n' +
        'ONE;;twitter;;;\n' +
        'four words here;;X;;;\n' +
        'five;;;;;\n',
    )
    expect(reading.format).toBe('table')
    expect(reading.columns).toEqual([
      { name: 'Handle', as: 'account' },
      { name: 'Plattform' },
      { name: 'Network', as: 'platform' },
      { name: 'Profile URL', as: 'values' },
      { name: 'Remarks' },
      { name: 'User ID', as: 'user id' },
    ])
    expect(valuesOf(reading)).toEqual([
      'account one twitter',
      'account two telegram',
      'account three instagram',
      'account five',
    ])
    expect(reading.items[0]).toMatchObject({ userId: '123456789012345678', row: 2 })
    expect(reading.duplicates).toMatchObject([{ row: 5, of: 2 }])
    expect(reading.unread).toMatchObject([{ row: 6 }])
  })

  test('without headings is read by what stands in it', async () => {
    const reading = await readText('twitter,one\ntwitter,two\nfacebook,three')
    expect(valuesOf(reading)).toEqual([
      'account one twitter',
      'account two twitter',
      'account three facebook',
    ])
  })

  test.each([
    ['a formula', 'username,note\n=1+1,x', /column username: a formula/],
    [
      'a formula in a column that is not read',
      'username,note\none,"=cmd|\' /C calc\'!A0"',
      /column note: a formula/,
    ],
    [
      'an id that a spreadsheet shortened',
      'username,user_id\none,1.06E+18',
      /last digits are lost/,
    ],
    ['an error of the spreadsheet', 'username,url\none,#REF!', /an error of the spreadsheet/],
    ['a cell too many', 'username,url\none,https://a.com,b', /3 cells where the first row has 2/],
    [
      'two platforms that differ',
      'username,platform\nhttps://x.com/one,telegram',
      /it says telegram/,
    ],
    ['a value that is broken', 'username,url\none,http://', /column url/],
  ])('%s keeps its row from being read', async (_, text, reason) => {
    const reading = await readText(text, { name: 'list.csv' })
    expect(reading.items).toEqual([])
    expect(reading.unread).toMatchObject([{ row: 2, reason: expect.stringMatching(reason) }])
  })

  test.each([
    ['a quote that never ends', 'one,"https://a.com', /its quotes/],
    ['a quote within a cell', 'one,say "https://a.com" twice', /its quotes/],
    ['words behind a quote', 'one,"https://a.com" twice', /its quotes/],
    ['a link as spreadsheets write it', 'one,=HYPERLINK("https://a.com","a")', /a formula/],
  ])('%s keeps its own row from being read, where the rest are rows', async (_, line, reason) => {
    const text = `username,url\ntwo,https://b.com\n${line}\n\nthree,"https://c.com"\n`
    for (const options of [{ name: 'list.csv' }, {}]) {
      const reading = await readText(text, options)
      expect(valuesOf(reading)).toEqual([
        'account two',
        'url https://b.com',
        'account three',
        'url https://c.com',
      ])
      expect(reading.unread).toMatchObject([
        { row: 3, text: line, reason: expect.stringMatching(reason) },
      ])
      expect(reading.rows).toBe(3)
    }
  })

  test.each([
    ['a quote that never ends before lines that are no rows', 'one,"first\nsecond line\ntwo,b'],
    ['two quotes that may be the ends of one cell', 'one,a "b\ntwo,c" d\nthree,d'],
    ['a heading that is broken', '"a\nb,c'],
  ])('%s is an error with its line, and nothing is read', async (_, text) => {
    await expect(
      readText(`${text.startsWith('"') ? '' : 'username,url\n'}${text}`, { name: 'list.csv' }),
    ).rejects.toThrow(/no table.*line/is)
  })

  test.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[fd00::1]:8080/x',
    'http://2130706433/',
    'hxxp://10[.]1[.]2[.]3/x',
    'http://[::ffff:10.0.0.1]/',
  ])('%s stands on the list of private addresses, as the address alone does', async (url) => {
    const { items } = await readText(url)
    const given = {
      row: 1,
      kind: 'object' as const,
      value: 'url--1',
      object: { type: 'url', value: items[0]!.value },
    }
    for (const item of [...items, given])
      expect(findWarnings([item], new Map()).map(({ list }) => list)).toEqual(['private-addresses'])
    expect(findWarnings((await readText('http://8.8.8.8/')).items, new Map())).toEqual([])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an account may be called %s',
    async (name) => {
      const reading = await readText(`username,platform\n${name},twitter\n${name},telegram\n`, {
        name: 'list.csv',
      })
      expect(valuesOf(reading)).toEqual([`account ${name} twitter`, `account ${name} telegram`])
      expect(findWarnings(reading.items, new Map())).toEqual([])
      expect(valuesOf(await readText(`@${name}\nb.com`, { platform: 'twitter' }))[0]).toBe(
        `account ${name} twitter`,
      )
      const given = {
        row: 1,
        kind: 'object' as const,
        value: name,
        object: { type: name, value: '127.0.0.1' },
      }
      expect(findWarnings([given], new Map())).toEqual([])
    },
  )
})
