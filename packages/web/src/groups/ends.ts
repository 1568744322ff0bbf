import type { BodyOf, createGroup } from '@tocsin/api'
import { fromField } from '../words/time.ts'

/** What stands in the fields; without an election the date counts. */
export type CharterEnd = { election: string; days: number | string; date: string }

export const NO_END: CharterEnd = { election: '', days: 30, date: '' }

export const MOST_DAYS = 3650

/** The end as the exchange takes it; undefined while it is not whole. */
export function toEnd({
  election,
  days,
  date,
}: CharterEnd): Pick<BodyOf<typeof createGroup>, 'expiresAt' | 'endsWith'> | undefined {
  if (election)
    return typeof days === 'number' && days >= 0 && days <= MOST_DAYS
      ? { endsWith: { election, days } }
      : undefined
  const expiresAt = fromField(date)
  return expiresAt ? { expiresAt } : undefined
}
