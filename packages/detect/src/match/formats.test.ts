import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logKindOf } from './formats.ts'
import { Indicators } from './indicators.ts'
import { findTime, readTime } from './line-time.ts'
import { Literals } from './literals.ts'
import { LogReader } from './log-reader.ts'
import { LogScan } from './log-scan.ts'
import { Matcher } from './matcher.ts'
import { readList } from './read-list.ts'
import { StixReader } from './read-stix.ts'
import { unescapeJson } from './unescape.ts'

const NOW = Date.UTC(2026, 9, 20)
const AT = Date.UTC(2026, 9, 10, 13, 55, 36)

function scan(log: string, list: string, given?: ReadonlyMap<string, string>) {
  const indicators = new Indicators(3)
  indicators.sources.open('list.txt')
  readList(list, indicators, { onFault: (fault) => expect.unreachable(JSON.stringify(fault)) })
  indicators.build()
  const hits: object[] = []
  let words = ''
  const matcher = new Matcher(indicators, { now: () => NOW })
  const one = new LogScan(matcher, {
    given,
    now: () => NOW,
    onFormat: (text) => (words = text),
    onHits: (found) => hits.push(...found),
  })
  one.push(Buffer.from(log))
  one.end()
  return { hits, words, counts: matcher.counts }
}

const LIST =
  'evil.example\n192.0.2.9\nhttp://bad.example/login\nsome.one@bad.example\nsha256:' +
  'ab'.repeat(32)

const COMBINED =
  '192.0.2.9 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 12 "https://www.evil.example/" "curl/8.5"\n'
const SQUID =
  '1791640536.000    200 192.0.2.9 TCP_MISS/200 1234 GET http://bad.example/login - HIER_DIRECT/198.51.100.7 text/html\n'
const ZEEK =
  '#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\thost\turi\tuser_agent\n#types\ttime\n1791640536.000000\tC1\t192.0.2.9\t5000\t198.51.100.7\t80\tbad.example\t/login\tcurl\n'
const ZEEK_JSON =
  '{"ts":1791640536.0,"uid":"C1","id.orig_h":"192.0.2.9","id.resp_h":"198.51.100.7","query":"www.evil.example"}\n'
const EVE =
  '{"timestamp":"2026-10-10T13:55:36.000000+0000","event_type":"http","src_ip":"192.0.2.9","dest_ip":"198.51.100.7","dest_port":80,"http":{"hostname":"bad.example","url":"\\/login","http_method":"GET"}}\n'
const BIND =
  '10-Oct-2026 13:55:36.000 queries: info: client @0x7f 192.0.2.9#53124 (www.evil.example): query: www.evil.example IN A +E(0)K (198.51.100.1)\n'
const DNSMASQ = 'Oct 10 13:55:36 dnsmasq[12]: query[A] www.evil.example from 192.0.2.9\n'
const MAIL =
  'Return-Path: <some.one@bad.example>\nReceived: from www.evil.example (www.evil.example [192.0.2.9])\n\tby mx.example.org; Sat, 10 Oct 2026 13:55:36 +0000\nFrom: "Some One" <some.one@bad.example>\nTo: a@example.org\nSubject: hello\n\nSee http://bad.example/login\n'
const CSV = `When,Source IP,Domain,SHA256\n2026-10-10T13:55:36Z,192.0.2.9,"www.evil.example",${'AB'.repeat(32)}\n`

test.each([
  [
    'combined log of a web server',
    COMBINED,
    ['ipv4 client network-traffic:src_ref.value', 'domain referer undefined'],
  ],
  ['Squid access log', SQUID, ['ipv4 client network-traffic:src_ref.value', 'url url url:value']],
  ['Zeek log', ZEEK, ['ipv4 id.orig_h network-traffic:src_ref.value', 'url undefined undefined']],
  [
    'Zeek JSON',
    ZEEK_JSON,
    ['ipv4 id.orig_h network-traffic:src_ref.value', 'domain query domain-name:value'],
  ],
  ['Suricata EVE', EVE, ['ipv4 src_ip network-traffic:src_ref.value', 'url undefined undefined']],
  [
    'query log of BIND',
    BIND,
    ['ipv4 client network-traffic:src_ref.value', 'domain query domain-name:value'],
  ],
  ['query log of dnsmasq', DNSMASQ, ['domain query domain-name:value', 'ipv4 address undefined']],
  [
    'table with a heading',
    CSV,
    [
      'ipv4 Source IP network-traffic:src_ref.value',
      'domain Domain domain-name:value',
      "hash SHA256 file:hashes.'SHA-256'",
    ],
  ],
])('%s: the format is told, hits are told with column, path and time', (format, log, wanted) => {
  const { hits, words } = scan(log, LIST, new Map([['When', 'time']]))
  expect(words).toContain(format)
  const seen = (hits as { kind: string; column?: string; path?: string }[]).map(
    ({ kind, column, path }) => `${kind} ${column} ${path}`,
  )
  expect(seen).toEqual(wanted)
  for (const hit of hits) expect(hit).toMatchObject({ time: AT })
})

test('a mail is read line by line, its header by columns and its body as text', () => {
  const { hits, words } = scan(MAIL, LIST)
  expect(words).toContain('mail, each line')
  expect(hits).toMatchObject([
    { line: 1, kind: 'email', column: 'Return-Path' },
    { line: 2, kind: 'domain' },
    { line: 2, kind: 'ipv4' },
    { line: 4, kind: 'email', column: 'From' },
    { line: 8, kind: 'url' },
  ])
})

test('a log of no known format is read as text, with the time that its lines begin with', () => {
  const { hits, words } = scan('2026-10-10 13:55:36,000 INFO got 192.0.2.9\nother line\n', LIST)
  expect(words).toContain('plain text')
  expect(hits).toMatchObject([{ kind: 'ipv4', time: AT }])
})

test('a column that is left out is not looked at, and one that is named has the path that was said', () => {
  const left = scan(ZEEK_JSON, LIST, new Map([['id.orig_h', '-']]))
  expect(left.hits).toMatchObject([{ kind: 'domain' }])
  const both = JSON.stringify({ own: 'a.evil.example', query: 'b.evil.example' })
  expect(scan(both, LIST, new Map([['own', '-']])).hits).toMatchObject([
    { value: 'b.evil.example' },
  ])
  const named = scan(ZEEK_JSON, LIST, new Map([['uid', 'domain-name:value']]))
  expect(named.words).toContain('uid = domain-name:value')
  expect(() => scan(ZEEK_JSON, LIST, new Map([['uid', 'no path']]))).toThrow(/no path of STIX/)
})

test('a heading within a log of Zeek changes its columns', () => {
  const second = '#fields\tts\tquery\n1791640536.000000\twww.evil.example\n'
  expect(scan(ZEEK + second, LIST).hits).toMatchObject([{}, {}, { column: 'query' }])
})

test('accounts are found in columns with their platform, and nowhere else', () => {
  const list = 'Telegram: @alpha\nX: @Élan'
  const log = [
    { account: '@Alpha', platform: 'telegram', text: 'x' },
    { account: 'alpha', platform: 'twitter', text: 'y' },
    { account: 'other', platform: 'telegram', text: 'says alpha' },
    { account: 'élan', platform: 'Twitter', text: 'z' },
  ]
  const { hits } = scan(log.map((one) => JSON.stringify(one)).join('\n'), list)
  expect(hits).toMatchObject([
    { line: 1, kind: 'account', value: 'Alpha' },
    { line: 4, kind: 'account', value: 'élan' },
  ])
})

test('lines of any bytes stop no format, and what is told of them is a hit', () => {
  const logs = [COMBINED, SQUID, ZEEK, ZEEK_JSON, EVE, BIND, DNSMASQ, CSV, MAIL]
  const pieces = [...logs.join('').matchAll(/[A-Za-z0-9.:/-]+|[^A-Za-z0-9.:/-]/g)].map(
    ([one]) => one,
  )
  const piece = fc.oneof(
    fc.constantFrom(...pieces).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('{"a":', '"', '\\u00', '[[[', '\t\t', ',"', '\n', '://')
      .map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...logs), fc.array(piece, { maxLength: 60 }), (log, garbage) => {
      const indicators = new Indicators(3)
      indicators.sources.open('all')
      readList(`${LIST}\nTelegram: @alpha`, indicators, { onFault: () => {} })
      const reader = new StixReader(indicators, (fault) =>
        expect.unreachable(JSON.stringify(fault)),
      )
      const patterns = [
        "[network-traffic:dst_port > 10 AND url:value LIKE '%login%']",
        "[domain-name:value = 'www.evil.example'] FOLLOWEDBY [ipv4-addr:value != '192.0.2.9']",
      ]
      patterns.forEach((pattern, i) =>
        reader.take(
          { type: 'indicator', id: `indicator--11111111-2222-4333-8444-00000000000${i}`, pattern },
          i + 1,
        ),
      )
      indicators.build()
      const matcher = new Matcher(indicators, { now: () => NOW })
      const kinds = new Set<string>()
      const one = new LogScan(matcher, {
        now: () => NOW,
        onFormat: () => {},
        onHits: (hits) => hits.forEach(({ kind }) => kinds.add(kind)),
      })
      one.push(Buffer.concat([Buffer.from(log), ...garbage]))
      one.end()
      expect(matcher.counts.lines).toBeGreaterThan(0)
      expect(['domain', 'ipv4', 'url', 'email', 'hash', 'pattern', 'account']).toEqual(
        expect.arrayContaining([...kinds]),
      )
    }),
    { numRuns: 500 },
  )
})

test('clocks that jump are counted', () => {
  const log = [13, 15, 11, 16].map((hour) => `2026-10-10T${hour}:00:00Z 192.0.2.9`)
  const { counts } = scan(
    [...log, '2027-10-10T00:00:00Z 192.0.2.9', 'no time 192.0.2.9'].join('\n'),
    LIST,
  )
  expect(counts).toMatchObject({ hits: 6, backward: 1, future: 1, timeless: 1 })
})

test.each([
  ['2026-10-10T13:55:36.000000+0000', AT, false],
  ['2026-10-10T15:55:36+02:00', AT, false],
  ['2026-10-10 13:55:36', AT, true],
  ['10/Oct/2026:15:55:36 +0200', AT, false],
  ['1791640536', AT, false],
  ['1791640536000', AT, false],
  ['Sat, 10 Oct 2026 13:55:36 +0000', AT, false],
  ['Oct 10 13:55:36', AT, true],
])('%s is read as a time', (text, at, isZoneless) => {
  expect(readTime(text, NOW)).toMatchObject({ at, isZoneless })
})

test('a day without a year that would lie ahead is of the year before', () => {
  expect(findTime('<13>Dec 31 23:00:00 host x', NOW)?.at).toBe(Date.UTC(2025, 11, 31, 23))
})

test.each(['', 'yesterday', '12345', '2026-13-45T00:00:00Z', '99/Foo/2026:00:00:00 +0000'])(
  '%j is no time',
  (text) => {
    expect(readTime(text, NOW)).toBe(null)
  },
)

test('of many texts those are found that a search for each would find', () => {
  const letters = fc.constantFrom('a', 'b', 'A', 'é', '.', 'c')
  const text = fc
    .array(fc.constantFrom('a', 'b', 'B', '.'), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      fc.uniqueArray(text, { minLength: 1, maxLength: 12 }),
      fc.array(letters, { maxLength: 40 }),
      (texts, parts) => {
        const literals = new Literals()
        texts.forEach((one, i) => literals.add([one], i))
        literals.build()
        const line = Buffer.from(parts.join(''))
        literals.tune([line.subarray(0, 20)])
        const found = new Set<number>()
        literals.find(line, 0, line.length, found)
        const lower = line.toString().toLowerCase()
        const wanted = texts.flatMap((one, i) => (lower.includes(one.toLowerCase()) ? [i] : []))
        expect([...found].sort((a, b) => a - b)).toEqual(wanted)
        expect(wanted.length === 0 || literals.mayHold(line, 0, line.length)).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})

test('numbers of JSON that are not in plain digits, and fields beyond those that are told apart, are counted', () => {
  const many = JSON.stringify(
    Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}`, i])),
  )
  const lists = `{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  const lines = ['{"port":8e1,"size":12,"ratio":0.120}', '{"size":1.5E3,"none":null}', many, lists]
  const reader = new LogReader(lines, { now: () => NOW })
  expect(reader.unread.overfull).toBe(0)
  expect(reader.read(lines[0]!).fields).toEqual([
    ['size', 12],
    ['ratio', 0.12],
  ])
  for (const line of lines.slice(1)) reader.read(line)
  expect([...reader.unread.numbers]).toEqual(['port', 'size'])
  expect(reader.unread.overfull).toBe(2)
})

test.each([
  ['combined log of a web server', COMBINED],
  ['Squid access log', SQUID],
  ['Zeek log', ZEEK],
  ['Zeek JSON', ZEEK_JSON],
  ['Suricata EVE', EVE],
  ['query log of BIND', BIND],
  ['query log of dnsmasq', DNSMASQ],
])('a text that is a %s is told from indicators', (name, log) => {
  expect(logKindOf(log)).toBe(name)
  expect(logKindOf(`${log}\n${log.repeat(3000)}`)).toBe(name)
})

test.each([
  LIST,
  CSV,
  '',
  '192.0.2.9 - seen [10/Oct/2026]\n',
  '#fields\tindicator\tindicator_type\tmeta.source\nevil.example\tIntel::DOMAIN\tx\n',
  '{"type":"indicator","pattern":"[domain-name:value = \'a.example\']"}\n',
])('a list, a table or STIX is not taken for a log: %j', (text) => {
  expect(logKindOf(text)).toBe(null)
})

test('escapes of JSON are undone as a parser would', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isAscii) => {
      const json = JSON.stringify(text)
      const escaped = isAscii
        ? json.replaceAll(
            /[^\0-\x7f]/g,
            (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
          )
        : json
      const line = Buffer.from(escaped.slice(1, -1))
      const into = new Uint8Array(line.length)
      const length = unescapeJson(line, 0, line.length, into)
      expect(Buffer.from(into.subarray(0, length)).toString()).toBe(text.toWellFormed())
    }),
    { numRuns: 1000 },
  )
})
