import { expect, test } from 'vitest'
import { parseTolerantly } from '../pattern/parse.ts'
import { toPlan } from './plan.ts'

const planOf = (text: string) =>
  toPlan(parseTolerantly(text), {
    room: { left: 1000 },
    refuseNext: () => () => {
      throw new Error('nothing is refused here')
    },
  })
const nested = (levels: number, qualifiers: string, inner: string) =>
  `${'('.repeat(levels)}${inner}${`) ${qualifiers}`.repeat(levels)}`
const list = (size: number, of: (i: number) => string) =>
  Array.from({ length: size }, (_, i) => of(i))

test('qualifiers around each other are one, so that the plan grows no faster than the pattern', () => {
  const pairs = list(500, (i) => `([a:b = ${i}] AND [a:c = ${i}])`).join(' OR ')
  const { term } = planOf(nested(200, 'WITHIN 9 SECONDS WITHIN 8 SECONDS', pairs))
  expect(term.type === 'or' && term.terms).toHaveLength(500)
  const [first] = term.type === 'or' ? term.terms : []
  expect(first).toMatchObject({ type: 'within', width: 8_000_000, term: { type: 'and' } })
  const all = planOf(nested(50, 'REPEATS 2 TIMES', '[a:b = 1] AND [a:b = 2]')).term
  expect(all.type === 'and' && all.terms).toHaveLength(2)
})

test('a leaf has one window, however many START and STOP are around it', () => {
  const inner = list(500, (i) => `[a:b = ${i}]`).join(' AND ')
  const windows = list(
    8,
    (i) => `START t'2026-01-0${i + 1}T00:00:00Z' STOP t'2027-01-01T00:00:00Z'`,
  )
  const { leaves } = planOf(nested(200, windows.join(' '), inner))
  expect(leaves).toHaveLength(500)
  const window = {
    start: Date.UTC(2026, 0, 8) * 1000,
    stop: Date.UTC(2027, 0, 1) * 1000,
  }
  for (const [condition] of leaves) expect(condition).toMatchObject({ window })
})
