import {
  addElection,
  addToGroup,
  createGroup,
  createMember,
  importContacts,
  invitePerson,
} from '@tocsin/api'
import { drillContacts, type DrillPlace, peopleOf } from './cast.ts'
import type { DrillCountry } from './country.ts'
import type { Stage } from './stage.ts'

/** Contacts that one import takes. */
const AT_ONCE = 20_000
const YEAR = 365 * 86_400_000
/** An auditor is let in for so long. */
const AUDIT = 90 * 86_400_000

/** Fills an empty drill through the operator's own door: members, people, groups, the election and contacts. */
export async function seedDrill(
  stage: Stage,
  country: DrillCountry,
  operatorEmail: string,
): Promise<void> {
  const operator = await stage.as(operatorEmail)
  const ids = new Map<string, string>()
  const now = stage.ctx.clock.now().getTime()
  const auditEnds = new Date(now + AUDIT).toISOString()
  for (const one of country.cast) {
    const { key, ...draft } = one
    const member = await operator(createMember, {
      body: {
        name: draft.name,
        kind: draft.kind,
        ...(draft.jurisdiction ? { jurisdiction: draft.jurisdiction } : {}),
      },
    })
    ids.set(key, member.id)
    for (const person of peopleOf(one)) {
      const endsAt = person.roles.includes('auditor') ? { endsAt: auditEnds } : {}
      await operator(invitePerson, { params: { id: member.id }, body: { ...person, ...endsAt } })
    }
  }
  const expiresAt = new Date(now + YEAR).toISOString()
  for (const { members, ...draft } of Object.values(country.groups)) {
    const group = await operator(createGroup, { body: { ...draft, expiresAt } })
    for (const key of members) {
      await operator(addToGroup, { params: { id: group.id, memberId: ids.get(key)! } })
    }
  }
  await operator(addElection, { body: country.election })
  const contacts = drillContacts(await places(stage), country.titleOf)
  for (let from = 0; from < contacts.length; from += AT_ONCE)
    await operator(importContacts, { body: { contacts: contacts.slice(from, from + AT_ONCE) } })
}

/** Places whose office answers for elections. */
async function places(stage: Stage): Promise<DrillPlace[]> {
  const rows = await stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'full_name', 'accountable', 'languages'])
    .where('accountable', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    role: row.accountable as DrillPlace['role'],
    language: row.languages[0] ?? 'en',
  }))
}
