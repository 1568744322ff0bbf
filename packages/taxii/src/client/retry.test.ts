import { expect, test } from 'vitest'
import { delayBefore, RETRY_DEFAULTS, sleep, toRetryAfter } from './retry.ts'

test('waits double, with jitter, up to a bound', () => {
  const options = { attempts: 9, baseMs: 100, maxMs: 1000 }
  expect([2, 3, 4, 5, 6].map((n) => delayBefore(n, undefined, options, 0.999))).toEqual([
    99.9, 199.8, 399.6, 799.2, 999,
  ])
  expect(delayBefore(5, undefined, options, 0)).toBe(0)
})

test('no wait is shorter than the server asks, nor longer than the bound', () => {
  expect(delayBefore(2, 7000, RETRY_DEFAULTS, 0)).toBe(7000)
  expect(delayBefore(2, 9e9, RETRY_DEFAULTS, 0)).toBe(RETRY_DEFAULTS.maxMs)
})

test('Retry-After is read as seconds or as a date', () => {
  expect(toRetryAfter('3', 0)).toBe(3000)
  expect(toRetryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 4000)).toBe(5000)
  expect(toRetryAfter('Thu, 01 Jan 1970 00:00:01 GMT', 4000)).toBe(0)
  expect(toRetryAfter('soon', 0)).toBeUndefined()
  expect(toRetryAfter(null, 0)).toBeUndefined()
})

test('a wait ends at once when aborted', async () => {
  const abort = new AbortController()
  const waiting = sleep(60_000, abort.signal)
  abort.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})
