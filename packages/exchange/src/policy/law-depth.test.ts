import { expect, test } from 'vitest'
import { findLawRefusal, lawOf, NO_END } from './law.ts'
import { readLaw } from './read-law.ts'

const HEAD = '@id("own")\n@reason("by the charter")\nforbid (principal, action, resource)\n'
const when = (condition: string) => `${HEAD}when { ${condition} };`
const IS = 'context.exit == "api"'
const within = (open: string, inner: string, close: string, count: number) =>
  when(`${open.repeat(count)}${inner}${close.repeat(count)}`)

/** Each within the length of a text that is taken in at all. */
const HOSTILE: Record<string, string> = {
  'brackets in brackets': within('(', IS, ')', 9000),
  'a few hundred of them': within('(', IS, ')', 250),
  'after a quote in a comment': `// "\n${within('(', IS, ')', 250)}`,
  'after a comment that a carriage return ends': `// no\r${within('(', IS, ')', 250)}`,
  'after closing ones in a string': within('")))))))))"==context.exit||(', IS, ')', 250),
  'not of not': within('!(', IS, ')', 900),
  'lists in lists': within('[', '', ']', 3000),
  'records in records': within('{a:', '1', '}', 3000),
  'calls in calls': within('decimal(', '', ')', 900),
  'lists in the scope': `@id("own") @reason("no") forbid (principal, action in ${'['.repeat(900)}${']'.repeat(900)}, resource);`,
  'one beside the other': when(Array.from({ length: 800 }, () => IS).join('&&')),
  'one or the other': when(Array.from({ length: 400 }, () => IS).join('||')),
  'ever more conditions': `${HEAD}${`when{${IS}}`.repeat(700)};`,
  'if in if': within('if true then ', 'true', ' else true', 800),
  sums: when(`${'1+'.repeat(9000)}1==1`),
  paths: when(`context${'.a'.repeat(9000)}`),
  'paths by name': when(`context${'["a"]'.repeat(3500)}`),
}

test.each(Object.entries(HOSTILE))(
  'a text too deep for the engine is refused with its place, and the engine goes on answering: %s',
  (_, text) => {
    expect(text.length).toBeLessThan(20_001)
    const { rules, faults } = readLaw(text)
    expect(rules).toEqual([])
    expect(faults).toEqual([
      {
        line: expect.any(Number),
        column: expect.any(Number),
        message: expect.stringMatching(/^(brackets stand in one another|a rule joins) at most \d+/),
      },
    ])
    expect(readLaw(when(IS)).faults).toEqual([])
  },
)

test('what is as deep and as long as a text may be is read and decided', () => {
  const inner = Array.from({ length: 124 }, () => IS).join(' && ')
  const texts = [
    within('(', inner, ')', 17),
    within('!(', IS, ')', 18),
    when(`[${'"platform", '.repeat(1500)}"office"].contains(principal.kind)`),
    `// ((((((((((((((((((((((((((((((((\n${when(IS)}`,
  ]
  const facts = {
    action: 'receive' as const,
    kind: 'platform' as const,
    sender: 'agency' as const,
    tlp: 'clear' as const,
    pap: 'clear' as const,
    purpose: 'research' as const,
    exit: 'api',
    keptDays: NO_END,
    now: Date.parse('2026-12-01T00:00:00Z'),
  }
  for (const text of texts) {
    expect(readLaw(text).faults).toEqual([])
    expect(findLawRefusal(facts, lawOf(text))?.rule).toBe('own')
  }
})
