/** Messages in SQL. Functions named `select…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { ActKind, MessageState } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Actor, Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

export type MessageRow = Selectable<Tables['messages']>

/** A person, for what only a person does. */
export type Person = Actor & { personId: string }

/** Messages with the names that are shown; a member's own, by row-level security. */
export function selectMessages(tx: Tx) {
  return tx
    .selectFrom('messages as m')
    .leftJoin('people as p', 'p.id', 'm.author')
    .leftJoin('groups as g', 'g.id', 'm.group_id')
    .selectAll('m')
    .select(['p.name as author_name', 'g.name as group_name'])
}

export async function selectEvents(tx: Tx, id: string) {
  return tx
    .selectFrom('message_events as e')
    .leftJoin('people as p', 'p.id', 'e.person_id')
    .selectAll('e')
    .select('p.name as person_name')
    .where('e.message_id', '=', id)
    .orderBy('e.id')
    .execute()
}

export async function selectRevision(tx: Tx, id: string, revision: number) {
  return tx
    .selectFrom('message_revisions')
    .selectAll()
    .where('message_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
}

/** A message of this member, locked against change. Throws `not-found`. */
export async function lockMessage(tx: Tx, memberId: string, id: string): Promise<MessageRow> {
  const row = await tx
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  return row
}

export function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such message')
}

const SETTLED: Record<string, string> = {
  approved: 'this message was approved and released before',
  returned: 'this message was returned to its author before',
  withdrawn: 'its author has taken this message back',
  'timed-out': 'the time for reviewing this message has run out; it can be submitted anew',
}

/** Throws `conflict` unless the message waits for a second person. */
export function refuseSettled({ state }: MessageRow): void {
  const why = SETTLED[state]
  if (why) throw new ExchangeError('conflict', why)
}

/** What waits, as the mails about it call it. */
export function waitingKind(type: string): 'message' | 'tear-line' {
  return type === 'tear-line' ? 'tear-line' : 'message'
}

const ACTS = {
  message: {
    submitted: 'message.submitted',
    approved: 'message.approved',
    returned: 'message.returned',
    withdrawn: 'message.withdrawn',
    'timed-out': 'message.timed-out',
  },
  'tear-line': {
    submitted: 'tear-line.submitted',
    approved: 'tear-line.approved',
    returned: 'tear-line.returned',
    withdrawn: 'tear-line.withdrawn',
    'timed-out': 'tear-line.timed-out',
  },
} as const satisfies Record<string, Record<MessageState, ActKind>>

const CALLED = {
  message: 'a message for platforms or campaigns',
  'tear-line': 'a lower version of a release',
}

export type Step = {
  id: string
  memberId: string
  what: MessageState
  revision: number
  at: Date
  by: Doer
  title: string
  type: string
  details?: object
  note?: string
}

/** Writes a step of a message: its history, its log entry, and the word to the screens of its member. Call it last. */
export async function recordStep(tx: Tx, step: Step): Promise<void> {
  const { id, memberId, what, revision, at, by, note } = step
  const called = waitingKind(step.type)
  const [index] = await appendLog(tx, [
    {
      kind: ACTS[called][what],
      at,
      subject: `message:${id}`,
      payload: {
        statement: `“${step.title}”, ${CALLED[called]}: ${what}`,
        message: id,
        from: memberId,
        revision,
        ...(note ? { note } : {}),
        ...step.details,
      },
      by,
      members: [memberId],
    },
  ])
  const person = typeof by === 'object' && 'memberId' in by ? by.personId : undefined
  await tx
    .insertInto('message_events')
    .values({
      message_id: id,
      member_id: memberId,
      at,
      what,
      person_id: person ?? null,
      revision,
      note: note ?? null,
      log_index: index!,
    })
    .execute()
  await announce(tx, { kind: 'message.changed', subject: id, at, members: [memberId] })
}
