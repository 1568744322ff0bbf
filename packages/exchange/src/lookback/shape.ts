import type { KeptList, LeftOut, LookbackMatch, MemberKind, NotLookedFor, Tlp } from '@tocsin/api'
import { noneUnsought } from './sought.ts'
import type { ReleaseRow } from '../sharing/select.ts'

type ListRow = {
  id: string
  name: string
  kept_at: Date
  ends_at: Date
  format: string
  lines: number
  timeless: number
  assumed: number
  things: KeptList['things']
  left_out: LeftOut
  behind: boolean
}

export function toKeptList(row: ListRow): KeptList {
  return {
    id: row.id,
    name: row.name,
    keptAt: row.kept_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    format: row.format,
    lines: row.lines,
    timeless: row.timeless,
    assumed: row.assumed,
    things: row.things,
    leftOut: row.left_out,
    isCaughtUp: !row.behind,
  }
}

/** A release as lists came out against it, all of them together. */
export type MatchRow = {
  release_id: string
  position: number
  matched_at: Date
  looked_for: number
  lines: number
  first: Date | null
  last: Date | null
  left_out: NotLookedFor
  rule: string | null
  opened: boolean
}

export type ReleaseHits = Pick<LookbackMatch, 'hits' | 'standing' | 'lists'>

export function toMatch(
  row: MatchRow,
  release: ReleaseRow,
  counted: ReleaseHits | undefined,
): LookbackMatch {
  const { hits = 0, standing = 0, lists = [] } = counted ?? {}
  return {
    release: {
      id: release.id,
      title: release.title,
      from: {
        id: release.from_member,
        name: release.from_name,
        kind: release.from_kind as MemberKind,
      },
      tlp: release.tlp as Tlp,
      releasedAt: release.released_at.toISOString(),
      ...(release.recalled_at ? { recalledAt: release.recalled_at.toISOString() } : {}),
    },
    matchedAt: row.matched_at.toISOString(),
    lookedFor: row.looked_for,
    hits,
    standing,
    lines: row.lines,
    ...times(row),
    lists: [...lists],
    notLookedFor: { ...noneUnsought(), ...row.left_out },
    ...(row.rule === null ? {} : { rule: row.rule }),
    isOpened: row.opened,
  }
}

/** The first and last of the times that lines bear, where any does. */
export function times({ first, last }: { first: Date | null; last: Date | null }): {
  first?: string
  last?: string
} {
  return {
    ...(first === null ? {} : { first: first.toISOString() }),
    ...(last === null ? {} : { last: last.toISOString() }),
  }
}
