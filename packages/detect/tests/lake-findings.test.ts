import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accountsCsv,
  detectCounted,
  edgesCsv,
  generateTraffic,
  trafficCsv,
  type DetectOptions,
} from '../src/index.ts'
import { writeLake } from './lake-rows.ts'
import { startSail, whyNoSail, type Sail } from './pysail.ts'

const why = whyNoSail()
if (why) console.warn(`SKIPPED: findings of a lake on an engine (pysail from PyPI): ${why}`)

describe.skipIf(why !== undefined)(
  'findings of a lake that an engine reads',
  { timeout: 240_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-lake-findings-'))
    let sail: Sail
    let files: string[]
    beforeAll(async () => {
      sail = await startSail()
      const traffic = generateTraffic({
        seed: 'lake',
        accounts: 500,
        days: 6,
        operations: [{ name: 'together', size: 12, traces: ['link'], coordinatedShare: 0.8 }],
      })
      writeFileSync(join(folder, 'posts.csv'), [...trafficCsv(traffic)].join(''))
      files = await writeLake(
        join(folder, 'posts'),
        `select id as post, account, link, posted_at::timestamp as at from read_csv('${folder}/posts.csv', all_varchar = true) where link <> ''`,
        3,
      )
    })
    afterAll(async () => {
      await sail.kill()
      rmSync(folder, { recursive: true })
    })

    /** All that a run says, to the last bit. */
    async function run(options: DetectOptions) {
      const detection = await detectCounted(files, options)
      const { result, traces, standings } = detection
      return {
        result: { ...result, source: { ...result.source, columns: null } },
        edges: [...edgesCsv(traces, 'objects')].join(''),
        accounts: [...accountsCsv(detection)].join(''),
        standings: [...standings],
      }
    }

    test.each([
      ['scored at every scale of time', undefined, true],
      ['tested within a window', 60, false],
    ])('are those of one machine, %s', async (_, window, withPosts) => {
      const columns = { account: 'account', object: 'link', time: 'at' }
      const options = { window, columns: withPosts ? { ...columns, content: 'post' } : columns }
      const alone = await run(options)
      expect(alone.result.findings.length).toBeGreaterThan(0)
      expect(alone.standings.length).toBeGreaterThan(10)
      expect(await run({ ...options, spark: `sc://127.0.0.1:${sail.port}` })).toEqual(alone)
    })
  },
)
