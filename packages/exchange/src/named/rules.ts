/** When what names somebody may be told to them, from instants alone. Pure. */

/** A release that names the identifier. `correctedAt`: since when a correction or later version names it no more. */
export type Naming = {
  releasedAt: Date
  recalledAt: Date | undefined
  correctedAt: Date | undefined
  endsAt: Date | undefined
}

/** What became of it at an instant. A release that was taken back is that, whatever else it is. */
export function becameOf(
  naming: Naming,
  now: Date,
): 'standing' | 'withdrawn' | 'corrected' | 'ended' {
  if (naming.recalledAt && naming.recalledAt <= now) return 'withdrawn'
  if (naming.correctedAt && naming.correctedAt <= now) return 'corrected'
  return naming.endsAt && naming.endsAt <= now ? 'ended' : 'standing'
}

/** When it stopped to name the identifier because its sender said so. */
function undoneAt({ recalledAt, correctedAt }: Naming): Date | undefined {
  const times = [recalledAt, correctedAt].filter((time) => time !== undefined)
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0]
}

/**
 * The most milliseconds after it was undone at whose end nothing else that stood named the identifier; undefined where it is not
 * undone. It never shrinks as time goes on: what is released later only ends a quiet time, so that what was told once can be told
 * again and no answer gives away that something new was released.
 */
export function quietFor(naming: Naming, all: readonly Naming[], now: Date): number | undefined {
  const undone = undoneAt(naming)?.getTime()
  if (undone === undefined || undone > now.getTime()) return undefined
  const spans = all
    .filter((other) => other !== naming)
    .map((other) => [other.releasedAt.getTime(), endOf(other)] as const)
  const standsAt = (time: number) => spans.some(([from, until]) => from <= time && time < until)
  if (!standsAt(now.getTime())) return now.getTime() - undone
  // The last quiet instant lies just before something began; a millisecond is the grain of the clock.
  const last = spans
    .map(([from]) => from - 1)
    .filter((time) => time >= undone && time <= now.getTime() && !standsAt(time))
    .toSorted((a, b) => b - a)[0]
  return last === undefined ? 0 : last - undone
}

/** Until when it stands, as milliseconds. */
function endOf(naming: Naming): number {
  return Math.min(...[undoneAt(naming), naming.endsAt].map((time) => time?.getTime() ?? Infinity))
}
