import { auditLog, toVerifiers, verifyReceipt, type LogReader } from '@tocsin/proof'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/database.ts'
import { appendLog, sha256, type Act } from './append.ts'
import { erasePayloads } from './erase.ts'
import { serveLogFile } from './files.ts'
import { listLog } from './list.ts'
import { openLog, type Log } from './log.ts'
import { makeReceipt } from './receipt.ts'

const AT = new Date('2026-11-03T07:00:00.000Z')
const MINE = randomUUID()

function act(n: number, more: Partial<Act> = {}): Act {
  const payload = { statement: `Office ${n} was told`, number: n }
  return {
    kind: 'notice.told',
    at: AT,
    subject: `notice:${n}`,
    payload,
    by: 'clock',
    members: [MINE],
    ...more,
  }
}

/** Appends `count` acts in one transaction of their own. */
function append(db: Db, count: number, from = 0): Promise<number[]> {
  const acts = Array.from({ length: count }, (_, i) => act(from + i))
  return db.transaction().execute((tx) => appendLog(tx, acts))
}

onEachDatabase('the log', (open) => {
  let database: TestDatabase
  let log: Log
  let dataDir: string
  const config = () => ({ dataDir, origin: 'https://exchange.example/' })
  const keys = () => toVerifiers(log.verifier)
  const drain = async () => {
    while (await log.integrate());
  }
  /** Audits the log through what it serves, as an outsider would. */
  const audit = (since?: string) => {
    const read: LogReader = async (path) => {
      const response = await serveLogFile({ database, log }, path)
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
    }
    return auditLog(read, keys(), { since, sha256 })
  }

  beforeEach(async () => {
    database = await open()
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-log-'))
    log = await openLog(database, config())
  })
  afterEach(async () => {
    await database?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('gives places in order, without gaps, also after a rollback', async () => {
    expect(await append(database.db, 3)).toEqual([0, 1, 2])
    const undone = database.db.transaction().execute(async (tx) => {
      expect(await appendLog(tx, [act(9)])).toEqual([3])
      throw new Error('the act failed')
    })
    await expect(undone).rejects.toThrow('the act failed')
    expect(await append(database.db, 2, 3)).toEqual([3, 4])
  })

  test('holds what concurrent writers append, each place once', async () => {
    const appended = await Promise.all(
      Array.from({ length: 40 }, (_, i) => append(database.db, 1 + (i % 3), i * 3)),
    )
    const places = appended.flat().sort((a, b) => a - b)
    expect(places).toEqual(Array.from({ length: places.length }, (_, i) => i))
  })

  test('gives a receipt for every act, which verifies offline', async () => {
    const places = await append(database.db, 300)
    for (const index of [0, 1, 255, 256, 299]) {
      const file = await makeReceipt({ database, log }, places[index]!)
      const { disclosure, origin } = await verifyReceipt(file, keys())
      expect(origin).toBe('exchange.example/log')
      expect(disclosure).toMatchObject({ kind: 'notice.told', time: AT.toISOString() })
      expect(JSON.parse((disclosure as { payload: string }).payload)).toEqual({
        statement: `Office ${index} was told`,
        number: index,
        by: 'clock',
      })
    }
  })

  test('gives several who ask at once the receipts of what was done a moment ago', async () => {
    for (let round = 0; round < 10; round++) {
      const places = await append(database.db, 6)
      const files = await Promise.all(places.map((index) => makeReceipt({ database, log }, index)))
      for (const [at, file] of files.entries())
        expect((await verifyReceipt(file, keys())).index).toBe(places[at])
    }
  })

  test('stays consistent while it grows in steps over tile borders', async () => {
    let since: string | undefined
    let size = 0
    for (const step of [1, 254, 1, 1, 300, 1500]) {
      size += (await append(database.db, step, size)).length
      await drain()
      const { checkpoint } = await audit(since)
      expect(checkpoint.size).toBe(size)
      since = await (await serveLogFile({ database, log }, 'checkpoint')).text()
    }
  })

  test('is integrated by several processes at once without a fork', async () => {
    const others = [await openLog(database, config()), await openLog(database, config())]
    await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        await append(database.db, 5, i * 5)
        await [log, ...others][i % 3]!.integrate()
      }),
    )
    await drain()
    expect((await audit()).checkpoint.size).toBe(150)
  })

  test('shows the statement to a member that took part and to no other', async () => {
    const [index] = await append(database.db, 1)
    const mine = { reader: { memberId: MINE }, now: new Date() }
    const theirs = { reader: { memberId: randomUUID(), operator: true }, now: new Date() }
    await verifyReceipt(await makeReceipt({ database, log }, index!, { asking: mine }), keys())
    await expect(makeReceipt({ database, log }, index!, { asking: theirs })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(makeReceipt({ database, log }, 77)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('binds a statement in a sealed receipt without showing it', async () => {
    const [index] = await append(database.db, 1)
    const file = await makeReceipt({ database, log }, index!, { sealed: true })
    const payload = Buffer.from(JSON.stringify({ ...act(0).payload, by: 'clock' }))
    const { disclosure } = await verifyReceipt(file, keys(), { payload })
    expect(disclosure).toMatchObject({ state: 'sealed' })
    expect(disclosure).not.toHaveProperty('payload')
  })

  test('keeps a provable empty place for what was erased, and the record of erasing it', async () => {
    await append(database.db, 5)
    await drain()
    const since = await (await serveLogFile({ database, log }, 'checkpoint')).text()
    const before = await makeReceipt({ database, log }, 2)
    const erasure = {
      subject: 'notice:2',
      reason: 'asked for',
      at: AT,
      by: 'clock' as const,
      members: [MINE],
    }
    const erase = () => database.db.transaction().execute((tx) => erasePayloads(tx, erasure))
    expect(await erase()).toEqual([2])
    expect(await erase()).toEqual([])
    const { rows } = await sql`select * from log_payloads where index = 2`.execute(database.db)
    expect(rows).toEqual([])
    const after = await verifyReceipt(await makeReceipt({ database, log }, 2), keys())
    expect(after.disclosure).toMatchObject({ state: 'entry', kind: 'notice.told' })
    await verifyReceipt(before, keys())
    await drain()
    expect((await audit(since)).checkpoint.size).toBe(6)
    expect((await listLog(database.db, { limit: 1 })).items[0]).toMatchObject({
      index: 5,
      kind: 'payload.erased',
    })
  })

  test('lists its lines without content, newest first', async () => {
    await append(database.db, 5)
    const page = await listLog(database.db, { before: 4, limit: 2 })
    expect(page.size).toBe(5)
    expect(page.items.map(({ index }) => index)).toEqual([3, 2])
    expect(JSON.stringify(page)).not.toContain('Office')
  })

  test('refuses in the database itself to change or delete an entry', async () => {
    await append(database.db, 2)
    for (const statement of [
      `update log_entries set leaf = 'x' where index = 0`,
      'delete from log_entries where index = 1',
    ]) {
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/append-only/)
    }
  })

  test('serves only what a signed checkpoint covers', async () => {
    const get = async (path: string) => (await serveLogFile({ database, log }, path)).status
    expect(await get('checkpoint')).toBe(404)
    await append(database.db, 3)
    expect(await get('tile/entries/000.p/3')).toBe(404)
    await drain()
    expect(await get('checkpoint')).toBe(200)
    expect(await get('tile/0/000.p/3')).toBe(200)
    expect(await get('tile/0/000.p/2')).toBe(200)
    expect(await get('key')).toBe(200)
    for (const path of [
      'tile/0/000.p/4',
      'tile/0/000',
      'tile/1/000.p/1',
      'tile/entries/000.p/4',
      'tile/0/001.p/1',
      'tile/0/../../log.key',
      'tile/63/x999/x999/x999/x999/999',
      '',
    ]) {
      expect([path, await get(path)]).toEqual([path, 404])
    }
  })

  test('signs a head that a process left unsigned when it died', async () => {
    await append(database.db, 3)
    await drain()
    await sql`update log_heads set note = null`.execute(database.db)
    const again = await openLog(database, config())
    await again.integrate()
    expect((await audit()).checkpoint.size).toBe(3)
  })

  test('refuses to start on tiles that were tampered with', async () => {
    await append(database.db, 3)
    await drain()
    await sql`update log_tiles set data = set_byte(data, 5, (get_byte(data, 5) + 1) % 256)`.execute(
      database.db,
    )
    await expect(openLog(database, config())).rejects.toThrow(/do not lead to the root/)
  })

  test('refuses to go on from a database that was rolled back behind a signed checkpoint', async () => {
    await append(database.db, 3)
    await drain()
    await sql`truncate log_tiles, log_heads`.execute(database.db)
    await expect(openLog(database, config())).rejects.toThrow(/rolled back/)
  })

  test('keeps its key in a file for the owner only, and refuses another or none', async () => {
    const file = join(dataDir, 'log.key')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await openLog(database, config())).verifier).toBe(log.verifier)
    const elsewhere = await mkdtemp(join(tmpdir(), 'tocsin-log-'))
    await expect(
      openLog(database, { dataDir: elsewhere, origin: 'https://other.example' }),
    ).rejects.toThrow(/key is missing/)
    const other = await open()
    await openLog(other, { dataDir: elsewhere, origin: 'https://other.example' })
    await other.close()
    await expect(
      openLog(database, { dataDir: elsewhere, origin: 'https://exchange.example' }),
    ).rejects.toThrow(/key of another log/)
    await writeFile(file, 'PRIVATE+KEY+x')
    await expect(openLog(database, config())).rejects.toThrow(/key/)
    await rm(elsewhere, { recursive: true })
  })
})
