import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Indicators } from './indicators.ts'
import { LineCutter } from './lines.ts'
import { Matcher } from './matcher.ts'
import { readList } from './read-list.ts'
import { StixReader } from './read-stix.ts'

function matcherOf(list: string, options: { exactDomains?: boolean } = {}) {
  const indicators = new Indicators(3)
  indicators.sources.open('list.txt')
  const refuse = (fault: object) => expect.unreachable(JSON.stringify(fault))
  readList(list, indicators, { onFault: refuse, ...options })
  indicators.build()
  return new Matcher(indicators, { now: () => NOW })
}

const NOW = Date.UTC(2026, 9, 10)

function look(matcher: Matcher, line: string) {
  const bytes = Buffer.from(`before\n${line}\nbehind`)
  return matcher.look(bytes, 7, bytes.length - 7, 1).map(({ kind, value }) => `${kind} ${value}`)
}

test.each([
  ['Oct 10 host named: query: www.EVIL.example. IN A', 'domain www.EVIL.example'],
  ['{"url":"https://evil.example/x"}', 'domain evil.example'],
  ['next=https%3A%2F%2Fevil.example%2Fx', 'domain evil.example'],
  ['log \\x22evil.example\\x22', 'domain evil.example'],
  ['src=192.0.2.9:443', 'ipv4 192.0.2.9'],
  ['from [::ffff:192.0.2.9] port 25', 'ipv4 ::ffff:192.0.2.9'],
  ['src:2001:0DB8:0:0::5 dst', 'ipv6 2001:0DB8:0:0::5'],
  ['client [2001:db8::5]:443', 'ipv6 2001:db8::5'],
  ['see (http://Bad.example:80/a/%62).', 'url http://Bad.example:80/a/%62'],
  ['http://bad.example/a/b,200,OK', 'url http://bad.example/a/b'],
  ['MD5=D41D8CD98F00B204E9800998ECF8427E;', 'hash D41D8CD98F00B204E9800998ECF8427E'],
  ['from=<Some.One@bad.example>', 'email Some.One@bad.example'],
  ['GET http://bücher.example/ HTTP/1.1', 'domain bücher.example'],
])('an indicator is found however it stands in the line: %s', (line, hit) => {
  const matcher = matcherOf(
    'evil.example\n192.0.2.0/28\n2001:db8::/64\nhttp://bad.example/a/b\nd41d8cd98f00b204e9800998ecf8427e\nsome.one@bad.example\nxn--bcher-kva.example\n',
  )
  expect(look(matcher, line)).toContain(hit)
})

test.each([
  'notevil.example',
  'evil.example.org',
  'evil-example',
  '192.0.2.16',
  '1192.0.2.9',
  '192.0.2.9.1',
  'http://bad.example/a/bc',
  'https://bad.example/a/b',
  'xd41d8cd98f00b204e9800998ecf8427e',
  'other@bad.example',
  'at 10:20:30 2001:db8:0:1::5',
])('a neighbour of an indicator is none: %s', (line) => {
  const matcher = matcherOf(
    'evil.example\n192.0.2.0/28\n2001:db8::/64\nhttp://bad.example/a/b\nd41d8cd98f00b204e9800998ecf8427e\nsome.one@bad.example\n',
  )
  expect(look(matcher, line)).toEqual([])
})

test.each([
  ['from=<J\u00d6RG@bad.example>', 'J\u00d6RG@bad.example'],
  ['from jo\u0308rg@bad.example to', 'jo\u0308rg@bad.example'],
  ['to=j\u00f6rg@bad.example', 'j\u00f6rg@bad.example'],
  ['\u201cj\u00f6rg@bad.example, ', 'j\u00f6rg@bad.example'],
  ["O'\u00c9lan@bad.example", "O'\u00c9lan@bad.example"],
  ['by .\u5f20.wei@BAD.example', '\u5f20.wei@BAD.example'],
  ['\u8054\u7cfb\uff1ax@bad.example', 'x@bad.example'],
  ['j\u00f6rg@b\u00fccher.example', 'j\u00f6rg@b\u00fccher.example'],
])(
  'a mailbox with letters beyond ASCII is found however it stands in the line: %s',
  (line, value) => {
    const list =
      "j\u00f6rg@bad.example\no'\u00e9lan@bad.example\n\u5f20.wei@bad.example\nx@bad.example\nj\u00f6rg@b\u00fccher.example"
    expect(look(matcherOf(list), line)).toEqual([`email ${value}`])
  },
)

test('a mailbox with one letter more beyond ASCII is another', () => {
  expect(look(matcherOf('\u00f6rg@bad.example'), 'j\u00f6rg@bad.example')).toEqual([])
})

test('a domain of a list stands for the names below it, unless they are asked for exactly', () => {
  expect(look(matcherOf('evil.example'), 'a.b.evil.example')).toHaveLength(1)
  expect(look(matcherOf('evil.example', { exactDomains: true }), 'b.evil.example')).toEqual([])
})

const label = fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 2 })
const name = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => `${labels.join('.')}.example`)
const ipv4 = fc
  .tuple(fc.constantFrom(10, 192), fc.nat(2), fc.nat(2), fc.nat(3))
  .map((n) => n.join('.'))
const block = fc.tuple(ipv4, fc.integer({ min: 8, max: 31 })).map(([a, n]) => `${a}/${n}`)
const path = fc.constantFrom('', '/', '/a', '/a?b=1')
const url = fc
  .tuple(fc.constantFrom('http', 'https'), name, path)
  .map(([s, n, p]) => `${s}://${n}${p}`)
const mail = fc.tuple(label, name).map(([l, n]) => `${l}@${n}`)
const hash = fc
  .tuple(fc.constantFrom('0', 'a', 'f'), fc.constantFrom(32, 40, 64, 128))
  .map(([c, n]) => c.repeat(n))
const word = fc.oneof(name, ipv4, url, mail, hash)

/** What an indicator means, in the plainest words. */
function isHit(indicator: string, token: string): boolean {
  const parts = partsOf(token)
  if (indicator.includes('://'))
    return parts.some((part) => part.includes('://') && withPath(part) === withPath(indicator))
  if (indicator.includes('/')) return parts.some((part) => isIn(part, indicator))
  if (indicator.includes('@') || /^[0-9a-f]{32,}$/.test(indicator) || /^[\d.]+$/.test(indicator))
    return parts.includes(indicator)
  return parts.some(
    (part) => !/[@/]/.test(part) && (part === indicator || part.endsWith(`.${indicator}`)),
  )
}

function partsOf(token: string): string[] {
  if (token.includes('://')) return [token, new URL(token).hostname]
  return token.includes('@') ? [token, token.split('@')[1]!] : [token]
}

const withPath = (text: string) => new URL(text).href

function isIn(part: string, range: string): boolean {
  if (!/^[\d.]+$/.test(part)) return false
  const [address, width] = range.split('/')
  const toNumber = (text: string) => text.split('.').reduce((sum, n) => sum * 256 + Number(n), 0)
  const unit = 2 ** (32 - Number(width))
  return Math.floor(toNumber(part) / unit) === Math.floor(toNumber(address!) / unit)
}

test('a line of many things hits just the indicators that a plain reading of each would', () => {
  const indicators = fc.uniqueArray(fc.oneof(name, ipv4, block, url, mail, hash), {
    minLength: 1,
    maxLength: 12,
  })
  const gap = fc.constantFrom(' ', '"', '\t', ', ', ' [', ' <', '|', ' = ')
  fc.assert(
    fc.property(indicators, fc.array(fc.tuple(word, gap), { maxLength: 6 }), (list, tokens) => {
      const matcher = matcherOf(list.join('\n'))
      const line = Buffer.from(tokens.flat().join(''))
      const found = matcher
        .look(line, 0, line.length, 1)
        .map(({ indicator }) => list[indicator.line - 1])
      const wanted = list.filter((one) => tokens.some(([token]) => isHit(one, token)))
      // Of several spellings of one indicator the list keeps the first.
      const first = (one: string) => list.find((other) => isSame(one, other))!
      expect([...new Set(found)].sort()).toEqual([...new Set(wanted.map(first))].sort())
    }),
    { numRuns: 2000 },
  )
})

function isSame(a: string, b: string): boolean {
  if (a.includes('://') && b.includes('://')) return withPath(a) === withPath(b)
  const [x, y] = [a, b].map((one) => /^([\d.]+)\/(\d+)$/.exec(one))
  return x && y ? x[2] === y[2] && isIn(x[1]!, b) : a === b
}

test('bytes of any kind neither stop it nor are taken for more than they are', () => {
  const matcher = matcherOf('evil.example\n192.0.2.0/28\n2001:db8::/64\nhttp://bad.example/a')
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('://', '@', '::', '.', '%2F', '\\x', 'http://', 'evil.example', '[', 'ff:')
      .map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const line = Buffer.concat(pieces)
      const holds = line.toString('latin1').toLowerCase()
      const hits = matcher.look(line, 0, line.length, 1)
      const hasAny =
        /evil\.example|192\.0\.2\.|2001:|bad\.example/.test(holds) || /[^\0-\x7f]/.test(holds)
      expect(hits.length === 0 || hasAny).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

const ID = 'indicator--11111111-2222-4333-8444-555555555555'
const stix = (over: object) => ({
  type: 'indicator',
  id: ID,
  created: '2026-10-01T00:00:00Z',
  modified: '2026-10-01T00:00:00Z',
  pattern: "[domain-name:value = 'evil.example']",
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00Z',
  ...over,
})

function ofStix(...objects: object[]) {
  const indicators = new Indicators(3)
  indicators.sources.open('bundle.json')
  const faults: string[] = []
  const reader = new StixReader(indicators, ({ reason }) => faults.push(reason))
  objects.forEach((object, i) => reader.take(object, i + 1))
  indicators.build()
  const matcher = new Matcher(indicators, { now: () => NOW })
  return { indicators, matcher, faults, counts: reader.counts }
}

test('an indicator of STIX is named by its id and stands for itself alone', () => {
  const { matcher } = ofStix(stix({}))
  const line = Buffer.from('evil.example')
  expect(matcher.look(line, 0, line.length, 1)).toMatchObject([{ indicator: { id: ID } }])
  expect(look(matcher, 'www.evil.example')).toEqual([])
})

test.each([
  [{ valid_until: '2026-10-05T00:00:00Z' }, 1],
  [{ valid_from: '2026-10-20T00:00:00Z' }, 1],
  [{ revoked: true }, 0],
])('an indicator that is not in force hits nothing: %o', (over, outOfForce) => {
  const { matcher } = ofStix(stix(over))
  expect(look(matcher, 'evil.example')).toEqual([])
  expect(matcher.counts.outOfForce).toBe(outOfForce)
})

test.each([
  ['now', '2026-10-05T00:00:00Z x evil.example', 0],
  ['line', '2026-10-05T00:00:00Z x evil.example', 1],
  ['line', '2026-10-07T00:00:00Z x evil.example', 0],
  ['line', '2026-09-05T00:00:00Z x evil.example', 0],
  [Date.UTC(2026, 9, 2), 'x evil.example', 1],
] as const)('in force is what is so %s: %s', (at, line, hits) => {
  const { indicators } = ofStix(stix({ valid_until: '2026-10-06T00:00:00Z' }))
  expect(look(new Matcher(indicators, { now: () => NOW, at }), line)).toHaveLength(hits)
})

test('what an indicator weighs halves with its age by its kind, and what weighs too little is counted', () => {
  const pattern = "[ipv4-addr:value = '192.0.2.9' OR domain-name:value = 'evil.example']"
  const { indicators } = ofStix(stix({ pattern, valid_from: '2026-09-10T00:00:00Z' }))
  const all = new Matcher(indicators, { now: () => NOW })
  const weights = ['192.0.2.9', 'evil.example'].map((line) => {
    const bytes = Buffer.from(line)
    return all.look(bytes, 0, bytes.length, 1)[0]!.weight
  })
  expect(weights).toEqual([50, 84])
  const some = new Matcher(indicators, { now: () => NOW, minWeight: 60 })
  expect(look(some, '192.0.2.9')).toEqual([])
  expect(some.counts.faded).toBe(1)
  expect(look(some, 'evil.example')).toHaveLength(1)
})

test('a line that says one thing very often is told once, and nothing of it is dropped', () => {
  const matcher = matcherOf('evil.example')
  expect(look(matcher, 'evil.example '.repeat(10_000))).toHaveLength(1)
  expect(matcher.counts.dropped).toBe(0)
})

test('of several versions the last one counts, in whatever order they come', () => {
  const later = stix({
    modified: '2026-10-02T00:00:00Z',
    pattern: "[domain-name:value = 'other.example']",
  })
  for (const order of [
    [stix({}), later],
    [later, stix({})],
  ]) {
    const { matcher, counts } = ofStix(...order)
    expect(look(matcher, 'evil.example other.example')).toEqual(['domain other.example'])
    expect(counts.superseded).toBe(1)
  }
})

test.each([
  [
    "[domain-name:value = 'a.example' OR url:value IN ('http://b.example/', 'http://c.example/x')]",
    3,
  ],
  ["[ipv4-addr:value ISSUBSET '192.0.2.0/24'] OR [ipv6-addr:value = '2001:db8::1']", 2],
  ["[file:hashes.'SHA-256' = '" + 'AB'.repeat(32) + "']", 1],
  ["[user-account:account_type = 'twitter' AND user-account:account_login = 'alpha']", 1],
])('a pattern of equalities joined by OR is a look-up: %s', (pattern, values) => {
  const { counts, matcher } = ofStix(stix({ pattern }))
  expect(counts.simple).toBe(1)
  expect(matcher).toBeDefined()
  expect(values).toBeGreaterThan(0)
})

test('a pattern that cannot be looked for is named with its reason', () => {
  const bad = [
    "[domain-name:value = 'x y']",
    '[ipv4-addr:value ISSUBSET',
    "[ipv4-addr:value ISSUBSET '0.0.0.0/0']",
  ]
  for (const pattern of bad) expect(ofStix(stix({ pattern })).faults).toHaveLength(1)
  expect(ofStix(stix({ pattern_type: 'yara' })).faults).toEqual(['its pattern is yara, not STIX'])
})

test('lines come whole however the stream is cut, and one that is too long is counted and held nowhere', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\n', '\r\n', 'bc'), { maxLength: 40 }),
      fc.nat(5),
      (parts, size) => {
        const text = `x${parts.join('')}`
        const lines: string[] = []
        const cutter = new LineCutter((bytes, start, end) =>
          lines.push(Buffer.from(bytes.subarray(start, end)).toString()),
        )
        for (let at = 0; at < text.length; at += size + 1)
          cutter.push(Buffer.from(text.slice(at, at + size + 1)))
        cutter.end()
        expect(lines).toEqual(
          text
            .split('\n')
            .map((line) => line.replace(/\r$/, ''))
            .filter(Boolean),
        )
      },
    ),
  )
  const lines: number[] = []
  const cutter = new LineCutter((_, start, end, number) => lines.push(number, end - start))
  const zeros = Buffer.alloc(1 << 20, 'z')
  for (let i = 0; i < 64; i++) cutter.push(zeros)
  cutter.push(Buffer.from('\nshort\n'))
  cutter.end()
  expect(lines).toEqual([2, 5])
  expect(cutter.tooLong).toBe(1)
})
