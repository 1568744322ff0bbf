import type { ChannelCounts, Reachability, ReachedOffice, TextChannel } from '@tocsin/api'
import { daysUntil } from '../elections/rules.ts'
import type { ElectionRow } from '../elections/store.ts'
import type {
  ChannelRow,
  CheckRow,
  countChannels,
  countOffices,
  OfficeRow,
  PlanRow,
} from './store.ts'

export function toReachability(
  { date, time_zone: timeZone }: ElectionRow,
  facts: {
    checks: CheckRow[]
    plans: PlanRow[]
    counts: Awaited<ReturnType<typeof countOffices>>
    channels: Awaited<ReturnType<typeof countChannels>>
    blocked: string | undefined
    textsBlocked: Partial<Record<TextChannel, string>>
  },
): Reachability {
  const channels = toChannels(facts.channels)
  const textsBlocked = Object.entries(facts.textsBlocked).filter(([name]) =>
    channels.some(({ channel }) => channel === name),
  )
  return {
    offices: Object.values(facts.counts).reduce((sum, n) => sum + n, 0),
    counts: facts.counts,
    channels,
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
    textsBlocked: Object.fromEntries(textsBlocked),
  }
}

/** Each channel once, with its offices by how far the tests came there. */
function toChannels(rows: Awaited<ReturnType<typeof countChannels>>): ChannelCounts[] {
  const names = [...new Set(rows.map(({ channel }) => channel))]
  return names.map((channel) => {
    const own = rows.filter((row) => row.channel === channel)
    const sum = (of: (row: (typeof own)[number]) => number) =>
      own.reduce((all, row) => all + of(row), 0)
    const last = own.flatMap(({ last_at: at }) => (at ? [at.getTime()] : []))
    return {
      channel,
      offices: sum(({ n }) => n),
      handedOver: sum((row) => row.handed_over),
      delivered: sum((row) => row.delivered),
      counts: Object.fromEntries(own.map(({ reached, n }) => [reached, n])),
      ...(last.length > 0 ? { lastAt: new Date(Math.max(...last)).toISOString() } : {}),
    }
  })
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
          ageDays: ageOf(last, now),
        }
      : {}),
    ...(row.fault && !answered ? { fault: row.fault } : {}),
    channels: (row.channels ?? []).map((one) => toChannel(one, now)),
  }
}

function toChannel(row: ChannelRow, now: Date): ReachedOffice['channels'][number] {
  const { channel, reached, handed_over_at: out, tested_at: tested, fault } = row
  return {
    channel,
    reached,
    ...(out ? { handedOverAt: new Date(out).toISOString() } : {}),
    ...(fault && reached === 'dead' ? { fault } : {}),
    ...(tested
      ? { testedAt: new Date(tested).toISOString(), ageDays: ageOf(new Date(tested), now) }
      : {}),
  }
}

function ageOf(then: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - then.getTime()) / DAY_MS))
}
