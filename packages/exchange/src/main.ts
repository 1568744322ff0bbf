import { createExchange, type Exchange, type Parts } from './app.ts'
import { SIGNED_IN } from './auth/acts.ts'
import { issueServerLink, makeSignInLink, toLinkUrl } from './auth/links.ts'
import { askOwnerDoor } from './auth/owner-door.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/open.ts'
import { readSetting } from './db/settings.ts'
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

/**
 * A one-time link for the person with an address, whether or not the exchange runs: its embedded database is open to
 * one process alone, so the running one is asked. Throws `not-found`.
 */
export async function linkFor(config: Config, email: string): Promise<string> {
  const asked = config.databaseUrl ? undefined : await askOwnerDoor(config.dataDir, email)
  if (asked !== undefined) return asked
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
