import { migrate, openPglite, openPostgres, type Database } from '@tocsin/exchange'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, inject } from 'vitest'
import { refuseNesting } from './nesting.ts'
import { startPostgres } from './postgres.ts'
import { debianPrograms } from './postgres-programs.ts'

/** Name of the migrated database that suites copy on the PostgreSQL server of a run. */
export const TEMPLATE = 'tocsin_template'

/** A migrated, empty database; on a server also its address, to open it from another process. */
export type TestDatabase = Database & { url?: string }

/** A file's bytes as they lie in memory; a plain `Blob` would copy them for everybody who reads them. */
class HeldBlob extends Blob {
  readonly #bytes: ArrayBuffer

  constructor(file: Uint8Array<ArrayBuffer>) {
    super()
    this.#bytes = file.buffer
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes)
  }
}

let pgliteDump: Promise<HeldBlob> | undefined

/** Opens a fresh embedded database in memory from the run's dump. */
export async function freshPglite(): Promise<TestDatabase> {
  pgliteDump ??= readFile(inject('pgliteDump')).then((file) => new HeldBlob(file))
  return openPglite(undefined, await pgliteDump)
}

/** Makes a fresh database on the run's PostgreSQL server; closing it drops it. */
export async function freshPostgres(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  await runOnServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  const url = new URL(`/${name}`, server).href
  const database = await openPostgres(url)
  refuseNesting(database)
  return {
    ...database,
    url,
    close: async () => {
      await database.close()
      await runOnServer(server, `drop database ${name} with (force)`)
    },
  }
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const admin = await openPostgres(url, { poolSize: 1 })
  try {
    await admin.run(statement)
  } finally {
    await admin.close()
  }
}

/** Runs a suite twice: on the embedded database and on a real PostgreSQL server. */
export function onEachDatabase(
  suite: string,
  tests: (open: () => Promise<TestDatabase>) => void,
): void {
  describe(`${suite}, on the embedded database`, () => {
    tests(freshPglite)
  })
  describe(`${suite}, on PostgreSQL`, () => {
    tests(freshPostgres)
  })
}

/**
 * Runs a suite on a real PostgreSQL server alone: for what is asked of rules and acts, whose statements others run on each
 * database. What would stand still on the embedded one fails here too (`nesting.ts`).
 */
export function onServer(suite: string, tests: (open: () => Promise<TestDatabase>) => void): void {
  describe(`${suite}, on PostgreSQL`, () => {
    tests(freshPostgres)
  })
}

/**
 * Runs a suite once more on the server that a distribution ships, with the settings it comes with (it compiles statements,
 * which the server of the test dependencies cannot). Skipped, and said so, where it is not installed.
 */
export function onStockPostgres(
  suite: string,
  tests: (open: () => Promise<TestDatabase>) => void,
): void {
  const bin = debianPrograms()
  if (bin === undefined) {
    console.warn(
      `SKIPPED: ${suite}, on the distribution's PostgreSQL: postgresql-15 is not installed`,
    )
  }
  describe.skipIf(bin === undefined)(`${suite}, on the distribution's PostgreSQL`, () => {
    tests(() => freshStock(bin!))
  })
}

async function freshStock(bin: string): Promise<TestDatabase> {
  const server = await startPostgres({ bin })
  const database = await openPostgres(server.url)
  await migrate(database.db)
  return {
    ...database,
    url: server.url,
    close: async () => {
      await database.close()
      await server.stop()
    },
  }
}
