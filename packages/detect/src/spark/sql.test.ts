import { expect, test } from 'vitest'
import { named, sql, text } from './sql.ts'

test('names and constants are quoted whatever signs they hold', () => {
  expect(
    sql`select ${named('a`; drop table b')}, ${text("it's \\n")} where x > ${-5} and y < ${2.5}`
      .text,
  ).toBe("select `a``; drop table b`, 'it\\'s \\\\n' where x > (-5) and y < 2.500000000")
})

test('numbers are written out and others refused', () => {
  expect(sql`${9_223_372_036_854_774_784}`.text).toBe('9223372036854774784')
  for (const odd of [Infinity, Number.NaN, 1e30]) expect(() => sql`${odd}`).toThrow(RangeError)
})
