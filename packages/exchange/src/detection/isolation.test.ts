import { DuckDBInstance } from '@duckdb/node-api'
import { getRun, listRuns, startRun, uploadActivity, type Upload } from '@tocsin/api'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { readFile, readdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toProcessLimits } from './process-limits.ts'
import { startTask } from './task.ts'

const MINE = 'analyst@platform.example'
const OTHER = 'analyst@other.example'
const CSV = 'account,posted_at,text,id\na,2026-10-01T00:00:00Z,#x,1\nb,2026-10-01T00:00:01Z,#x,2\n'
const limits = toProcessLimits({}, 'detect')
let folder: string
let bomb: Blob

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-isolation-'))
  const path = join(folder, 'bomb.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `copy (select 'a' || (range % 20) as account, timestamp '2026-10-01' + to_seconds(range) as posted_at,
      '#x' || repeat('x', 2000000) as text, 'p' || range as id from range(3000))
      to '${path}' (format parquet, compression zstd)`,
  )
  connection.closeSync()
  instance.closeSync()
  bomb = new Blob([await readFile(path)])
})
afterAll(() => rm(folder, { recursive: true }))

/** A task on a small file in a folder of its own, and what is left in the folder after it. */
async function attempt(changes: Partial<typeof limits>, during?: (cancel: () => void) => void) {
  const own = await mkdtemp(join(folder, 'task-'))
  await writeFile(join(own, 'export.csv'), CSV)
  const running = startTask(
    { kind: 'describe', path: join(own, 'export.csv') },
    { ...limits, ...changes },
  )
  during?.(running.cancel)
  const ended = await running.done.catch((error: unknown) => error)
  return { ended, left: await readdir(own) }
}

test('a file is read in a process whose folder goes with it', async () => {
  const { ended, left } = await attempt({})
  expect(ended).toMatchObject({ kind: 'described', source: { rows: 2 } })
  expect(left).toEqual(['export.csv'])
})

test('a reading that takes too long is ended and says so', async () => {
  const { ended, left } = await attempt({ time: 60 })
  expect(ended).toMatchObject({ code: 'too-large', message: /longer than/ })
  expect(left).toEqual(['export.csv'])
})

test('a process that dies is a coded failure with how it died', async () => {
  const { ended } = await attempt({ heap: 1, tables: 128 })
  expect(ended).toMatchObject({ name: 'ExchangeError', code: /^(too-large|internal)$/ })
  expect((ended as Error).message).toMatch(/memory|ended/)
})

test('a cancelled task ends as cancelled and leaves nothing', async () => {
  const { ended, left } = await attempt({}, (cancel) => cancel())
  expect(ended).toMatchObject({ code: 'conflict', message: 'cancelled' })
  expect(left).toEqual(['export.csv'])
})

onServer('reading what a stranger made', (open) => {
  let node: TestExchange

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    await node.admit({ name: 'Mine', kind: 'platform', email: MINE, roles: ['analyst'] })
    await node.admit({ name: 'Other', kind: 'platform', email: OTHER, roles: ['analyst'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const upload = (who: string, name: string, file: Blob) =>
    node.stage.upload(who, uploadActivity, `name=${name}`, file) as Promise<Upload>
  const body = (file: Upload) => ({
    uploadId: file.id,
    mapping: { account: 'account', time: 'posted_at', text: 'text', content: 'id' },
    traces: ['hashtag', 'text'],
    window: 60,
    min: 3,
  })

  test('a small file that unfolds to gigabytes fails its own run, in words, and not the server', async () => {
    expect(bomb.size).toBeLessThan(50_000)
    const analyst = await node.stage.as(MINE)
    const before = process.memoryUsage.rss()
    const { id } = await analyst(startRun, { body: body(await upload(MINE, 'x.parquet', bomb)) })
    let most = before
    let run = await analyst(getRun, { params: { id } })
    while (!run.endedAt) {
      most = Math.max(most, process.memoryUsage.rss())
      await sleep(50)
      run = await analyst(getRun, { params: { id } })
    }
    expect(run).toMatchObject({ state: 'failed', findings: 0 })
    expect(run.error).toMatch(/takes more than the \d+ MiB of memory it may/)
    expect(most - before).toBeLessThan(512 << 20)
  })

  test('more runs than a member may have open are refused, also when asked for at once; another member is not', async () => {
    const mine = await node.stage.as(MINE)
    const file = await upload(MINE, 'x.csv', new Blob([CSV]))
    const starts = await Promise.allSettled(
      Array.from({ length: 30 }, () => mine(startRun, { body: body(file) })),
    )
    const refused = starts.filter((one) => one.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ status: 429, message: /20 runs of your member/ })
    }
    const other = await node.stage.as(OTHER)
    const theirs = await upload(OTHER, 'y.csv', new Blob([CSV]))
    const { id } = await other(startRun, { body: body(theirs) })
    while (!(await other(getRun, { params: { id } })).endedAt) await sleep(50)
    const open = (await mine(listRuns)).items.filter((run) => !run.endedAt)
    expect(open.length).toBeGreaterThan(10)
  }, 60_000)
})
