import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Progress, STALL_MS, type Word } from './progress.ts'

let now = 0
beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => vi.useRealTimers())

function pass(seconds: number): void {
  for (let k = 0; k < seconds; k++) {
    now += 1000
    vi.advanceTimersByTime(1000)
  }
}

test('a feed that stalls says so once, within a minute and with the reason, and says when it goes on, however the wall clock jumps', () => {
  const words: Word[] = []
  const progress = new Progress(
    STALL_MS,
    (word) => words.push(word),
    () => now,
  )
  pass(40)
  progress.mark()
  vi.setSystemTime(Date.now() + 86_400_000)
  pass(40)
  expect(words).toEqual([])
  progress.note('no connection (ECONNREFUSED)')
  vi.setSystemTime(0)
  pass(20)
  expect(words).toEqual([
    { kind: 'stall', seconds: expect.any(Number), why: 'no connection (ECONNREFUSED)' },
  ])
  pass(600)
  expect(words).toHaveLength(1)
  progress.mark()
  expect(words[1]).toEqual({ kind: 'going-on', seconds: 660 })
  progress.end()
})
