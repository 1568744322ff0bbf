import { addToGroup, createGroup, listGroups, removeFromGroup, type Group } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader } from '../http/viewer.ts'
import { admitWords } from '../told-first/words.ts'
import { foundGroup, joinGroup, leaveGroup } from './charter.ts'
import { toGroup } from './shape.ts'
import { selectGroups } from './store.ts'

/** Sharing groups: founded, joined and left at an operator's hand; seen by their members. */
export function groupRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()
  const change = (id: string, act: (tx: Tx) => Promise<void>): Promise<Group> =>
    db.transaction().execute(async (tx) => {
      await act(tx)
      return readGroup(tx, id, now())
    })

  http.route(listGroups, async ({ viewer }) => {
    const filter = viewer.roles.includes('operator') ? {} : { memberId: viewer.memberId }
    const groups = await asMember(db, toReader(viewer), now(), (tx) => selectGroups(tx, filter))
    return { items: groups.map((group) => toGroup(group, now())) }
  })
  http.route(createGroup, async ({ viewer, body }) => {
    const { name, charter, legalBasis, markings = [] } = body
    const words = [name, charter, legalBasis, ...markings]
    await admitWords(ctx, viewer, { act: 'group.create', subject: 'a group', words })
    return db.transaction().execute(async (tx) => {
      const id = await foundGroup(tx, body, now(), viewer)
      return readGroup(tx, id, now())
    })
  })
  http.route(addToGroup, ({ viewer, params }) =>
    change(params.id, (tx) => joinGroup(tx, params.id, params.memberId, now(), viewer)),
  )
  http.route(removeFromGroup, ({ viewer, params }) =>
    change(params.id, (tx) => leaveGroup(tx, params.id, params.memberId, now(), viewer)),
  )
}

async function readGroup(tx: Tx, id: string, now: Date): Promise<Group> {
  const [group] = await selectGroups(tx, { id })
  if (!group) throw new ExchangeError('not-found', 'no such group')
  return toGroup(group, now)
}
