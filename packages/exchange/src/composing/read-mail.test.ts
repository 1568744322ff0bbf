import { expect, test } from 'vitest'
import { readInput } from './read.ts'

const TOKEN = Buffer.from('clerk.one@county.example').toString('base64url')
const MAIL = [
  'Return-Path: <sender@bad-votes.com>',
  'Delivered-To: clerk.one@county.example',
  'Received: from mx.bad-votes.com (mx.bad-votes.com [198.51.100.7]) by mail.county.example for <clerk.one@county.example>; Thu, 1 Oct 2026 10:00:00 +0000',
  'From: "Elections Desk" <sender@bad-votes.com>',
  'To: "County Clerk One" <clerk.one@county.example>, <clerk.two@county.example>',
  'Cc: "=?utf-8?q?Deputy_Three?=" <deputy@county.example>',
  'Subject: Update your list, County Clerk One',
  'Date: Thu, 1 Oct 2026 10:00:00 +0000',
  'Message-ID: <1@bad-votes.com>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Dear County Clerk One, we wrote to Clerk.One@county.example.</p>',
  '<a href="https://bad-votes.com/login?a=1&amp;b=2">sign in</a>',
  `<a href='https://bad-votes.com/track?who=${TOKEN}'>x</a>`,
  '<a href=https://bad-votes.com/u/clerk.two%40county.example/off>unsubscribe</a>',
  '<img src="cid:1">',
  '--b',
  'Content-Type: application/pdf; name="list.pdf"',
  'Content-Disposition: attachment; filename="list.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0=',
  '--b--',
  '',
].join('\r\n')

test('of a mail the sender, links, attachments and headers are kept, and addressees are masked wherever they stand', async () => {
  const reading = await readInput(Buffer.from(MAIL))
  expect(reading.format).toBe('mail')
  expect(reading.items.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    'email sender@bad-votes.com',
    'url https://bad-votes.com/login?a=1&b=2',
    'url https://bad-votes.com/track',
    expect.stringMatching(/^hash [0-9a-f]{64}$/),
  ])
  expect(reading.items[2]!.remark).toContain('left out')
  expect(reading.unread).toMatchObject([
    { reason: expect.stringContaining('address of an addressee') },
  ])
  expect(reading.words).toContain('198.51.100.7')
  expect(reading.words).toContain('Subject: Update your list, [name of an addressee]')
  expect(reading.remarks[0]).toMatch(/^3 addressees are masked/)
  const all = JSON.stringify(reading)
  for (const secret of [
    'clerk.one',
    'Clerk.One',
    'clerk.two',
    'deputy@',
    'County Clerk One',
    'Deputy Three',
    TOKEN,
  ])
    expect(all).not.toContain(secret)
})

test('of a mail each row is told, and what is no row is said to be left out', async () => {
  const text = MAIL.replace('multipart/mixed', 'multipart/mixed; x=y').replace(
    '--b\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nOne\r\n\r\nTwo \u202e\r\n--b\r\n',
  )
  const reading = await readInput(Buffer.from(text))
  const { items, unread, duplicates, said } = reading
  const told = new Set([...[...items, ...unread, ...duplicates].map(({ row }) => row), ...said])
  expect(told.size).toBe(reading.rows)
  expect(said).toHaveLength(reading.words.split('\n').filter(Boolean).length)
  expect(reading.remarks).toContainEqual(expect.stringMatching(/^5 other headers are left out/))
  expect(reading.remarks).toContainEqual(expect.stringMatching(/HTML .*links alone/))
})

test('a mail of HTML that says nothing is told to be left out', async () => {
  const mail = `From: a@b.example\r\nTo: c@d.example\r\nContent-Type: text/html\r\n\r\n${'<'.repeat(3_000_000)}`
  const { remarks } = await readInput(Buffer.from(mail))
  expect(remarks).toContainEqual(expect.stringMatching(/HTML \(3,000,00\d characters\)/))
})

test('a mail with hostile headers is an error that says so, or is read; nothing hangs', async () => {
  const deep = `Subject: x\r\nFrom: a@b.example\r\n${'X-Long: '.concat('a'.repeat(300_000))}\r\n\r\ntext`
  await expect(readInput(Buffer.from(deep))).rejects.toThrow(/this mail cannot be read/)
  const odd = `From: =?x?q?=?= <not an address>\r\nTo: ${'a@b.example,'.repeat(5000)}\r\nSubject: \u202etxt\r\n\r\nhi there`
  const reading = await readInput(Buffer.from(odd))
  expect(reading.words).toContain('hi there')
  expect(reading.unread.some(({ reason }) => reason.includes('U+202E'))).toBe(true)
})

test('an addressee is masked in whatever capitals, beside letters whose small form is longer too', async () => {
  const mail = [
    'From: a@b.example',
    'To: "İpek Yıldız" <ipek@county.example>',
    'Subject: hello',
    '',
    'İ for IPEK@County.example, dear İpek Yıldız',
  ].join('\r\n')
  const { words } = await readInput(Buffer.from(mail))
  expect(words).toContain('İ for [addressee 1], dear [name of an addressee]')
})

test('a mail to thousands of names without an address, or of half a million lines, is refused for that', async () => {
  const names = Array.from({ length: 20_000 }, (_, n) => `Name ${n}`).join(', ')
  const few = names.split(', ').slice(0, 90).join(', ')
  const lines = `From: a@b.example\r\nTo: ${few}\r\n\r\n${'a\n'.repeat(500_000)}`
  const toMany = Buffer.from(`From: a@b.example\r\nTo: ${names}\r\n\r\nhi there`)
  await expect(readInput(toMany)).rejects.toThrow(/went to 20000 addressees/)
  await expect(readInput(Buffer.from(lines))).rejects.toThrow(/more than 20,000 rows/)
})
