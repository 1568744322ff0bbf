import { PeriodReport } from '@tocsin/api'
import { Value } from 'typebox/value'

/** Whether it is the report of a period, as `getReport` gives it. */
export function isReport(value: unknown): value is PeriodReport {
  return Value.Check(PeriodReport, value)
}
