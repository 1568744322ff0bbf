import { toLocalTime, toSpan } from './time.ts'

export type Timeline = { from: string; binSeconds: number; counts: readonly number[] }

/** A time line in one sentence: how many posts, and when most of them. */
export function describeTimeline(timeline: Timeline): string {
  const total = timeline.counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return 'No post was in step.'
  const most = Math.max(...timeline.counts)
  const peak = timeline.counts.indexOf(most)
  const at = new Date(Date.parse(timeline.from) + peak * timeline.binSeconds * 1000)
  return `${total.toLocaleString('en')} posts in step; most of them (${most.toLocaleString('en')}) in the ${toSpan(timeline.binSeconds)} from ${toLocalTime(at.toISOString())}. One bar is ${toSpan(timeline.binSeconds)}.`
}
