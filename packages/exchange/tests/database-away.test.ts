import { startPostgres, type PostgresServer } from '@tocsin/testkit'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExchange, type Exchange } from '../src/app.ts'
import type { Config } from '../src/config.ts'

const TAXII = 'application/taxii+json;version=2.1'
const ASKED = 40
const KEY = `tocsin_${'x'.repeat(43)}`

let server: PostgresServer
let dataDir: string
let exchange: Exchange | undefined
const lines: string[] = []
const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })

const config = (exercise: boolean): Config => ({
  name: 'Test exchange',
  origin: 'http://127.0.0.1:8080',
  host: '127.0.0.1',
  port: 0,
  databaseUrl: server.url,
  dataDir,
  mailFrom: 'tocsin@exchange.example',
  exercise,
  trustedProxies: [],
})

/** An answer of health is good for two seconds, and a probe may take five. */
const ANSWER_GROWS_OLD = { timeout: 20_000 }

beforeAll(async () => {
  server = await startPostgres()
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-away-'))
})
afterAll(async () => {
  await exchange?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a start that is refused leaves no connection open, so that its process ends', async () => {
  const first = await createExchange(config(false), { logger })
  await first.close()
  await expect(createExchange(config(true), { logger })).rejects.toThrow(/real exchange/)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await client.end()
  expect(rows[0]!.n).toBe(0)
})

test('while the database is away every door says 503, health says why, and the process log is not flooded', async () => {
  exchange = await createExchange(config(false), { logger })
  exchange.startJobs()
  expect((await exchange.app.request('/healthz')).status).toBe(200)
  await server.stop()
  const { app } = exchange
  for (const [path, headers] of [
    ['/api/log', {}],
    ['/api/members', { authorization: `Bearer ${KEY}` }],
    ['/taxii2/', { accept: TAXII, authorization: `Bearer ${KEY}` }],
    ['/log/checkpoint', {}],
  ] as const) {
    expect([path, (await app.request(path, { headers })).status]).toEqual([path, 503])
  }
  for (let i = 0; i < ASKED; i++) await app.request('/api/log')
  await expect
    .poll(async () => {
      const reply = await app.request('/healthz')
      return [reply.status, await reply.json()]
    }, ANSWER_GROWS_OLD)
    .toEqual([
      503,
      { ok: false, faults: [expect.stringMatching(/^the database cannot be written to: /)] },
    ])
  expect(lines.filter((line) => line.includes('cannot be reached')).length).toBe(1)
  const jobs = lines.filter((line) => line.includes('job failed')).map((line) => JSON.parse(line))
  expect(new Set(jobs.map(({ job }) => job)).size).toBe(jobs.length)
})
