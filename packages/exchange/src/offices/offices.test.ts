import { onServer, seedMember, openExchange, type Seeded, type TestDatabase } from '@tocsin/testkit'
import type { Exchange } from '../app.ts'
import type { Contact, Jurisdiction } from '@tocsin/api'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../db/as-member.ts'
import { loadPack } from './load-pack.ts'

const CLERK = {
  jurisdiction: '12095',
  role: 'clerk',
  rank: 0,
  title: 'County clerk, Orange County',
  email: 'clerk@orange.example',
  phone: '+1 555 0100',
  language: 'en',
}

type Body = {
  items: (Contact & Jurisdiction)[]
  error: { path: string; message: string }
}

onServer('offices', (open) => {
  let database: TestDatabase
  let node: Exchange
  let operator: Seeded
  const seeded: Record<string, Seeded> = {}

  beforeAll(async () => {
    database = await open()
    node = await openExchange(database)
    await loadPack(database.db, 'us')
    const { db } = database
    operator = await seedMember(db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    const seed = async (
      name: string,
      kind: Parameters<typeof seedMember>[1]['kind'],
      place?: string,
    ) => {
      seeded[name] = await seedMember(db, {
        name,
        kind,
        roles: ['analyst'],
        ...(place ? { jurisdiction: place } : {}),
      })
    }
    await seed('agency', 'agency')
    await seed('platform', 'platform')
    await seed('Orange County', 'office', '12095')
    await seed('Florida', 'office', '12')
    await seed('Georgia', 'office', '13')
  })
  afterAll(async () => {
    await node?.close()
    await database?.close()
  })

  const call = async (who: Seeded, method: string, path: string, body?: unknown) => {
    const reply = await node.app.request(path, {
      method,
      headers: { authorization: who.authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: reply.status, body: (await reply.json()) as Body }
  }
  const places = async (query: string): Promise<Jurisdiction[]> =>
    (await call(operator, 'GET', `/api/jurisdictions${query}`)).body.items
  const load = (contacts: object[]) => call(operator, 'POST', '/api/contacts', { contacts })
  const contacts = async (name: string): Promise<Contact[]> =>
    (await call(seeded[name] ?? operator, 'GET', '/api/jurisdictions/12095/contacts')).body.items

  test('the states are listed, the counties of one, and places by name', async () => {
    expect(await places('')).toHaveLength(56)
    expect(await places('?parent=12')).toHaveLength(67)
    const found = await places('?search=orleans')
    expect(found.map((place) => `${place.name} ${place.parent}`)).toEqual([
      'Orleans County 36',
      'Orleans County 50',
      'Orleans Parish 22',
    ])
    expect(await places('?search=%25')).toEqual([])
    const named = await places(`?search=${encodeURIComponent('Orleans Parish, Louisiana')}`)
    expect(named.map((place) => place.id)).toEqual(['22071'])
    expect(await places('?search=orleans&parent=36')).toMatchObject([{ id: '36073' }])
  })

  test('a search that finds more than it gives says how many more', async () => {
    const reply = await call(operator, 'GET', '/api/jurisdictions?search=county')
    const { items, more } = reply.body as Body & { more: number }
    expect(items).toHaveLength(50)
    expect(more).toBeGreaterThan(2000)
  })

  test('loading the pack again adds nothing', async () => {
    expect(await loadPack(database.db, 'us')).toBe(0)
    await expect(loadPack(database.db, 'atlantis')).rejects.toThrow('no country pack atlantis')
  })

  test('role holders are added, then replaced by place, role and rank', async () => {
    const alternate = { ...CLERK, rank: 1, title: 'Deputy clerk', email: 'deputy@orange.example' }
    expect((await load([CLERK, alternate])).body).toEqual({ added: 2, replaced: 0 })
    expect((await load([{ ...CLERK, email: 'new@orange.example' }])).body).toEqual({
      added: 0,
      replaced: 1,
    })
    expect((await contacts('operator')).map((one) => one.email)).toEqual([
      'new@orange.example',
      'deputy@orange.example',
    ])
    const [orange] = await places('?search=orange')
    expect(orange?.name).toBe('Orange County')
  })

  test('a fault in one line refuses the whole list and names the line', async () => {
    const before = await contacts('operator')
    const fresh = { ...CLERK, rank: 5 }
    expect(await load([fresh, { ...CLERK, jurisdiction: '12999' }])).toMatchObject({
      status: 400,
      body: { error: { path: '/body/contacts/1', message: expect.stringContaining('contact 2') } },
    })
    expect((await load([fresh, fresh])).body.error.message).toContain('stand there twice')
    expect((await load([{ ...CLERK, email: 'no address' }])).body.error.path).toBe(
      '/body/contacts/0/email',
    )
    expect(await contacts('operator')).toEqual(before)
  })

  test('addresses and numbers go to operators, agencies, the office and its state; others see titles', async () => {
    for (const name of ['operator', 'agency', 'Orange County', 'Florida'])
      expect((await contacts(name))[0]).toMatchObject({ phone: CLERK.phone })
    for (const name of ['platform', 'Georgia']) {
      const [first] = await contacts(name)
      expect(first).toMatchObject({ title: CLERK.title })
      expect(first).not.toHaveProperty('email')
      expect(first).not.toHaveProperty('phone')
    }
  })

  test('the database itself gives a platform no address of any office', async () => {
    const memberId = seeded['platform']?.memberId ?? ''
    const rows = await asMember(database.db, { memberId }, new Date(), async (tx) =>
      sql`select * from contacts`.execute(tx),
    )
    expect(rows.rows).toEqual([])
  })

  test('a place that is not on file is not found', async () => {
    const reply = await call(operator, 'GET', '/api/jurisdictions/12999/contacts')
    expect(reply.status).toBe(404)
  })
})
