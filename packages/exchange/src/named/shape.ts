import type { NamedAnswer, NamedAsk } from '@tocsin/api'
import { recordName, type AskRow, type selectIdentifier } from './store.ts'

type IdentifierRow = Awaited<ReturnType<typeof selectIdentifier>>

/** An ask as whoever asks sees it. Until its answer is stated it stands as proven, whether it is worked out or not. */
export function toAsk(row: AskRow, identifier: IdentifierRow): NamedAsk {
  const shown = row.state === 'answered'
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    askedAt: row.asked_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(identifier ? toIdentifier(row, identifier) : {}),
    ...(row.proven_at ? { provenAt: row.proven_at.toISOString() } : {}),
    ...(row.proven_how ? { provenHow: row.proven_how } : {}),
    ...(row.shown_from ? { shownFrom: row.shown_from.toISOString() } : {}),
    ...(shown && row.answer ? { answer: row.answer as NamedAnswer } : {}),
    ...(shown && row.log_index !== null ? { logIndex: row.log_index } : {}),
    ...(row.reason !== null && row.state === 'not-proven' ? { reason: row.reason } : {}),
    erased: row.erased_at !== null,
  }
}

function toIdentifier({ kind, state }: AskRow, identifier: NonNullable<IdentifierRow>) {
  const { value, platform, code, posted } = identifier
  const waits = state === 'asked' && kind !== 'email'
  return {
    value,
    ...(platform === null ? {} : { platform }),
    ...(waits ? { code } : {}),
    ...(waits && kind === 'domain' ? { record: recordName(value) } : {}),
    ...(posted === null ? {} : { posted }),
  }
}
