import {
  importContacts as importContactsRoute,
  importPlaces as importPlacesRoute,
  listContacts,
  listJurisdictions,
  type Contact,
  type Jurisdiction,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader } from '../http/viewer.ts'
import { hasJurisdiction } from '../members/store.ts'
import { importContacts } from './import-contacts.ts'
import { importPlaces } from './import-places.ts'
import { selectContacts, selectPlaces } from './store.ts'

/** Election offices: jurisdictions and who holds which role in them. */
export function officeRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  const now = () => ctx.clock.now()

  http.route(listJurisdictions, async ({ viewer, query }) => {
    const places = await asMember(db, toReader(viewer), now(), (tx) => selectPlaces(tx, query))
    const more = (places[0]?.found ?? 0) - places.length
    return { items: places.map(toJurisdiction), ...(more > 0 ? { more } : {}) }
  })
  http.route(listContacts, async ({ viewer, params }) => {
    const contacts = await asMember(db, toReader(viewer), now(), async (tx) => {
      if (!(await hasJurisdiction(tx, params.id)))
        throw new ExchangeError('not-found', 'no such place')
      return selectContacts(tx, params.id)
    })
    return { items: contacts.map(toContact) }
  })
  http.route(importPlacesRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => importPlaces(tx, body.rows, now(), viewer)),
  )
  http.route(importContactsRoute, ({ viewer, body }) =>
    db.transaction().execute((tx) => importContacts(tx, body.contacts, now(), viewer)),
  )
}

function toJurisdiction(row: Awaited<ReturnType<typeof selectPlaces>>[number]): Jurisdiction {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    fullName: row.full_name,
    ...(row.parent === null ? {} : { parent: row.parent }),
    lineage: row.lineage,
    ocdId: row.ocd_id,
    ...(row.accountable === null
      ? {}
      : { accountable: row.accountable as NonNullable<Jurisdiction['accountable']> }),
    ...(row.told_with === null ? {} : { toldWith: row.told_with }),
    languages: row.languages,
    ...(row.time_zone === null ? {} : { timeZone: row.time_zone }),
    contacts: row.contacts,
    below: row.below,
  }
}

function toContact(row: Awaited<ReturnType<typeof selectContacts>>[number]): Contact {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    role: row.role as Contact['role'],
    rank: row.rank,
    title: row.title,
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    language: row.language === 'es' ? 'es' : 'en',
    ...(row.reached_at ? { reachedAt: row.reached_at.toISOString() } : {}),
  }
}
