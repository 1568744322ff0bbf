import type { MessageEvent, MessageState, MessageSummary, ReviewType } from '@tocsin/api'
import type { selectEvents, selectMessages } from './store.ts'

type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

export function toSummary(row: Row): MessageSummary {
  return {
    id: row.id,
    title: row.title,
    type: row.type as ReviewType,
    group: { id: row.group_id, name: row.group_name ?? 'a group that the member has left' },
    state: row.state as MessageState,
    author: { id: row.author, name: row.author_name ?? 'Erased' },
    revision: row.revision,
    submittedAt: row.submitted_at.toISOString(),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    ...(row.release_id ? { releaseId: row.release_id } : {}),
  }
}

export function toEvent(row: Awaited<ReturnType<typeof selectEvents>>[number]): MessageEvent {
  return {
    at: row.at.toISOString(),
    what: row.what as MessageState,
    ...(row.person_id ? { by: { id: row.person_id, name: row.person_name ?? 'Erased' } } : {}),
    revision: row.revision,
    ...(row.note ? { note: row.note } : {}),
  }
}
