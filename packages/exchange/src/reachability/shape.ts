import type { Reachability, ReachedOffice } from '@tocsin/api'
import { daysUntil } from '../elections/rules.ts'
import type { ElectionRow } from '../elections/store.ts'
import type { CheckRow, countOffices, OfficeRow, PlanRow } from './store.ts'

export function toReachability(
  { date, time_zone: timeZone }: ElectionRow,
  facts: {
    checks: CheckRow[]
    plans: PlanRow[]
    counts: Awaited<ReturnType<typeof countOffices>>
    blocked: string | undefined
  },
): Reachability {
  return {
    offices: Object.values(facts.counts).reduce((sum, n) => sum + n, 0),
    counts: facts.counts,
    checks: facts.checks.map((row) => ({
      noticeId: row.id,
      ...(row.follows ? { follows: row.follows } : {}),
      sentAt: row.sent_at.toISOString(),
      ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
      daysBefore: daysUntil(date, row.sent_at, timeZone),
      offices: row.offices,
      answered: row.answered,
    })),
    plans: facts.plans.map((row) => ({
      id: row.id,
      daysBefore: row.days_before,
      unansweredOnly: row.unanswered_only,
      whoToCall: row.who_to_call,
      answerWithin: row.answer_within,
      dueAt: row.due_at.toISOString(),
    })),
    ...(facts.blocked ? { mailBlocked: facts.blocked } : {}),
  }
}

const DAY_MS = 86_400_000

/** An office with how far the last test came, and how old the last answer to any is at `now`. */
export function toReachedOffice(row: OfficeRow, now: Date): ReachedOffice {
  const { last_answered_at: last } = row
  const answered = row.reached === 'answered'
  return {
    jurisdiction: row.id,
    place: row.place,
    role: row.role,
    reached: row.reached,
    ...(row.handed_over_at ? { handedOverAt: row.handed_over_at.toISOString() } : {}),
    ...(row.answered_at ? { answeredAt: row.answered_at.toISOString() } : {}),
    ...(last
      ? {
          lastAnsweredAt: last.toISOString(),
          ageDays: Math.max(0, Math.floor((now.getTime() - last.getTime()) / DAY_MS)),
        }
      : {}),
    ...(row.fault && !answered ? { fault: row.fault } : {}),
  }
}
