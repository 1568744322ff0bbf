import {
  createExchange,
  type Config,
  type Database,
  type Exchange,
  type Parts,
} from '@tocsin/exchange'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'

/**
 * Builds an exchange on an open, migrated database as it stands, with a data folder of its own and no output.
 * Closing it removes the folder and leaves the database open.
 */
export async function openExchange(
  database: Database,
  config: Partial<Config> = {},
  parts: Omit<Parts, 'database'> = {},
): Promise<Exchange> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-exchange-'))
  const exchange = await createExchange(
    {
      name: 'Example Exchange',
      origin: 'https://exchange.example',
      host: '127.0.0.1',
      port: 0,
      dataDir,
      mailFrom: 'tocsin@exchange.example',
      exercise: false,
      trustedProxies: [],
      ...config,
    },
    { logger: pino({ enabled: false }), ...parts, database },
  )
  return {
    ...exchange,
    close: async () => {
      await exchange.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
