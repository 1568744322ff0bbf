import { expect, test } from 'vitest'
import { knownWords } from './known-words.ts'

test('only of an office that was reached is it said that it did not answer', () => {
  const at = '2026-10-01T12:01:00.000Z'
  const said = (['none', 'mailed', 'spoken', 'opened', 'told'] as const).map((by) =>
    knownWords({ by, mailed: 2, ...(by === 'none' ? {} : { at }) }),
  )
  expect(said.map((words) => /no answer/i.test(words))).toEqual([false, false, false, true, false])
  expect(said[1]).toContain('2 contacts were mailed')
})
