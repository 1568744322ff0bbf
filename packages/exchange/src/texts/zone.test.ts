import { expect, test } from 'vitest'
import { isZone } from './zone.ts'

test('a zone is known by its old and new name alike', () => {
  for (const zone of ['Asia/Kolkata', 'Asia/Calcutta', 'UTC', 'America/Denver'])
    expect(isZone(zone), zone).toBe(true)
})

test('what no list of zones has, and an offset, is no zone', () => {
  for (const zone of ['', 'Mars/Olympus', '../etc', '+05:30'])
    expect(isZone(zone), zone).toBe(false)
})
