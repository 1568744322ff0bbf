import type { Contact, ContactChange, Jurisdiction } from '@tocsin/api'
import { toReach } from './reach.ts'
import type { ChangeRow } from './contact-history.ts'
import type { selectContacts, selectPlaces } from './store.ts'

export function toJurisdiction(
  row: Awaited<ReturnType<typeof selectPlaces>>[number],
): Jurisdiction {
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

export function toContact(row: Awaited<ReturnType<typeof selectContacts>>[number]): Contact {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    role: row.role as Contact['role'],
    rank: row.rank,
    title: row.title,
    ...(row.email === null ? {} : { email: row.email }),
    ...toReach(row),
    language: row.language,
    ...(row.reached_at ? { reachedAt: row.reached_at.toISOString() } : {}),
  }
}

export function toContactChange(row: ChangeRow): ContactChange {
  const words = {
    title: row.title,
    email: row.email,
    ...toReach(row),
    language: row.language,
    person: row.by_person,
    personName: row.person_name,
    logIndex: row.log_index,
    erasedAt: row.erased_at?.toISOString() ?? null,
    commitment: row.commitment && Buffer.from(row.commitment).toString('base64'),
  }
  return {
    id: row.id,
    contact: row.contact_id,
    role: row.role as ContactChange['role'],
    rank: row.rank,
    at: row.at.toISOString(),
    ...(row.by_id
      ? {
          by: {
            id: row.by_id,
            name: row.by_name!,
            kind: row.by_kind as NonNullable<ContactChange['by']>['kind'],
          },
        }
      : {}),
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null)),
  }
}
