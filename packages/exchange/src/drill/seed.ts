import { addToGroup, createGroup, createMember, importContacts, invitePerson } from '@tocsin/api'
import { CAST, drillContacts, GROUPS, type DrillPlace } from './cast.ts'
import type { Stage } from './stage.ts'

const YEAR = 365 * 86_400_000

/** Fills an empty drill through the operator's own door: members, people, groups and contacts. */
export async function seedDrill(stage: Stage, operatorEmail: string): Promise<void> {
  const operator = await stage.as(operatorEmail)
  const ids = new Map<string, string>()
  for (const { key, person, ...draft } of CAST) {
    const member = await operator(createMember, {
      body: {
        name: draft.name,
        kind: draft.kind,
        ...(draft.jurisdiction ? { jurisdiction: draft.jurisdiction } : {}),
      },
    })
    ids.set(key, member.id)
    await operator(invitePerson, { params: { id: member.id }, body: person })
  }
  const expiresAt = new Date(stage.ctx.clock.now().getTime() + YEAR).toISOString()
  for (const { members, ...draft } of GROUPS) {
    const group = await operator(createGroup, { body: { ...draft, expiresAt } })
    for (const key of members) {
      await operator(addToGroup, { params: { id: group.id, memberId: ids.get(key)! } })
    }
  }
  await operator(importContacts, { body: { contacts: drillContacts(await places(stage)) } })
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
    language: row.languages[0] === 'es' ? 'es' : 'en',
  }))
}
