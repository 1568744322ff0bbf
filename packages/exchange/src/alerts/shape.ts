import type { AlertAnswer, PartyAlert, ToldAlert } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { PartyAlertTable } from '../db/defended-tables.ts'
import type { selectMails } from './store.ts'

type Row = Selectable<PartyAlertTable>

/** Whether others may be told of it now: the party said so, or its time is over; never what it calls its own. */
export function mayShare(row: Row, now: Date): boolean {
  if (row.answer === 'ours') return false
  return row.others_from !== null && row.others_from <= now
}

/** An alert as the reader sees it: what only the finder may see is left out for others. */
export function toAlert(
  row: Row,
  { reader, now, openedAt }: { reader: string; now: Date; openedAt: Date | undefined },
): PartyAlert {
  const isFinder = row.finder === reader
  return {
    id: row.id,
    name: row.name,
    target: row.target,
    party: { id: row.party_id, name: row.party_name },
    finder: { id: row.finder, name: row.finder_name, kind: row.finder_kind },
    technique: row.technique,
    score: row.score,
    evidence: row.evidence,
    state: row.state,
    firstSeen: row.first_seen.toISOString(),
    lastSeen: row.last_seen.toISOString(),
    seen: row.seen,
    ...(row.told_at ? { toldAt: row.told_at.toISOString() } : {}),
    ...(openedAt ? { openedAt: openedAt.toISOString() } : {}),
    ...(answerOf(row) ? { answer: answerOf(row)! } : {}),
    ...(row.others_from ? { othersFrom: row.others_from.toISOString() } : {}),
    mayShare: mayShare(row, now),
    ...(row.sealed_until
      ? {
          seal: {
            until: row.sealed_until.toISOString(),
            basis: row.seal_basis ?? '',
            opened: row.unsealed_at !== null,
          },
        }
      : {}),
    ...(isFinder ? { findingId: row.finding_id } : {}),
    ...(isFinder && row.set_aside !== null ? { setAside: row.set_aside } : {}),
    logIndex: Number(row.log_index),
  }
}

/** What the party sees by the link of a mail. */
export function toTold(row: Row): ToldAlert {
  return {
    id: row.id,
    name: row.name,
    target: row.target,
    technique: row.technique,
    evidence: row.evidence,
    score: row.score,
    firstSeen: row.first_seen.toISOString(),
    ...(answerOf(row) ? { answer: answerOf(row)! } : {}),
    ...(row.others_from ? { othersFrom: row.others_from.toISOString() } : {}),
  }
}

function answerOf(row: Row): AlertAnswer | undefined {
  if (row.answer === null || row.answered_at === null) return undefined
  return {
    answer: row.answer,
    mayKnow: row.may_know ?? 'nobody',
    wantsHelp: row.wants_help ?? false,
    ...(row.answer_words === null ? {} : { words: row.answer_words }),
    at: row.answered_at.toISOString(),
  }
}

const MAIL_STATES: Record<string, 'waiting' | 'handed-over' | 'failed'> = {
  queued: 'waiting',
  sent: 'handed-over',
  failed: 'failed',
}

export function toMail(row: Awaited<ReturnType<typeof selectMails>>[number]) {
  const at = row.sent_at ?? row.settled_at
  const none = 'No mail was written: no mail server is set.'
  const fault = row.state === null ? none : row.fault
  return {
    title: row.title,
    state: row.state === null ? ('failed' as const) : MAIL_STATES[row.state]!,
    ...(at ? { at: at.toISOString() } : {}),
    ...(fault === null ? {} : { fault }),
    ...(row.opened_at ? { openedAt: row.opened_at.toISOString() } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
  }
}
