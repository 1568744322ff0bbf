import {
  addShifts,
  answerHandover,
  answerShift,
  getDesks,
  getRoster,
  listHandovers,
  listOpenSteps,
  setDesk,
  writeHandover,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { keepDesk, readDesks } from './desk.ts'
import { keepHandover, settleHandover } from './handovers.ts'
import { readOpenSteps } from './open-steps.ts'
import { pageOfHandovers, readHandover } from './read-handovers.ts'
import { readRoster } from './roster.ts'
import { settleShift, writeShifts } from './shifts.ts'

/** Who of a member is on duty, and what one shift hands over to the next: for its own people alone, and for no machine. */
export function dutyRoutes(ctx: Context, http: Http): void {
  http.route(getRoster, ({ viewer, query }) => readRoster(ctx, asPerson(viewer), query))
  http.route(addShifts, async ({ viewer, body }) => ({
    shifts: await writeShifts(ctx, asPerson(viewer), body.shifts),
  }))
  http.route(answerShift, ({ viewer, params, body }) =>
    settleShift(ctx, asPerson(viewer), params.id, body.answer),
  )
  http.route(getDesks, ({ viewer }) => readDesks(ctx, asPerson(viewer)))
  http.route(setDesk, ({ viewer, body }) => keepDesk(ctx, asPerson(viewer), body))
  http.route(listOpenSteps, ({ viewer }) => readOpenSteps(ctx, asPerson(viewer)))
  http.route(listHandovers, ({ viewer, query }) => pageOfHandovers(ctx, asPerson(viewer), query))
  http.route(writeHandover, async ({ viewer, body }) => {
    await keepHandover(ctx, asPerson(viewer), body)
    return afterAct(() => readHandover(ctx, asPerson(viewer), body.handoverId))
  })
  http.route(answerHandover, async ({ viewer, params, body }) => {
    await settleHandover(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readHandover(ctx, asPerson(viewer), params.id))
  })
}
