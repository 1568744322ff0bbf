import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detectCounted, edgesCsv, type CountingMode, type DetectOptions } from '../src/index.ts'
import { actsOf, writeLake } from './lake-rows.ts'
import { startSail, whyNoSail, type Sail } from './pysail.ts'

const why = whyNoSail()
if (why) console.warn(`SKIPPED: pairs of a lake on an engine (pysail from PyPI): ${why}`)

describe.skipIf(why !== undefined)(
  'pairs counted on an engine that reads the lake',
  { timeout: 240_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-lake-'))
    let sail: Sail
    beforeAll(async () => {
      sail = await startSail()
    })
    afterAll(async () => {
      await sail.kill()
      rmSync(folder, { recursive: true })
    })

    const at = () => `sc://127.0.0.1:${sail.port}`

    /** What a run prints and writes. */
    async function count(files: readonly string[], options: DetectOptions) {
      const mode: CountingMode = options.mode ?? 'objects'
      const { traces, result } = await detectCounted(files, { findings: false, ...options })
      const { columns, ...source } = result.source
      return {
        edges: [...edgesCsv(traces, mode)].join(''),
        traces: result.traces,
        source: { ...source, columns: { ...columns } },
        warnings: result.warnings,
      }
    }

    /** The same on one machine and on the engine. */
    async function both(files: readonly string[], options: DetectOptions) {
      const alone = await count(files, options)
      return { alone, engine: await count(files, { ...options, spark: at() }) }
    }

    const lines = (edges: string): number => edges.split('\n').length

    const columns = { account: 'who said it', object: 'thing', content: 'post', time: 'at' }

    test('are those of one machine in every column, whatever the window and what is counted', async () => {
      const files = await writeLake(join(folder, 'acts'), actsOf(1500), 3)
      const { content: _, ...without } = columns
      const runs: DetectOptions[] = []
      for (const [window, mode, minWeight] of [
        [undefined, 'objects', 2],
        [1, 'pairs', 1],
        [37.5, 'contents', 2],
        [Infinity, 'objects', 9],
      ] as const)
        runs.push({ columns, window, mode, minWeight })
      runs.push({ columns: without, window: 60, minWeight: 1 })
      runs.push({ columns: without, window: 0, mode: 'contents', minWeight: 1 })
      for (const options of runs) {
        const { alone, engine } = await both(files, options)
        expect(lines(alone.edges)).toBeGreaterThan(10)
        expect(engine).toEqual(alone)
      }
    })
    test('do not depend on how rows are spread over files, nor on a thing that thousands share at once', async () => {
      const options = { columns, window: 45, minWeight: 1, mode: 'pairs' as const }
      const acts = actsOf(2300, 2)
      const whole = await both(await writeLake(join(folder, 'whole'), acts), options)
      const many = await count(await writeLake(join(folder, 'many'), acts, 7), {
        ...options,
        spark: at(),
      })
      expect(whole.engine).toEqual(whole.alone)
      expect(many.edges).toBe(whole.alone.edges)
    })

    test('leave out what so many share at once that one machine leaves it out, and say so', async () => {
      const rows = `select 'user ' || (i % 300) as who, 'everywhere' as thing, 1467331200 + (i % 60) as at from range(4600) t(i)
      union all select 'user ' || (i % 3), 'thing ' || (i // 3), 1467331200 + i from range(60) t(i)`
      const asked = { account: 'who', object: 'thing', time: 'at' }
      const files = await writeLake(join(folder, 'crowded'), rows)
      const options = { columns: asked, minWeight: 1 }
      const { alone, engine } = await both(files, options)
      expect(lines(alone.edges)).toBeGreaterThan(3)
      expect(engine.edges).toBe(alone.edges)
      expect(engine.traces).toEqual(alone.traces)
      expect(alone.warnings).toContainEqual(expect.stringContaining('4600 acts on one thing'))
      expect(engine.warnings).toContainEqual(expect.stringContaining('4600 acts on "everywhere"'))
    })

    test('leave out the same rows and say the same of them', async () => {
      const words = [
        'NULL',
        'n/a',
        '(none)',
        "[']",
        '\\n',
        '—',
        '#####',
        '#REF!',
        ' - ',
        '"',
        '<b>',
        '["none"]',
        '',
        ' ',
      ].map((word) => `'${word.replaceAll("'", "''")}'`)
      const rows = `select case when j % 50 = 0 then words[1 + j // 50] else 'user ' || (j % 9) end as who,
        case when j % 61 = 0 then null else 'thing ' || (j % 40) end as thing,
        case when j % 13 = 0 then null else 'post ' || j end as post,
        case when j % 71 = 0 then 0 when j % 73 = 0 then null else 1467331200000 + j * 500 end as at
      from (select i % 700 as j, [${words.join(', ')}] as words from range(900) t(i))`
      const files = await writeLake(join(folder, 'faulty'), rows, 2)
      const asked = { account: 'who', object: 'thing', content: 'post', time: 'at' }
      const { alone, engine } = await both(files, {
        columns: asked,
        window: 25,
        minWeight: 1,
      })
      expect(lines(alone.edges)).toBeGreaterThan(10)
      expect(engine).toEqual(alone)
      expect(alone.source.leftOut.length).toBeGreaterThan(3)
      expect(alone.warnings).toContainEqual(expect.stringContaining('have no post id'))
      for (const spark of [undefined, at()])
        await expect(count(files, { columns: asked, strict: true, spark })).rejects.toMatchObject({
          code: 'NULL_VALUE',
        })
    })
  },
)
