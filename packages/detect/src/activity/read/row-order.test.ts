import { DuckDBInstance } from '@duckdb/node-api'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProgress } from '../../progress.ts'
import { readActivity } from './activity.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-row-order-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ROWS = 600_000

/** Many row groups, which several threads read at once; the time of a row tells its place. */
async function writePosts(): Promise<string> {
  const file = join(folder, 'posts.parquet')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`copy (select 'account ' || (i % 900) as account,
      make_timestamp(1467331200000000 + i * 1000000) as posted_at,
      'a text of its own that takes its time to be read, number ' || i as text
    from range(${ROWS}) as rows(i)) to '${file}' (format parquet, row_group_size 20480)`)
  return file
}

test('posts are read in the order of the file, whatever is first done with by the threads that read it', async () => {
  const settings = { traces: ['hashtag' as const], allowMixedZones: false, findings: true }
  const { posts } = await readActivity([await writePosts()], settings, startProgress())
  const misplaced = posts!.time.findIndex((time, place) => time !== place)
  expect({ count: posts!.count, misplaced }).toEqual({ count: ROWS, misplaced: -1 })
}, 120_000)
