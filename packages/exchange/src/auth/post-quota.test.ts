import { expect, test } from 'vitest'
import { manualClock } from '../clock.ts'
import { openPostQuota } from './post-quota.ts'

const START = new Date('2026-10-01T12:00:00.000Z')

test('a member may post so many envelopes and bytes an hour, and is told the limit and when it may again', () => {
  const wall = manualClock(START)
  const quota = openPostQuota(wall, { postsPerHour: 3, postBytesPerHour: 1000 })
  for (let n = 0; n < 3; n++) quota.count('a', 100)
  wall.advance(600_000)
  expect(() => quota.count('a', 1)).toThrow(
    'too many envelopes posted by one member: 3 in an hour are taken; wait 3000 seconds, until 2026-10-01T13:00:00.000Z',
  )
  expect(() => quota.count('b', 1001)).toThrow(
    'too many bytes posted by one member: 1000 in an hour',
  )
  quota.count('b', 1000)
  wall.advance(3_000_000)
  quota.count('a', 1000)
})
