/** A person keeps a closed case as a past incident of their member, or says otherwise what happened. Nobody sees more of a case by it. */
import type { BodyOf, changeIncident as changeRoute, keepIncident as keepRoute } from '@tocsin/api'
import { sql } from 'kysely'
import { recordAnswer } from '../answers/record.ts'
import { inShown } from '../cases/read.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'

type Draft = BodyOf<typeof keepRoute>
type Said = Omit<Draft, 'incidentId'>

/**
 * Keeps a case. One that is sent again by its id is kept once. Throws `not-found` for a case that the member is not in, `conflict` for
 * one that is not closed, that it did not join or that it keeps already, and for an id that stands for other words.
 */
export async function keepIncident(
  ctx: Context,
  who: PersonViewer,
  caseId: string,
  { incidentId, ...said }: Draft,
): Promise<void> {
  refuseDays(said)
  const { state, standing } = await inShown(ctx, who, caseId, async (_tx, row) => row)
  if (standing !== 'joined')
    throw new ExchangeError('conflict', 'your organisation takes no part in this case')
  if (state !== 'closed')
    throw new ExchangeError('conflict', 'a case is kept as an incident once it is closed')
  await ctx.database.db
    .transaction()
    .execute(async (tx) => {
      const inserted = await tx
        .insertInto('incidents')
        .values({ id: incidentId, member_id: who.memberId, case_id: caseId })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!inserted) return refuseOther(tx, who, { id: incidentId, caseId, said })
      await say(tx, ctx, who, { id: incidentId, caseId, version: 1, said })
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause
      throw new ExchangeError('conflict', 'your organisation keeps this case already', { cause })
    })
}

/** The same said again by its id is there already; anything else would be lost unsaid. */
async function refuseOther(
  tx: Tx,
  who: PersonViewer,
  { id, caseId, said }: Omit<Saying, 'version'>,
): Promise<void> {
  const known = await tx
    .selectFrom('incidents as i')
    .innerJoin('incident_says as s', (join) =>
      join.onRef('s.incident_id', '=', 'i.id').on('s.version', '=', sql.lit(1)),
    )
    .select(['s.title', 's.what', 's.first_day', 's.last_day', 's.kind'])
    .where('i.id', '=', id)
    .where('i.member_id', '=', who.memberId)
    .where('i.case_id', '=', caseId)
    .executeTakeFirst()
  const isSame =
    known?.title === said.title &&
    known.what === said.what &&
    known.first_day === said.firstDay &&
    known.last_day === said.lastDay &&
    known.kind === (said.kind ?? null)
  if (!isSame)
    throw new ExchangeError('conflict', 'this id stands for something else', {
      path: '/body/incidentId',
    })
}

/** Throws `not-found`, and `conflict` where it was changed since the version that is named. */
export async function changeIncident(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, ...said }: BodyOf<typeof changeRoute>,
): Promise<void> {
  refuseDays(said)
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('incidents')
      .select('case_id')
      .where('id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such incident of your organisation')
    const last = await tx
      .selectFrom('incident_says')
      .select((eb) => eb.fn.max('version').as('version'))
      .where('incident_id', '=', id)
      .executeTakeFirstOrThrow()
    if (Number(last.version) !== version)
      throw new ExchangeError(
        'conflict',
        'changed since you looked. Nothing of yours was written: look again',
      )
    await say(tx, ctx, who, { id, caseId: row.case_id, version: version + 1, said })
  })
}

type Saying = { id: string; caseId: string; version: number; said: Said }

/** In no entry of the log of its own: what a member makes of a case nobody else is told, nor when. */
async function say(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { id, caseId, version, said }: Saying,
): Promise<void> {
  const at = ctx.clock.now()
  const { title, what, firstDay, lastDay, kind } = said
  await tx
    .insertInto('incident_says')
    .values({
      incident_id: id,
      version,
      member_id: who.memberId,
      person_id: who.personId,
      at,
      title,
      what,
      first_day: firstDay,
      last_day: lastDay,
      kind: kind ?? null,
    })
    .execute()
  const statement = 'A member said what a past incident was'
  const payload = { statement, incident: id, case: caseId, version, ...said }
  await recordAnswer(tx, { at, payload, by: toActor(who), members: [who.memberId] })
}

function refuseDays({ firstDay, lastDay }: Said): void {
  for (const [name, day] of [
    ['firstDay', firstDay],
    ['lastDay', lastDay],
  ] as const)
    if (!isDay(day))
      throw new ExchangeError('bad-request', 'no calendar has this day', { path: `/body/${name}` })
  if (firstDay > lastDay)
    throw new ExchangeError('bad-request', 'it ends before it begins', { path: '/body/lastDay' })
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}
