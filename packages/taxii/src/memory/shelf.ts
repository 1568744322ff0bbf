/**
 * One collection's objects in memory: rows in the order they became visible, and an index by object id.
 *
 * A cursor is `position:horizon`: the page starts after `position`, and rows past `horizon`, the end when the first
 * page was asked for, do not count. So the same cursor always means the same page, whatever is added meanwhile.
 */
import type { ObjectQuery, Page } from '../store.ts'
import { versionKey } from '../timestamp.ts'

export type Row = {
  position: number
  dateAdded: string
  id: string
  type: string
  version: string
  versionKey: string
  specVersion: string
  text: string
}

type NewRow = Omit<Row, 'position' | 'versionKey'>

export type Shelf = {
  append(row: NewRow): Row
  /** The row of an id and version, if there is one. */
  find(id: string, version: string | null, specVersion: string): Row | undefined
  remove(row: Row): void
  select(query: ObjectQuery, canSee: (row: Row) => boolean): Page<Row[]>
  rowsOf(id: string): readonly Row[]
  lastAdded(): string | undefined
}

export function createShelf(): Shelf {
  const rows: Row[] = []
  const byId = new Map<string, Row[]>()
  let position = 0

  return {
    append(row) {
      const kept: Row = { ...row, position: ++position, versionKey: versionKey(row.version) }
      rows.push(kept)
      const siblings = byId.get(row.id)
      if (siblings) siblings.push(kept)
      else byId.set(row.id, [kept])
      return kept
    },
    find(id, version, specVersion) {
      const key = version === null ? null : versionKey(version)
      return byId
        .get(id)
        ?.find((row) => (key === null || row.versionKey === key) && row.specVersion === specVersion)
    },
    remove(row) {
      rows.splice(rows.indexOf(row), 1)
      const siblings = (byId.get(row.id) ?? []).filter((other) => other !== row)
      if (siblings.length > 0) byId.set(row.id, siblings)
      else byId.delete(row.id)
    },
    select(query, canSee) {
      const { after, horizon } = openCursor(query.after, position)
      const inRange = (row: Row): boolean =>
        row.position <= horizon &&
        (query.addedAfter === undefined || row.dateAdded > query.addedAfter) &&
        canSee(row)
      const candidates = query.ids?.length === 1 ? (byId.get(query.ids[0]!) ?? []) : rows
      const found: Row[] = []
      for (let i = firstAfter(candidates, after); i < candidates.length; i++) {
        const row = candidates[i]!
        if (!inRange(row) || !matches(row, query)) continue
        if (!isWantedVersion(row, query, (byId.get(row.id) ?? []).filter(inRange))) continue
        if (found.length === query.limit) return toPage(found, horizon, true)
        found.push(row)
      }
      return toPage(found, horizon, false)
    },
    rowsOf: (id) => byId.get(id) ?? [],
    lastAdded: () => rows.at(-1)?.dateAdded,
  }
}

function toPage(items: Row[], horizon: number, more: boolean): Page<Row[]> {
  const last = items.at(-1)
  if (!last) return { items, count: 0, next: null }
  const next = more ? `${last.position}:${horizon}` : null
  return { items, count: items.length, first: items[0]!.dateAdded, last: last.dateAdded, next }
}

function openCursor(cursor: string | undefined, end: number): { after: number; horizon: number } {
  if (cursor === undefined) return { after: 0, horizon: end }
  const [after, horizon] = cursor.split(':').map(Number)
  return { after: after ?? 0, horizon: horizon ?? end }
}

function firstAfter(rows: readonly Row[], after: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.position > after) high = middle
    else low = middle + 1
  }
  return low
}

function matches(row: Row, { ids, types, specVersions }: ObjectQuery): boolean {
  if (ids && !ids.includes(row.id)) return false
  if (types && !types.includes(row.type)) return false
  return !specVersions || specVersions.includes(row.specVersion)
}

/** `siblings`: the rows of the same id that the rest of the query leaves. */
function isWantedVersion(row: Row, query: ObjectQuery, siblings: Row[]): boolean {
  const specs = query.specVersions
  const rivals = specs
    ? siblings.filter((other) => specs.includes(other.specVersion))
    : siblings.filter((other) => compareSpec(other, row) >= 0)
  if (!specs && rivals.some((other) => compareSpec(other, row) > 0)) return false
  if (query.versions === 'all') return true
  const { first, last, exact } = query.versions
  if (exact.includes(row.versionKey)) return true
  if (last && !rivals.some((other) => other.versionKey > row.versionKey)) return true
  return first && !rivals.some((other) => other.versionKey < row.versionKey)
}

function compareSpec(a: Row, b: Row): number {
  const [major = 0, minor = 0] = a.specVersion.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = b.specVersion.split('.').map(Number)
  return major - otherMajor || minor - otherMinor
}
