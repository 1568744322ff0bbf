import {
  addElection,
  changeElection,
  listElections,
  type Election,
  type ElectionDraft,
} from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { daysUntil, editionOf } from './rules.ts'
import { keepElection, type MoveEnds } from './keep.ts'
import { selectElections, type ElectionRow } from './store.ts'

/** Elections: added and changed at an operator's hand, read by every member. */
export function electionRoutes(ctx: Context, http: Http, moveEnds: MoveEnds): void {
  const { db } = ctx.database
  const keep = (viewer: Viewer, id: string, draft: ElectionDraft, from?: string) =>
    db.transaction().execute(async (tx) => {
      const act = { at: ctx.clock.now(), by: toActor(viewer) }
      await keepElection(tx, { id, draft, from, ...act }, moveEnds)
      const [row] = await selectElections(tx, id)
      if (!row) throw new ExchangeError('internal', 'an election that was just kept is gone')
      return toElection(row, ctx.clock.now())
    })

  http.route(listElections, async ({ viewer }) => {
    const now = ctx.clock.now()
    const rows = await asMember(db, toReader(viewer), now, (tx) => selectElections(tx))
    return { items: rows.map((row) => toElection(row, now)) }
  })
  http.route(addElection, ({ viewer, body }) => keep(viewer, randomUUID(), body))
  http.route(changeElection, ({ viewer, params, body: { edition, ...draft } }) =>
    keep(viewer, params.id, draft, edition),
  )
}

function toElection(
  { time_zone: timeZone, place_names: placeNames, ...row }: ElectionRow,
  now: Date,
): Election {
  return {
    ...row,
    placeNames,
    deadlines: row.deadlines.map((one) => ({
      ...one,
      daysLeft: daysUntil(one.date, now, timeZone),
    })),
    daysLeft: daysUntil(row.date, now, timeZone),
    timeZone: timeZone ?? 'UTC',
    edition: editionOf(row),
  }
}
