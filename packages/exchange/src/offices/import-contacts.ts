import type { BodyOf, importContacts as importContactsRoute } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { keepChanges, placeChanges } from './contact-history.ts'
import { packOf } from './load-pack.ts'
import { faultOfReach, toReachRow } from './reach.ts'
import { warnOfSameMailbox } from './same-mailbox.ts'
import { selectKnownPlaces, selectVendorNodes, upsertContacts } from './store.ts'

type Draft = BodyOf<typeof importContactsRoute>['contacts'][number]

/** Role holders of offices; those of a vendor change with the vendor alone, past a second person (`bad-request`). */
export async function importOfficeContacts(tx: Tx, drafts: Draft[], at: Date, by: Actor) {
  const vendors = await selectVendorNodes(tx, [...new Set(drafts.map((d) => d.jurisdiction))])
  const foreign = drafts.findIndex((draft) => vendors.has(draft.jurisdiction))
  if (foreign >= 0)
    refuse(foreign, 'this is a vendor: propose a change of it, which a second person lets stand')
  return importContacts(tx, drafts, at, by)
}

/**
 * Adds or replaces role holders, all or none, and keeps what stood there before, with one log entry that holds counts and
 * what commits to each change, and no addresses.
 */
export async function importContacts(tx: Tx, drafts: Draft[], at: Date, by: Actor) {
  const twice = findRepeated(drafts)
  if (twice !== undefined) refuse(twice, 'jurisdiction, role and rank stand there twice')
  const known = await selectKnownPlaces(tx, [...new Set(drafts.map((d) => d.jurisdiction))])
  const unknown = drafts.findIndex((draft) => !known.has(draft.jurisdiction))
  if (unknown >= 0) refuse(unknown, `no jurisdiction ${drafts[unknown]?.jurisdiction} is on file`)
  const faults = drafts.map((one) => faultOfReach(one, known.get(one.jurisdiction) !== null))
  const faulty = faults.findIndex((fault) => fault !== undefined)
  if (faulty >= 0) refuse(faulty, faults[faulty]!)
  const { languages } = await packOf(tx)
  const foreign = drafts.findIndex((draft) => !languages.includes(draft.language))
  if (foreign >= 0)
    refuse(
      foreign,
      `language ${drafts[foreign]?.language}: offices here read ${languages.join(', ')}`,
    )
  const counts = await upsertContacts(
    tx,
    drafts.map((draft) => {
      const { jurisdiction, role, rank, title, email, language } = draft
      const words = { jurisdiction, role, rank, title, email, language }
      return { id: randomUUID(), ...words, ...toReachRow(draft) }
    }),
  )
  const warnings = await warnOfSameMailbox(tx, drafts)
  const { importId, changed, digest } = await keepChanges(tx, drafts, { at, by })
  const [index] = await appendLog(tx, [
    {
      kind: 'contacts.imported',
      at,
      subject: 'contacts',
      payload: { ...counts, changed, changes: digest },
      by,
      members: [by.memberId],
    },
  ])
  await placeChanges(tx, importId, index!)
  return { ...counts, ...(warnings.length > 0 ? { warnings } : {}) }
}

/** Index of the first draft that repeats the place, role and rank of an earlier one. */
function findRepeated(drafts: Pick<Draft, 'jurisdiction' | 'role' | 'rank'>[]): number | undefined {
  const seen = new Set<string>()
  const at = drafts.findIndex((draft) => {
    const name = `${draft.jurisdiction} ${draft.role} ${draft.rank}`
    return seen.has(name) || !seen.add(name)
  })
  return at < 0 ? undefined : at
}

function refuse(index: number, message: string): never {
  throw new ExchangeError('bad-request', `contact ${index + 1}: ${message}`, {
    path: `/body/contacts/${index}`,
  })
}
