/**
 * `npm run bench -- spark [MILLIONS] [sc://HOST:PORT] [--scores]`: pairs of a lake counted on an engine beside one machine's, which must be
 * equal in every byte: seconds, cost of a row, bytes that came over the wire; and what 1 and 10 thousand million rows would take, scaled
 * on paper by rows (the lake grows in accounts and things as it does in rows, so that pairs grow with them) and by cores.
 *
 * Without an endpoint a small engine (PyPI `pysail`) is started on loopback, where it can be installed. `--scores` has both
 * score accounts too, and compares these (`--only-scores` nothing else): within a window, and at every scale of time up to
 * five million rows, above which that takes an hour and more.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { detectCounted, edgesCsv, accountsCsv, type DetectOptions } from '../src/index.ts'
import { readEndpoint } from '../src/spark/endpoint.ts'
import { openWire } from '../tests/faulty-wire.ts'
import { startSail, whyNoSail } from '../tests/pysail.ts'

const words = process.argv.slice(2)
const rows = Number(words.find((word) => Number(word) > 0) ?? 2) * 1e6
const onlyScores = words.includes('--only-scores')
const withScores = onlyScores || words.includes('--scores')
const MANY = 5e6
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-spark-'))
const columns = { account: 'account', object: 'object', time: 'posted_at' }

/** Rows as of `npm run bench -- detect`, one row in two thousand on one thing that everybody shares, in eight files. */
async function generate(): Promise<string[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run('select setseed(0.5)')
  const files = Array.from({ length: 8 }, (_, k) => join(folder, `acts-${k}.parquet`))
  for (const file of files)
    await connection.run(`copy (select
        'user_' || cast(floor(power(random(), 2) * ${Math.round(rows / 75)}) as int) as account,
        'https://example.org/story/' || case when random() < 0.0005 then 0
          else cast(floor(power(random(), 3) * ${Math.round(rows / 4)}) as int) end as object,
        timestamp '2024-01-01' + to_seconds(cast(floor(random() * 2592000) as int)) as posted_at
      from range(${rows / files.length})) to '${file}' (format parquet)`)
  connection.closeSync()
  return files
}

type Run = {
  readonly seconds: number
  readonly edges: string
  readonly scores: string
  readonly pairs: number
  readonly home: number
}

async function run(files: readonly string[], options: DetectOptions): Promise<Run> {
  const before = wire.carried()
  const started = performance.now()
  const detection = await detectCounted(files, { columns, minWeight: 2, ...options })
  const seconds = (performance.now() - started) / 1000
  return {
    seconds,
    edges: hash(edgesCsv(detection.traces, 'objects')),
    scores: hash([...accountsCsv(detection), JSON.stringify([...detection.standings])]),
    pairs: detection.traces[0]!.counted.edges,
    home: wire.carried() - before,
  }
}

function hash(chunks: Iterable<string>): string {
  const sum = createHash('sha256')
  for (const chunk of chunks) sum.update(chunk)
  return sum.digest('hex')
}

function compare(title: string, alone: Run, engine: Run): void {
  const same = alone.edges === engine.edges && alone.scores === engine.scores
  console.log(`${title}
  one machine              ${alone.seconds.toFixed(1)} s, ${alone.pairs.toLocaleString('en')} pairs of accounts
  engine                   ${engine.seconds.toFixed(1)} s, ${(engine.seconds / alone.seconds).toFixed(1)} times; ${(engine.home / 1e6).toFixed(3)} MB came home, ${(engine.home / rows).toFixed(3)} bytes a row
  the same in every byte   ${same ? 'yes' : 'NO'}`)
  if (!same) process.exitCode = 1
}

function scale(seconds: number): void {
  const cores = availableParallelism()
  const perRow = (seconds * cores) / rows
  console.log(
    `  a row                    ${(perRow * 1e6).toFixed(1)} microseconds of a core (${cores} cores, shared with this process)`,
  )
  for (const many of [1e9, 1e10])
    console.log(
      `  on paper, ${many.toLocaleString('en')} rows: ${((perRow * many) / 3600).toFixed(0)} core hours; ${((perRow * many) / 3600 / 200).toFixed(1)} hours on 200 cores`,
    )
}

const given = words.find((word) => word.startsWith('sc://'))
const why = given === undefined ? whyNoSail() : undefined
if (why !== undefined) throw new Error(`no engine: ${why}`)
const sail = given === undefined ? await startSail() : null
const [host, port] = (
  given === undefined ? `127.0.0.1:${sail!.port}` : readEndpoint(given).address
).split(':')
const wire = await openWire(Number(port), host)
const spark = `sc://127.0.0.1:${wire.port}`
try {
  const files = await generate()
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  console.log(
    `${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(0)} MB of Parquet; engine: ${given ?? 'pysail'}`,
  )
  if (!onlyScores) {
    const pairs = { window: 60, findings: false }
    const engine = await run(files, { ...pairs, spark })
    compare('pairs alone, window 60 s, weight 2 or more', await run(files, pairs), engine)
    scale(engine.seconds)
  }
  if (withScores)
    for (const window of rows > MANY ? [60] : [60, undefined])
      compare(
        `with findings and scores, ${window === undefined ? 'every scale of time' : 'window 60 s'}`,
        await run(files, { window }),
        await run(files, { window, spark }),
      )
} finally {
  await wire.close()
  await sail?.kill()
  rmSync(folder, { recursive: true })
}
