import { ACT_KINDS, type PeriodReport } from '@tocsin/api'
import { expect, test } from 'vitest'
import { toPage } from './page.ts'
import { countPeriod, describePlaces, toPlaces } from './period.ts'
import { SECTIONS } from './sections.ts'

const [FROM, TO] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']

test('every kind of act that the log records is counted in one place', () => {
  const kinds = SECTIONS.flatMap(({ rows }) => rows.map(([kind]) => kind))
  expect(kinds.toSorted()).toEqual([...ACT_KINDS].toSorted())
})

test('each number names its entries, and only those of the period', () => {
  const period = countPeriod(FROM, TO)
  const at = '2026-11-03T07:00:00.000Z'
  period.take(0, 'notice.sent', '2026-10-31T23:59:59.999Z')
  for (const index of [1, 2, 3, 7]) period.take(index, 'notice.sent', index === 1 ? FROM : at)
  period.take(4, 'refusal', at)
  period.take(5, 'refusal', TO)
  period.take(6, 'bell.rung', at)
  const lines = period.sections().flatMap((section) => section.lines)
  const line = (kind: string) => lines.find((one) => one.kind === kind)
  expect(line('notice.sent')).toMatchObject({
    count: 4,
    entries: [
      [1, 3],
      [7, 7],
    ],
  })
  expect(line('refusal')).toMatchObject({ count: 1, entries: [[4, 4]] })
  expect(line('bell.rung')).toMatchObject({ count: 1, entries: [[6, 6]] })
  expect(line('release.created')).toMatchObject({ count: 0, entries: [] })
  expect(describePlaces(line('notice.sent')!.entries)).toBe('1–3, 7')
})

test('places in any order are named once each, neighbours together', () => {
  expect(toPlaces([9, 3, 4, 4, 5])).toEqual([
    [3, 5],
    [9, 9],
  ])
})

test('what a log calls itself cannot write into the page', () => {
  const report: PeriodReport = {
    from: FROM,
    to: TO,
    countedFrom: 'public log',
    log: { origin: '<script>x', size: 1, root: '"' },
    entries: 0,
    sections: countPeriod(FROM, TO).sections(),
  }
  expect(toPage(report)).not.toContain('<script>')
})
