/** Bundles of observed-data for tests, from what differs between them. */
import type { Bundle } from '@tocsin/stix'

export type Seen = {
  /** Seconds after some midnight. */
  readonly first?: number
  readonly last?: number
  readonly count?: number
  readonly objects: readonly Readonly<Record<string, unknown>>[]
}

/** One bundle that holds an observed-data object for each, and all their objects. */
export function bundleOf(...seen: readonly Seen[]): Bundle {
  const objects = seen.flatMap(({ first = 0, last = first, count = 1, objects: inner }, i) => {
    const ids = inner.map((object, n) => object['id'] ?? idOf(String(object['type']), i * 100 + n))
    return [
      {
        type: 'observed-data',
        id: idOf('observed-data', i),
        first_observed: timeOf(first),
        last_observed: timeOf(last),
        number_observed: count,
        object_refs: ids,
      },
      ...inner.map((object, n) => ({ id: ids[n], ...object })),
    ]
  })
  return { type: 'bundle', id: idOf('bundle', 0), objects } as unknown as Bundle
}

export function idOf(type: string, n: number): string {
  return `${type}--00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

export function timeOf(second: number): string {
  return new Date(Date.UTC(2026, 9, 1) + second * 1000).toISOString()
}
