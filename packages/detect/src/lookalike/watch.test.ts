import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { THRESHOLD } from './alert.ts'
import { toTargets } from './targets.ts'
import { Watch } from './watch.ts'

const ROWS = [
  { name: 'example-county-votes.gov', kind: 'election-office', aliases: ['examplevotes.com'] },
  { name: 'pinetreevotesfl.gov', kind: 'election-office' },
  { name: 'lakewoodcountyil.gov', kind: 'election-office' },
  { name: 'state.gov', kind: 'federal' },
  { name: 'candidateforexample.com', kind: 'campaign', keywords: ['zephyrine'] },
  { name: 'npqr.org', kind: 'think-tank' },
]
let watch: Watch
beforeAll(() => {
  watch = new Watch(toTargets(ROWS))
})

describe('a name that imitates a target is told with its target and technique', () => {
  test.each([
    ['pinetreevotesfl.com', 'pinetreevotesfl.gov', 'suffix-swap'],
    ['state.org', 'state.gov', 'suffix-swap'],
    ['npqr.co', 'npqr.org', 'suffix-swap'],
    ['example-county-votes.com', 'example-county-votes.gov', 'suffix-swap'],
    ['examplecountyvotes.com', 'example-county-votes.gov', 'hyphenation'],
    ['pinetree-votesfl.org', 'pinetreevotesfl.gov', 'hyphenation'],
    ['p1netreev0tesfl.com', 'pinetreevotesfl.gov', 'homoglyph'],
    ['xn--pinetreevtesfl-3zl.com', 'pinetreevotesfl.gov', 'homograph'],
    ['pinetrevotesfl.com', 'pinetreevotesfl.gov', 'omission'],
    ['pinettreevotesfl.com', 'pinetreevotesfl.gov', 'repetition'],
    ['pinetreevoetsfl.com', 'pinetreevotesfl.gov', 'transposition'],
    ['pinetreavotesfl.com', 'pinetreevotesfl.gov', 'vowel-swap'],
    ['pinetreevotesfl.gov.account-check.com', 'pinetreevotesfl.gov', 'sub-domain'],
    ['pinetreevotesfl.github.io', 'pinetreevotesfl.gov', 'shared-hosting'],
    ['login-pinetreevotesfl.top', 'pinetreevotesfl.gov', 'joined-words'],
    ['votepinetree.com', 'pinetreevotesfl.gov', 'rearranged-place'],
    ['pinetree.vote', 'pinetreevotesfl.gov', 'rearranged-place'],
    ['zephyrine-refund.top', 'candidateforexample.com', 'keyword'],
    ['*.PINETREEVOTESFL.net.', 'pinetreevotesfl.gov', 'suffix-swap'],
    ['https://pinetreevotesfl.net/login?x=1', 'pinetreevotesfl.gov', 'suffix-swap'],
  ])('%s', (name, target, technique) => {
    expect(watch.look(name)).toMatchObject({ target, technique })
  })
})

test('a name that imitates two in different parts is told of both, best first, and of no third that stands in the same part', () => {
  const two = new Watch(
    toTargets([
      { name: 'larkspurfund.org' },
      { name: 'quillwort.com', aliases: ['quillwortmail.com'] },
      { name: 'npqr.org' },
    ]),
  )
  expect(two.lookAll('larkspurfundorg-my-quillwortmail.com').map(({ target }) => target)).toEqual([
    'larkspurfund.org',
    'quillwort.com',
  ])
  expect(two.lookAll('larkspurfund.net').map(({ target }) => target)).toEqual(['larkspurfund.org'])
})

test('a suffix joined to its name, before a dash or the end, speaks for the name; within a word it does not', () => {
  const score = (name: string) => watch.look(name, -100)!.score
  expect(score('npqrorg-login.com')).toBeGreaterThan(score('npqrorgan-login.com'))
})

test('a name of other letters is one name, however it is written: its own is not told, and what is told stands as in the DNS', () => {
  const other = new Watch(toTargets([{ name: 'münsterwählt.de' }]))
  expect(other.look('xn--mnsterwhlt-w5a5z.de')).toBeNull()
  expect(other.look('MÜNSTERWÄHLT.de')).toBeNull()
  expect(other.counts.own).toBe(2)
  expect(other.look('münsterwählt.net')!.name).toMatch(/^xn--/)
})

describe('nothing is told of', () => {
  test.each([
    ["a target's own name", 'example-county-votes.gov'],
    ['what lies below it', 'results.example-county-votes.gov'],
    ['its other name', 'www.examplevotes.com'],
    ['another government', 'pinetreevotes.gov'],
    ['an office of a county under .us', 'vote.co.pinetree.fl.us'],
    ['an ordinary word a letter away', 'slate.com'],
    ['a place without a word of elections', 'pinetreegardens.com'],
    ["the same place with another state's code", 'lakewoodcountyfl.com'],
    ['letters that a program drew', '4nabv8ltp51cu4f0cr6ov9cg03sc21pp.com'],
    ['a label of every server', 'mail.example.org'],
  ])('%s', (_, name) => {
    expect(watch.look(name)).toBeNull()
  })
})

test('what was not looked at is counted', () => {
  const fresh = new Watch(toTargets(ROWS))
  for (const line of ['state.gov', 'www.other.gov', 'com', 'no name', 'plain.example.com'])
    fresh.look(line)
  expect(fresh.counts).toEqual({ names: 3, own: 1, official: 1, unreadable: 2, alerts: 0 })
})

test('a whole name under another suffix is told however common its word, and its bits stay what they are', () => {
  const { bits, score } = watch.look('state.org')!
  expect(bits).toBeLessThan(THRESHOLD)
  expect(score).toBeGreaterThan(50)
})

test('below the usual score more is told, and what is told is the same', () => {
  const words = 'state-zqk.com'
  expect(watch.look(words)).toBeNull()
  expect(watch.look(words, -60)).toMatchObject({ target: 'state.gov' })
})

test('evidence shows a name as people see it', () => {
  const { evidence } = watch.look('xn--pinetreevtesfl-3zl.com')!
  expect(evidence).toContain('\u043e')
})

test('a line of millions of dots is no name, at once', () => {
  expect(watch.look(`${'.'.repeat(4_000_000)}x`)).toBeNull()
})

test('any line is looked up, and what is told reaches the threshold', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.domain(), fc.string({ maxLength: 12_000 })),
      (line) => {
        const score = watch.look(line)?.score ?? 100
        expect(score).toBeGreaterThanOrEqual(50)
      },
    ),
  )
})

describe('a list of targets is refused with the place', () => {
  test.each([
    ['a suffix', [{ name: 'com' }], /row 1, column "name".*no domain/],
    ['a suffix of two labels', [{ name: 'co.uk' }], /no domain that somebody can own/],
    [
      'an empty name',
      [{ name: 'a.org' }, { name: ' ' }],
      /row 2, column "name": the name is empty/,
    ],
    ['the same name twice', [{ name: 'a.org' }, { name: 'A.org.' }], /in row 1/],
    [
      'a keyword in every name',
      [{ name: 'a.org', keywords: ['ab'] }],
      /column "keywords".*too short/,
    ],
    ['a word with a space', [{ name: 'a.org', aliases: ['a b'] }], /column "aliases"/],
    ['no row', [], /no target/],
  ])('%s', (_, rows, message) => {
    expect(() => toTargets(rows)).toThrow(message)
  })
})
