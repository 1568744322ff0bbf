/**
 * Persons in the registry of whom a member may know anyhow: by title whoever holds a role of an office or of a vendor, as every
 * member may read; by name its own people and the contacts of its own entry among the defended parties. Nobody else is looked for,
 * since whether a name is found would tell whoever tries it.
 */
import type { ReleaseDraft } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { type Listed, toListed } from '../masking/listed.ts'
import { namesOfHolder } from '../masking/holders.ts'
import { pause } from '../policy/pause.ts'
import type { Prepared } from './draft.ts'
import { maskMessage, type Masked } from './persons.ts'

/** The last list made, which many looks at one draft share; by the hash of what it was made of. */
let made: { of: string; list: Listed } | undefined
/** Rows between which other work goes on. */
const BATCH = 2_000

/** The names and titles that a member's message is read for. */
export async function listKnownPersons(tx: Tx, memberId: string): Promise<Listed> {
  const holders = await tx
    .selectFrom('contact_titles as c')
    .innerJoin('jurisdictions as j', 'j.id', 'c.jurisdiction')
    .select(['c.title', 'j.name as place'])
    .distinct()
    .orderBy('c.title')
    .orderBy('j.name')
    .execute()
  const people = await tx
    .selectFrom('people')
    .select('name')
    .where('member_id', '=', memberId)
    .orderBy('name')
    .execute()
  const parties = await tx
    .selectFrom('defended_parties as p')
    .innerJoin('party_versions as v', 'v.party_id', 'p.id')
    .select('v.statement')
    .where('p.member_id', '=', memberId)
    .where('v.state', '=', 'in-force')
    .orderBy('p.id')
    .execute()
  const own = parties.flatMap(({ statement: { name, contacts } }) =>
    contacts.map(({ title }) => ({ title, place: name })),
  )
  const names = people.map(({ name }) => name)
  const of = createHash('sha256')
    .update(JSON.stringify([holders, names, own]))
    .digest('hex')
  if (made?.of === of) return made.list
  const all = [...names]
  for (const [i, { title, place }] of [...holders, ...own].entries()) {
    all.push(...namesOfHolder(title, place))
    if (i % BATCH === BATCH - 1) await pause()
  }
  const list = toListed(
    all.filter((name) => /[\p{L}\d]\P{L}+\p{L}/u.test(name)),
    'registry',
  )
  made = { of, list }
  return list
}

/** A message as it leaves its sender, read for whoever is known to it; throws as `maskMessage` does. */
export async function maskFor(
  tx: Tx,
  { config: { exercise } }: Context,
  memberId: string,
  draft: ReleaseDraft,
  prepared: Prepared,
): Promise<Masked> {
  return maskMessage(draft, prepared, { exercise, registry: await listKnownPersons(tx, memberId) })
}
