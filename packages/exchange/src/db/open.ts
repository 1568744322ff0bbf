import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { ExchangeError } from '../errors.ts'
import { openPglite, openPostgres, type Database } from './database.ts'
import { lockFolder } from './folder-lock.ts'

/**
 * Opens the database the configuration names; `create` makes it first where the server has none, and an embedded one that
 * another process has open is waited for `patience` milliseconds.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'readerDatabaseUrl' | 'dataDir'>,
  options: { create?: boolean; patience?: number } = {},
): Promise<Database> {
  if (config.databaseUrl)
    return openServer(config.databaseUrl, config.readerDatabaseUrl, options.create ?? false)
  const unlock = await lockFolder(join(config.dataDir, 'db.lock'), options.patience)
  try {
    const database = await openPglite(join(config.dataDir, 'db'))
    return {
      ...database,
      close: async () => {
        await database.close()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

async function openServer(
  url: string,
  readerUrl: string | undefined,
  create: boolean,
): Promise<Database> {
  try {
    if (create) await createMissing(url)
    return await openPostgres(url, { readerUrl })
  } catch (cause) {
    // The address holds a password, so only its host and name are told.
    const { host, pathname } = new URL(url)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ExchangeError('unavailable', `cannot open ${host}${pathname}: ${why}`, { cause })
  }
}

const UNKNOWN_DATABASE = '3D000'

async function createMissing(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch (error) {
    if ((error as { code?: string }).code !== UNKNOWN_DATABASE) throw error
    await createDatabase(url)
  } finally {
    await client.end()
  }
}

async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const admin = new pg.Client({ connectionString: new URL('/postgres', url).href })
  await admin.connect()
  try {
    await admin.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await admin.end()
  }
}
