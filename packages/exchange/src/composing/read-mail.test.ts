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
  expect(reading.remarks).toContainEqual(expect.stringMatching(/^3 addressees are masked/))
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

const withAttached = (files: readonly [name: string, type: string, content: string | Buffer][]) =>
  [
    'From: "Night shift" <shift@watch.example>',
    'To: "County Clerk One" <clerk.one@county.example>',
    'Subject: The list',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The list is attached.',
    ...files.flatMap(([name, type, content]) => [
      '--b',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
    ]),
    '--b--',
    '',
  ].join('\r\n')

test('a list that stands in the text of a mail is read, with its platform and as it is quoted; sentences and a signature stay words', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `> @mailed_${i}, Twitter`)
  const mail = [
    'From: shift@watch.example',
    'To: clerk.one@county.example',
    'Subject: @not_one of them',
    '',
    'Seen tonight by somebody at county.example:',
    ...rows,
    'X (Twitter): @one_more',
    'bad-votes[.]com',
    'clerk.one@county.example',
    '-- ',
    'watch.example',
  ].join('\r\n')
  const reading = await readInput(Buffer.from(mail))
  const accounts = reading.items.filter(({ kind }) => kind === 'account')
  expect(accounts).toHaveLength(2001)
  expect(new Set(accounts.map(({ platform }) => platform))).toEqual(new Set(['twitter']))
  expect(reading.items.filter(({ kind }) => kind !== 'account').map(({ value }) => value)).toEqual([
    'shift@watch.example',
    'bad-votes.com',
  ])
  expect(reading.unread).toEqual([])
  expect(reading.words).toContain('Seen tonight by somebody at county.example:')
  expect(JSON.stringify(reading)).not.toContain('clerk.one')
})

test('lists that are attached to a mail are read as if they came alone, whom it went to masked; other files stay hashes and say why', async () => {
  const table = [
    'Lfd. Nr.;Acct / Handle;Netzwerk;Remarks',
    '1;@tabled_1;twitter;',
    '2;@tabled_2;twitter;',
    '3;four words stand here;twitter;',
  ].join('\n')
  const { items, remarks, unread, columns, rows, said, duplicates } = await readInput(
    Buffer.from(
      withAttached([
        ['list.csv', 'application/vnd.ms-excel', table],
        [
          'more.txt',
          'text/plain',
          '@tabled_1 Twitter\nclerk.one@county.example\nhxxp://bad-votes[.]com/',
        ],
        ['sheet.xlsx', 'application/octet-stream', 'PK\u0003\u0004 and so on'],
        ['notes.txt', 'text/plain', 'Nothing stands here'],
      ]),
    ),
  )
  expect(items.map(({ kind, value, platform }) => [kind, value, platform])).toEqual([
    ['email', 'shift@watch.example', undefined],
    ['account', 'tabled_1', 'twitter'],
    ['account', 'tabled_2', 'twitter'],
    ['url', 'http://bad-votes.com/', undefined],
    ['hash', expect.any(String), undefined],
    ['hash', expect.any(String), undefined],
  ])
  expect(columns).toContainEqual({ name: 'Acct / Handle', as: 'values' })
  expect(duplicates).toHaveLength(1)
  expect(unread.map(({ text }) => text)).toEqual([expect.stringContaining('four words')])
  expect(remarks.join('\n')).toMatch(/Rows 2 to 5 are those of the attachment list\.csv/)
  expect(remarks.join('\n')).toMatch(
    /sheet\.xlsx nothing is read but its SHA-256: this is a spreadsheet/,
  )
  expect(remarks.join('\n')).toMatch(/notes\.txt nothing is read but its SHA-256: no row/)
  const all = { items, unread, remarks, said, duplicates }
  expect(JSON.stringify(all)).not.toContain('clerk.one')
  const told = new Set([...[...items, ...unread, ...duplicates].map(({ row }) => row), ...said])
  expect(told.size).toBe(rows)
})

test('a mail that only brings a list gives neither its sender nor its headers, and a link in its text that is made harmless is read whole', async () => {
  const mail = withAttached([['list.txt', 'text/plain', '@one Telegram']]).replace(
    'The list is attached.',
    'They link to hxxps[:]//polls-close[.]example/now and hxxp://bad-votes(.)com .',
  )
  const links = ['https://polls-close.example/now', 'http://bad-votes.com']
  const { items, words, unread, remarks } = await readInput(Buffer.from(mail), { bringsList: true })
  expect(items.map(({ value }) => value)).toEqual([...links, 'one'])
  expect(unread).toEqual([])
  expect(words).toBe(
    'They link to hxxps[:]//polls-close[.]example/now and hxxp://bad-votes(.)com .',
  )
  expect(remarks).toContainEqual('Its sender and its headers are left out, as you chose.')
  const whole = await readInput(Buffer.from(mail))
  expect(whole.items[0]).toMatchObject({
    kind: 'email',
    remark: expect.stringMatching(/^From of the mail/),
  })
})

test('STIX that is attached to a mail goes out as it came, or not at all where it names whom the mail went to', async () => {
  const note = (content: string) => ({
    type: 'note',
    spec_version: '2.1',
    id: 'note--00000000-0000-4000-8000-000000000001',
    created: '2026-10-01T00:00:00.000Z',
    modified: '2026-10-01T00:00:00.000Z',
    content,
    object_refs: ['note--00000000-0000-4000-8000-000000000002'],
  })
  const attach = (content: string) =>
    readInput(
      Buffer.from(withAttached([['b.json', 'application/json', JSON.stringify(note(content))]])),
    )
  const plain = await attach('As it came')
  expect(plain.items.at(-1)!.object).toEqual(note('As it came'))
  const named = await attach('Told to clerk.one@county.example')
  expect(named.items.at(-1)!.kind).toBe('hash')
  expect(named.remarks.join('\n')).toContain('it is STIX and names whom the mail went to')
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
