import { setTimeout as sleep } from 'node:timers/promises'
import { createExchange, type Exchange, type Parts } from './app.ts'
import { SIGNED_IN } from './auth/acts.ts'
import { issueServerLink, makeSignInLink, toLinkUrl } from './auth/links.ts'
import { askOwnerDoor } from './auth/owner-door.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/open.ts'
import { readSetting } from './db/settings.ts'
import { ExchangeError } from './errors.ts'
import { letHeapGrow } from './heap.ts'

/** A one-time link for the first operator while nobody ever signed in; nothing later. */
export async function firstLink(exchange: Exchange): Promise<string | undefined> {
  const { database, config } = exchange.context
  if ((await readSetting(database.db, SIGNED_IN)) !== undefined) return undefined
  const operator = await database.db
    .selectFrom('people')
    .select('id')
    .where('active', '=', true)
    .where((eb) => eb(eb.val('operator'), '=', eb.fn.any('roles')))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  if (!operator) return undefined
  return toLinkUrl(
    config.origin,
    await issueServerLink(database.db, operator.id, exchange.context.wall.now()),
  )
}

/** Milliseconds that an exchange may hold its embedded database without being asked: while it starts or ends. */
const PATIENCE = 30_000
const PAUSE = 250

/**
 * A one-time link for the person with an address, whether or not the exchange runs: its embedded database is open to
 * one process alone, so the running one is asked, and one that only starts is waited for; `onWait` is told so once.
 * Throws `not-found`, and `conflict` where the database stays in other hands.
 */
export async function linkFor(
  config: Config,
  email: string,
  options: { patience?: number; onWait?: () => void } = {},
): Promise<string> {
  const { patience = PATIENCE, onWait } = options
  for (let waited = 0; ; waited += PAUSE) {
    const asked = config.databaseUrl ? undefined : await askOwnerDoor(config.dataDir, email)
    if (asked !== undefined) return asked
    try {
      return await linkFromDatabase(config, email)
    } catch (error) {
      if (!(error instanceof ExchangeError && error.code === 'conflict')) throw error
      if (waited >= patience) throw heldTooLong(error)
    }
    if (waited === 0) onWait?.()
    await sleep(PAUSE)
  }
}

function heldTooLong(cause: ExchangeError): ExchangeError {
  const advice = 'wait until it says that it answers, or end it, and ask again'
  return new ExchangeError('conflict', `${cause.message}, and does not answer yet: ${advice}`, {
    cause,
  })
}

async function linkFromDatabase(config: Config, email: string): Promise<string> {
  const database = await openDatabase(config)
  try {
    return await makeSignInLink(database.db, config.origin, email, systemClock.now())
  } finally {
    await database.close()
  }
}

/**
 * Runs an exchange until SIGINT or SIGTERM, then ends it cleanly. `started` is told once it answers; a
 * second signal ends the process at once.
 */
export async function runExchange(
  config: Config,
  started: (exchange: Exchange, port: number) => Promise<void>,
  parts: Parts = {},
): Promise<void> {
  letHeapGrow()
  const exchange = await createExchange(config, parts)
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  try {
    const { port } = await exchange.listen()
    await started(exchange, port)
    await ended
  } finally {
    await exchange.close()
  }
}
