/**
 * The exchange under the TAXII benchmarks, as a process of its own: `fork` it with a database address, or `pglite`.
 * Its first message says where it listens; then it answers `{ reference: { texts, batch } }` with the milliseconds a bare
 * multi-row INSERT of the same bytes takes in the same database.
 */
import { serve } from '@hono/node-server'
import {
  createExchange,
  type Database,
  letHeapGrow,
  openPglite,
  openPostgres,
  systemClock,
} from '@tocsin/exchange'
import { seedMember } from '@tocsin/testkit/seed'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'

export type Ready = {
  url: string
  memory: string
  collection: string
  writers: string[]
  reader: string
}
export type Order = { reference: { texts: string[]; batch: number } } | { keep: string[] }

letHeapGrow()
const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'))
const address = process.argv[2] ?? 'pglite'
const database =
  address === 'pglite' ? await openPglite(join(dir, 'db')) : await openPostgres(address)
const exchange = await createExchange(
  {
    name: 'Benchmark',
    origin: 'http://127.0.0.1:8080',
    host: '127.0.0.1',
    port: 0,
    dataDir: dir,
    mailFrom: 'tocsin@exchange.example',
    exercise: false,
    trustedProxies: [],
  },
  { clock: systemClock, database, logger: pino({ level: 'error' }) },
)
const members = []
for (const name of ['Reader', 'Writer 1', 'Writer 2', 'Writer 3', 'Writer 4', 'Writer 5'])
  members.push(await seedMember(database.db, { name, kind: 'agency', roles: ['analyst'] }))
const collection = await insertGroup(
  database,
  members.map(({ memberId }) => memberId),
)
const { port } = await exchange.listen()

let kept: Uint8Array<ArrayBuffer>[] = []
const memory = serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: ({ url }) =>
    new Response(kept[Number(new URL(url).pathname.slice(1))], {
      headers: { 'content-type': 'application/taxii+json;version=2.1' },
    }),
})
await new Promise((resolve) => memory.once('listening', resolve))

process.on('message', (order: Order) => {
  if ('keep' in order) {
    kept = order.keep.map((page) => new TextEncoder().encode(page))
    process.send?.({ kept: kept.length })
  } else void insertBare(database, order.reference).then((ms) => process.send?.({ ms }))
})
process.send?.({
  url: `http://127.0.0.1:${port}/taxii2/exchange/`,
  memory: `http://127.0.0.1:${(memory.address() as AddressInfo).port}/`,
  collection,
  writers: members.slice(1).map(({ authorization }) => authorization),
  reader: members[0]!.authorization,
} satisfies Ready)

async function insertGroup({ db }: Database, memberIds: string[]): Promise<string> {
  const id = randomUUID()
  const now = new Date()
  await db
    .insertInto('groups')
    .values({
      id,
      name: 'Benchmark',
      charter: '',
      purposes: ['election-security'],
      legal_basis: 'consent',
      max_tlp: 'amber',
      expires_at: new Date('2036-01-01T00:00:00.000Z'),
      created_at: now,
    })
    .execute()
  const rows = memberIds.map((member_id) => ({ group_id: id, member_id, joined_at: now }))
  await db.insertInto('group_members').values(rows).execute()
  return id
}

async function insertBare(
  { db }: Database,
  { texts, batch }: { texts: string[]; batch: number },
): Promise<number> {
  await sql`create table if not exists bare (id bigint generated always as identity primary key, body text not null)`.execute(
    db,
  )
  const start = performance.now()
  for (let i = 0; i < texts.length; i += batch) {
    const values = texts.slice(i, i + batch).map((text) => sql`(${text})`)
    await sql`insert into bare (body) values ${sql.join(values)}`.execute(db)
  }
  return performance.now() - start
}
