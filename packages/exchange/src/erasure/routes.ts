import {
  approveErasure as approveRoute,
  askErasure as askRoute,
  declineErasure as declineRoute,
  liftHold as liftRoute,
  listErasures as listErasuresRoute,
  listHolds as listHoldsRoute,
  placeHold as placeRoute,
} from '@tocsin/api'
import type { Auth } from '../auth/auth.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import type { Viewer } from '../http/viewer.ts'
import { liftHold, listHolds, placeHold } from './holds.ts'
import { findErasure, listErasures } from './list.ts'
import { approveErasure, askErasure, declineErasure } from './wishes.ts'

/** Erasing, with a reason and a second person, and the legal holds that stop it. */
export function erasureRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()
  const write = <T>(run: (tx: Tx) => Promise<T>) => db.transaction().execute(run)

  http.route(listErasuresRoute, ({ query }) => listErasures(db, query))
  http.route(askRoute, async ({ viewer, body }) => {
    const id = await write((tx) => askErasure(tx, asPerson(viewer), body, now()))
    return afterAct(() => findErasure(db, id))
  })
  http.route(approveRoute, async ({ viewer, params }) => {
    await write((tx) => approveErasure(tx, asPerson(viewer), params.id, now()))
    // Before this is answered: the word to other processes may come a moment later.
    auth.keys.forget()
    return afterAct(() => findErasure(db, params.id))
  })
  http.route(declineRoute, async ({ viewer, params }) => {
    await write((tx) => declineErasure(tx, asPerson(viewer), params.id, now()))
    return afterAct(() => findErasure(db, params.id))
  })
  http.route(listHoldsRoute, async () => ({
    items: await listHolds(db),
    retention: ctx.config.retention ?? {},
  }))
  http.route(placeRoute, ({ viewer, body }) =>
    write((tx) => placeHold(tx, asPerson(viewer), body, now())),
  )
  http.route(liftRoute, async ({ viewer, body }) => {
    await write((tx) => liftHold(tx, asPerson(viewer), body, now()))
    return {}
  })
}

/** Two people decide, so a key of a member as a whole, which is nobody's, decides nothing. */
function asPerson(viewer: Viewer): Viewer & { personId: string } {
  const { personId } = viewer
  if (personId === undefined) throw new ExchangeError('forbidden', 'only a person may do this')
  return { ...viewer, personId }
}
