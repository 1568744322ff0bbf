/** Shifts on the roster of a member. An own one is taken by being written; that of a colleague is offered, and counts once taken. */
import type { answerShift, BodyOf, Shift, ShiftDraft } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { queueShift } from './mails.ts'
import { type ShiftRow, toShift } from './roster.ts'
import { recordDuty, selectColleagues } from './store.ts'
import { isZone } from '../texts/zone.ts'

const DAY_MS = 86_400_000
/** A shift is no longer than this, and no further ahead. */
const LONGEST_DAYS = 14
const AHEAD_DAYS = 400
/** So many shifts of one member are still to come. */
const MOST_SHIFTS = 1000

const COLUMNS = ['id', 'person_id', 'from_at', 'until_at', 'zone', 'state', 'made_by'] as const

/** Throws `bad-request` for a zone that there is not. */
export function refuseZone(zone: string, path: string): void {
  if (!isZone(zone)) throw new ExchangeError('bad-request', 'no such time zone', { path })
}

/**
 * Puts shifts on the roster, all or none. One that is sent again by its id is kept once; `conflict` where the id stands for another
 * one, `bad-request` for one that is over, too long, or of nobody of the member who may sign in.
 */
export async function writeShifts(
  ctx: Context,
  who: PersonViewer,
  drafts: readonly ShiftDraft[],
): Promise<Shift[]> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const people = await selectColleagues(tx, who.memberId, at)
    for (const [i, draft] of drafts.entries()) {
      const path = `/body/shifts/${i}`
      const colleague = people.get(draft.personId)
      if (!colleague || colleague.away)
        throw new ExchangeError('bad-request', 'nobody of your organisation who could be on duty', {
          path: `${path}/personId`,
        })
      refuseZone(draft.zone, `${path}/zone`)
      refuseShift(draft, at, path)
    }
    await refuseMore(tx, who, drafts.length, at)
    const rows: ShiftRow[] = []
    const fresh: ShiftDraft[] = []
    for (const [i, draft] of drafts.entries()) {
      const inserted = await insertShift(tx, who, draft, at)
      if (inserted) fresh.push(draft)
      rows.push(inserted ?? (await selectSame(tx, who, draft, `/body/shifts/${i}/shiftId`)))
    }
    const offered = new Map(
      fresh.filter((one) => one.personId !== who.personId).map((one) => [one.personId, one]),
    )
    for (const { shiftId, personId } of offered.values())
      await queueShift(tx, ctx, { id: shiftId, personId, at })
    const statement = 'A person put shifts on the duty roster of their member'
    if (fresh.length > 0) await recordDuty(tx, who, { statement, at, payload: { shifts: fresh } })
    return rows.map((row) => toShift(row, people, who))
  })
}

/** Throws `bad-request` for one that is over, too long or too far ahead. */
export function refuseShift({ from, until }: ShiftDraft, now: Date, path: string): void {
  const [begin, end] = [Date.parse(from), Date.parse(until)]
  const isShift = end > begin && end - begin <= LONGEST_DAYS * DAY_MS
  if (!isShift)
    throw new ExchangeError(
      'bad-request',
      `a shift ends after it begins, within ${LONGEST_DAYS} days`,
      { path: `${path}/until` },
    )
  if (end <= now.getTime())
    throw new ExchangeError('bad-request', 'this shift is over', { path: `${path}/until` })
  if (begin > now.getTime() + AHEAD_DAYS * DAY_MS)
    throw new ExchangeError('bad-request', `a shift begins within ${AHEAD_DAYS} days`, {
      path: `${path}/from`,
    })
}

async function refuseMore(tx: Tx, who: PersonViewer, more: number, at: Date): Promise<void> {
  const { held } = await tx
    .selectFrom('duty_shifts')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('member_id', '=', who.memberId)
    .where('until_at', '>', at)
    .where('state', 'in', ['offered', 'taken'])
    .executeTakeFirstOrThrow()
  if (Number(held) + more > MOST_SHIFTS)
    throw new ExchangeError('too-large', `at most ${MOST_SHIFTS} shifts stand ahead`)
}

/** Writes one; undefined where its id is taken. */
export async function insertShift(
  tx: Tx,
  who: PersonViewer,
  { shiftId, personId, from, until, zone }: ShiftDraft,
  at: Date,
): Promise<ShiftRow | undefined> {
  const isOwn = personId === who.personId
  return tx
    .insertInto('duty_shifts')
    .values({
      id: shiftId,
      member_id: who.memberId,
      person_id: personId,
      from_at: from,
      until_at: until,
      zone,
      state: isOwn ? 'taken' : 'offered',
      made_by: who.personId,
      made_at: at,
      answered_by: isOwn ? who.personId : null,
      answered_at: isOwn ? at : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()
}

async function selectSame(
  tx: Tx,
  who: PersonViewer,
  { shiftId, personId, from, until, zone }: ShiftDraft,
  path: string,
): Promise<ShiftRow> {
  const row = await tx
    .selectFrom('duty_shifts')
    .select(COLUMNS)
    .where('id', '=', shiftId)
    .where('member_id', '=', who.memberId)
    .executeTakeFirst()
  const isSame =
    row?.person_id === personId &&
    row.zone === zone &&
    row.from_at.getTime() === Date.parse(from) &&
    row.until_at.getTime() === Date.parse(until)
  if (!row || !isSame)
    throw new ExchangeError('conflict', 'this id stands for another shift', { path })
  return row
}

type Answer = BodyOf<typeof answerShift>['answer']

/** From what each answer follows, and whether it is for the person of the shift alone. */
const FOLLOWS: Record<Answer, { on: string; own: boolean }> = {
  taken: { on: 'offered', own: true },
  declined: { on: 'offered', own: true },
  withdrawn: { on: 'offered', own: false },
  'given-back': { on: 'taken', own: true },
}

/**
 * Answers a shift. The same answer twice is one. Throws `not-found` for none of the own member, `forbidden` where another person
 * answers, `conflict` for what does not follow on how it stands, or of one that is over.
 */
export async function settleShift(
  ctx: Context,
  who: PersonViewer,
  id: string,
  answer: Answer,
): Promise<Shift> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('duty_shifts')
      .select(COLUMNS)
      .where('id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such shift')
    const people = await selectColleagues(tx, who.memberId, at)
    const { on, own } = FOLLOWS[answer]
    if (own && row.person_id !== who.personId)
      throw new ExchangeError('forbidden', 'whose shift it is answers for themselves')
    if (row.state === answer) return toShift(row, people, who)
    if (row.state !== on)
      throw new ExchangeError('conflict', `this shift is ${row.state.replace('-', ' ')}`)
    if (row.until_at <= at) throw new ExchangeError('conflict', 'this shift is over')
    await sql`update duty_shifts set state = ${answer}, answered_by = ${who.personId}::uuid, answered_at = ${at}
      where id = ${id}::uuid`.execute(tx)
    const statement = `A person had a shift on the duty roster of their member ${answer}`
    await recordDuty(tx, who, { statement, at, payload: { shift: id } })
    return toShift({ ...row, state: answer }, people, who)
  })
}
