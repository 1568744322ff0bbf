/** Erasing at somebody's wish: one person asks and says why, another decides, and the record says all three. */
import { randomUUID } from 'node:crypto'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import { toActor, type Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { erasePayloads } from '../log/erase.ts'
import { refuseHeld } from '../log/held.ts'
import { forgetMasked, selectSent } from '../sharing/masked.ts'
import { forgetWordsOfAlert, forgetWordsOfParty } from './alerts.ts'
import { forgetWordsOfCase } from './cases.ts'
import { forgetDrafts } from './drafts.ts'
import { forgetNotesOfMappings } from './mappings.ts'
import { erasePerson, hasPerson } from './person.ts'
import { forgetWordsOfPublicReport } from './public-reports.ts'
import { forgetWordsOfReport } from './reports.ts'

type Person = Actor & { personId: string }

/** What was erased or held, when and why, is what an empty place in the log is explained by. */
const KEPT = ['erasure', 'hold']

/** Asks; nothing is erased yet. Throws `not-found` where the record holds nothing on the subject, `conflict` where it is held or kept. */
export async function askErasure(
  tx: Tx,
  by: Person,
  { subject, reason }: { subject: string; reason: string },
  at: Date,
): Promise<string> {
  if (KEPT.includes(subject))
    throw new ExchangeError('conflict', 'what was erased or held, and why, stays on record', {
      path: '/body/subject',
    })
  await takeCommitOrder(tx)
  await refuseHeld(tx, (await selectSent(tx, subject)).subjects)
  if (!(await isErasable(tx, subject)))
    throw new ExchangeError('not-found', 'the record holds nothing about this', {
      path: '/body/subject',
    })
  const id = randomUUID()
  try {
    await tx
      .insertInto('erasures')
      .values({ id, subject, reason, asked_by: by.personId, asked_at: at })
      .execute()
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    throw new ExchangeError('conflict', 'this was asked already and waits for a decision', {
      cause,
    })
  }
  const payload = { erasure: id, about: subject, reason }
  await appendLog(tx, [
    {
      kind: 'erasure.asked',
      at,
      subject: 'erasure',
      payload,
      by: toActor(by),
      members: [by.memberId],
    },
  ])
  return id
}

/** Erases what was asked for. Throws `forbidden` for whoever asked, or whom it concerns, and `conflict` under a hold. */
export async function approveErasure(tx: Tx, by: Person, id: string, at: Date): Promise<void> {
  const wish = await lockOpen(tx, id)
  if (wish.asked_by === by.personId)
    throw new ExchangeError('forbidden', 'another person than asked for it decides')
  if (wish.subject === `person:${by.personId}`)
    throw new ExchangeError('forbidden', 'nobody decides on what concerns themselves')
  // Whom pseudonyms stand for is forgotten with a message as with its release: a hold on either stands for both.
  await refuseHeld(tx, (await selectSent(tx, wish.subject)).subjects)
  const { subject, reason } = wish
  await erasePerson(tx, subject)
  await forgetMasked(tx, subject, at)
  await forgetDrafts(tx, subject, at)
  await forgetWordsOfCase(tx, subject, at)
  await forgetWordsOfAlert(tx, subject)
  await forgetWordsOfParty(tx, subject)
  await forgetWordsOfPublicReport(tx, subject)
  await forgetWordsOfReport(tx, subject, at)
  await forgetNotesOfMappings(tx, subject)
  const entries = await erasePayloads(tx, {
    subject,
    reason,
    at,
    by: toActor(by),
    members: [by.memberId],
    details: { about: subject, erasure: id, askedBy: wish.asked_by },
  })
  await decide(tx, id, 'approved', by, at, entries.length)
}

/** Leaves everything as it is; also for whoever asked. */
export async function declineErasure(tx: Tx, by: Person, id: string, at: Date): Promise<void> {
  const wish = await lockOpen(tx, id)
  await decide(tx, id, 'declined', by, at)
  const payload = { erasure: id, about: wish.subject }
  await appendLog(tx, [
    {
      kind: 'erasure.declined',
      at,
      subject: 'erasure',
      payload,
      by: toActor(by),
      members: [by.memberId],
    },
  ])
}

async function isErasable(tx: Tx, subject: string): Promise<boolean> {
  const payload = await tx
    .selectFrom('log_payloads')
    .select('index')
    .where('subject', '=', subject)
    .limit(1)
    .executeTakeFirst()
  return payload !== undefined || hasPerson(tx, subject)
}

async function lockOpen(tx: Tx, id: string) {
  await takeCommitOrder(tx)
  const wish = await tx.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
  if (!wish) throw new ExchangeError('not-found', 'nobody asked for this')
  if (wish.decision) throw new ExchangeError('conflict', `this was ${wish.decision} before`)
  return wish
}

async function decide(
  tx: Tx,
  id: string,
  decision: 'approved' | 'declined',
  by: Person,
  at: Date,
  entries: number | null = null,
): Promise<void> {
  await tx
    .updateTable('erasures')
    .set({ decision, decided_by: by.personId, decided_at: at, entries })
    .where('id', '=', id)
    .execute()
}
