import {
  eraseAddress as eraseAddressRoute,
  importContacts as importContactsRoute,
  importPlaces as importPlacesRoute,
  listContactChanges,
  listContactProposals,
  listContacts,
  listJurisdictions,
  proposeContact as proposeRoute,
  settleContactProposal,
  type ContactProposal,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { readNumber, refuseAfter, sealedList } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { hasJurisdiction } from '../members/store.ts'
import { mayReadChanges, selectChanges, selectUnknownBefore } from './contact-history.ts'
import { eraseAddress } from './erase-address.ts'
import { importOfficeContacts } from './import-contacts.ts'
import { importPlaces } from './import-places.ts'
import { proposeContact } from './propose-contact.ts'
import { selectProposals, toProposal } from './proposals.ts'
import { settleContact } from './settle-contact.ts'
import { toContact, toContactChange, toJurisdiction } from './shape.ts'
import { selectContacts, selectPlaces } from './store.ts'
import { afterAct } from '../http/after-act.ts'

/** Changes of a page, unless the caller says how many. */
const CHANGES_PAGE = 200

/** Election offices: jurisdictions and who holds which role in them. */
export function officeRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()

  http.route(listJurisdictions, async ({ viewer, query }) => {
    const places = await asMember(db, toReader(viewer), now(), async (tx) => {
      if (query.after !== undefined && !(await hasJurisdiction(tx, query.after))) refuseAfter()
      return selectPlaces(tx, query)
    })
    const more = (places[0]?.found ?? 0) - places.length
    const next = places.at(-1)?.id
    return { items: places.map(toJurisdiction), ...(more > 0 && next ? { more, next } : {}) }
  })
  http.route(listContacts, async ({ viewer, params }) => {
    const contacts = await asMember(db, toReader(viewer), now(), async (tx) => {
      if (!(await hasJurisdiction(tx, params.id)))
        throw new ExchangeError('not-found', 'no such place')
      return selectContacts(tx, params.id)
    })
    return { items: contacts.map(toContact) }
  })
  http.route(listContactChanges, ({ viewer, params, query }) => {
    const { limit = CHANGES_PAGE } = query
    const list = sealedList(ctx.cursors, 'contact-changes')
    const before = readNumber(list.open(query.after))
    const at = query.at === undefined ? undefined : new Date(query.at)
    return asMember(db, toReader(viewer), now(), async (tx) => {
      if (!(await hasJurisdiction(tx, params.id)))
        throw new ExchangeError('not-found', 'no such place')
      if (!(await mayReadChanges(tx, params.id)))
        throw new ExchangeError(
          'forbidden',
          'who held a role is for operators, agencies and the office',
        )
      const rows = await selectChanges(tx, params.id, { at, before, limit })
      const more = (rows[0]?.found ?? 0) - rows.length
      const last = rows.at(-1)
      const unknown = await selectUnknownBefore(tx, params.id)
      return {
        items: rows.map(toContactChange),
        ...(more > 0 && last ? { more, next: list.seal(String(last.id)) } : {}),
        ...(unknown ? { unknownBefore: unknown.toISOString() } : {}),
      }
    })
  })
  proposalRoutes(ctx, http)
  http.route(eraseAddressRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => eraseAddress(tx, { ...body, at: now(), by: toActor(viewer) })),
  )
  http.route(importPlacesRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => importPlaces(tx, body.rows, now(), viewer)),
  )
  http.route(importContactsRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => importOfficeContacts(tx, body.contacts, now(), viewer)),
  )
}

/** Changes of contacts that one person proposes and another lets stand. */
function proposalRoutes(ctx: Context, http: Http): void {
  const read = (viewer: Viewer, id?: string) =>
    asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) => selectProposals(tx, id))
  const one = async (viewer: Viewer, id: string): Promise<ContactProposal> => {
    const [row] = await read(viewer, id)
    if (!row) throw new ExchangeError('not-found', 'no such change')
    return toProposal(row, viewer.personId)
  }
  http.route(proposeRoute, async ({ viewer, body }) => {
    const id = await proposeContact(ctx, asPerson(viewer), body)
    return afterAct(() => one(viewer, id))
  })
  http.route(listContactProposals, async ({ viewer }) => {
    const rows = await read(viewer)
    const items = rows.map((row) => toProposal(row, viewer.personId))
    return { items, more: (rows[0]?.total ?? 0) - rows.length }
  })
  http.route(settleContactProposal, async ({ viewer, params, body }) => {
    await settleContact(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => one(viewer, params.id))
  })
}
