import {
  createKey,
  createMember,
  invitePerson,
  listKeys,
  listMembers,
  listPeople,
  revokeKey as revokeKeyRoute,
  setMemberActive as setMemberActiveRoute,
  setPersonActive as setPersonActiveRoute,
} from '@tocsin/api'
import type { Auth } from '../auth/auth.ts'
import { sendInvitation } from '../auth/mail-link.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { admitMember, admitPerson } from './admit.ts'
import { issueKey, revokeKey } from './keys.ts'
import { toApiKey, toMember, toPerson } from './shape.ts'
import { selectKeys, selectMembers, selectPeople } from './store.ts'
import { setMemberActive, setPersonActive } from './suspend.ts'

/** Members, their people and their keys. */
export function memberRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()
  const write = <T>(act: (tx: Tx) => Promise<T>) => db.transaction().execute(act)
  const read = <T>(viewer: Viewer, query: (tx: Tx) => Promise<T>) =>
    asMember(db, toReader(viewer), now(), query)

  http.route(listMembers, async ({ viewer }) => ({
    items: (await read(viewer, selectMembers)).map(toMember),
  }))
  http.route(createMember, async ({ viewer, body }) =>
    toMember(await write((tx) => admitMember(tx, body, now(), viewer))),
  )
  http.route(setMemberActiveRoute, async ({ viewer, params, body }) => {
    const member = await write((tx) => setMemberActive(tx, params.id, body.active, now(), viewer))
    auth.keys.forget()
    return toMember(member)
  })

  http.route(listPeople, async ({ viewer, params }) => {
    if (params.id !== viewer.memberId && !viewer.roles.includes('operator')) {
      throw new ExchangeError('forbidden', 'only an operator sees the people of another member')
    }
    const people = await read(viewer, (tx) => selectPeople(tx, params.id))
    return { items: people.map(toPerson) }
  })
  http.route(invitePerson, async ({ viewer, params, body }) => {
    const person = await write((tx) => admitPerson(tx, params.id, body, now(), viewer))
    auth.inBackground(sendInvitation(ctx, auth.wall, person))
    return toPerson(person)
  })
  http.route(setPersonActiveRoute, async ({ viewer, params, body }) => {
    const person = await write((tx) => setPersonActive(tx, params.id, body.active, now(), viewer))
    auth.keys.forget()
    return toPerson(person)
  })
  keyRoutes(ctx, http, auth)
}

function keyRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()

  http.route(listKeys, async ({ viewer }) => {
    const keys = await asMember(db, toReader(viewer), now(), (tx) =>
      selectKeys(tx, viewer.memberId),
    )
    return { items: keys.map(toApiKey) }
  })
  http.route(createKey, async ({ viewer, body }) => {
    // A stolen key must not be able to outlive its own revocation.
    if (viewer.via === 'key') throw new ExchangeError('forbidden', 'a key cannot make another key')
    const made = await db.transaction().execute((tx) => issueKey(tx, viewer, body, now()))
    return { key: toApiKey(made.key), secret: made.secret }
  })
  http.route(revokeKeyRoute, async ({ viewer, params }) => {
    const key = await db.transaction().execute((tx) => revokeKey(tx, viewer, params.id, now()))
    auth.keys.forget()
    return toApiKey(key)
  })
}
