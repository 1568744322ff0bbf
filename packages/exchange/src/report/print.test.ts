import type { PeriodReport } from '@tocsin/api'
import { expect, test } from 'vitest'
import { countPeriod } from './period.ts'
import { printReport } from './print.ts'

const [FROM, TO] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']

test('on paper it is a tagged file with title and language, also of a log whose name has accents and marks', async () => {
  const report: PeriodReport = {
    from: FROM,
    to: TO,
    countedFrom: 'public log',
    log: { origin: 'élection-ñandú.example <&>', size: 9, root: 'AAAA' },
    entries: 0,
    sections: countPeriod(FROM, TO).sections(),
    incidents: [
      {
        notices: [[4, 4]],
        sentAt: FROM,
        offices: 2,
        reached: { offices: 0, entries: [] },
        steps: [{ step: 'told', offices: 0, entries: [] }],
      },
    ],
  }
  const pdf = await printReport(report, { made: new Date(TO), exercise: false })
  const text = Buffer.from(pdf).toString('latin1')
  for (const sign of [
    '%PDF-1.7',
    '/StructTreeRoot',
    '/Lang (en)',
    '/DisplayDocTitle true',
    '/H1',
    '/H3',
    '/LBody',
    '<pdfuaid:part>1</pdfuaid:part>',
  ])
    expect([sign, text.includes(sign)]).toEqual([sign, true])
  expect(text).not.toContain('/CIDSet')
})
