import { describe, expect, test } from 'vitest'
import { PatternError } from '../../pattern-error.ts'
import { equivalentPatterns } from './equivalence.ts'

describe('patterns that say the same are equivalent', () => {
  test.each([
    ['brackets and repeats of an OR', '(([a:b=1])) OR [a:b=1]', '[a:b = 1]'],
    ['order of AND', '[a:b=1] AND ([a:b=2] AND [a:b=3])', '[a:b=3] AND [a:b=2] AND [a:b=1]'],
    ['order of OR', '[a:b=1 OR (a:b=2 OR a:b=3)]', '[a:b=3 OR a:b=2 OR a:b=1]'],
    ['repeats of a test', '[a:b=1 AND a:b=1]', '[a:b=1]'],
    ['absorption', '[a:b=1 AND (a:b=1 OR a:b=2)]', '[a:b=1 OR (a:b=1 AND a:c=2)]'],
    ['absorption of observations', '[a:b=1] OR ([a:c=1] FOLLOWEDBY [a:b=1])', '[a:b=1]'],
    [
      'absorption in order',
      '([a:b=1] FOLLOWEDBY [a:b=3]) OR ([a:b=4] FOLLOWEDBY [a:b=1] FOLLOWEDBY [a:b=2] FOLLOWEDBY [a:b=3])',
      '[a:b=1] FOLLOWEDBY [a:b=3]',
    ],
    ['distribution', '[(a:b=1 OR a:b=2) AND (a:b=1 OR a:b=3)]', '[a:b=1 OR (a:b=2 AND a:b=3)]'],
    [
      'distribution in order',
      '([a:b=1] OR [a:b=2]) FOLLOWEDBY [a:b=3]',
      '([a:b=2] FOLLOWEDBY [a:b=3]) OR ([a:b=1] FOLLOWEDBY [a:b=3])',
    ],
    ['an observation of alternatives', '[a:b=1 OR a:b=2]', '[a:b=1] OR [a:b=2]'],
    ['a set', '[a:b IN (2, 1, 2)]', '[a:b = 1 OR a:b = 2]'],
    ['a negated set', '[a:b NOT IN (2, 1)]', '[a:b NOT IN (1, 2, 1)]'],
    ['negated equality', '[a:b NOT = 1]', '[a:b != 1]'],
    ['numbers', '[a:b = 1.50 OR a:c = -0]', '[a:c = 0.0 OR a:b = 1.5]'],
    ['times', "[a:b = t'2020-01-01T00:00:00.500Z']", "[a:b = t'2020-01-01T00:00:00.5Z']"],
    ['whole seconds', "[a:b = t'2020-01-01T00:00:00.0Z']", "[a:b = t'2020-01-01T00:00:00Z']"],
    ['bytes', "[a:b = h'fF' OR a:c = b'YR==']", "[a:b = h'Ff' OR a:c = b'YQ==']"],
    ['spelling', "[a:'b'='\\'x' // \n]", "[ a : b == '\\'x']"],
    ['registry keys', "[windows-registry-key:key='Aa']", "[windows-registry-key:key='aA']"],
    [
      'names of registry values',
      "[windows-registry-key:values[*].name IN ('A', 'b')]",
      "[windows-registry-key:values[*].name IN ('B', 'a')]",
    ],
    ['one address', "[ipv4-addr:value='1.2.3.4/32']", "[ipv4-addr:value='01.2.003.4']"],
    ['a block', "[ipv4-addr:value='1.2.255.4/23']", "[ipv4-addr:value='1.2.254.0/23']"],
    ['IPv6', "[ipv6-addr:value='1:0:0:0:0:0:0:8/112']", "[ipv6-addr:value='0001::/112']"],
    [
      'blocks anywhere',
      "[network-traffic:dst_ref.value ISSUBSET '10.1.2.3/8']",
      "[network-traffic:dst_ref.value ISSUBSET '10.0.0.0/8']",
    ],
    [
      'what is qualified',
      '([a:b=1] AND [a:b=2]) WITHIN 5 SECONDS REPEATS 2 TIMES',
      '(([a:b=2] AND [a:b=1]) WITHIN 5.0 SECONDS) REPEATS 2 TIMES',
    ],
    [
      'alternatives of which one object cannot be all',
      '[(a:b=1 OR c:d=1) AND (a:b=2 OR c:d=2)]',
      '[(a:b=1 AND a:b=2) OR (c:d=1 AND c:d=2)]',
    ],
  ])('%s', (_law, a, b) => {
    expect(equivalentPatterns(a, b)).toBe(true)
    expect(equivalentPatterns(b, a)).toBe(true)
  })
})

describe('patterns that differ are not', () => {
  test.each([
    ['[a:b=1] AND [a:b=1]', '[a:b=1]'],
    ['[a:b=1] FOLLOWEDBY [a:b=1]', '[a:b=1]'],
    ['[a:b=1] FOLLOWEDBY [a:b=2]', '[a:b=2] FOLLOWEDBY [a:b=1]'],
    ['[a:b=1] FOLLOWEDBY [a:b=2]', '[a:b=1] AND [a:b=2]'],
    ['[a:b=1 AND a:b=2]', '[a:b=1] AND [a:b=2]'],
    ['[a:b=1]', '[a:b=1] REPEATS 2 TIMES'],
    ['[a:b=1] WITHIN 5 SECONDS', '[a:b=1] WITHIN 6 SECONDS'],
    ['[a:b=1] AND [a:b=2] WITHIN 5 SECONDS', '([a:b=1] AND [a:b=2]) WITHIN 5 SECONDS'],
    ['([a:b=1] AND [a:b=1]) OR ([a:b=1] AND [a:b=2])', '[a:b=1] AND [a:b=1]'],
    ['[a:b=1]', "[a:b='1']"],
    ["[a:b='x']", "[a:b='X']"],
    ["[a:b IN ('x', 'y')]", "[a:b IN ('x,y')]"],
    ['[a:b NOT IN (1, 2)]', '[a:b != 1 OR a:b != 2]'],
    ["[windows-registry-key:values[*].data='a']", "[windows-registry-key:values[*].data='A']"],
    ["[windows-registry-key:key MATCHES '\\\\S']", "[windows-registry-key:key MATCHES '\\\\s']"],
    ["[ipv4-addr:value='1.2.3.4/24']", "[ipv4-addr:value='1.2.3.4/25']"],
    ["[ipv4-addr:value='1.2.3.010']", "[ipv4-addr:value='1.2.3.10']"],
    ["[ipv4-addr:value LIKE '1.2.3.4/24']", "[ipv4-addr:value LIKE '1.2.3.0/24']"],
    ['[a:b=1 AND c:d=1]', '[e:f=1 AND g:h=1]'],
  ])('%s and %s', (a, b) => {
    expect(equivalentPatterns(a, b)).toBe(false)
    expect(equivalentPatterns(b, a)).toBe(false)
  })

  test('a text that is no pattern is refused', () => {
    expect(() => equivalentPatterns('[a:b=1]', '[a:b=1')).toThrow(PatternError)
  })
})

describe('no pattern exhausts the process', () => {
  const either = (i: number) => `(a:p${i}=1 OR a:q${i}=1)`
  const list = <T>(length: number, make: (i: number) => T) =>
    Array.from({ length }, (_, i) => make(i))

  test('what would distribute into too many alternatives is compared as it is written', () => {
    const product = list(40, either)
    const forward = `[${product.join(' AND ')}]`
    expect(equivalentPatterns(forward, `[${product.toReversed().join(' AND ')}]`)).toBe(true)
    expect(equivalentPatterns(forward, `[${product.slice(1).join(' AND ')}]`)).toBe(false)
  })

  test('long alternatives, sets and chains are compared', () => {
    const long = [
      list(2000, (i) => `([a:b=${i}] AND [a:c=${i}])`).join(' OR '),
      `[a:b IN (${list(20_000, String).join()})]`,
      list(5000, (i) => `[a:b=${i}]`).join(' AND '),
      `[${list(5000, (i) => `(a:b=${i} AND a:c=${i})`).join(' OR ')}]`,
    ]
    for (const text of long) {
      expect(equivalentPatterns(text, `(${text})`)).toBe(true)
      expect(equivalentPatterns(text, `${text} OR [z:z=1]`)).toBe(false)
    }
  })

  test('a set of any size is compared', () => {
    const numbers = list(140_000, String)
    const text = (members: string[]) => `[a:b IN (${members.join()})]`
    expect(equivalentPatterns(text(numbers), text(numbers.toReversed()))).toBe(true)
    expect(equivalentPatterns(text(numbers), text(numbers.slice(1)))).toBe(false)
  })

  test('a number of any length is compared', () => {
    const digits = '9'.repeat(1_000_000)
    expect(equivalentPatterns(`[a:b=${digits}]`, `[a:b=${digits}]`)).toBe(true)
    expect(equivalentPatterns(`[a:b=${digits}]`, `[a:b=${digits.slice(1)}]`)).toBe(false)
  })

  test('a time with a fraction of any length is compared', () => {
    const time = (zeros: number) => `[a:b = t'2020-01-01T00:00:00.5${'0'.repeat(zeros)}Z']`
    expect(equivalentPatterns(time(500_000), time(0))).toBe(true)
    const digits = `[a:b = t'2020-01-01T00:00:00.${'0'.repeat(500_000)}1Z']`
    expect(equivalentPatterns(digits, time(0))).toBe(false)
  })

  test('many alternatives that share no test are compared', () => {
    const pairs = list(1200, (i) => `([a:b=${i}] AND [a:c=${i}])`)
    expect(equivalentPatterns(pairs.join(' OR '), pairs.toReversed().join(' OR '))).toBe(true)
    expect(equivalentPatterns(pairs.join(' OR '), pairs.slice(1).join(' OR '))).toBe(false)
  })

  test('alternatives taken out of brackets by hand cost more, and are no less the same', () => {
    const [first, ...rest] = ['[a:b=1 OR a:b=2 OR a:b=3]', '[a:b=1 OR a:b!=1 OR a:b=2]']
    const middle =
      '[(a:b=1 OR a:b=2 OR a:b>1) AND (a:b!=1 OR a:b=3)] AND [a:b=1 AND a:b=2 AND a:b!=1]'
    const last = '[(a:b=1 AND a:c=1 AND a:b=2) OR a:c!=1 OR a:b=3 OR a:b!=2]'
    const chain = (one: string) => `([a:b=1] AND ${rest[0]} AND ${one} AND ${middle} AND ${last})`
    const each = ['[a:b=1]', '[a:b=2]', '[a:b=3]'].map(chain).join(' OR ')
    expect(equivalentPatterns(chain(first!), each)).toBe(true)
    expect(equivalentPatterns(each, chain(first!))).toBe(true)
    expect(equivalentPatterns(each, `${each} OR [a:d=1]`)).toBe(false)
  })

  test('brackets within brackets are compared', () => {
    const nest = list(60, (i) => `([a:b=${i}] AND ([a:c=${i}] FOLLOWEDBY `).join('')
    const text = `${nest}[a:b=0]${'))'.repeat(60)}`
    expect(equivalentPatterns(text, `${text} OR (${text} AND [a:b=1])`)).toBe(true)
  })
})
