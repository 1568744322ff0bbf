import {
  onServer,
  seedMember,
  startMailServer,
  openExchange,
  type MailServer,
  type Seeded,
  type TestDatabase,
} from '@tocsin/testkit'
import type { Exchange } from '../app.ts'
import type { ApiKey, Member, Person, Session } from '@tocsin/api'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../db/as-member.ts'
import { loadPack } from '../offices/load-pack.ts'

type Body = Member & Session & { items: (Member & Person & ApiKey)[] }

onServer('members, people and keys', (open) => {
  let database: TestDatabase
  let node: Exchange
  let mail: MailServer
  let operator: Seeded
  let analyst: Seeded

  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    node = await openExchange(database, { smtpUrl: mail.url })
    await loadPack(database.db, 'us')
    operator = await seedMember(database.db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
    analyst = await seedMember(database.db, {
      name: 'Platform A',
      kind: 'platform',
      roles: ['analyst'],
    })
  })
  afterAll(async () => {
    await node?.close()
    await mail?.stop()
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
  const signIn = async (email: string) => {
    const text = mail.mails.findLast((one) => one.to === email)?.text ?? ''
    const token = /token=([\w-]+)/.exec(text)?.[1]
    const reply = await node.app.request('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ token }),
    })
    return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }

  test('an operator admits a member, and the act is in the log', async () => {
    const made = await call(operator, 'POST', '/api/members', { name: 'Agency A', kind: 'agency' })
    expect(made.status).toBe(201)
    const list = await call(analyst, 'GET', '/api/members')
    expect(list.body.items.map((one) => one.name)).toEqual(['Agency A', 'Hub', 'Platform A'])
    const entry = await database.db
      .selectFrom('log_payloads')
      .selectAll()
      .where('subject', '=', `member:${made.body.id}`)
      .executeTakeFirstOrThrow()
    expect(entry.members.toSorted()).toEqual([operator.memberId, made.body.id].toSorted())
  })

  test('the record of an act names who did it, by the ids of the member and the person', async () => {
    const made = await call(operator, 'POST', '/api/members', { name: 'Agency W', kind: 'agency' })
    const path = `/api/members/${made.body.id}`
    const person = await call(operator, 'POST', `${path}/people`, {
      name: 'Analyst, Agency W',
      email: 'w@agency.example',
      roles: ['analyst'],
    })
    await call(operator, 'PATCH', `/api/people/${person.body.id}`, { active: false })
    await call(operator, 'PATCH', path, { active: false })
    const rows = await database.db
      .selectFrom('log_payloads')
      .select('payload')
      .where('subject', 'in', [`member:${made.body.id}`, `person:${person.body.id}`])
      .execute()
    expect(rows).toHaveLength(4)
    for (const { payload } of rows) {
      expect(JSON.parse(payload)).toMatchObject({
        by: { member: operator.memberId, person: operator.personId },
      })
    }
  })

  test('a name that reads like that of another member is taken', async () => {
    for (const name of ['ＨＵＢ', ' hub ', 'Platform\u00a0A', 'platform  a'])
      expect([
        name,
        (await call(operator, 'POST', '/api/members', { name, kind: 'agency' })).status,
      ]).toEqual([name, 409])
    const cafe = (name: string) => call(operator, 'POST', '/api/members', { name, kind: 'agency' })
    expect((await cafe('Caf\u00e9')).status).toBe(201)
    expect((await cafe('Cafe\u0301')).status).toBe(409)
  })

  test('a name with marks that turn or hide text is refused in words', async () => {
    for (const name of ['Hub\u202e', 'H\u200bub', '\u2066Hub']) {
      const reply = await call(operator, 'POST', '/api/members', { name, kind: 'agency' })
      expect(reply).toMatchObject({ status: 400, body: { error: { path: '/body/name' } } })
      expect(JSON.stringify(reply.body)).toContain('direction marks')
    }
  })

  test('a member who is no operator may not admit anybody', async () => {
    const made = await call(analyst, 'POST', '/api/members', { name: 'Mine', kind: 'campaign' })
    expect(made.status).toBe(403)
  })

  test('a name in use, a place that is not on file and a place of the wrong size are refused by field', async () => {
    const post = (body: object) => call(operator, 'POST', '/api/members', body)
    expect(await post({ name: 'Hub', kind: 'agency' })).toMatchObject({
      status: 409,
      body: { error: { path: '/body/name' } },
    })
    for (const [kind, jurisdiction] of [
      ['office', '12999'],
      ['office', undefined],
      ['platform', '12'],
    ]) {
      expect(await post({ name: 'Office', kind, jurisdiction })).toMatchObject({
        status: 400,
        body: { error: { path: '/body/jurisdiction' } },
      })
    }
    expect(
      await post({ name: 'Office of Florida', kind: 'office', jurisdiction: '12' }),
    ).toMatchObject({
      status: 201,
      body: { jurisdiction: '12', place: 'Florida' },
    })
    const { body } = await call(operator, 'GET', '/api/members')
    expect(body.items).toContainEqual(
      expect.objectContaining({ name: 'Office of Florida', place: 'Florida' }),
    )
  })

  test('nothing of a refused act is kept', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from log_entries`.execute(database.db))
        .rows[0]?.n
    const before = await count()
    await call(operator, 'POST', '/api/members', { name: 'Hub', kind: 'agency' })
    expect(await count()).toBe(before)
  })

  test('an invited person is mailed a link, signs in, and is out at once when suspended', async () => {
    const invited = await call(operator, 'POST', `/api/members/${analyst.memberId}/people`, {
      name: 'Second analyst',
      email: 'Second@platform.example',
      roles: ['analyst'],
    })
    expect(invited.status).toBe(201)
    await node.auth.settle()
    const cookie = await signIn('second@platform.example')
    const session = () => node.app.request('/api/session', { headers: { cookie } })
    expect((await session()).status).toBe(200)
    const path = `/api/people/${invited.body.id}`
    expect((await call(operator, 'PATCH', path, { active: false })).status).toBe(200)
    expect((await session()).status).toBe(401)
  })

  test('the same address cannot be invited twice, and only the hub has operators', async () => {
    const invite = (memberId: string, body: object) =>
      call(operator, 'POST', `/api/members/${memberId}/people`, { name: 'Somebody', ...body })
    const again = { email: operator.email.toUpperCase(), roles: ['analyst'] }
    expect(await invite(analyst.memberId, again)).toMatchObject({
      status: 409,
      body: { error: { path: '/body/email' } },
    })
    const usurper = { email: 'usurper@platform.example', roles: ['operator'] }
    expect(await invite(analyst.memberId, usurper)).toMatchObject({
      status: 400,
      body: { error: { path: '/body/roles' } },
    })
  })

  test('the last operator cannot be suspended, nor the hub with them', async () => {
    for (const path of [`/api/people/${operator.personId}`, `/api/members/${operator.memberId}`])
      expect((await call(operator, 'PATCH', path, { active: false })).status).toBe(409)
    expect((await call(operator, 'GET', '/api/members')).status).toBe(200)
  })

  test('roles that another operator changed meanwhile are neither given nor taken unseen, in whatever order they are named', async () => {
    const { personId } = await seedMember(database.db, {
      name: 'Body',
      kind: 'agency',
      roles: ['analyst', 'reviewer'],
    })
    const path = `/api/people/${personId}/roles`
    const first = { roles: ['reviewer'], had: ['reviewer', 'analyst'] }
    expect((await call(operator, 'PUT', path, first)).status).toBe(200)
    const late = await call(operator, 'PUT', path, { roles: ['analyst'], had: first.had })
    expect(late).toMatchObject({
      status: 409,
      body: { error: { path: '/body/had', message: expect.stringContaining('now: reviewer.') } },
    })
    const again = await call(operator, 'PUT', path, { roles: ['analyst'], had: ['reviewer'] })
    expect(again).toMatchObject({ status: 200, body: { roles: ['analyst'] } })
  })

  test('a person sees the people of their own member, and of no other', async () => {
    const own = await call(analyst, 'GET', `/api/members/${analyst.memberId}/people`)
    expect(own.body.items[0]).toMatchObject({ email: analyst.email })
    const other = await call(analyst, 'GET', `/api/members/${operator.memberId}/people`)
    expect(other.status).toBe(403)
  })

  test('the database itself gives a member no person and no key of another, and no hash of any', async () => {
    const ask = (statement: string) =>
      asMember(database.db, { memberId: analyst.memberId }, new Date(), async (tx) => {
        const { rows } = await sql.raw<{ member_id: string }>(statement).execute(tx)
        return [...new Set(rows.map((row) => row.member_id))]
      })
    expect(await ask('select member_id from people')).toEqual([analyst.memberId])
    expect(await ask('select member_id from api_keys')).toEqual([analyst.memberId])
    await expect(ask('select secret_hash from api_keys')).rejects.toThrow('permission denied')
    await expect(ask('select token_hash from sessions')).rejects.toThrow('permission denied')
  })

  test('a signed-in person makes a key that acts as them until it is revoked; a key makes none', async () => {
    expect(
      (await call(analyst, 'POST', '/api/keys', { label: 'robot', canWrite: false })).status,
    ).toBe(403)
    await node.app.request('/api/sign-in/link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: analyst.email }),
    })
    await node.auth.settle()
    const cookie = await signIn(analyst.email)
    const post = await node.app.request('/api/keys', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ label: 'robot', canWrite: true }),
    })
    const made = (await post.json()) as { secret: string; key: { id: string } }
    expect(made.secret).toMatch(/^tocsin_[\w-]{43}$/)
    const robot = { ...analyst, authorization: `Bearer ${made.secret}` }
    expect((await call(robot, 'GET', '/api/session')).body.person.email).toBe(analyst.email)
    const list = await call(analyst, 'GET', '/api/keys')
    expect(JSON.stringify(list.body)).not.toContain(made.secret)
    expect((await call(analyst, 'DELETE', `/api/keys/${made.key.id}`)).status).toBe(200)
    expect((await call(robot, 'GET', '/api/session')).status).toBe(401)
    expect((await call(analyst, 'DELETE', `/api/keys/${made.key.id}`)).status).toBe(404)
  })

  test('a member cannot revoke the key of another', async () => {
    const { body } = await call(operator, 'GET', '/api/keys')
    expect((await call(analyst, 'DELETE', `/api/keys/${body.items[0]?.id}`)).status).toBe(404)
  })

  test('the keys of a suspended member stop working at once', async () => {
    const platform = await seedMember(database.db, {
      name: 'Platform B',
      kind: 'platform',
      roles: ['analyst'],
    })
    const path = `/api/members/${platform.memberId}`
    expect((await call(platform, 'GET', '/api/members')).status).toBe(200)
    await call(operator, 'PATCH', path, { active: false })
    expect((await call(platform, 'GET', '/api/members')).status).toBe(401)
    await call(operator, 'PATCH', path, { active: true })
    expect((await call(platform, 'GET', '/api/members')).status).toBe(200)
  })
})
