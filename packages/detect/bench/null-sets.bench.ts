/**
 * `npm run bench -- null-sets [SEED] [SETS]`: whole default runs where there is nobody to find. SETS (90) in thirds: hard sets without
 * operations (hard/), genuine posts with every account's time line moved (by up to half an hour, or by up to forty days), and posts with
 * their authors dealt anew (two in three genuine ones, one the operation's). Said of each: networks that stand, and accounts at
 * q <= 0.05 that are not explained; the goal is that at most 5 % of the sets have any such network.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { detectCounted, type Detection } from '../src/index.ts'
import { createHardSet } from './hard/hard-set.ts'
import { detectSet } from './hard/judge.ts'
import { sharedFile } from './real-posts.ts'

const RATE = 0.05
const seed = Number(process.argv[2] ?? 9400)
const each = Math.round(Number(process.argv[3] ?? 90) / 3)
const folder = mkdtempSync(join(tmpdir(), 'tocsin-null-'))
const genuine = sharedFile('organic-2016h2.parquet')
const operation = sharedFile('ira-2016h2.parquet')

/** Everything of an account moves by one offset, in whole minutes. */
const moved = (file: string, minutes: number, draw: number): string => `
  with offsets as (
    select account, (hash(account || '/${draw}') % ${2 * minutes + 1})::int - ${minutes} as minutes
    from (select distinct account from '${file}'))
  select account, posted_at + to_minutes(minutes) as posted_at, text from '${file}' join offsets using (account)`

/** Every account keeps its number of posts, and gets those of others. */
const dealt = (file: string, draw: number): string => `
  with posts as (select *, row_number() over () as place from '${file}'),
    shuffled as (select *, row_number() over (order by hash(place::text || '/${draw}')) as turn from posts)
  select authors.account, posts.posted_at, posts.text
  from posts join shuffled as authors on posts.place = authors.turn`

type Tally = { sets: number; withNetwork: number; accounts: number }

function count(tally: Tally, name: string, { result, standings }: Detection): void {
  const networks = result.findings.filter(
    ({ trace, verdict }) => trace === 'fused' && verdict === 'stands',
  )
  const found = [...standings.values()].filter(
    ({ q, verdict }) => q !== undefined && q <= RATE && verdict !== 'explained',
  )
  tally.sets++
  if (networks.length > 0) tally.withNetwork++
  tally.accounts += found.length
  console.log(`${name}: ${networks.length} networks that stand, ${found.length} accounts found`)
}

async function detectRows(sql: string): Promise<Detection> {
  const file = join(folder, 'posts.parquet')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`copy (${sql}) to '${file}' (format parquet)`)
  connection.closeSync()
  return detectCounted(file)
}

const all: [string, Tally][] = []
async function run(name: string, sets: number, detect: (draw: number) => Promise<Detection>) {
  const tally: Tally = { sets: 0, withNetwork: 0, accounts: 0 }
  for (let k = 0; k < sets; k++) count(tally, `${name} ${seed + k}`, await detect(seed + k))
  all.push([name, tally])
}

try {
  if (genuine === undefined || operation === undefined)
    console.log('the real posts are not here: only generated sets')
  else {
    const half = Math.ceil(each / 2)
    await run('moved by up to 30 minutes', half, (draw) => detectRows(moved(genuine, 30, draw)))
    await run('moved by up to 40 days', each - half, (draw) =>
      detectRows(moved(genuine, 40 * 1440, draw)),
    )
    const third = Math.floor(each / 3)
    await run('dealt anew', each - third, (draw) => detectRows(dealt(genuine, draw)))
    await run("the operation's dealt anew", third, (draw) => detectRows(dealt(operation, draw)))
  }
  await run('hard set without operations', each, (draw) =>
    detectSet(createHardSet(`null ${draw}`, 2000, false)),
  )
} finally {
  rmSync(folder, { recursive: true })
}
console.log('')
for (const [name, { sets, withNetwork, accounts }] of all)
  console.log(
    `${name}: ${withNetwork} of ${sets} sets with a network that stands, ${accounts} accounts found in all`,
  )
const sets = all.reduce((sum, [, tally]) => sum + tally.sets, 0)
const withNetwork = all.reduce((sum, [, tally]) => sum + tally.withNetwork, 0)
const kept = withNetwork <= 0.05 * sets ? 'kept' : 'NOT KEPT'
console.log(
  `all: ${withNetwork} of ${sets} (${((100 * withNetwork) / sets).toFixed(1)} %), the goal of 5 % is ${kept}`,
)
