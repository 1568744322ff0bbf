import type { MeetingItem, MeetingPromise, Message } from '@tocsin/api'
import type { ItemRow, selectShownPromises } from './item-store.ts'

type Row = ItemRow & {
  title: string | null
  words: string | null
  message: Message | null
}

export function toItem(row: Row, viewerMember: string): MeetingItem {
  const isOwn = row.member_id === viewerMember
  return {
    id: row.id,
    memberId: row.member_id,
    state: row.state as MeetingItem['state'],
    type: row.type as MeetingItem['type'],
    at: row.at.toISOString(),
    version: row.version,
    prepared: row.prepared,
    ...(row.rule === null ? {} : { rule: row.rule }),
    // Why may quote what a rule found; the rule is for all.
    ...(row.reason === null || !isOwn ? {} : { reason: row.reason }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.words === null ? {} : { words: row.words }),
    ...(row.message === null ? {} : { message: row.message }),
  }
}

type PromiseRow = Awaited<ReturnType<typeof selectShownPromises>>[number]

export function toPromise(row: PromiseRow, viewerMember: string): MeetingPromise {
  const isOwn = row.member_id === viewerMember
  return {
    id: row.id,
    memberId: row.member_id,
    words: row.words,
    until: row.until,
    at: row.at.toISOString(),
    ...(isOwn ? { state: (row.state ?? 'open') as NonNullable<MeetingPromise['state']> } : {}),
    told: row.told.map(({ at, words }) => ({ at: at.toISOString(), words })),
  }
}
