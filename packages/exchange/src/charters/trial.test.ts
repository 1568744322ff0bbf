import { expect, test } from 'vitest'
import { holdAgainstWords, plantMistakes } from '../../bench/charter-trial.ts'

test('the engine admits what the words of a charter’s form admit, and nothing else', () => {
  expect(holdAgainstWords(7, 2000)).toEqual([])
})

test('each of the mistakes that somebody planted in a charter is told whole, and nothing beside it', async () => {
  let count = 0
  for await (const planted of plantMistakes(7, 11)) {
    count++
    expect(planted).toMatchObject({ untold: 0, wronglyTold: 0 })
    expect(planted.lines).toBeGreaterThan(0)
    expect(planted.differing).toBeGreaterThan(0)
  }
  expect(count).toBe(11)
}, 120_000)
