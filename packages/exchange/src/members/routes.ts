import {
  createKey,
  createMember,
  inviteAgain as inviteAgainRoute,
  invitePerson,
  listKeys,
  listMembers,
  listPeople,
  moveEnd as moveEndRoute,
  settleEnd as settleEndRoute,
  revokeKey as revokeKeyRoute,
  setMemberActive as setMemberActiveRoute,
  setRoles as setRolesRoute,
  setPersonActive as setPersonActiveRoute,
} from '@tocsin/api'
import type { Auth } from '../auth/auth.ts'
import { hurryAccountMails, selectInvitations } from '../auth/account-mails.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { admitMember, admitPerson } from './admit.ts'
import { issueKey, revokeKey } from './keys.ts'
import { moveEnd } from './move-end.ts'
import { settleEnd } from './settle-end.ts'
import { invite, inviteAgain } from './invite.ts'
import {
  toApiKey,
  toInvitation,
  toMember,
  toPerson,
  toPersonWithEnd,
  withInvitation,
} from './shape.ts'
import { selectKeys, selectMembers, selectPeople, selectPerson } from './store.ts'
import { setMemberActive, setPersonActive, setRoles } from './suspend.ts'

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
    const [people, invitations] = await read(viewer, async (tx) => [
      await selectPeople(tx, params.id),
      viewer.roles.includes('operator') ? await selectInvitations(tx, params.id) : [],
    ])
    const byPerson = new Map(invitations.map((row) => [row.person_id, toInvitation(row)]))
    return {
      items: people.map((person) =>
        withInvitation(toPersonWithEnd(person), byPerson.get(person.id)),
      ),
    }
  })
  http.route(invitePerson, async ({ viewer, params, body }) => {
    const { person, invitation } = await write(async (tx) => {
      const admitted = await admitPerson(tx, params.id, body, now(), viewer)
      return { person: admitted, invitation: await invite(ctx, tx, admitted, ctx.wall.now()) }
    })
    auth.inBackground(hurryAccountMails(ctx))
    return withInvitation(toPerson(person), invitation)
  })
  http.route(inviteAgainRoute, async ({ viewer, params }) => {
    const { person, invitation } = await write((tx) =>
      inviteAgain(ctx, tx, { personId: params.id, by: viewer, wall: ctx.wall.now() }),
    )
    auth.inBackground(hurryAccountMails(ctx))
    return withInvitation(toPerson(person), invitation)
  })
  http.route(setPersonActiveRoute, async ({ viewer, params, body }) => {
    const person = await write((tx) => setPersonActive(tx, params.id, body.active, now(), viewer))
    auth.keys.forget()
    return toPerson(person)
  })
  http.route(setRolesRoute, async ({ viewer, params, body }) => {
    const person = await write((tx) => setRoles(tx, params.id, body, now(), viewer))
    auth.keys.forget()
    return toPerson(person)
  })
  endRoutes(ctx, http, auth)
  keyRoutes(ctx, http, auth)
}

/** Until when somebody is let in, moved. */
function endRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const readPerson = async (viewer: Viewer, id: string) => {
    const row = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) => selectPerson(tx, id))
    return toPersonWithEnd(row!)
  }
  http.route(moveEndRoute, async ({ viewer, params, body }) => {
    const by = asPerson(viewer)
    await db.transaction().execute((tx) => moveEnd(tx, params.id, body, ctx.clock.now(), by))
    auth.keys.forget()
    return readPerson(viewer, params.id)
  })
  http.route(settleEndRoute, async ({ viewer, params, body }) => {
    await settleEnd(ctx, asPerson(viewer), params.id, body)
    auth.keys.forget()
    return readPerson(viewer, params.id)
  })
}

function keyRoutes(ctx: Context, http: Http, auth: Auth): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()

  http.route(listKeys, async ({ viewer }) => {
    const keys = await asMember(db, toReader(viewer), now(), (tx) =>
      selectKeys(tx, viewer.memberId),
    )
    return { items: keys.map((key) => toApiKey(key, viewer.personId)) }
  })
  http.route(createKey, async ({ viewer, body }) => {
    // A stolen key must not be able to outlive its own revocation.
    if (viewer.via === 'key') throw new ExchangeError('forbidden', 'a key cannot make another key')
    const made = await db.transaction().execute((tx) => issueKey(tx, viewer, body, now()))
    return { key: toApiKey(made.key, viewer.personId), secret: made.secret }
  })
  http.route(revokeKeyRoute, async ({ viewer, params }) => {
    const key = await db.transaction().execute((tx) => revokeKey(tx, viewer, params.id, now()))
    auth.keys.forget()
    return toApiKey(key, viewer.personId)
  })
}
