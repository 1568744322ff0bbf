import { expect, test } from 'vitest'
import { addNews, newSince } from './arrivals.ts'
import { isQuiet } from './quiet.ts'

const at = (time: string) => new Date(`2026-11-03T${time}:00Z`)

test('quiet hours hold by the clocks of the zone, over midnight too, and from a time to the same all day', () => {
  const night = { from: '22:00', until: '06:30' }
  expect([isQuiet(at('21:59'), night, 'UTC'), isQuiet(at('22:00'), night, 'UTC')]).toEqual([false, true]) // prettier-ignore
  expect([isQuiet(at('06:29'), night, 'UTC'), isQuiet(at('06:30'), night, 'UTC')]).toEqual([true, false]) // prettier-ignore
  expect(isQuiet(at('21:30'), night, 'Europe/Paris')).toBe(true)
  expect(isQuiet(at('12:00'), { from: '09:00', until: '17:00' }, 'UTC')).toBe(true)
  expect(isQuiet(at('12:00'), { from: '09:00', until: '09:00' }, 'UTC')).toBe(true)
  expect(isQuiet(at('12:00'), undefined, 'UTC')).toBe(false)
})

test('new is what was not there before, also where as much went as came; what is only counted is new by as much as it grew', () => {
  const line = (kind: 'release' | 'recall', total: number, ids: string[] = []) => ({
    kind,
    total,
    ids,
  })
  expect(newSince([line('release', 1, ['a'])], [line('release', 1, ['b'])])).toEqual([
    { kind: 'release', count: 1, id: 'b' },
  ])
  expect(newSince([], [line('release', 300, ['a', 'b'])])).toEqual([{ kind: 'release', count: 300 }]) // prettier-ignore
  expect(newSince([line('recall', 1)], [line('recall', 3)])).toEqual([{ kind: 'recall', count: 2 }])
  expect(newSince([line('release', 2, ['a', 'b'])], [line('release', 1, ['a'])])).toEqual([])
})

test('what comes while an announcement stands is added to it, and leads to the list once there is more than one', () => {
  const first = addNews([], [{ kind: 'release', count: 1, id: 'a' }])
  expect(addNews(first, [{ kind: 'release', count: 1, id: 'b' }])).toEqual([
    { kind: 'release', count: 2 },
  ])
  expect(addNews(first, [{ kind: 'shift', count: 1 }])).toHaveLength(2)
})
