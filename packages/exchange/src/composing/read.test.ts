import { composedKey, type ComposedReading } from '@tocsin/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readInput } from './read.ts'
import { MAX_ROWS } from './reading.ts'
import { defang, refang } from '@tocsin/detect/match'
import { findWarnings } from './warnings.ts'

const read = (text: string, options: Parameters<typeof readInput>[1] = {}) =>
  readInput(new TextEncoder().encode(text), options)
const valuesOf = ({ items }: ComposedReading) =>
  items.map(({ kind, value, platform }) => [kind, value, ...(platform ? [platform] : [])].join(' '))

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
  const { items } = await read(lines(head, row))
  expect(items.map(({ kind, value, platform }) => [kind, value, platform])).toEqual(
    Array.from({ length: 5 }, (_, i) => ['account', `who_${i}`, 'twitter']),
  )
})

describe('one line of a list', () => {
  test.each([
    ['https://x.com/Some_Handle', 'account Some_Handle twitter'],
    ['https://www.twitter.com/some?lang=en', 'account some twitter'],
    ['https://x.com/some/status/1234', 'url https://x.com/some/status/1234'],
    ['https://x.com/search?q=a', 'url https://x.com/search?q=a'],
    ['https://www.facebook.com/profile.php?id=1000123', 'account 1000123 facebook'],
    ['t.me/channel_name', 'account channel_name telegram'],
    ['https://www.tiktok.com/@a.b', 'account a.b tiktok'],
    ['https://bsky.app/profile/who.example.com', 'account who.example.com bluesky'],
    ['@name@server.example', 'account name@server.example mastodon'],
    ['Telegram: @somebody', 'account somebody telegram'],
    ['@somebody', 'account somebody'],
    ['votes-county.com', 'domain votes-county.com'],
    ['VOTES-County.COM.', 'domain votes-county.com'],
    ['votes[.]county(dot)com', 'domain votes.county.com'],
    ['hxxps[:]//votes[.]com/a?b=c', 'url https://votes.com/a?b=c'],
    ['hXXp://votes[.]com/index[.]php', 'url http://votes.com/index.php'],
    ['h**p://votes.com', 'url http://votes.com'],
    ['bücher.example', 'domain xn--bcher-kva.example'],
    ['https://bücher.example/ä', 'url https://xn--bcher-kva.example/%C3%A4'],
    ['198.51.100.7', 'ipv4 198.51.100.7'],
    ['198[.]51[.]100[.]7:8080', 'ipv4 198.51.100.7'],
    ['198.51.100.77/24', 'ipv4 198.51.100.0/24'],
    ['2001:DB8:0:0::1', 'ipv6 2001:db8::1'],
    ['2001:db8::/32', 'ipv6 2001:db8::/32'],
    ['clerk[at]county[.]example', 'email clerk@county.example'],
    ['mailto:clerk@county.example?subject=x', 'email clerk@county.example'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'hash d41d8cd98f00b204e9800998ecf8427e'],
    [
      'sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709',
      'hash da39a3ee5e6b4b0d3255bfef95601890afd80709',
    ],
    [`${'ab'.repeat(32)}`, `hash ${'ab'.repeat(32)}`],
    [`${'ab'.repeat(64)}`, `hash ${'ab'.repeat(64)}`],
    ['“votes-county.com”,', 'domain votes-county.com'],
    ['- votes-county.com', 'domain votes-county.com'],
  ])('%s is %s', async (line, wanted) => {
    const reading = await read(line)
    expect(valuesOf(reading)).toEqual([wanted])
    expect(reading).toMatchObject({ rows: 1, unread: [], duplicates: [], words: '' })
  })

  test.each([
    ['com.', /nothing|word alone|suffix/],
    ['co.uk', /suffix under which anybody/],
    ['github.io', /suffix under which anybody/],
    ['report.pdff', /no top-level domain/],
    ['0.0.0.0/0', /large part of the whole net/],
    ['10.0.0.0/7', /large part of the whole net/],
    ['::/0', /large part of the whole net/],
    ['1.2.3.999', /no.*IPv4|is none/],
    ['010.1.1.1', /without leading zeros/],
    ['1.2.3.4/33', /no length of a block/],
    ['javascript://alert(1)', /not one of the web/],
    ['http://', /host cannot be read/],
    [`${'a1'.repeat(31)}`, /62 hexadecimal digits/],
    ['votes\u200bcounty.com', /U\+200B \(zero width space\)/],
    ['moc.ytnuoc\u202e', /U\+202E \(right-to-left override\)/],
    ['xn--a.com', /cannot be decoded/],
    ['https://xn--a.com/x', /cannot be decoded/],
    ['clerk@xn--0.com', /cannot be decoded/],
    ['@name@xn--a.com', /no account/],
    ['xn--a.com/page', /word alone|cannot be decoded/],
    ['word', /word alone/],
    ['=HYPERLINK("http://a.com")', /word alone|no address|formula/],
    ['@not a name@@', /./],
  ])('%s is not read, and it is said why', async (line, reason) => {
    const { items, unread, words } = await read(line)
    expect(items).toEqual([])
    if (words === '')
      expect(unread).toMatchObject([{ row: 1, reason: expect.stringMatching(reason) }])
  })
})

test('words that stand alone are accounts where a person says so, on the platform they chose', async () => {
  const reading = await read('one\n@two\nthree.four\nhttps://t.me/five\none', {
    names: true,
    platform: 'twitter',
  })
  expect(valuesOf(reading)).toEqual([
    'account one twitter',
    'account two twitter',
    'account three.four twitter',
    'account five telegram',
  ])
  expect(reading.duplicates).toEqual([{ row: 5, text: 'one', of: 1 }])
})

test('sentences are the words of a bulletin, and what they name is taken too', async () => {
  const text =
    'Some pages tell a wrong day.\nThey link to hxxp://votes-today[.]com/day and others.\n\nvotes-today.com'
  const reading = await read(text)
  expect(reading.words).toBe(text.split('\n\n')[0])
  expect(valuesOf(reading)).toEqual(['url http://votes-today.com/day', 'domain votes-today.com'])
  expect(reading.rows).toBe(3)
})

test('a list in one line is counted by its parts', async () => {
  const reading = await read('a.com, b.com; a.com 1.2.3.999')
  expect(valuesOf(reading)).toEqual(['domain a.com', 'domain b.com'])
  expect(reading).toMatchObject({ rows: 4, duplicates: [{ row: 3, of: 1 }], unread: [{ row: 4 }] })
})

describe('a table', () => {
  test('is read by its headings, whatever they are, and columns that were not read are named', async () => {
    const reading = await read(
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
    const reading = await read('twitter,one\ntwitter,two\nfacebook,three')
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
    const reading = await read(text, { name: 'list.csv' })
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
      const reading = await read(text, options)
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
      read(`${text.startsWith('"') ? '' : 'username,url\n'}${text}`, { name: 'list.csv' }),
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
    const { items } = await read(url)
    const given = {
      row: 1,
      kind: 'object' as const,
      value: 'url--1',
      object: { type: 'url', value: items[0]!.value },
    }
    for (const item of [...items, given])
      expect(findWarnings([item], new Map()).map(({ list }) => list)).toEqual(['private-addresses'])
    expect(findWarnings((await read('http://8.8.8.8/')).items, new Map())).toEqual([])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an account may be called %s',
    async (name) => {
      const reading = await read(`username,platform\n${name},twitter\n${name},telegram\n`, {
        name: 'list.csv',
      })
      expect(valuesOf(reading)).toEqual([`account ${name} twitter`, `account ${name} telegram`])
      expect(findWarnings(reading.items, new Map())).toEqual([])
      expect(valuesOf(await read(`@${name}\nb.com`, { platform: 'twitter' }))[0]).toBe(
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

describe('what cannot be read at all', () => {
  test.each([
    ['UTF-16', Buffer.from('\ufeffone\ntwo', 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from('a.com\nb\u00e9.com', 'latin1'), /not UTF-8: byte 7 \(0xE9, line 2\)/],
    ['a zero byte', Buffer.from('a.com\nb\0.com'), /line 2 holds a zero byte/],
    ['a spreadsheet file', Buffer.from('PK\u0003\u0004xxxx'), /save the sheet as CSV/],
    ['too many rows', Buffer.from('a.com\n'.repeat(200_000)), /row 20001: more than 20,000 rows/],
    [
      'a table of too many rows',
      Buffer.from(`username,url\n${'one,\n'.repeat(200_000)}`),
      /more than 20,000 rows/,
    ],
    ['too many bytes', Buffer.alloc((8 << 20) + 1, 0x61), /at most 8,388,608/],
    ['nothing', Buffer.from(' \n '), /there is nothing in it/],
    ['broken JSON', Buffer.from('{"type": "bundle", "objects": [}'), /cannot be read/],
  ])('%s: the error says what and where', async (_, bytes, message) => {
    await expect(readInput(bytes)).rejects.toThrow(message)
  })

  test('as many rows as are allowed are read', async () => {
    const reading = await read(
      Array.from({ length: MAX_ROWS }, (_, i) => `h${i}.example`).join('\n'),
    )
    expect(reading.items).toHaveLength(MAX_ROWS)
  })
})

/** Lines as people paste them, broken and hostile ones among them. */
const anyLine = fc.oneof(
  fc.webUrl(),
  fc.domain(),
  fc.domain().map((one) => defang(one)),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^@[a-z_]{1,15}$/),
  fc.stringMatching(/^[0-9a-f]{30,70}$/),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('@SUM(1)', '=1', '\u202eabc', 'a, b.com, c', 'A sentence with a.com in it.', ''),
)

test('whatever goes in, each row is read, in the words, not read, or a duplicate, and none is two of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLine, { minLength: 2, maxLength: 30 }), async (lines) => {
      // A first line of its own keeps it a text of several lines.
      const text = ['first.example', ...lines, 'last.example'].map((line) =>
        line.replaceAll(/[\0\r\n]/g, ' '),
      )
      const reading = await readInput(new TextEncoder().encode(text.join('\n').toWellFormed()), {
        name: 'pasted',
      })
      if (reading.format !== 'text') return
      const filled = text.flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]))
      for (const row of reading.said)
        expect(reading.words).toContain(text[row - 1]!.toWellFormed().trim())
      const rowsOf = (list: readonly { row: number }[]) => [...new Set(list.map(({ row }) => row))]
      const readRows = [...new Set([...rowsOf(reading.items), ...reading.said])]
      const all = [...readRows, ...rowsOf(reading.unread), ...rowsOf(reading.duplicates)]
      expect(all.toSorted((a, b) => a - b)).toEqual(filled)
      expect(reading.rows).toBe(filled.length)
      expect(new Set(reading.items.map(composedKey)).size).toBe(reading.items.length)
    }),
  )
})

test('every record of a table is read, not read, or a duplicate, and none is two of them', async () => {
  const cell = fc.oneof(anyLine, fc.constantFrom('twitter', 'one', 'two', 'n/a', '1E+18'))
  const record = fc.tuple(cell, cell, cell)
  const quote = (text: string) =>
    `"${text
      .toWellFormed()
      .replaceAll(/[\0\r\n]/g, ' ')
      .replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
      const lines = records.map((cells) => cells.map(quote).join(','))
      const reading = await read(['username,platform,url', ...lines].join('\n'), {
        name: 'list.csv',
      })
      const rowsOf = (list: readonly { row: number }[]) => [...new Set(list.map(({ row }) => row))]
      const all = [
        ...rowsOf(reading.items),
        ...rowsOf(reading.unread),
        ...rowsOf(reading.duplicates),
      ]
      expect(new Set(all).size).toBe(all.length)
      const blank = records.flatMap((cells, i) =>
        cells.every((one) => one.replaceAll(/[\0\r\n]/g, ' ').trim() === '') ? [i + 2] : [],
      )
      expect([...all, ...blank].toSorted((a, b) => a - b)).toEqual(records.map((_, i) => i + 2))
    }),
  )
})

test('what was defanged is refanged to the very same', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.domain(),
        fc.emailAddress(),
        fc.ipV4(),
        fc.ipV6(),
      ),
      (text) => {
        expect(refang(defang(text))).toBe(text)
      },
    ),
  )
})

test.each([
  ['quotes', `${'"'.repeat(7000)}x`],
  ['brackets', `${'[.'.repeat(3500)}x`],
  ['dots', `${'.'.repeat(7000)}@`],
  ['at signs', `a${'@'.repeat(7000)}`],
  ['spaces', `a${' '.repeat(7000)}@b`],
  ['colons', `${':'.repeat(7000)}`],
  ['hexadecimal digits', 'f'.repeat(7000)],
])('a thousand lines of %s are read in one pass', async (_, line) => {
  const reading = await read(Array.from({ length: 1000 }, () => line).join('\n'))
  expect(reading.rows).toBe(1000)
  const table = await read(`username,url\n${`"${line.replaceAll('"', "'")}",\n`.repeat(1000)}`, {
    name: 'a.csv',
  })
  expect(table.rows).toBe(1000)
  const alone = await read(line.repeat(1000))
  expect(alone.rows).toBeGreaterThan(0)
})
