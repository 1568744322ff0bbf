import { INCIDENT_STEPS, type NoticeKind, type ReportTimes } from '@tocsin/api'
import { toPlaces } from './period.ts'

/** What is measured from the sending of a notice, by the first event of these kinds at each office: whoever said who acts was told. */
export const STEPS: readonly (readonly [step: string, words: string, kinds: readonly string[]])[] =
  [
    ['delivery.sent', 'a mail was handed over to a mail server', ['delivery.sent']],
    ['notice.opened', 'it was opened by a link, a person or a key', ['notice.opened']],
    ['notice.told', 'the office answered', INCIDENT_STEPS.told],
    ['notice.understood', 'the office said who acts', INCIDENT_STEPS.understood],
    ['notice.acted', 'the office said that it has acted', INCIDENT_STEPS.acted],
  ]

export const TIMES_TITLE = 'Times of notices sent in the period, from their sending'
export const TIMES_NOTE =
  'Only of offices at which it happened before the end of the period; the others have no time and are not in it. An office counts once for each notice that it had.'

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
