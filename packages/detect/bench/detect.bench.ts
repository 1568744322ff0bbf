/**
 * `npm run bench -- detect [MILLIONS … | FILE]`: the whole `tocsin detect --edges` process beside DuckDB
 * merely reading and sorting the same columns, time and memory of each, and their ratio, taken in turn:
 * best of three up to 5 million rows, once above. MILLIONS of rows are generated (1.5 and 15 where nothing is
 * said; 100 takes 2 GB of disk and some minutes); FILE is a Parquet file of account, object, posted_at rows.
 *
 * Up to 5 million rows the run with findings is set beside counting alone: what significance, fusion and
 * evidence cost on top. The real posts are measured too where they are there: links, hashtags and texts from 589,604 posts.
 *
 * `npm run bench -- detect viral`: findings where one link has a million shares, by few accounts over a week and by
 * many in a day beside ordinary posts, at every scale and within 60 s and an hour; the goal is 20 s and 1.5 GB.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const shared = process.env.TOCSIN_SHARED ?? resolve(root, '../shared')
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))
const ROUNDS = 3
const MANY = 5e6

type Cost = {
  seconds: number
  megabytes: number
}

async function generate(rows: number): Promise<string> {
  const file = join(folder, `acts-${rows}.parquet`)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`select setseed(0.5)`)
  await connection.run(`copy (select
      'user_' || cast(floor(power(random(), 2) * ${Math.round(rows / 75)}) as int) as account,
      'https://example.org/story/' || cast(floor(power(random(), 3) * ${Math.round(rows / 4)}) as int) as object,
      timestamp '2024-01-01' + to_seconds(cast(floor(random() * 2592000) as int)) as posted_at
    from range(${rows})) to '${file}' (format parquet)`)
  return file
}

/** A link with a million shares by about `accounts` accounts within `days` days, and `others` ordinary posts in a week. */
async function generateViral(accounts: number, days: number, others: number): Promise<string> {
  const file = join(folder, `viral-${accounts}.parquet`)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`select setseed(0.5)`)
  const start = `timestamp '2026-10-05'`
  await connection.run(`copy (
      select 'user_' || cast(floor(power(random(), 2) * ${accounts}) as int) as account,
        'look ' || range as text, 'https://viral.example/page' as links,
        ${start} + to_seconds(cast(floor(power(random(), 3) * ${days * 86_400}) as int)) as posted_at
      from range(1000000)
      union all select 'user_' || cast(floor(power(random(), 2) * 4000) as int), 'note ' || range,
        'https://news.example/' || cast(floor(power(random(), 3) * 8000) as int),
        ${start} + to_seconds(cast(floor(random() * 604800) as int))
      from range(${others})) to '${file}' (format parquet)`)
  return file
}

function measureViral(title: string, acts: string): void {
  const columns = 'account=account,time=posted_at,text=text,links=links'
  for (const window of [[], ['--window', '60s'], ['--window', '1h']]) {
    const args = [tocsin, 'detect', acts, '--columns', columns, ...window, '--out', findings]
    console.log(`${title}, ${window[1] ?? 'every scale'}: ${say(measure(args))}`)
  }
}

async function countRows(file: string): Promise<number> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const counted = await connection.runAndReadAll(
    `select count(*)::double from read_parquet('${file}')`,
  )
  return Number(counted.getRows()[0]![0])
}

/** Runs Node on `code` or a script and measures the whole process with its own resource usage. */
function measure(args: string[]): Cost {
  const report = `process.on('exit', () => require('node:fs').writeSync(2, '@' + process.resourceUsage().maxRSS + '@'))`
  const preload = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('${root}/'); ${report}`)}`
  const started = performance.now()
  const run = spawnSync(
    process.execPath,
    ['--import', preload, '--conditions=@tocsin/source', ...args],
    { cwd: root, encoding: 'utf8' },
  )
  const seconds = (performance.now() - started) / 1000
  if (run.status !== 0) throw new Error(run.stderr)
  return { seconds, megabytes: Number(/@(\d+)@/.exec(run.stderr)?.[1]) / 1024 }
}

function duckdb(sql: string): string[] {
  const code = `import { DuckDBInstance } from '@duckdb/node-api'
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run(${JSON.stringify(`create temp table sorted as ${sql}`)})`
  return ['--input-type=module', '-e', code]
}

/** The best of each of `runs`, taken in turn. */
function measureInTurn(rows: number, runs: readonly string[][]): Cost[] {
  const rounds = Array.from({ length: rows > MANY ? 1 : ROUNDS }, () => runs.map(measure))
  return runs.map((_, k) =>
    rounds.map((round) => round[k]!).reduce((x, y) => (y.seconds < x.seconds ? y : x)),
  )
}

const say = ({ seconds, megabytes }: Cost): string =>
  `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`

function compare(title: string, rows: number, ours: string[], floor: string[]) {
  const [reference, own] = measureInTurn(rows, [floor, ours]) as [Cost, Cost]
  console.log(
    `${title}\n  DuckDB reads and sorts   ${say(reference)}\n  tocsin detect            ${say(own)}\n  ratio                    ${(own.seconds / reference.seconds).toFixed(2)}, ${Math.round(rows / own.seconds).toLocaleString('en')} rows/s`,
  )
}

function compareFindings(rows: number, counting: string[], finding: string[]) {
  const [counted, found] = measureInTurn(rows, [counting, finding]) as [Cost, Cost]
  const extra = (found.seconds - counted.seconds) / counted.seconds
  console.log(
    `  counting alone           ${say(counted)}\n  with findings            ${say(found)}\n  findings cost            ${extra.toFixed(2)} times the counting process`,
  )
}

const tocsin = join(root, 'packages/cli/src/main.ts')
const columns = 'account=account,object=object,time=posted_at'
const out = join(folder, 'edges.csv')
const findings = join(folder, 'findings.json')

function compareActs(title: string, acts: string, rows: number) {
  const read = [tocsin, 'detect', acts, '--columns', columns, '--min', '2']
  const counting = [...read, '--edges', out]
  const sorting = `select account, object, posted_at from read_parquet('${acts}') order by object, posted_at`
  compare(title, rows, counting, duckdb(sorting))
  if (rows <= MANY) compareFindings(rows, counting, [...read, '--out', findings])
}

const given = process.argv.slice(2)
if (given[0] === 'viral') {
  measureViral('a million shares by 5,000 accounts in a week', await generateViral(5000, 7, 0))
  const many = await generateViral(350_000, 1, 100_000)
  measureViral('a million shares by 350,000 accounts in a day, 100,000 other posts', many)
  rmSync(folder, { recursive: true })
  process.exit()
}
const file = given.find((word) => Number.isNaN(Number(word)))
if (file !== undefined) compareActs(file, file, await countRows(file))
const sizes = given.length > 0 ? given.map(Number).filter((size) => size > 0) : [1.5, 15]
for (const millions of sizes) {
  const rows = millions * 1e6
  const acts = await generate(rows)
  compareActs(`${rows.toLocaleString('en')} rows with an object column, window 60 s`, acts, rows)
  rmSync(acts)
}
const real = join(shared, 'data/ira-2016h2.parquet')
if (existsSync(real))
  compare(
    'real posts: links, hashtags and texts, findings with evidence',
    await countRows(real),
    [
      tocsin,
      'detect',
      real,
      '--columns',
      'account=account,time=posted_at,text=text',
      '--out',
      findings,
    ],
    duckdb(`select account, text, posted_at from read_parquet('${real}') order by text, posted_at`),
  )
else console.log(`${real} is not there, so the real posts were not measured`)
rmSync(folder, { recursive: true })
