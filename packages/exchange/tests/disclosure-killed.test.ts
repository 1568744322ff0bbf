/** A server that is killed in the midst of an opening: nothing of it stands, and the next server opens all of it. */
import { getDisclosure, getPublished, proposeDisclosure } from '@tocsin/api'
import { asAnother, freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { programOf } from '@tocsin/testkit/programs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeCommitOrder } from '../src/db/commit-order.ts'
import { openDue } from '../src/disclosures/open-due.ts'
import { DAY, draftOf, packOf, toBody } from './disclosure-room.ts'
import { openStage, type Stage } from './members-at-work.ts'

const LOOK_MS = 50

let dataDir: string
let database: TestDatabase
let stage: Stage
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-opening-'))
  database = await freshPostgres()
  stage = await openStage(database, { dataDir })
})
afterAll(async () => {
  await stage?.close()
  await database?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Whether some server has written what it opens, and waits for its place in the log to commit it. */
async function waitsToCommit(): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from pg_locks l join pg_stat_activity a using (pid)
    where l.relation = 'disclosure_pieces'::regclass and l.mode = 'RowExclusiveLock'
      and a.wait_event_type = 'Lock') as found`.execute(database.db)
  return rows[0]!.found
}

test('a server killed with its opening written and not committed leaves nothing open; the next one opens every part once', async () => {
  const a = await stage.admit('Alpha', 'platform')
  const b = await stage.admit('Beta', 'platform')
  const group = await stage.found('Group', [a, b])
  const { id } = await a.call(proposeDisclosure, { body: draftOf(group) })
  await a.send(`/api/disclosures/${id}/part`, toBody(packOf('alpha')))
  // The clock of the server is that of the machine, for which the instant has long come.
  const config = { ...stage.exchange.context.config, databaseUrl: database.url }
  const { args, env } = programOf('served')
  const server = await database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const started = spawn(process.execPath, [...args, JSON.stringify(config)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const closed = once(started, 'close')
    while (!(await asAnother(waitsToCommit))) {
      if (started.exitCode !== null) throw new Error('the server ended by itself')
      await sleep(LOOK_MS)
    }
    started.kill('SIGKILL')
    await closed
    return started
  })
  expect(server.signalCode).toBe('SIGKILL')
  while (await waitsToCommit()) await sleep(LOOK_MS)
  const seen = () => a.call(getPublished, { params: { id, version: 1 } })
  await expect(seen()).rejects.toMatchObject({ code: 'not-found' })
  expect((await a.call(getDisclosure, { params: { id } })).ownParts[0]!.state).toBe('sealed')
  stage.clock.advance(3 * DAY)
  await openDue(stage.exchange.context)
  expect((await seen()).versions).toHaveLength(1)
  expect((await seen()).parts[0]).toMatchObject({ state: 'opened', named: 1 })
})
