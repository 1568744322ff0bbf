import type { FirstRunId, FirstRunItem, MailHealth, RunBy } from '@tocsin/api'
import { FIRST_RUN_ITEMS } from '@tocsin/api'

export type Statement = { by: string; at: Date }

export type FirstRunCounts = {
  places: number
  /** Operators that may act and have signed in. */
  operators: number
  /** Active members beside the hub, and those of them of whom somebody has signed in. */
  members: number
  signed_in: number
  /** Groups whose charter holds, with two members or more. */
  groups: number
  /** Places whose office answers for them, and those of them with somebody on file. */
  offices: number
  on_file: number
  /** Contacts that answered or opened something here. */
  reached: number
  reached_at: Date | null
  /** Elections that are not over. */
  elections: number
}

/** What is so, as far as a program can see it. */
export type Facts = {
  origin: string
  runBy: RunBy
  mail: MailHealth
  /** When somebody last came in by a link that was mailed. */
  mailReceivedAt: string | undefined
  counts: FirstRunCounts
  policies: Statement | undefined
  restore: Statement | undefined
  /** When a backup last said that it ended well; `unread` where the file could not be looked at. */
  backupAt: Date | 'unread' | undefined
  /** When the database server last put a piece of its log away. */
  archivedAt: Date | undefined
  watchedAt: Date | undefined
  /** Names beside the log's own under its newest head. */
  otherSigners: number
}

const HOUR_MS = 3_600_000
/** A backup that is older leaves more than a day's acts to be lost. */
const BACKUP_MS = 26 * HOUR_MS
const RESTORE_MS = 365 * 24 * HOUR_MS
/** A machine that watches asks more often than that. */
const WATCH_MS = HOUR_MS / 4

type Said = Omit<FirstRunItem, 'id'>

/** How each thing stands; `now` is real time. Pure. */
export function judgeFirstRun(facts: Facts, now: Date): FirstRunItem[] {
  const said = { ...judgeRunning(facts, now), ...judgeTakingPart(facts) }
  return FIRST_RUN_ITEMS.map((id) => ({ id, ...said[id] }))
}

function judgeTakingPart({ counts }: Facts) {
  const some = (count: number, more: Partial<Said> = {}): Said => ({
    state: count > 0 ? 'done' : 'open',
    count,
    ...more,
  })
  return {
    places: some(counts.places),
    'first-member': some(counts.signed_in, { of: counts.members }),
    group: some(counts.groups),
    contacts: some(counts.on_file, { of: counts.offices }),
    reached: some(counts.reached, at(counts.reached_at)),
    election: some(counts.elections),
  } satisfies Partial<Record<FirstRunId, Said>>
}

function judgeRunning(facts: Facts, now: Date) {
  const { origin, runBy, mail, mailReceivedAt, counts, watchedAt, otherSigners } = facts
  const isAnswerable = runBy.name !== undefined && (runBy.mail ?? runBy.phone) !== undefined
  return {
    address: { state: toState(origin.startsWith('https:')), how: origin },
    'run-by': { state: toState(isAnswerable) },
    'mail-server': {
      state: toState(mail.state === 'working'),
      how: mail.state,
      ...(mail.handedOverAt === undefined ? {} : { at: mail.handedOverAt }),
    },
    'mail-received': {
      state: toState(mailReceivedAt !== undefined),
      ...(mailReceivedAt === undefined ? {} : { at: mailReceivedAt }),
    },
    'second-operator': { state: toState(counts.operators >= 2), count: counts.operators },
    'policies-read': judgeStated(facts.policies, now),
    'restore-tried': judgeStated(facts.restore, now, RESTORE_MS),
    backup: judgeBackup(facts, now),
    monitoring: {
      state: toState(watchedAt !== undefined && isWithin(watchedAt, now, WATCH_MS)),
      ...at(watchedAt),
    },
    // Lines by others stand there unchecked: no key of a witness is configured here.
    witnesses: { state: 'cannot', count: otherSigners },
  } satisfies Partial<Record<FirstRunId, Said>>
}

function judgeBackup({ backupAt, archivedAt }: Facts, now: Date): Said {
  if (backupAt === 'unread') return { state: 'unknown' }
  return {
    state: toState(backupAt !== undefined && isWithin(backupAt, now, BACKUP_MS)),
    ...at(backupAt),
    ...(archivedAt === undefined ? {} : { how: archivedAt.toISOString() }),
  }
}

/** `ms` is how long a statement holds; without it, for as long as it is about what is in force. */
function judgeStated(one: Statement | undefined, now: Date, ms = Infinity): Said {
  if (!one) return { state: 'open' }
  return { state: toState(isWithin(one.at, now, ms)), by: one.by, ...at(one.at) }
}

function toState(isDone: boolean): 'done' | 'open' {
  return isDone ? 'done' : 'open'
}

function at(when: Date | null | undefined): { at?: string } {
  return when ? { at: when.toISOString() } : {}
}

function isWithin(when: Date, now: Date, ms: number): boolean {
  return now.getTime() - when.getTime() <= ms
}
