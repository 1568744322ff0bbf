import type { AuditAct, AuditSearch } from '@tocsin/api'
import type { ActRow, SearchRow } from './store.ts'

export function toSearch(row: SearchRow): AuditSearch {
  const { id, filter, found, closed } = row
  return {
    id,
    at: row.at.toISOString(),
    filter,
    upTo: row.up_to,
    found,
    closed,
    logIndex: row.log_index,
  }
}

export function toAct(row: ActRow): AuditAct {
  const { index, kind, subject, parties, named } = row
  return {
    index,
    kind,
    at: row.at.toISOString(),
    subject,
    by: toDoer(row),
    parties,
    partiesTotal: row.parties_total,
    ...(row.rule ? { rule: row.rule } : {}),
    ...(row.message_type ? { messageType: row.message_type as AuditAct['messageType'] } : {}),
    ...(row.payload === null ? {} : { statement: row.payload }),
    named,
  }
}

function toDoer({ by, by_member, by_person }: ActRow): AuditAct['by'] {
  if (typeof by === 'string') return { other: by }
  const { person, key, office, role } = by
  if (office !== undefined) return { other: `office ${office}, ${role}` }
  return {
    ...(by_member === null ? {} : { member: by_member }),
    ...(person === undefined ? {} : { person: { id: person, name: by_person ?? 'Erased' } }),
    ...(key === undefined ? {} : { key }),
  }
}
