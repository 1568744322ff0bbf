import { createRelease, getReleaseObjects, listReleases, previewRelease } from '@tocsin/api'
import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { testIndicator } from '@tocsin/testkit/taxii'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres, type Database } from '../src/db/database.ts'
import { prepareDatabase } from '../src/db/logins.ts'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

const TAXII = 'application/taxii+json;version=2.1'
const SUFFIX = randomBytes(6).toString('hex')
const [RUNNER, READER] = [`runner_${SUFFIX}`, `reader_${SUFFIX}`]

let owned: TestDatabase
let other: TestDatabase
let database: Database
let stage: Stage
let sender: Actor
let peer: Actor
let group: string

const urlOf = (login: string, of = owned) => {
  const url = new URL(of.url!)
  if (login) url.username = login
  if (login) url.password = 'secret'
  return url.href
}

beforeAll(async () => {
  owned = await freshPostgres()
  other = await freshPostgres()
  for (const login of [RUNNER, READER])
    await owned.run(`create role ${login} login password 'secret'`)
  const config = {
    databaseUrl: urlOf(RUNNER),
    ownerDatabaseUrl: owned.url!,
    readerDatabaseUrl: urlOf(READER),
  }
  await prepareDatabase(owned, config)
  await prepareDatabase(other, {})
  database = await openPostgres(config.databaseUrl, { readerUrl: config.readerDatabaseUrl })
  stage = await openStage({ ...database, url: config.databaseUrl }, { logins: config })
  sender = await stage.admit('Platform A', 'platform')
  peer = await stage.admit('Platform B', 'platform')
  group = await stage.found('Platforms', [sender, peer])
})
afterAll(async () => {
  await stage?.close()
  await database?.close()
  for (const login of [RUNNER, READER]) await owned?.run(`drop owned by ${login}`)
  await owned?.close()
  await other?.close()
})

const refused = async (url: string, statements: string[]) => {
  const client = new pg.Client({ connectionString: url })
  const said: string[] = []
  await client.connect()
  for (const statement of statements)
    said.push(
      await client.query(statement).then(
        () => `done: ${statement}`,
        (error: Error) => error.message.replace(/permission denied.*|must be owner.*/, 'refused'),
      ),
    )
  await client.end()
  return said
}

test('an exchange works whose login owns nothing, and whose members are read through another', async () => {
  const draft = {
    title: 'Sites',
    terms: {
      groupId: group,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    },
    objects: [testIndicator(1)],
  }
  const { digest } = await sender.call(previewRelease, { body: draft })
  const { summary } = await sender.call(createRelease, { body: { draft, digest } })
  expect((await peer.call(listReleases, { query: { direction: 'in' } })).items.length).toBe(1)
  await peer.call(getReleaseObjects, { params: { id: summary.id } })
  const machine = await stage.withKey(peer)
  const root = `/taxii2/exchange/collections/${group}/objects/`
  const post = await machine.send(root, {
    method: 'POST',
    headers: { 'content-type': TAXII, accept: TAXII },
    body: JSON.stringify({ objects: [testIndicator(2)] }),
  })
  expect(post.status).toBe(202)
  for (const query of ['', '?match[version]=all']) {
    const page = await machine.send(root + query, { headers: { accept: TAXII } })
    expect(await page.json()).toMatchObject({ objects: expect.arrayContaining([testIndicator(2)]) })
  }
  await stage.exchange.drain()
  expect((await stage.exchange.context.log.head())?.size).toBeGreaterThan(0)
})

test('the login that runs rewrites no log, drops no guard and reads no key', async () => {
  const statements = [
    "update log_entries set leaf = ''",
    'delete from log_entries',
    'truncate log_entries',
    'alter table log_entries disable trigger stays',
    'alter table objects disable row level security',
    'select * from reader_key',
    'create table mine (id int)',
  ]
  expect(await refused(urlOf(RUNNER), statements)).toEqual(statements.map(() => 'refused'))
})

test('the login that members are read through sees nothing by itself, also when it steps out of its role', async () => {
  const client = new pg.Client({ connectionString: urlOf(READER) })
  await client.connect()
  await client.query('reset role')
  const { rows } = await client.query('select count(*)::int as n from releases')
  expect(rows).toEqual([{ n: 0 }])
  await client.end()
  const statements = [
    "select tocsin_sign(null, '', true, false, now())",
    'select * from reader_key',
    'delete from objects',
    'select * from log_payloads, reader_key',
  ]
  expect(await refused(urlOf(READER), statements)).toEqual(statements.map(() => 'refused'))
})

test('exchanges that share a server have roles of their own and cannot connect to each other', async () => {
  for (const login of [RUNNER, READER]) {
    const client = new pg.Client({ connectionString: urlOf(login, other) })
    await expect(client.connect()).rejects.toThrow(/permission denied for database/)
  }
  const role = async (db: Database) =>
    (
      await db.db.selectNoFrom((eb) => eb.fn<string>('tocsin_member_role', []).as('role')).execute()
    )[0]!.role
  expect(await role(owned)).not.toBe(await role(other))
})
