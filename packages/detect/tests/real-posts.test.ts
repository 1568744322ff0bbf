import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detect, detectCounted, type Detection } from '../src/index.ts'
import { EDGE } from '../src/coordination/coaction/edges.ts'

const root = resolve(import.meta.dirname, '../../..')
const data = resolve(process.env.TOCSIN_SHARED ?? resolve(root, '../shared'), 'data')
const whole = {
  operation: resolve(data, 'ira-2016h2.parquet'),
  organic: resolve(data, 'organic-2016h2.parquet'),
}
const there = Object.values(whole).every((file) => existsSync(file))
/** Two weeks before the vote; `npm run bench -- sweeps` looks at all six months. */
const isWhole = process.env['TOCSIN_SWEEP'] === 'whole'
const WEEKS = `posted_at >= '2016-10-01' and posted_at < '2016-10-15'`
if (!there) console.warn(`skipped: the real posts are not in ${data}`)

// Hashtags of letters, digits and _ only, lower-cased, so that SQL and the reader mean the same thing.
const rowsOf = (operation: string) => `select account, epoch(posted_at)::bigint as t, post,
    unnest(list_distinct(regexp_extract_all(lower(text), '(?:^|\\s)#([a-z][a-z0-9_]*)', 1))) as object
  from (select *, row_number() over () as post from read_parquet('${operation}'))`

describe.skipIf(!there)('on the real posts', () => {
  let detection: Detection
  let dir: string
  let { operation, organic } = whole

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tocsin-real-'))
    if (!isWhole) [operation, organic] = [await cut('operation'), await cut('organic')]
    detection = await detectCounted(operation)
  }, 600_000)
  afterAll(() => rm(dir, { recursive: true, force: true }))

  async function cut(which: keyof typeof whole): Promise<string> {
    const file = join(dir, `${which}.parquet`)
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run(
      `copy (select * from read_parquet('${whole[which]}') where ${WEEKS}) to '${file}' (format parquet)`,
    )
    connection.closeSync()
    return file
  }

  test('pairs and weights are those of an independent count in SQL', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run(`create table r as ${rowsOf(operation)}`)
    const file = join(dir, 'rows.parquet')
    await connection.run(`copy r to '${file}' (format parquet)`)
    const columns = { account: 'account', object: 'object', content: 'post', time: 't' }
    const { traces } = await detectCounted(file, { columns, window: 60, minWeight: 1 })
    const { edges, encoded } = traces[0]!
    const ours = new Map<string, number[]>()
    for (let edge = 0; edge < edges.size; edge++) {
      const names = [edges.a(edge), edges.b(edge)].map((account) => encoded.accountNames[account]!)
      const contents = [edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!]
      if (names[0]! > names[1]!) contents.reverse()
      ours.set(names.sort().join(' '), [
        edges.value(edge, EDGE.weight),
        edges.value(edge, EDGE.objects),
        ...contents,
        edges.value(edge, EDGE.lagSum),
        edges.value(edge, EDGE.lagMin),
      ])
    }
    const counted = await connection.runAndReadAll(`
      select x.account, y.account, count(*), count(distinct x.object), count(distinct x.post),
        count(distinct y.post), sum(abs(x.t - y.t)), min(abs(x.t - y.t))
      from r x join r y on x.object = y.object and x.account < y.account and abs(x.t - y.t) <= 60
      group by 1, 2`)
    const theirs = new Map(
      counted.getRows().map(([a, b, ...numbers]) => [`${a} ${b}`, numbers.map(Number)] as const),
    )
    expect(theirs.size).toBeGreaterThan(isWhole ? 5000 : 1000)
    expect(ours).toEqual(theirs)
  }, 300_000)

  test('networks by hashtag, link and text come out, each with members, evidence and a time line', () => {
    const { findings } = detection.result
    for (const trace of ['hashtag', 'link', 'text'] as const) {
      const ofTrace = findings.filter((finding) => finding.trace === trace)
      expect(ofTrace.length).toBeGreaterThan(3)
      for (const finding of ofTrace) {
        expect(finding.members.length).toBeGreaterThanOrEqual(3)
        expect(finding.evidence.length).toBeGreaterThan(0)
        const steps = finding.members.reduce((sum, member) => sum + member.matched, 0)
        expect(finding.timeline.counts.reduce((sum, count) => sum + count)).toBe(steps)
        expect(Date.parse(finding.started)).toBeLessThanOrEqual(Date.parse(finding.ended))
      }
    }
    const members = new Set(findings.flatMap((f) => f.members.map((member) => member.account)))
    expect(members.size).toBeGreaterThan(isWhole ? 300 : 100)
  })

  test('a second run gives the same findings, byte for byte', async () => {
    expect(JSON.stringify(await detect(operation))).toBe(JSON.stringify(detection.result))
  }, 600_000)

  test('genuine accounts of the same months form no network', async () => {
    expect((await detect(organic)).findings).toEqual([])
  }, 300_000)
})
