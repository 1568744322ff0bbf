import { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, Kysely, type Transaction } from 'kysely'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import { ExchangeError } from '../errors.ts'
import { copyOut, copyStatement } from './copy-out.ts'
import { EmbeddedDialect } from './embedded.ts'
import { type Ear, listenPostgres } from './listen.ts'
import { readThrough } from './readers.ts'
import { RetryingDialect, retryTransactions } from './retry.ts'
import { openStanding, type Standing } from './standing.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** An open database, embedded or a server: one behaviour behind one type. */
export type Database = {
  kind: 'pglite' | 'postgres'
  db: Db
  /** Hears what is notified on `channel`, until the returned function is called. */
  listen: (channel: string, ear: Ear) => Promise<() => Promise<void>>
  /** Keeps a statement that gives one row ready to be asked again and again, beside all other work where that can be. */
  stand: <Row extends pg.QueryResultRow>(statement: string) => () => Promise<Row>
  /** The one column of a query's rows, in chunks of bytes for `rowsOf`. In a transaction of its own. */
  copyOut: (query: string) => Promise<Uint8Array[]>
  /** Runs one statement outside any transaction, such as `create database`. */
  run: (statement: string) => Promise<void>
  /** The whole data folder as a tar file; embedded only. */
  dump: () => Promise<Blob>
  close: () => Promise<void>
}

/** 64-bit integers fit a double in every table of ours (positions, counts), so both databases give numbers. */
const INT8 = 20
pg.types.setTypeParser(INT8, Number)

/** A connection is kept this long without work: a new one has every statement to plan anew. */
const IDLE_MS = 600_000

/** Who waits longer for a connection is told that the database is away. */
const CONNECT_MS = 30_000

/** Opens PostgreSQL 15+ at `url`; members are read through the login of `readerUrl`, where there is one. */
export async function openPostgres(
  url: string,
  options: { poolSize?: number; readerUrl?: string | undefined } = {},
): Promise<Database> {
  const pool = openPool(url, options.poolSize)
  await pool.query('select 1').catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const db = openKysely(pool)
  const reader = options.readerUrl
    ? openKysely(openPool(options.readerUrl, options.poolSize))
    : undefined
  if (reader) readThrough(db, reader)
  const standing: Standing<pg.QueryResultRow>[] = []
  const listening = new Set<() => Promise<void>>()
  return {
    kind: 'postgres',
    db,
    listen: async (channel, ear) => {
      const stop = await listenPostgres(url, channel, ear)
      listening.add(stop)
      return () => (listening.delete(stop) ? stop() : Promise.resolve())
    },
    stand: <Row extends pg.QueryResultRow>(statement: string) => {
      const stands = openStanding<Row>(url, statement)
      standing.push(stands)
      return stands.ask
    },
    copyOut: (query) => copyOut(pool, query),
    run: async (statement) => void (await pool.query(statement)),
    dump: () =>
      Promise.reject(new ExchangeError('unavailable', 'back a PostgreSQL server up with pg_dump')),
    close: async () => {
      await Promise.all([...listening].map((stop) => stop()))
      await Promise.all(standing.map(({ close }) => close()))
      await reader?.destroy()
      await db.destroy()
    },
  }
}

function openPool(url: string, size = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    // Statements here are short: compiling one, as servers do by default where they guess it dear, costs more than it runs.
    onConnect: async (client) => void (await client.query('set jit = off')),
  })
  // An idle connection that the server drops must not end the process; the next query gets a new one.
  pool.on('error', () => {})
  return pool
}

function openKysely(pool: pg.Pool): Db {
  return retryTransactions(new Kysely<Tables>({ dialect: new RetryingDialect({ pool }) }))
}

/** Opens the embedded database in folder `dir`, or in memory; `dump` starts from a dumped data folder. */
export async function openPglite(dir: string | undefined, dump?: Blob): Promise<Database> {
  if (dir) await mkdir(dirname(dir), { recursive: true })
  const pglite = await PGlite.create({
    ...(dir ? { dataDir: dir } : {}),
    ...(dump ? { loadDataDir: dump } : {}),
    relaxedDurability: false,
  })
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect({ pglite }) })
  return {
    kind: 'pglite',
    db,
    listen: async (channel, { heard }) => {
      const stop = await pglite.listen(channel, heard)
      return () => stop()
    },
    stand: <Row extends pg.QueryResultRow>(statement: string) => {
      const query = CompiledQuery.raw(statement)
      return async () => (await db.executeQuery<Row>(query)).rows[0]!
    },
    copyOut: (query) =>
      db.connection().execute(async () => {
        const { blob } = await pglite.query(copyStatement(query, "'/dev/blob'"))
        return [new Uint8Array(await blob!.arrayBuffer())]
      }),
    run: async (statement) => void (await pglite.exec(statement)),
    dump: () => pglite.dumpDataDir('none'),
    close: async () => {
      await db.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}

/** Runs SQL text of several statements, as migrations need. */
export async function runScript(db: Db, text: string): Promise<void> {
  for (const statement of splitStatements(text)) await db.executeQuery(CompiledQuery.raw(statement))
}

/** Splits at semicolons outside quotes, dollar quotes and comments. */
function splitStatements(text: string): string[] {
  const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|;/g
  const statements: string[] = []
  let from = 0
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue
    statements.push(text.slice(from, match.index))
    from = match.index + 1
  }
  statements.push(text.slice(from))
  return statements.map((s) => s.trim()).filter((s) => s.replace(/--[^\n]*/g, '').trim() !== '')
}
