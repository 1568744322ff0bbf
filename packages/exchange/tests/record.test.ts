import { auditLog, toVerifiers } from '@tocsin/proof'
import { freshPglite } from '@tocsin/testkit'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExchange, type Exchange } from '../src/app.ts'
import { appendLog } from '../src/log/append.ts'

let dataDir: string
let exchange: Exchange
let close: () => Promise<void>

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-register-'))
  const database = await freshPglite()
  const config = {
    name: 'Example exchange',
    origin: 'https://exchange.example',
    host: '127.0.0.1',
    port: 0,
    dataDir,
    mailFrom: 'exchange@exchange.example',
    exercise: false,
    trustedProxies: [],
  }
  exchange = await createExchange(config, { database, logger: pino({ level: 'silent' }) })
  close = async () => {
    await exchange.close()
    await database.close()
  }
  const acts = Array.from({ length: 300 }, (_, i) => ({
    kind: 'notice.told' as const,
    at: new Date('2026-11-03T07:00:00.000Z'),
    subject: `notice:${i}`,
    payload: { office: 'Example County' },
    by: 'exchange' as const,
    members: [],
  }))
  await database.db.transaction().execute((tx) => appendLog(tx, acts))
  while (await exchange.context.log.integrate());
})
afterAll(async () => {
  await close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the public record', () => {
  test('is audited from its addresses with the key that it publishes', async () => {
    const read = async (path: string) => {
      const response = await exchange.app.request(`/log/${path}`)
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
    }
    const keys = toVerifiers(new TextDecoder().decode((await read('key'))!))
    const { checkpoint } = await auditLog(read, keys)
    expect(checkpoint).toMatchObject({ origin: 'exchange.example/log', size: 300 })
  })

  test('lists its lines to anyone, without content', async () => {
    const reply = await exchange.app.request('/api/log?limit=2')
    const text = await reply.text()
    expect(JSON.parse(text)).toMatchObject({ size: 300, items: [{ index: 299 }, { index: 298 }] })
    expect(text).not.toContain('Example County')
  })

  test('gives a receipt to nobody who is not signed in', async () => {
    expect((await exchange.app.request('/api/receipts/1')).status).toBe(401)
  })

  test('answers a path that names no file with 404', async () => {
    for (const path of ['', 'tile/0/999', 'tile/0/..%2f..%2flog.key', '../log.key', 'log.key']) {
      expect((await exchange.app.request(`/log/${path}`)).status).toBe(404)
    }
  })
})
