import { expect, test } from 'vitest'
import { Gathering } from './gather.ts'
import { keptKeysOf, spanOf } from './kept-key.ts'
import { LogScan } from './log-scan.ts'
import { readTerms } from './terms.ts'
import { readValue, type Value } from './read-value.ts'

const NOW = Date.parse('2026-10-01T12:00:00.000Z')
const now = () => NOW

function gathered(text: string, most = 1000) {
  const gathering = new Gathering(most, { now })
  const scan = new LogScan(gathering, { now, onFormat: () => undefined, onHits: () => undefined })
  scan.push(Buffer.from(text))
  scan.end()
  return gathering
}
const nameOf = ({ kind, bytes }: { kind: number; bytes: Uint8Array }) =>
  `${kind} ${Buffer.from(bytes).toString('hex')}`
const namesOf = (gathering: Gathering) => new Set([...gathering.things].map(nameOf))

function valueOf(word: string, platform?: string): Value {
  const read = readValue(word, platform)
  if (!read || !('value' in read)) throw new Error(`no value: ${word}`)
  return read.value
}

test.each([
  ['Mail.Worse.Example', 'x mail.worse.example y'],
  ['bücher.example', 'x xn--bcher-kva.example y'],
  ['xn--bcher-kva.example', 'visit bücher.example now'],
  ['203.0.113.7', 'from 203.0.113.7:443'],
  ['2001:db8::7', 'from 2001:DB8:0:0::7 to'],
  ['HTTPS://Bad.Example:443/%7ea#x', 'got https://bad.example/~a!'],
  ['bad.example/a', 'got https://bad.example/a'],
  ['Someone@Bad.Example', 'From: <someone@bad.example>'],
  ['D41D8CD98F00B204E9800998ECF8427E', 'md5=d41d8cd98f00b204e9800998ecf8427e'],
])('%s is found in a line that holds it, however either is written', (word, line) => {
  const names = namesOf(gathered(line))
  expect(keptKeysOf(valueOf(word)).some((key) => names.has(nameOf(key)))).toBe(true)
})

test('an account is its platform and its name, from the columns of a log or from a list', () => {
  const log = namesOf(gathered('platform,account,text\nX,@Own,hello there\nX,other,none\n'))
  const key = nameOf(keptKeysOf(valueOf('@own', 'twitter'))[0]!)
  expect(log).toContain(key)
  expect(log).not.toContain(nameOf(keptKeysOf(valueOf('@own', 'telegram'))[0]!))
  const list = new Gathering(10, { now })
  list.add(valueOf('Twitter: @OWN'), 1)
  expect(namesOf(list)).toContain(key)
})

test('a thing counts once a line, with the first and last of its times, whatever their order', () => {
  const [thing, ...more] = gathered(
    '2026-09-03T00:00:00Z a.example a.example\n2026-09-01T00:00:00Z a.example\na.example without a time\n',
  ).things
  expect(more).toEqual([])
  expect(thing).toMatchObject({
    lines: 3,
    first: Date.parse('2026-09-01T00:00:00Z'),
    last: Date.parse('2026-09-03T00:00:00Z'),
  })
})

test('no more is held than said; what is beyond, and what is no name, is counted', () => {
  const many = Array.from({ length: 50 }, (_, i) => `host${i}.example script${i}.js`).join('\n')
  const gathering = gathered(many, 20)
  expect(gathering).toMatchObject({ size: 20, beyond: 30, noNames: 50, timeless: 50, lines: 50 })
})

test('the span of a block is its first and last address', () => {
  const span = (word: string) => spanOf(keptKeysOf(valueOf(word))[0]!)
  expect(span('203.0.113.64/26')).toMatchObject({
    first: Uint8Array.of(203, 0, 113, 64),
    last: Uint8Array.of(203, 0, 113, 127),
  })
  expect(span('10.32.0.0/11')?.last).toEqual(Uint8Array.of(10, 63, 255, 255))
  expect(span('203.0.113.64/32')).toBeNull()
  const six = span('2001:db8::/33')!
  expect(Buffer.from(six.last).toString('hex')).toBe('20010db87fffffffffffffffffffffff')
})

test.each([
  [{ type: 'indicator', pattern: '[network-traffic:dst_port = 22]' }, { unlooked: 'pattern' }],
  [{ type: 'indicator', pattern: '[domain-name:value = ' }, { unlooked: 'unreadable' }],
  [{ type: 'indicator', pattern_type: 'yara', pattern: 'x' }, { unlooked: 'unreadable' }],
  [
    { type: 'indicator', pattern: "[domain-name:value = 'a.example']", valid_until: 'soon' },
    { unlooked: 'unreadable' },
  ],
  [{ type: 'user-account', account_login: 'own' }, { unlooked: 'unreadable' }],
  [{ type: 'note' }, undefined],
  [null, undefined],
  [
    { type: 'indicator', revoked: true, pattern: 7 },
    { isRevoked: true, values: [] },
  ],
  [
    { type: 'indicator', pattern: "[url:value IN ('http://a.example/', 'b.example/c')]" },
    { values: [{ value: 'http://a.example/' }, { isSchemeless: true }] },
  ],
  [
    { type: 'user-account', account_login: 'Own', account_type: 'x' },
    { of: 'account', values: [{ value: 'own', platform: 'twitter' }] },
  ],
])('of an object is looked for what it names, or why not is said: %#', (object, terms) => {
  const read = readTerms(object)
  expect(terms === undefined ? (read ?? {}) : read).toMatchObject(terms ?? {})
  expect(read === undefined).toBe(terms === undefined)
})
