import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendLog } from './append.ts'
import { serveLogFile } from './files.ts'
import { openLog, type Log } from './log.ts'
import { makeReceipt } from './receipt.ts'

const AT = new Date('2026-11-03T07:00:00.000Z')

onEachDatabase('a log whose database is rewritten by its owner', (open) => {
  let database: TestDatabase
  let log: Log
  let dataDir: string
  const openHere = (dir = dataDir) =>
    openLog(database, { dataDir: dir, origin: 'https://exchange.example' })
  const append = (count: number) =>
    database.db.transaction().execute((tx) =>
      appendLog(
        tx,
        Array.from({ length: count }, (_, n) => ({
          kind: 'notice.told',
          at: AT,
          subject: `notice:${n}`,
          payload: { n },
          by: 'exchange' as const,
          members: [randomUUID()],
        })),
      ),
    )
  const drain = async (of = log) => {
    while (await of.integrate());
  }
  /** Changes what entry 1 says, and takes the tree back to before it. */
  const rewrite = async () => {
    const { db } = database
    await sql`alter table log_entries disable trigger stays`.execute(db)
    await sql`update log_entries set leaf = replace(leaf, 'told', 'sent') where index = 1`.execute(
      db,
    )
    await sql`alter table log_entries enable trigger stays`.execute(db)
    await sql`truncate log_tiles, log_heads`.execute(db)
  }
  const checkpoint = () => readFile(join(dataDir, 'log.checkpoint'), 'utf8')

  beforeEach(async () => {
    database = await open()
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-guard-'))
    log = await openHere()
    await append(300)
    await drain()
  })
  afterEach(async () => {
    await database?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('signs nothing and shows nothing of it, says so, and keeps what it signed last', async () => {
    const signed = await checkpoint()
    await rewrite()
    await append(5)
    await expect(log.integrate()).rejects.toThrow(/already signed/)
    expect(log.fault()).toMatch(/already signed/)
    await expect(serveLogFile({ database, log }, 'checkpoint')).rejects.toMatchObject({
      code: 'unavailable',
    })
    await expect(makeReceipt({ database, log }, 2)).rejects.toMatchObject({ code: 'unavailable' })
    expect(await checkpoint()).toBe(signed)
    const heads = await database.db.selectFrom('log_heads').select('note').execute()
    expect(heads.filter(({ note }) => note !== null)).toEqual([])
    await expect(openHere()).rejects.toThrow(/already signed/)
  })

  test('signs no tree grown over another history, whoever grew it', async () => {
    const signed = await checkpoint()
    await rewrite()
    await append(5)
    // Another process that remembers nothing takes it all in, with the same key.
    const other = await mkdtemp(join(tmpdir(), 'tocsin-guard-'))
    const { copyFile } = await import('node:fs/promises')
    await copyFile(join(dataDir, 'log.key'), join(other, 'log.key'))
    await drain(await openHere(other))
    await rm(other, { recursive: true })
    await append(5)
    await expect(log.integrate()).rejects.toThrow(/rewritten/)
    expect(log.fault()).toMatch(/rewritten/)
    await expect(log.head()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await checkpoint()).toBe(signed)
  })

  test('goes by what another process signed as by its own', async () => {
    await append(3)
    const second = await openHere()
    await drain(second)
    expect((await log.head())?.size).toBe(303)
    await sql`delete from log_heads where size > 300`.execute(database.db)
    await expect(log.integrate()).rejects.toThrow(/already signed/)
    await expect(second.integrate()).rejects.toThrow(/already signed/)
  })

  test('shows no entry that is not the one in its tree', async () => {
    await sql`alter table log_entries disable trigger stays`.execute(database.db)
    await sql`update log_entries set leaf = replace(leaf, 'told', 'sent') where index = 1`.execute(
      database.db,
    )
    await expect(serveLogFile({ database, log }, 'tile/entries/000')).rejects.toThrow(/entry 1 is/)
    expect((await serveLogFile({ database, log }, 'tile/entries/001.p/44')).status).toBe(200)
  })
})
