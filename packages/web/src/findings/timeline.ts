import { formatIn, toLocalTime, toSpan } from '../words/time.ts'

export type Timeline = { from: string; binSeconds: number; counts: readonly number[] }

/** A time line in one sentence: how many posts, and when most of them. */
export function describeTimeline(timeline: Timeline): string {
  const total = timeline.counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return 'No post was in step.'
  const most = timeline.counts.reduce((max, count) => Math.max(max, count), 0)
  const peak = timeline.counts.indexOf(most)
  const at = new Date(Date.parse(timeline.from) + peak * timeline.binSeconds * 1000)
  return `${total.toLocaleString('en')} posts in step; most of them (${most.toLocaleString('en')}) in the ${toSpan(timeline.binSeconds)} from ${toLocalTime(at.toISOString())}. One bar is ${toSpan(timeline.binSeconds)}.`
}

const TICK_TIME = { hour: '2-digit', minute: '2-digit' } as const
const TICK_DAY = { day: 'numeric', month: 'short' } as const

/** Marks under a time axis, in the reader's zone: the time, and under the first of each day its date. */
export function toTicks(seconds: readonly number[]): string[] {
  const instants = seconds.map((second) => new Date(second * 1000))
  const dayOf = formatIn('en-GB', TICK_DAY)
  const timeOf = formatIn('en-GB', TICK_TIME)
  const days = instants.map((instant) => dayOf.format(instant))
  return instants.map((instant, index) => {
    const time = timeOf.format(instant)
    return days[index] === days[index - 1] ? time : `${time}\n${days[index]}`
  })
}
