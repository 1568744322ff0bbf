/** Whose address a mail comes from, where the exchange knows it: a person of a member, a contact of an office or of a defended party. */
import type { AnswerLanguage, MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { selectInForce } from '../defended/store.ts'
import { type Asker, askerOf, officeAsker, statedAsker } from './asker.ts'

/** Who asks, and in which language; nothing where nobody of that address is known. */
export async function findRegistered(
  ctx: Context,
  address: string,
): Promise<{ asker: Asker; language: AnswerLanguage } | undefined> {
  const { db } = ctx.database
  const people = await sql<{
    id: string
    member: string
    name: string
    kind: MemberKind
    jurisdiction: string | null
  }>`
    select p.id, m.id as member, m.name, m.kind, m.jurisdiction from people p join members m on m.id = p.member_id
    where lower(p.email) = ${address} and p.active and m.active and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})
    limit 1`.execute(db)
  const [person] = people.rows
  if (person) {
    const viewer = {
      memberId: person.member,
      memberName: person.name,
      memberKind: person.kind,
      jurisdiction: person.jurisdiction ?? undefined,
      personId: person.id,
      roles: [],
      via: 'session' as const,
      canWrite: false,
    }
    // What members share is for their screens: a mail would carry it past the rules of its terms.
    const { viewer: _, ...asker } = await askerOf(ctx, viewer)
    return { asker, language: 'en' }
  }
  const contact = await db
    .selectFrom('contacts')
    .select(['jurisdiction', 'role', 'language'])
    .where(sql<boolean>`lower(email) = ${address}`)
    .executeTakeFirst()
  if (contact)
    return { asker: await officeAsker(ctx, contact), language: toLanguage(contact.language) }
  for (const party of await selectInForce(db, undefined)) {
    const found = party.statement.contacts.find(({ email }) => email.toLowerCase() === address)
    if (found) return { asker: statedAsker(ctx, party), language: toLanguage(found.language) }
  }
  return undefined
}

function toLanguage(language: string): AnswerLanguage {
  return language === 'es' || language === 'fr' ? language : 'en'
}
