import { onServer, seedMember, openExchange, type Seeded, type TestDatabase } from '@tocsin/testkit'
import type { Exchange } from '../app.ts'
import { manualClock } from '../clock.ts'
import type { Group } from '@tocsin/api'
import { afterAll, beforeAll, expect, test } from 'vitest'

const CHARTER = {
  name: 'Election threat room',
  charter: 'Threats to the running of the election. Nothing is asked and nothing is owed.',
  purposes: ['election-security'],
  legalBasis: 'Sharing agreement',
  maxTlp: 'amber',
  expiresAt: '2027-01-01T00:00:00.000Z',
}

onServer('groups', (open) => {
  let database: TestDatabase
  const clock = manualClock(new Date('2026-10-01T12:00:00.000Z'))
  let node: Exchange
  let operator: Seeded
  let agency: Seeded
  let platform: Seeded

  beforeAll(async () => {
    database = await open()
    node = await openExchange(database, {}, { clock })
    operator = await seedMember(database.db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    agency = await seedMember(database.db, { name: 'Agency', kind: 'agency', roles: ['analyst'] })
    platform = await seedMember(database.db, {
      name: 'Platform',
      kind: 'platform',
      roles: ['analyst'],
    })
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
    return { status: reply.status, body: (await reply.json()) as Group & { items: Group[] } }
  }
  const found = async (charter: object = {}) =>
    (await call(operator, 'POST', '/api/groups', { ...CHARTER, ...charter })).body as Group
  const names = async (who: Seeded) =>
    (await call(who, 'GET', '/api/groups')).body.items.map((group: Group) => group.name)

  test('a group is founded, joined twice with one effect, left, and each act is logged once', async () => {
    const group = await found()
    const path = `/api/groups/${group.id}/members/${agency.memberId}`
    expect((await call(operator, 'PUT', path)).body.members).toEqual([
      { id: agency.memberId, name: 'Agency', kind: 'agency' },
    ])
    await call(operator, 'PUT', path)
    expect((await call(operator, 'DELETE', path)).body.members).toEqual([])
    expect((await call(operator, 'DELETE', path)).status).toBe(404)
    const entries = await database.db
      .selectFrom('log_payloads as p')
      .innerJoin('log_entries as e', 'e.index', 'p.index')
      .select('e.leaf')
      .where('p.subject', '=', `group:${group.id}`)
      .orderBy('e.index')
      .execute()
    expect(entries.map(({ leaf }) => /group\.\w+/.exec(leaf)?.[0])).toEqual([
      'group.created',
      'group.joined',
      'group.left',
    ])
  })

  test('a member sees the groups it belongs to, an operator all', async () => {
    const group = await found({ name: 'Platform tips' })
    await call(operator, 'PUT', `/api/groups/${group.id}/members/${platform.memberId}`)
    expect(await names(platform)).toEqual(['Platform tips'])
    expect(await names(agency)).toEqual([])
    expect(await names(operator)).toContain('Platform tips')
  })

  test('a charter that has ended, a name in use and a repeated purpose are refused by field', async () => {
    const post = (change: object) =>
      call(operator, 'POST', '/api/groups', { ...CHARTER, ...change })
    for (const [change, status, path] of [
      [{ name: 'Past', expiresAt: '2026-09-30T00:00:00.000Z' }, 400, '/body/expiresAt'],
      [{ name: 'Not in the calendar', expiresAt: '2027-02-30T00:00:00Z' }, 400, '/body/expiresAt'],
      [{ name: 'Impossible', expiresAt: '2027-13-41T00:00:00.000Z' }, 400, '/body/expiresAt'],
      [{}, 409, '/body/name'],
      [{ name: 'Twice', purposes: ['research', 'research'] }, 400, '/body/purposes'],
    ] as const) {
      expect(await post(change)).toMatchObject({ status, body: { error: { path } } })
    }
  })

  test('nobody joins a group whose charter has ended, or that is not there', async () => {
    const group = await found({ name: 'Short', expiresAt: '2026-10-01T12:00:01.000Z' })
    clock.advance(2000)
    const join = (id: string) =>
      call(operator, 'PUT', `/api/groups/${id}/members/${agency.memberId}`)
    expect((await join(group.id)).status).toBe(410)
    expect((await join('00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await join('x')).status).toBe(400)
  })

  test('only an operator founds groups and admits members', async () => {
    expect((await call(agency, 'POST', '/api/groups', CHARTER)).status).toBe(403)
  })
})
