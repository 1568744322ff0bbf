import type { MemberKind, OfficeRole, Role } from '@tocsin/api'
import type { Db } from '@tocsin/exchange'
import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** A member with one person and an API key that acts as that person. */
export type Seeded = {
  memberId: string
  personId: string
  email: string
  /** Header of a request as this person. */
  authorization: string
}

/** Puts a member with one person straight into the database, as if it had always been there. */
export async function seedMember(
  db: Db,
  member: { name: string; kind: MemberKind; roles: Role[]; jurisdiction?: string },
  at: Date = new Date('2026-10-01T00:00:00.000Z'),
): Promise<Seeded> {
  const memberId = randomUUID()
  const personId = randomUUID()
  const email = `${memberId.slice(0, 8)}@member.example`
  const secret = `tocsin_${randomBytes(32).toString('base64url')}`
  const { name, kind, roles, jurisdiction = null } = member
  await db
    .insertInto('members')
    .values({ id: memberId, name, kind, jurisdiction, created_at: at })
    .execute()
  await db
    .insertInto('people')
    .values({
      id: personId,
      member_id: memberId,
      name: `Contact, ${name}`,
      email,
      roles,
      created_at: at,
    })
    .execute()
  await db
    .insertInto('api_keys')
    .values({
      id: randomUUID(),
      member_id: memberId,
      person_id: personId,
      label: 'test',
      secret_hash: createHash('sha256').update(secret).digest(),
      can_write: true,
      created_at: at,
    })
    .execute()
  return { memberId, personId, email, authorization: `Bearer ${secret}` }
}

/** Puts one more person of a member straight into the database; gives the person's id. */
export async function seedPerson(
  db: Db,
  memberId: string,
  { email, roles }: { email: string; roles: Role[] },
  at: Date = new Date('2026-10-01T00:00:00.000Z'),
): Promise<string> {
  const id = randomUUID()
  const person = { id, member_id: memberId, name: `Person, ${roles.join(', ')}`, email, roles }
  await db
    .insertInto('people')
    .values({ ...person, created_at: at })
    .execute()
  return id
}

/** A contact of an office as tests put it on file; what is left out is made up from the rest. */
export type SeededContact = {
  jurisdiction: string
  role: OfficeRole
  rank?: number
  title?: string
  email?: string
  phone?: string
  sms?: string
  voice?: string
  fax?: string
  ways?: string
  timeZone?: string
  language?: string
}

/** The address of a contact that was given none. */
export function addressOf({ jurisdiction, role, rank = 0 }: SeededContact): string {
  return `${role}.${rank}@${jurisdiction}.example`
}

/** Puts contacts of offices straight into the database. */
export async function seedContacts(db: Db, contacts: readonly SeededContact[]): Promise<void> {
  const rows = contacts.map((contact) => {
    const { jurisdiction, role, rank = 0, phone = null, language = 'en' } = contact
    const { sms = null, voice = null, fax = null, ways = null, timeZone = null } = contact
    const reached = { sms, voice, fax, ways, time_zone: timeZone }
    const { title = `${role} ${rank} of ${jurisdiction}`, email = addressOf(contact) } = contact
    const words = { jurisdiction, role, rank, title, email, phone, language }
    return { id: randomUUID(), ...words, ...reached }
  })
  await db.insertInto('contacts').values(rows).execute()
}
