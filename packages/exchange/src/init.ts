import { isEmail, NO_EMAIL } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { issueLink, toLinkUrl } from './auth/links.ts'
import { systemClock } from './clock.ts'
import { configPath, toConfig, type Config } from './config.ts'
import type { Database } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { readSetting, writeSettingOnce } from './db/settings.ts'
import { ExchangeError } from './errors.ts'
import { openLog } from './log/log.ts'
import { admitMember, admitPerson } from './members/admit.ts'
import { loadPack } from './offices/load-pack.ts'

export type InitOptions = {
  dir: string
  name: string
  origin: string
  operatorEmail: string
  host?: string | undefined
  port?: number | undefined
  databaseUrl?: string | undefined
  smtpUrl?: string | undefined
  mailFrom?: string | undefined
  pack: string
  /** Sets up a drill: everything in it is marked as exercise, for good. */
  exercise?: boolean
  /** When it is set up; now, unless it is a drill with a clock of its own. */
  at?: Date
  /** What else is written down as it is set up. */
  settings?: Readonly<Record<string, string>>
}

/** The first link works for a day: setting mail and a proxy up may take longer than a quarter of an hour. */
const FIRST_LINK_MINUTES = 24 * 60

/**
 * Sets up a real, empty exchange: database, country pack, hub, first operator, `config.json`. Refuses to
 * touch one that is there. Returns the configuration and the operator's one-time link.
 */
export async function initExchange(
  options: InitOptions,
): Promise<{ config: Config; link: string; places: number }> {
  const path = configPath(options.dir)
  if (existsSync(path)) throw new ExchangeError('conflict', `${path} is there already`)
  if (!isEmail(options.operatorEmail))
    throw new ExchangeError('bad-request', `${options.operatorEmail} ${NO_EMAIL}`)
  const file = toFile(options)
  const config = toConfig(options.dir, file)
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  const database = await openDatabase(config, { create: true })
  try {
    await migrate(database.db)
    await openLog(database, config)
    const { places, link } = await found(database, config, options)
    await writeFile(path, JSON.stringify(file, null, 2) + '\n', { mode: 0o600, flag: 'wx' })
    return { config, link, places }
  } finally {
    await database.close()
  }
}

function toFile(options: InitOptions): Omit<Config, 'dataDir'> {
  if (!URL.canParse(options.origin))
    throw new ExchangeError('bad-request', `the origin must be like https://exchange.example`)
  const { origin, hostname, port } = new URL(options.origin)
  return {
    name: options.name,
    origin,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? (Number(port) || 8080),
    ...(options.databaseUrl ? { databaseUrl: options.databaseUrl } : {}),
    ...(options.smtpUrl ? { smtpUrl: options.smtpUrl } : {}),
    mailFrom: options.mailFrom ?? `Tocsin <tocsin@${hostname}>`,
    exercise: options.exercise ?? false,
    trustedProxies: [],
  }
}

/** Everything that must be there together, in one transaction. */
async function found(database: Database, config: Config, options: InitOptions) {
  if ((await readSetting(database.db, 'exercise')) !== undefined)
    throw new ExchangeError('conflict', 'this database holds an exchange already')
  return database.db.transaction().execute(async (tx) => {
    const now = options.at ?? systemClock.now()
    await writeSettingOnce(tx, 'exercise', config.exercise ? 'yes' : 'no')
    await writeSettingOnce(tx, 'exchange_id', randomUUID())
    for (const [name, value] of Object.entries(options.settings ?? {}))
      await writeSettingOnce(tx, name, value)
    const places = await loadPack(tx, options.pack)
    const hub = await admitMember(tx, { name: config.name, kind: 'hub' }, now)
    const operator = await admitPerson(
      tx,
      hub.id,
      { name: 'First operator', email: options.operatorEmail, roles: ['operator'] },
      now,
    )
    const token = await issueLink(tx, operator.id, systemClock.now(), FIRST_LINK_MINUTES)
    return { places, link: toLinkUrl(config.origin, token) }
  })
}
