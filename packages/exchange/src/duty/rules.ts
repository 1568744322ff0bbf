/** When nobody is on duty, and when several are, over plain values. */

/** A span of time in milliseconds, from the first to before the last. */
export type Span = { from: number; until: number }
type Watch = Span & { person: string }

/**
 * Gaps and overlaps of `watches` within `range`, each as few spans as there can be, in order. Two watches of one person are one
 * person on duty. O(n log n + spans · people at once).
 */
export function weighWatches(
  watches: readonly Watch[],
  range: Span,
): { gaps: Span[]; overlaps: (Span & { people: string[] })[] } {
  const gaps: Span[] = []
  const overlaps: (Span & { people: string[] })[] = []
  const held = new Map<string, number>()
  let since = range.from
  const close = (at: number) => {
    if (at <= since) return
    if (held.size === 0) extend(gaps, { from: since, until: at }, () => true)
    const people = [...held.keys()].toSorted()
    if (people.length > 1)
      extend(overlaps, { from: since, until: at, people }, (one) => isEqual(one.people, people))
    since = at
  }
  for (const { at, person, step } of turnsOf(watches, range)) {
    close(at)
    const count = (held.get(person) ?? 0) + step
    if (count === 0) held.delete(person)
    else held.set(person, count)
  }
  close(range.until)
  return { gaps, overlaps }
}

function turnsOf(watches: readonly Watch[], { from, until }: Span) {
  return watches
    .filter((one) => one.from < until && one.until > from && one.from < one.until)
    .flatMap(({ person, ...one }) => [
      { at: Math.max(one.from, from), person, step: 1 },
      { at: Math.min(one.until, until), person, step: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || b.step - a.step)
}

/** Lengthens the last span where the next follows on it without a break and is like it. */
function extend<T extends Span>(spans: T[], next: T, isLike: (last: T) => boolean): void {
  const last = spans.at(-1)
  if (last && last.until === next.from && isLike(last)) last.until = next.until
  else spans.push(next)
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i])
}
