import type { NoticeKind, ReportTimes } from '@tocsin/api'
import { toPlaces } from './period.ts'

/** What is measured from the sending of a notice, by the first event of its kind at each office. */
export const STEPS = [
  ['delivery.sent', 'a mail was handed over to a mail server'],
  ['notice.opened', 'it was opened by a link, a person or a key'],
  ['notice.told', 'the office answered'],
  ['notice.understood', 'the office said who acts'],
  ['notice.acted', 'the office said that it has acted'],
] as const

export type Measured = {
  notice: NoticeKind
  step: string
  offices: number
  median: number
  most: number
  longest: number
  /** Places of the sendings and of the events, in any order. */
  indexes: readonly number[]
}

/** The times of notices and advisories together, and of tests of reachability apart; what nobody did has no time. */
export function toTimes(rows: readonly Measured[]): ReportTimes[] {
  return [false, true].flatMap((isTest) =>
    STEPS.flatMap(([step, words]) => {
      const row = rows.find(
        (one) => one.step === step && (one.notice === 'reachability') === isTest,
      )
      if (!row) return []
      const { offices, median, most, longest } = row
      return [
        {
          kind: `${isTest ? 'test' : 'notice'} to ${step}`,
          what: `${isTest ? 'Test of reachability' : 'Notice'}: from sending until ${words}`,
          offices,
          median: minutes(median),
          most: minutes(most),
          longest: minutes(longest),
          entries: toPlaces(row.indexes),
        },
      ]
    }),
  )
}

/** To a tenth of a minute. */
function minutes(value: number): number {
  return Math.round(value * 10) / 10
}
