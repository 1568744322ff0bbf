/** What came since one was last told. Pure. */
import type { NewsKind, NewsLine } from '@tocsin/api'

/** So many of a kind came; `id` is the one to open, where it is one and known. */
export type Arrival = { kind: NewsKind; count: number; id?: string }

/** What stands in `after` and did not in `before`, by name where it is named, else by count. */
export function newSince(before: readonly NewsLine[], after: readonly NewsLine[]): Arrival[] {
  return after.flatMap(({ kind, total, ids }) => {
    const old = before.find((line) => line.kind === kind)
    const known = new Set(old?.ids)
    const fresh = ids.filter((id) => !known.has(id))
    // Named are the newest alone: where others came on the list since older ones went, they are not new.
    const grew = total - (old?.total ?? 0)
    const named = old !== undefined && old.total > old.ids.length ? 0 : fresh.length
    const count = Math.max(grew, named)
    if (count <= 0) return []
    return [{ kind, count, ...(count === 1 && fresh[0] !== undefined ? { id: fresh[0] } : {}) }]
  })
}

/** Announcements with more of the same put together. */
export function addNews(standing: readonly Arrival[], came: readonly Arrival[]): Arrival[] {
  const kept = standing.map((one) => {
    const more = came.find(({ kind }) => kind === one.kind)
    return more ? { kind: one.kind, count: one.count + more.count } : one
  })
  return [...kept, ...came.filter(({ kind }) => !standing.some((one) => one.kind === kind))]
}
