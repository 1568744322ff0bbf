import fc from 'fast-check'
import { compilePattern, observe, parsePattern, type Bundle } from '@tocsin/stix'
import { expect, test } from 'vitest'
import { Indicators } from './indicators.ts'
import { observe as observeLine } from './line-detail.ts'
import { LogScan } from './log-scan.ts'
import type { Hit } from './hits.ts'
import { LogReader } from './log-reader.ts'
import { Matcher } from './matcher.ts'
import { toNormalText } from './normal-pattern.ts'
import { observed } from './pattern-set.ts'
import { requiredTexts } from './necessary.ts'
import { Reach } from './reach.ts'
import { StixReader } from './read-stix.ts'

const NOW = Date.UTC(2026, 9, 10)
const idOf = (i: number) => `indicator--11111111-2222-4333-8444-${String(i).padStart(12, '0')}`

function indicatorsOf(patterns: readonly string[]) {
  const indicators = new Indicators(3)
  indicators.sources.open('bundle.json')
  const faults: string[] = []
  const reader = new StixReader(indicators, ({ reason }) => faults.push(reason))
  patterns.forEach((pattern, i) =>
    reader.take(
      { type: 'indicator', id: idOf(i), modified: '2026-10-01T00:00:00Z', pattern },
      i + 1,
    ),
  )
  indicators.build()
  return { indicators, faults }
}

function scan(patterns: readonly string[], log: string): Hit[] {
  const { indicators, faults } = indicatorsOf(patterns)
  expect(faults).toEqual([])
  const hits: Hit[] = []
  const one = new LogScan(new Matcher(indicators, { now: () => NOW }), {
    now: () => NOW,
    onFormat: () => {},
    onHits: (found) => hits.push(...found),
  })
  one.push(Buffer.from(log))
  one.end()
  return hits
}

const name = fc.constantFrom('a.example', 'B.example', 'x.a.example', 'bücher.example')
const address = fc.constantFrom(
  '192.0.2.1',
  '192.0.2.77',
  '2001:db8::1',
  '2001:0DB8:0::1',
  '::ffff:192.0.2.1',
)
const url = fc.constantFrom(
  'http://a.example/x?y=1',
  'HTTP://A.example:80/x?y=1',
  'https://b.example/%7euser',
  'http://b.example/p%41th/ü',
  'http://a.example/with space',
)
const mail = fc.constantFrom(
  'one@a.example',
  "O'Brien@B.example",
  'two+tag@a.example',
  'J\u00f6rg@a.example',
  'jo\u0308rg@b.example',
  "o'\u00c9lan.x@a.example",
)
const hash = fc.constantFrom('ab'.repeat(16), 'AB'.repeat(32), 'cd'.repeat(20))
const words = fc.constantFrom(
  'curl/8.5',
  'Mozilla/5.0 "quoted" \\ back',
  'ballot.exe',
  'K\u212a e\u0301',
  '',
)
const port = fc.constantFrom(80, 443, 4444)
const login = fc.constantFrom('alpha', 'Élan', 'beta_1')
const platform = fc.constantFrom('twitter', 'X', 'telegram')

const line = fc.record(
  {
    src_ip: address,
    dest_ip: address,
    dest_port: port,
    query: name,
    url: url,
    host: name,
    uri: fc.constantFrom('/x?y=1', '/%7euser', '/login'),
    from: mail,
    subject: words,
    user_agent: words,
    filename: words,
    sha256: hash,
    account: login,
    platform,
    note: fc.oneof(name, address, url, mail, hash, words),
  },
  { requiredKeys: [] },
)

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const HTTP = "network-traffic:extensions.'http-request-ext'"
const values: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['domain-name:value', name],
  ['ipv4-addr:value', address.filter((one) => !one.includes(':'))],
  ['ipv6-addr:value', address.filter((one) => one.startsWith('2001'))],
  ['url:value', url.filter((one) => !one.includes(' '))],
  ['email-addr:value', mail],
  ['network-traffic:dst_ref.value', address],
  ['email-message:from_ref.value', mail],
  ['email-message:subject', words],
  ['file:name', words],
  [`${HTTP}.request_header.'User-Agent'`, words],
  ['user-account:account_login', login],
  ['user-account:account_type', platform],
]
const equality = fc.oneof(
  ...values.map(([path, of]) => fc.tuple(fc.constant(path), fc.constantFrom('=', '!=', '='), of)),
)
const part = fc.oneof(
  ...values.map(([path, of]) => fc.tuple(fc.constant(path), of, fc.nat(6), fc.nat(9))),
)
const like = part.map(
  ([path, text, from, length]) => `${path} LIKE ${quoted(`%${text.slice(from, from + length)}%`)}`,
)
const escapeAll = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const matches = part.map(
  ([path, text, from, length]) =>
    `${path} MATCHES ${quoted(`${escapeAll(text.slice(from, from + length))}.*`)}`,
)
const other = fc.constantFrom(
  'network-traffic:dst_port = 4444',
  'network-traffic:dst_port > 80',
  "ipv4-addr:value ISSUBSET '192.0.2.0/26'",
  "network-traffic:dst_ref.value ISSUBSET '192.0.2.0/28'",
  'EXISTS file:name',
  "NOT EXISTS file:hashes.'SHA-256'",
  `file:hashes.'SHA-256' = '${'ab'.repeat(32)}'`,
  `file:hashes.MD5 IN ('${'ab'.repeat(16)}', '${'00'.repeat(16)}')`,
  "domain-name:value NOT LIKE 'a%'",
  "mutex:name = 'evil' OR process:pid = 4444",
  'NOT EXISTS mutex:name',
)
const comparison = fc.oneof(
  equality.map(([path, operator, text]) => `${path} ${operator} ${quoted(text)}`),
  like,
  matches,
  other,
)
const bracket = fc.oneof(
  comparison,
  fc.tuple(comparison, comparison).map((pair) => pair.join(' OR ')),
  fc
    .tuple(part, part)
    .map(([[path, a], [, b]]) => `${path} LIKE ${quoted(a)} AND ${path} != ${quoted(b)}`),
  fc
    .tuple(login, platform)
    .map(
      ([a, b]) =>
        `user-account:account_type = ${quoted(b)} AND user-account:account_login = ${quoted(a)}`,
    ),
)
const pattern = fc.oneof(
  bracket.map((test) => `[${test}]`),
  fc.tuple(bracket, bracket).map(([a, b]) => `[${a}] OR [${b}]`),
)

test('a line is true of just the patterns of which the engine says so for what the line says', () => {
  const tally = { pairs: 0, hits: 0, beyond: 0 }
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 50, maxLength: 50 }),
      fc.array(line, { minLength: 4, maxLength: 4 }),
      (patterns, lines) => {
        const { indicators, faults } = indicatorsOf(patterns)
        expect(faults).toEqual([])
        // As it reads on, a reader learns of columns: what it says must hold after each line.
        const reader = new LogReader(
          lines.slice(0, 1).map((one) => JSON.stringify(one)),
          { now: () => NOW },
        )
        const matcher = new Matcher(indicators, { now: () => NOW })
        matcher.readFrom(reader)
        for (const fields of lines) {
          const text = JSON.stringify(fields)
          const bytes = Buffer.from(`before\n${text}\n`)
          const hit = new Set(
            matcher.look(bytes, 7, bytes.length - 1, 1).map(({ indicator }) => indicator.id),
          )
          const unreached = indicators.patterns.unreached(new Reach(reader.paths, undefined))
          const beyond = new Set(unreached.map((record) => indicators.records.id(record)))
          const plain = Buffer.from(text.replaceAll(/\\(.)/g, '$1'))
          const { objects } = observeLine(reader.read(text), plain, undefined)
          const seen = observe([
            { type: 'bundle', objects: [observed(objects, NOW)] } as unknown as Bundle,
          ])
          patterns.forEach((one, i) => {
            const wanted = compilePattern(toNormalText(parsePattern(one)))(seen)
            tally.pairs++
            if (wanted) tally.hits++
            if (beyond.has(idOf(i))) tally.beyond++
            expect(`${one} ${text} ${wanted && beyond.has(idOf(i))}`).toBe(`${one} ${text} false`)
            expect(`${one} ${text} ${hit.has(idOf(i))}`).toBe(`${one} ${text} ${wanted}`)
          })
        }
      },
    ),
    { numRuns: 60 },
  )
  expect(tally.pairs).toBeGreaterThanOrEqual(10_000)
  expect(tally.hits).toBeGreaterThan(500)
  expect(tally.beyond).toBeGreaterThan(50)
})

const dns = (seconds: number, client: string, query: string) =>
  JSON.stringify({
    time: `2026-10-09T10:00:${String(seconds).padStart(2, '0')}Z`,
    src_ip: client,
    query,
  })

test('a pattern over several lines is told once they were all there within its time, with their numbers', () => {
  const text =
    "([domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value = 'b.example']) WITHIN 20 SECONDS"
  const log = [
    dns(0, '192.0.2.1', 'b.example'),
    dns(5, '192.0.2.1', 'a.example'),
    dns(9, '192.0.2.1', 'none.example'),
    dns(15, '192.0.2.1', 'b.example'),
    dns(40, '192.0.2.1', 'b.example'),
  ]
  const hits = scan([text], log.join('\n'))
  expect(hits).toMatchObject([{ kind: 'pattern', line: 4, lines: [2, 4] }])
})

test('a pattern that repeats is told when it has repeated so often', () => {
  const log = Array.from({ length: 7 }, (_, i) => dns(i, '192.0.2.1', 'a.example'))
  const hits = scan(["[domain-name:value = 'a.example'] REPEATS 3 TIMES"], log.join('\n'))
  expect(hits.map(({ lines }) => lines)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
})

test('a pattern that needs more lines than are kept is named with its reason', () => {
  const { faults } = indicatorsOf(["[domain-name:value = 'a.example'] REPEATS 1000 TIMES"])
  expect(faults).toEqual([
    'its pattern needs 1000 observations at once, and 500 lines are kept for one',
  ])
})

test('lines that are forgotten for a pattern are counted', () => {
  const { indicators } = indicatorsOf([
    "[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'http://b.example/']",
  ])
  const matcher = new Matcher(indicators, { now: () => NOW })
  matcher.readFrom(new LogReader([dns(0, '192.0.2.1', 'a.example')], { now: () => NOW }))
  for (let i = 0; i < 520; i++) {
    const bytes = Buffer.from(dns(i % 60, '192.0.2.1', 'a.example'))
    matcher.look(bytes, 0, bytes.length, i)
  }
  expect(indicators.patterns.counts.forgotten).toBe(20)
})

test('patterns that name what no column gives are counted for each log, with the first of their ids', () => {
  const { indicators, faults } = indicatorsOf([
    "[process:command_line = 'evil.exe -x']",
    "[file:name = 'ballot.exe' AND file:size > 100]",
    "[windows-registry-key:key LIKE 'HKLM%'] OR [domain-name:value LIKE '%evil%']",
    "[domain-name:value = 'a.example'] FOLLOWEDBY [mutex:name = 'evil-mutex']",
    "[network-traffic:dst_ref.value = '192.0.2.1' AND network-traffic:dst_port = 4444]",
    '[NOT EXISTS process:pid]',
    "[email-message:to_refs[0].value LIKE 'a%']",
  ])
  expect(faults).toEqual([])
  const matcher = new Matcher(indicators, { now: () => NOW })
  const unreached = (log: string, given?: ReadonlyMap<string, string>) => {
    matcher.readFrom(new LogReader(log.split('\n'), { now: () => NOW, given }))
    return matcher.unreached
  }
  expect(unreached('plain text')).toEqual({
    patterns: 6,
    some: [idOf(0), idOf(1), idOf(3)],
    accounts: 0,
  })
  const columns =
    '{"dest_ip":"192.0.2.1","dest_port":80,"filename":"a","filesize":5,"to":"x@a.example"}'
  expect(unreached(columns).some).toEqual([idOf(0), idOf(3), idOf(5)])
  const given = new Map([['cmd', 'process:command_line']])
  expect(unreached('{"cmd":"evil.exe -x","note":"y"}', given)).toMatchObject({ patterns: 4 })
})

test('a letter with a mark behind it is the same as one sign, in the pattern as in the line', () => {
  const line = (subject: string) => JSON.stringify({ subject, from: 'x@a.example' })
  for (const [one, other] of [
    ['Cafe\u0301', 'Caf\u00e9'],
    ['Caf\u00e9', 'Cafe\u0301'],
  ] as const)
    expect(scan([`[email-message:subject LIKE '%${one}']`], line(other))).toHaveLength(1)
})

test('accounts are counted where no column gives them with their platform', () => {
  const { indicators } = indicatorsOf([
    "[user-account:account_type = 'twitter' AND user-account:account_login = 'alpha']",
  ])
  const unreached = (log: string, platform?: string) => {
    const matcher = new Matcher(indicators, { now: () => NOW, platform })
    matcher.readFrom(new LogReader([log], { now: () => NOW }))
    return matcher.unreached.accounts
  }
  expect(unreached('@alpha says')).toBe(1)
  expect(unreached('{"account":"alpha"}')).toBe(1)
  expect(unreached('{"account":"alpha"}', 'twitter')).toBe(0)
  expect(unreached('{"account":"alpha","platform":"x"}')).toBe(0)
})

test('a pattern that is withdrawn is not told of', () => {
  const { indicators } = indicatorsOf(["[process:command_line = 'evil.exe -x']"])
  indicators.records.withdraw(0)
  expect(new Matcher(indicators, { now: () => NOW }).unreached.patterns).toBe(0)
})

test.each([
  ['^/admin/login', ['/admin/login']],
  ['a+b*c?d', ['a', 'd']],
  ['(abc)+def', ['def']],
  ['one|two', []],
  ['(?i)one', []],
  ['x{2}yz', ['yz']],
  ['evil\\.example$', ['evil.example']],
  ['\\x41bc', []],
  ['[abc]def.ghi', ['def', 'ghi']],
])('what every match of %s holds is seen', (expression, texts) => {
  expect(requiredTexts(expression).filter(Boolean)).toEqual(texts)
})
