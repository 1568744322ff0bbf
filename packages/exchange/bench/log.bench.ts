/**
 * Recording acts: transactions that append to the log, beside the same rows inserted bare (places from a sequence,
 * no lock, no hashing) into tables of the same shape; then integration into signed tiles, and receipts. On both databases.
 */
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { openPglite, openPostgres, type Database, type Tx } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { sql } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { appendLog, type Act } from '../src/log/append.ts'
import { openLog } from '../src/log/log.ts'
import { makeReceipt } from '../src/log/receipt.ts'

const WRITERS = 8
const dir = await mkdtemp(join(tmpdir(), 'tocsin-log-bench-'))
const server = await startPostgres()
try {
  await run('PGlite', await openPglite(join(dir, 'db')), join(dir, 'embedded'))
  await run('PostgreSQL', await openPostgres(server.url), join(dir, 'server'))
} finally {
  await server.stop()
  await rm(dir, { recursive: true })
}

async function run(name: string, database: Database, dataDir: string): Promise<void> {
  await migrate(database.db)
  await sql`create table bare_entries (index bigserial primary key, leaf text not null)`.execute(
    database.db,
  )
  await sql`create table bare_payloads (index bigserial primary key, subject text not null,
    salt bytea not null, payload text not null, members uuid[] not null)`.execute(database.db)
  await sql`create index on bare_payloads (subject)`.execute(database.db)
  const log = await openLog(database, { dataDir, origin: 'https://exchange.example' })

  for (const [perTransaction, transactions] of [
    [1, 800],
    [100, 80],
  ] as const) {
    await write(database, 40, perTransaction, insertBare)
    const bare = await write(database, transactions, perTransaction, insertBare)
    await write(database, 40, perTransaction, appendLog)
    const logged = await write(database, transactions, perTransaction, appendLog)
    console.log(
      `${name}: ${perTransaction} a transaction: ${round(logged)} acts/s logged, ${round(bare)} rows/s bare, ` +
        `ratio ${(logged / bare).toFixed(2)}`,
    )
  }

  const start = performance.now()
  while (await log.integrate());
  const size = 40 * 101 + 800 + 80 * 100
  console.log(`${name}: ${round(size / seconds(start))} entries/s integrated and signed`)

  const keys = toVerifiers(log.verifier)
  const asked = performance.now()
  for (let i = 0; i < 200; i++) await makeReceipt({ database, log }, (i * 61) % size)
  console.log(`${name}: ${round(200 / seconds(asked))} receipts/s made`)
  await verifyReceipt(await makeReceipt({ database, log }, size - 1), keys)
  await database.close()
}

/** Acts a second over `transactions` transactions by several writers. */
async function write(
  { db }: Database,
  transactions: number,
  perTransaction: number,
  insert: (tx: Tx, acts: Act[]) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const start = performance.now()
  const writer = async () => {
    while (next++ < transactions) {
      const acts = Array.from({ length: perTransaction }, (_, i) => toAct(next * 1000 + i))
      await db.transaction().execute((tx) => insert(tx, acts))
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return (transactions * perTransaction) / seconds(start)
}

function toAct(n: number): Act {
  const payload = {
    notice: n,
    place: 'Example County',
    role: 'clerk',
    state: 'told',
    note: 'x'.repeat(150),
  }
  return {
    kind: 'notice.told',
    at: new Date(),
    subject: `notice:${n}`,
    payload,
    by: 'exchange',
    members: [],
  }
}

async function insertBare(tx: Tx, acts: Act[]): Promise<void> {
  const rows = acts.map((act) => ({
    leaf: 'x'.repeat(140),
    subject: act.subject,
    salt: `${'A'.repeat(43)}=`,
    payload: JSON.stringify(act.payload),
  }))
  await sql`with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as x(leaf text, subject text, salt text, payload text)
    ), entries as (insert into bare_entries (leaf) select leaf from given)
    insert into bare_payloads (subject, salt, payload, members)
    select subject, decode(salt, 'base64'), payload, '{}' from given`.execute(tx)
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en')
}
