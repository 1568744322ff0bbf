import { expect, test } from 'vitest'
import { compareLaws, effectOf, type Side } from './compare-laws.ts'
import { lawOf } from './law.ts'
import { loadPolicies } from './policies.ts'
import { readProposed } from './read-law.ts'

const rule = (condition: string, { id = 'own', reason = 'by the charter' } = {}) =>
  `@id("${id}")\n@reason("${reason}")\nforbid (principal, action, resource)\n${condition};\n`
const side = (text: string): Side => ({
  purposes: ['election-security', 'platform-integrity', 'research', 'public-warning'],
  maxTlp: 'red',
  expiresAt: new Date('2027-06-01T00:00:00Z'),
  law: lawOf(text),
})

test('a kept charter goes on being decided by when the exchange takes up the id of one of its rules; a new one may not', async () => {
  const text = rule('when { resource.tlp == "red" }', { id: 'charter-purpose' })
  expect(lawOf(text).rules.map(({ id }) => id)).toEqual(['charter-purpose'])
  expect(readProposed(`\n${text}`)).toEqual([
    { line: 2, column: 1, message: expect.stringContaining('is the id of a rule of the exchange') },
  ])
})

test('the reason that people are shown is one line that can be seen', () => {
  const faults = (reason: string) => readProposed(rule('when { true }', { reason })).length
  expect(faults('Nothing to campaigns')).toBe(0)
  expect(['\\0', '\\n', '\\u{202e}', '\\u{200b}', ' ', 'x'.repeat(501)].map(faults)).toEqual([
    1, 1, 1, 1, 1, 1,
  ])
})

test('a rule forbids: what permits, names an entity, asks what is not there or hides behind a comment is refused', () => {
  const texts = [
    rule('when { true }').replace('forbid', 'permit'),
    rule('when { true }').replace('forbid', '/* */ forbid'),
    rule('when { true }').replace('forbid', '// forbid\npermit'),
    rule('when { true }').replace('principal,', 'principal == Member::"this",'),
    rule('when { true }').replace('@id', '@id("other")\n@id'),
    rule('when { true }').replace('action,', 'action == Action::"read",'),
    rule('when { principal.kind == "plаtform" }'),
    rule('when { context.now < 5 }'),
    rule('when { context.now < datetime("2027-02-30") }'),
    rule('when { context.now < datetime("2027-01-01T24:00:00Z") }'),
    rule('when { context.now < datetime("2027-01-01T00:00:00.500Z") }'),
    rule('when { context.now.offset(duration("1h")) < datetime("2027-01-01") }'),
    rule('when { resource.keptDays < 9223372036854775807 }'),
    rule('when { resource.keptDays + 9223372036854775807 > 1 }'),
    rule('when { principal.name == "x" }'),
    rule('when { ip("1.1.1.1").isIpv4() }'),
    rule('when { principal in ?principal }'),
  ]
  for (const text of texts) expect([text, readProposed(text).length > 0]).toEqual([text, true])
})

test.each(['9999-12-31T23:59:59Z', '9999-12-31T23:59:59-2359', '0001-01-01', '0000-01-01'])(
  'a charter that names an instant at the end of all years is worked out like another: %s',
  async (at) => {
    const before = side(rule('when { resource.tlp == "red" }'))
    const after = side(rule(`when { context.now >= datetime("${at}") }`))
    expect(readProposed(after.law.text)).toEqual([])
    const { changes } = await compareLaws(before, after, Date.parse('2026-12-01'), loadPolicies())
    expect(changes.map(({ effect }) => effect)).toContain(at < '9' ? 'loss' : 'gain')
  },
)

test('what a charter leaves open is told of each purpose, however many days its rules tell apart', async () => {
  const odd = Array.from({ length: 550 }, (_, i) => 2 * i + 1)
  const days = rule(`when { [${odd.join()}].contains(resource.keptDays) }`, { id: 'days' })
  const purpose = rule('when { resource.purpose == "election-security" }', { id: 'purpose' })
  const { purposes } = await effectOf(lawOf(days + purpose))
  expect(purposes).toEqual(['platform-integrity', 'research', 'public-warning'])
})
