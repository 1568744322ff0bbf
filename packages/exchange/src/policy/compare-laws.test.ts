import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionOf } from './base-answers.ts'
import { compareLaws, effectOf, type Comparison, type Side } from './compare-laws.ts'
import { decide } from './decide.ts'
import { KINDS, TLPS } from './law-domain.ts'
import { lawOf, NO_END, type LawFacts } from './law.ts'
import { loadPolicies } from './policies.ts'

const FROM = Date.parse('2026-12-01T00:00:00Z')
const END = new Date('2027-06-01T00:00:00Z')
const PURPOSES = ['election-security', 'platform-integrity', 'research', 'public-warning'] as const
const ALL = 'action in [Action::"release", Action::"receive", Action::"feed"]'

const side = (text: string, expiresAt = END): Side => ({
  purposes: PURPOSES,
  maxTlp: 'red',
  expiresAt,
  law: lawOf(text),
})
const rule = (id: string, action: string, condition: string) =>
  `@id("${id}") @reason("by the charter") forbid (principal, ${action}, resource) ${condition};\n`
const basis = (comparison: string) =>
  rule('group-basis', ALL, `unless { context.now ${comparison} }`)

/** Whether a comparison tells of these facts, and how. */
function told({ domain, changes }: Comparison, facts: LawFacts): 'gain' | 'loss' | undefined {
  const step = (steps: readonly number[], at: number) => steps.findLastIndex((from) => from <= at)
  const at = [
    domain.ways.findIndex(({ action, exit }) => action === facts.action && exit === facts.exit),
    domain.kinds.indexOf(facts.kind),
    facts.action === 'release' ? -1 : domain.kinds.indexOf(facts.sender),
    domain.tlps.indexOf(facts.tlp),
    domain.purposes.indexOf(facts.purpose),
    Math.max(0, domain.paps.indexOf(facts.pap)),
    step(domain.kept, facts.keptDays),
    step(domain.times, facts.now),
  ]
  const found = changes.filter(({ box }) => box.every((values, axis) => values.includes(at[axis]!)))
  expect(found.length).toBeLessThan(2)
  return found[0]?.effect
}

const factsGiven = fc
  .record({
    way: fc.constantFrom(
      ['release', 'api'],
      ['release', 'taxii'],
      ['receive', 'api'],
      ['receive', 'taxii'],
      ['feed', 'taxii'],
    ),
    kind: fc.constantFrom(...KINDS),
    sender: fc.constantFrom(...KINDS),
    tlp: fc.constantFrom(...TLPS),
    purpose: fc.constantFrom(...PURPOSES),
    keptDays: fc.constantFrom(1, 29, 30, 31, 90, NO_END),
    now: fc.integer({ min: 0, max: 250 * 86_400 }).map((s) => FROM + s * 1000),
  })
  .map(({ way: [action, exit], ...rest }): LawFacts => {
    const sender = action === 'release' ? rest.kind : rest.sender
    return { ...rest, action: action as 'release', exit: exit!, sender, pap: 'clear' }
  })

test('what the comparison tells of any case is what the decision point says of it under both charters', async () => {
  const before = side(
    basis('< datetime("2027-03-01T00:00:00Z")') +
      rule('own-senders', 'action == Action::"release"', 'when { principal.kind == "researcher" }'),
  )
  const after = side(
    basis('< datetime("2027-04-01T00:00:00Z")') +
      rule(
        'own-a',
        'action == Action::"receive"',
        'when { principal.kind == "platform" && !["agency", "office"].contains(resource.sender.kind) && resource.tlp == "amber" }',
      ) +
      rule('own-b', ALL, 'when { resource.keptDays > 30 && resource.purpose != "research" }') +
      rule('own-c', ALL, 'when { context.exit == "taxii" || resource.tlp == "red" }'),
    new Date('2027-05-01T12:00:00.500Z'),
  )
  const policies = loadPolicies()
  const comparison = await compareLaws(before, after, FROM, policies)
  expect(new Set(comparison.changes.map(({ effect }) => effect)).size).toBe(2)
  fc.assert(
    fc.property(factsGiven, (facts) => {
      const was = decide(questionOf(facts, before), policies).allow
      const is = decide(questionOf(facts, after), policies).allow
      const expected = was === is ? undefined : is ? 'gain' : 'loss'
      expect(told(comparison, facts)).toBe(expected)
    }),
    { numRuns: 400 },
  )
})

test('a charter never admits what the rules of the exchange refuse, whatever its text says', () => {
  const policies = loadPolicies()
  const law = lawOf(rule('own-nothing', ALL, 'when { false }'))
  fc.assert(
    fc.property(factsGiven, fc.boolean(), (facts, stated) => {
      const question = questionOf(facts, { purposes: PURPOSES, maxTlp: 'red', expiresAt: END, law })
      const { group, message } = question.resource
      const resource = { ...question.resource, message: stated ? message : undefined }
      const without = {
        ...question,
        resource: { ...resource, group: { ...group, law: undefined } },
      }
      const own = decide({ ...question, resource }, policies)
      expect(own).toEqual(decide(without, policies))
      const isGated =
        ['agency', 'office'].includes(facts.sender) && ['platform', 'campaign'].includes(facts.kind)
      if (isGated && !stated && facts.action !== 'release') expect(own.allow).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('a second’s difference at the end of a basis is told, with the second', async () => {
  const { domain, changes } = await compareLaws(
    side(basis('< datetime("2027-01-01T00:00:00Z")')),
    side(basis('<= datetime("2027-01-01T00:00:00Z")')),
    FROM,
    loadPolicies(),
  )
  const spans = new Set(changes.flatMap(({ box }) => box[7]!.map((i) => domain.times[i])))
  expect([...spans]).toEqual([Date.parse('2027-01-01T00:00:00Z')])
  expect(changes.every(({ effect }) => effect === 'gain')).toBe(true)
})

test('the same charter written otherwise changes nothing', async () => {
  const { changes } = await compareLaws(
    side(rule('own-a', ALL, 'when { resource.tlp == "red" }')),
    side(
      rule(
        'own-b',
        ALL,
        'unless { ["clear", "green", "amber", "amber+strict"].contains(resource.tlp) }',
      ),
    ),
    FROM,
    loadPolicies(),
  )
  expect(changes).toEqual([])
})

test('what a law leaves open is what its form says', async () => {
  const text =
    basis('< datetime("2027-03-01T00:00:00Z")') +
    rule('own-a', ALL, 'when { resource.tlp == "red" || resource.purpose == "research" }') +
    rule(
      'own-b',
      'action == Action::"release"',
      'unless { ["agency"].contains(principal.kind) && resource.keptDays <= 30 }',
    )
  expect(await effectOf(lawOf(text))).toEqual({
    purposes: ['election-security', 'platform-integrity', 'public-warning'],
    senders: ['agency'],
    receivers: KINDS,
    maxTlp: 'amber+strict',
    keptDays: undefined,
    startsAt: undefined,
    endsAt: Date.parse('2027-03-01T00:00:00Z'),
  })
})

test('the cases that are said to be compared are those that there are: whoever releases is the sender', async () => {
  const { domain, compared } = await compareLaws(side(''), side(''), FROM, loadPolicies())
  const { ways, kinds, tlps, paps, purposes, kept, times } = domain
  const who = ways.flatMap(({ action }) =>
    kinds.flatMap((kind) =>
      action === 'release' ? [kind] : kinds.map((sender) => [kind, sender]),
    ),
  )
  const what = [tlps, paps, purposes, kept, times].map(({ length }) => length)
  expect(compared).toBe(what.reduce((product, size) => product * size, who.length))
})

test('what could not be worked out once is worked out the next time', async () => {
  const good = lawOf(rule('own-once', ALL, 'when { resource.tlp == "red" }'))
  const law = {
    ...good,
    sha256: 'of no text',
    rules: good.rules.map((one) => ({ ...one, text: '(' })),
  }
  await expect(effectOf(law)).rejects.toThrow('policies do not load')
  law.rules = [...good.rules]
  expect((await effectOf(law)).maxTlp).toBe('amber+strict')

  const policies = loadPolicies()
  let isBroken = true
  const failing = {
    ...policies,
    at: (now: Date) => {
      const { engineId, rules } = policies.at(now)
      const broken = [...rules].map(([id, one]): [string, typeof one] => [
        id,
        { ...one, text: '(' },
      ])
      return { engineId, rules: isBroken ? new Map(broken) : rules }
    },
  }
  await expect(compareLaws(side(''), side(''), FROM, failing)).rejects.toThrow('does not parse')
  isBroken = false
  expect((await compareLaws(side(''), side(''), FROM, failing)).changes).toEqual([])
})
