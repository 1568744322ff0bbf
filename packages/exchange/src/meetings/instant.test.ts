import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toInstant } from './instant.ts'

test('a time on the wall is the instant at which clocks in that zone show it', () => {
  const at = (day: string, time: string, zone: string) =>
    toInstant({ day, time, zone }).toISOString()
  expect(at('2026-10-13', '09:30', 'America/New_York')).toBe('2026-10-13T13:30:00.000Z')
  expect(at('2026-12-13', '09:30', 'America/New_York')).toBe('2026-12-13T14:30:00.000Z')
  expect(at('2026-10-13', '09:30', 'Asia/Kathmandu')).toBe('2026-10-13T03:45:00.000Z')
  expect(at('2026-10-13', '00:15', 'Pacific/Kiritimati')).toBe('2026-10-12T10:15:00.000Z')
})

test('of a time that is shown twice the first is meant, and one that is leapt over is refused', () => {
  const zone = 'America/New_York'
  expect(toInstant({ day: '2026-11-01', time: '01:30', zone }).toISOString()).toBe(
    '2026-11-01T05:30:00.000Z',
  )
  expect(() => toInstant({ day: '2026-03-08', time: '02:30', zone })).toThrow('leap over')
})

test.each([
  [{ day: '2026-02-30', time: '10:00', zone: 'UTC' }, '/body/day'],
  [{ day: '2026-13-01', time: '10:00', zone: 'UTC' }, '/body/day'],
  [{ day: '9999-12-31', time: '20:00', zone: 'America/New_York' }, '/body/day'],
  [{ day: '2026-02-01', time: '10:00', zone: 'Mars/Olympus' }, '/body/zone'],
])('what is no day or zone is refused where it stands: %o', (wall, path) => {
  expect(() => toInstant(wall)).toThrow(expect.objectContaining({ code: 'bad-request', path }))
})

test('every instant comes back from what the clocks of a zone show at it', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) }),
      fc.constantFrom(...zones),
      (ms, zone) => {
        const minute = new Date(ms - (ms % 60_000))
        const shown = new Intl.DateTimeFormat('sv-SE', {
          dateStyle: 'short',
          timeStyle: 'short',
          timeZone: zone,
        }).format(minute)
        const [day, time] = shown.split(' ') as [string, string]
        // A time that is shown twice comes back as its first.
        const away = minute.getTime() - toInstant({ day, time, zone }).getTime()
        expect([0, 1_800_000, 3_600_000]).toContain(away)
      },
    ),
  )
})
