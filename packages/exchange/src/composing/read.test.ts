import { describe, expect, test } from 'vitest'
import { readText, valuesOf } from '../../tests/composed.ts'
import { readInput } from './read.ts'
import { MAX_ROWS } from './reading.ts'

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
    const reading = await readText(line)
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
    ['@not! a name', /no name that an account/],
  ])('%s is not read, and it is said why', async (line, reason) => {
    const { items, unread, words } = await readText(line)
    expect(items).toEqual([])
    if (words === '')
      expect(unread).toMatchObject([{ row: 1, reason: expect.stringMatching(reason) }])
  })
})

test('words that stand alone are accounts where a person says so, on the platform they chose', async () => {
  const reading = await readText('one\n@two\nthree.four\nhttps://t.me/five\none', {
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
  const reading = await readText(text)
  expect(reading.words).toBe(text.split('\n\n')[0])
  expect(valuesOf(reading)).toEqual(['url http://votes-today.com/day', 'domain votes-today.com'])
  expect(reading.rows).toBe(3)
})

test('a list in one line is counted by its parts', async () => {
  const reading = await readText('a.com, b.com; a.com 1.2.3.999')
  expect(valuesOf(reading)).toEqual(['domain a.com', 'domain b.com'])
  expect(reading).toMatchObject({ rows: 4, duplicates: [{ row: 3, of: 1 }], unread: [{ row: 4 }] })
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
    const reading = await readText(
      Array.from({ length: MAX_ROWS }, (_, i) => `h${i}.example`).join('\n'),
    )
    expect(reading.items).toHaveLength(MAX_ROWS)
  })
})
