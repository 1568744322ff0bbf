import { type Addition, fromMillis, toMicros } from '@tocsin/taxii'
import { seedMember, startTestExchange, type TestDatabase } from '@tocsin/testkit'
import type { TaxiiHarness, TestMember, TestObject, TestRights } from '@tocsin/testkit/taxii'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { createSubmit } from '../src/taxii/submit.ts'

/** What the suite's requests are addressed to. */
const ORIGIN = 'http://taxii.test'

/** The TAXII suite's harness over an exchange: members A and B share groups with a third, and a collection is a group. */
export async function startTaxiiHarness(
  database: TestDatabase,
  origin = ORIGIN,
  options: { exercise?: boolean } = {},
): Promise<TaxiiHarness & { now: () => Date; advance: (ms: number) => void }> {
  const node = await startTestExchange({ database, origin, ...options })
  const { db } = database
  const submit = createSubmit(node.context)
  const admit = (name: string) => seedMember(db, { name, kind: 'agency', roles: ['analyst'] })
  const [a, b, other] = [await admit('Member A'), await admit('Member B'), await admit('Member C')]
  const members = { a, b }

  const place = async (group: string, object: TestObject, named: string[]): Promise<void> => {
    const received = fromMillis(Date.now())
    const submission = { received, accepted: [toAddition(object)], rejected: [] }
    const status = await submit(a, group, submission, named)
    if (status.failure_count > 0) throw new Error(JSON.stringify(status.failures))
  }
  return {
    handle: async (request) => node.app.fetch(request),
    root: 'taxii2/exchange',
    authorization: { a: a.authorization, b: b.authorization },
    rights: ['read-write', 'hidden'],
    oneInstant: false,
    collection: async ({ rights = {}, objects = [] } = {}) => {
      const group = await insertGroup(database, [
        ...(['a', 'b'] as const).filter((name) => isIn(rights, name)).map((name) => members[name]),
        other,
      ])
      for (const { object, date_added } of objects) {
        await place(group, object, [])
        await sql`update taxii_feed set upto = ${Number(toMicros(date_added))}
          where release_id = (select id from releases order by position desc limit 1)`.execute(db)
      }
      return group
    },
    show: async (collection, object, to) => {
      const named = to.includes('b') ? [] : [other.memberId]
      await place(collection, object, named)
    },
    now: () => node.clock.now(),
    advance: (ms) => node.clock.advance(ms),
    stop: async () => {
      await node.close()
      await database.close()
    },
  }
}

function isIn(rights: Partial<Record<TestMember, TestRights>>, name: TestMember): boolean {
  return rights[name] !== 'hidden'
}

async function insertGroup({ db }: TestDatabase, members: { memberId: string }[]): Promise<string> {
  const id = randomUUID()
  const at = new Date('2026-10-01T00:00:00.000Z')
  await db
    .insertInto('groups')
    .values({
      id,
      name: `Group ${id}`,
      charter: 'For tests of the TAXII exit',
      purposes: ['election-security'],
      legal_basis: 'consent of the members',
      max_tlp: 'amber',
      expires_at: new Date('2036-01-01T00:00:00.000Z'),
      created_at: at,
    })
    .execute()
  const rows = members.map(({ memberId }) => ({ group_id: id, member_id: memberId, joined_at: at }))
  await db.insertInto('group_members').values(rows).execute()
  return id
}

function toAddition(object: TestObject): Addition {
  return {
    text: JSON.stringify(object),
    value: object,
    id: object.id,
    type: object.type,
    version: (object['modified'] as string | undefined) ?? null,
    specVersion: '2.1',
  }
}
