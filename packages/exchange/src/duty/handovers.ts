/** Handing over between shifts: somebody writes what is open, and whoever comes next takes it by an act of their own. */
import type { answerHandover, BodyOf, writeHandover } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { queueHandover } from './mails.ts'
import { selectSteps } from './open-steps.ts'
import { insertShift, refuseShift, refuseZone } from './shifts.ts'
import { readAs, recordDuty, selectColleagues } from './store.ts'

/** So many hand-overs of one member wait to be taken at most. */
const MOST_OPEN = 50

type Draft = BodyOf<typeof writeHandover>

/**
 * Writes a hand-over. One that is sent again by its id is kept once; `conflict` where the id stands for another one, `bad-request`
 * where it says nothing, is for nobody of the member or for its writer, or names a step that is not of the own member to read.
 */
export async function keepHandover(ctx: Context, who: PersonViewer, draft: Draft): Promise<void> {
  const { handoverId, forId, waits, watch, steps } = draft
  if (waits === undefined && watch === undefined && steps.length === 0)
    throw new ExchangeError('bad-request', 'say what is open: steps, what waits, what to watch', {
      path: '/body',
    })
  await refuseForeignSteps(ctx, who, steps)
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    await refuseNobody(tx, who, forId, at)
    const inserted = await tx
      .insertInto('duty_handovers')
      .values({
        id: handoverId,
        member_id: who.memberId,
        person_id: who.personId,
        at,
        for_person: forId ?? null,
        declined_at: null,
        waits: waits ?? null,
        watch: watch ?? null,
        state: 'open',
        answered_by: null,
        answered_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) return refuseOther(tx, who, draft)
    await refuseMore(tx, who)
    if (steps.length > 0)
      await tx
        .insertInto('duty_handover_steps')
        .values(steps.map((step) => ({ handover_id: handoverId, step_id: step })))
        .execute()
    const handed = { id: handoverId, memberId: who.memberId, writer: who.personId, at }
    await queueHandover(tx, ctx, { ...handed, forId })
    const statement = 'A person wrote what is open at the end of a shift'
    const payload = { handover: handoverId, for: forId ?? null, waits, watch, steps }
    await recordDuty(tx, who, { statement, at, payload })
  })
}

async function refuseForeignSteps(
  ctx: Context,
  who: PersonViewer,
  steps: readonly string[],
): Promise<void> {
  if (steps.length === 0) return
  const rows = await readAs(ctx, who, (tx) =>
    selectSteps(tx, who.memberId).where('s.id', 'in', steps).execute(),
  )
  const known = new Set(rows.map((row) => row.id))
  const at = steps.findIndex((step) => !known.has(step))
  if (at !== -1)
    throw new ExchangeError('bad-request', 'no step of your organisation', {
      path: `/body/steps/${at}`,
    })
}

async function refuseNobody(
  tx: Tx,
  who: PersonViewer,
  forId: string | undefined,
  at: Date,
): Promise<void> {
  if (forId === undefined) return
  const colleague = (await selectColleagues(tx, who.memberId, at)).get(forId)
  if (!colleague || colleague.away || forId === who.personId)
    throw new ExchangeError('bad-request', 'no colleague of yours who could be on duty', {
      path: '/body/forId',
    })
}

async function refuseMore(tx: Tx, { memberId }: PersonViewer): Promise<void> {
  const { held } = await tx
    .selectFrom('duty_handovers')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('member_id', '=', memberId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  if (Number(held) > MOST_OPEN)
    throw new ExchangeError(
      'too-large',
      `${MOST_OPEN} hand-overs wait to be taken over: take some first`,
    )
}

/** The same sent again is kept once. */
async function refuseOther(tx: Tx, who: PersonViewer, draft: Draft): Promise<void> {
  const known = await tx
    .selectFrom('duty_handovers')
    .select(['for_person', 'waits', 'watch'])
    .where('id', '=', draft.handoverId)
    .where('person_id', '=', who.personId)
    .executeTakeFirst()
  const steps = await tx
    .selectFrom('duty_handover_steps')
    .select('step_id')
    .where('handover_id', '=', draft.handoverId)
    .execute()
  const isSame =
    known !== undefined &&
    known.for_person === (draft.forId ?? null) &&
    known.waits === (draft.waits ?? null) &&
    known.watch === (draft.watch ?? null) &&
    steps.length === draft.steps.length &&
    steps.every((one) => draft.steps.includes(one.step_id))
  if (!isSame)
    throw new ExchangeError('conflict', 'this id stands for another hand-over', {
      path: '/body/handoverId',
    })
}

type Answer = BodyOf<typeof answerHandover>

/**
 * Takes a hand-over, declines it, or withdraws it. The same answer of the same person twice is one. Throws `not-found` for none of the
 * own member, `forbidden` for whom the answer is not, `conflict` once it was answered otherwise.
 */
export async function settleHandover(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { answer, until, zone }: Answer,
): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('duty_handovers')
      .selectAll()
      .where('id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such hand-over')
    refuseWrongPerson(who, row, answer)
    const isAgain = row.state === answer && row.answered_by === who.personId
    if (isAgain || (answer === 'declined' && row.declined_at !== null)) return
    if (row.state !== 'open')
      throw new ExchangeError('conflict', `this hand-over was ${row.state} already`)
    const change =
      answer === 'declined'
        ? { declined_at: at }
        : { state: answer, answered_by: who.personId, answered_at: at }
    await tx.updateTable('duty_handovers').set(change).where('id', '=', id).execute()
    // It waits for anybody then.
    if (answer === 'declined') {
      const handed = { id, memberId: who.memberId, writer: row.person_id, at }
      await queueHandover(tx, ctx, { ...handed, forId: undefined })
    }
    const shift = answer === 'taken' ? await takeShift(tx, who, { until, zone, at }) : undefined
    const statement = `A person had a hand-over between shifts ${answer}`
    await recordDuty(tx, who, { statement, at, payload: { handover: id, ...shift } })
  })
}

function refuseWrongPerson(
  { personId }: PersonViewer,
  row: { person_id: string; for_person: string | null },
  answer: Answer['answer'],
): void {
  const isOwn = row.person_id === personId
  if (answer === 'withdrawn' && !isOwn)
    throw new ExchangeError('forbidden', 'whoever wrote it withdraws it')
  if (answer === 'taken' && isOwn)
    throw new ExchangeError('forbidden', 'another person takes it over')
  if (answer === 'declined' && row.for_person !== personId)
    throw new ExchangeError('forbidden', 'whoever it was meant for declines it')
}

type Until = { until: string | undefined; zone: string | undefined; at: Date }

/** Puts whoever takes over on the roster from now, where they said until when. */
async function takeShift(
  tx: Tx,
  who: PersonViewer,
  { until, zone = 'UTC', at }: Until,
): Promise<object | undefined> {
  if (until === undefined) return undefined
  refuseZone(zone, '/body/zone')
  const from = at.toISOString()
  const shift = { shiftId: randomUUID(), personId: who.personId, from, until, zone }
  refuseShift(shift, at, '/body')
  await insertShift(tx, who, shift, at)
  return { shift }
}
