import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { freshPostgres } from '@tocsin/testkit'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { openPglite, type Database } from '../src/db/database.ts'
import { openLog } from '../src/log/log.ts'
import { makeReceipt } from '../src/log/receipt.ts'
import { auditSince } from './audit.ts'

const WRITER = fileURLToPath(new URL('./log-writer.ts', import.meta.url))
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-crash-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** Runs a writer on a database, kills it with no warning after `count` acknowledged acts, and returns those. */
async function killAfter(count: number, place: string): Promise<Map<number, string>> {
  const args = ['--conditions=@tocsin/source', '--no-warnings', WRITER, place, dataDir]
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => writer.on('close', resolve))
  const lines = await collectLines(writer, count)
  await ended
  return new Map(lines().map((line) => [Number.parseInt(line, 10), line.replace(/^\d+ /, '')]))
}

async function collectLines(writer: ChildProcess, count: number): Promise<() => string[]> {
  let text = ''
  const complete = () => text.split('\n').slice(0, -1)
  await new Promise<void>((resolve, reject) => {
    writer.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (complete().length < count) return
      writer.kill('SIGKILL')
      resolve()
    })
    writer.once('exit', (code) => {
      if (complete().length < count) reject(new Error(`the writer ended by itself (${code})`))
    })
  })
  return complete
}

/**
 * What is amiss after a crash: acknowledged acts that are lost, rows and entries that do not match, or a log that does not
 * audit against the last checkpoint that was published before.
 */
async function findLosses(
  database: Database,
  acknowledged: Map<number, string>,
): Promise<{ lost: unknown[]; unmatched: unknown[]; unsized: number; proven: boolean }> {
  const log = await openLog(database, { dataDir, origin: 'https://exchange.example' })
  while (await log.integrate());
  const rows = await database.db
    .selectFrom('settings')
    .selectAll()
    .where('name', 'like', 'act %')
    .execute()
  const entries = await database.db.selectFrom('log_payloads').selectAll().execute()
  const byPlace = new Map(rows.map(({ name, value }) => [Number(value), name]))
  const keys = toVerifiers(log.verifier)
  const { checkpoint } = await auditSince(database, log, dataDir)
  const last = Math.max(...acknowledged.keys())
  const { disclosure } = await verifyReceipt(await makeReceipt({ database, log }, last), keys)
  return {
    lost: [...acknowledged].filter(([index, name]) => byPlace.get(index) !== name),
    unmatched: entries.filter(({ index, subject }) => byPlace.get(index) !== subject),
    unsized: checkpoint.size - rows.length,
    proven: JSON.parse((disclosure as { payload: string }).payload).name === byPlace.get(last),
  }
}

const NONE = { lost: [], unmatched: [], unsized: 0, proven: true }

describe('a server killed while it acts', () => {
  test('loses no acknowledged act and forks no log, on the embedded database', async () => {
    const folder = join(dataDir, 'db')
    await (await openPglite(folder, new Blob([await readFile(inject('pgliteDump'))]))).close()
    for (const count of [40, 75]) {
      const acknowledged = await killAfter(count, folder)
      const database = await openPglite(folder)
      try {
        expect(await findLosses(database, acknowledged)).toEqual(NONE)
      } finally {
        await database.close()
      }
    }
  })

  test('loses no acknowledged act and forks no log, on PostgreSQL with two servers', async () => {
    const database = await freshPostgres()
    try {
      const url = database.url!
      await openLog(database, { dataDir, origin: 'https://exchange.example' })
      for (const counts of [
        [60, 90],
        [150, 30],
      ]) {
        const acknowledged = await Promise.all(counts.map((count) => killAfter(count, url)))
        const all = new Map(acknowledged.flatMap((acts) => [...acts]))
        expect(await findLosses(database, all)).toEqual(NONE)
      }
    } finally {
      await database.close()
    }
  })
})
