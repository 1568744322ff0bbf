/**
 * Indicators over logs: lines a second of one core with a thousand and with a million simple indicators (and a tenth as many
 * STIX patterns, at most 10,000), and bytes an indicator.
 * Beside it in the same run: `grep -F -f` and `rg -F -f` with the same simple indicators over the same lines.
 *
 *   npm run bench -- match [LINES]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  FollowedList,
  Indicators,
  LogScan,
  Matcher,
  readList,
  StixReader,
} from '../src/match/index.ts'
import { createRandom } from '../src/random/random.ts'
import { LOG_KINDS, patternIndicators, simpleIndicators } from './match-logs.ts'

const LINES = Number(process.argv[2] ?? 400_000)
const ROUNDS = 3
const CHUNK = 1 << 18
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-match-'))
process.once('exit', () => rmSync(folder, { recursive: true }))

const collect = (globalThis as { gc?: () => void }).gc ?? (() => {})

function held(): number {
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function load(count: number) {
  const list = simpleIndicators(count, createRandom(`indicators ${count}`))
  const file = join(folder, `${count}.txt`)
  writeFileSync(file, `${list.join('\n')}\n`)
  const patterns = patternIndicators(Math.min(10_000, count / 10), createRandom('patterns'))
  const before = held()
  const start = performance.now()
  const indicators = new Indicators()
  indicators.sources.open(file)
  readList(readFileSync(file, 'utf8'), indicators, { onFault: (fault) => console.log(fault) })
  indicators.sources.open('patterns')
  const reader = new StixReader(indicators, (fault) => console.log(fault))
  patterns.forEach((one, i) => reader.take(one, i + 1))
  indicators.build()
  const seconds = (performance.now() - start) / 1000
  const matcher = new Matcher(indicators, { now: Date.now })
  const bytes = (held() - before) / indicators.size
  console.log(
    `${count.toLocaleString('en')} indicators and ${indicators.patterns.size} patterns: read in ${seconds.toFixed(2)} s, ${count < 1e5 ? `${Math.round((bytes * indicators.size) / 1024)} kB` : `${bytes.toFixed(1)} bytes an indicator (goal 100)`}`,
  )
  return { file, list, matcher }
}

/** Bytes of an indicator of STIX with its id and times, and how long a list takes to bind once it has changed. */
function measureRest(list: readonly string[]): void {
  const count = 1_000_000
  const before = held()
  const indicators = new Indicators()
  indicators.sources.open('stix')
  const reader = new StixReader(indicators, (fault) => console.log(fault))
  for (let i = 0; i < count; i++)
    reader.take(
      {
        type: 'indicator',
        id: `indicator--11111111-2222-4333-8444-${String(i).padStart(12, '0')}`,
        modified: '2026-10-01T00:00:00Z',
        valid_from: '2026-10-01T00:00:00Z',
        pattern: `[domain-name:value = 'a-usual-name-${i}.example']`,
      },
      i + 1,
    )
  indicators.build()
  const bytes = (held() - before) / indicators.size
  console.log(`STIX, ${show(count)}: ${bytes.toFixed(1)} bytes an indicator with its id and times`)
  const followed = new Indicators()
  const file = new FollowedList(followed, 'list', { onFault: (fault) => console.log(fault) })
  file.read(list.join('\n'))
  followed.build()
  const [whole, heldBefore] = [followed.bytes, held()]
  const matcher = new Matcher(followed, { now: Date.now })
  const shorter = list.slice(0, -1).join('\n')
  const start = performance.now()
  file.update(shorter)
  matcher.refresh()
  const seconds = (performance.now() - start) / 1000
  console.log(
    `one of ${show(list.length)} withdrawn: in force after ${seconds.toFixed(2)} s (goal 1, with the quarter second until it is looked at)`,
  )
  file.update(list.slice(0, 1000).join('\n'))
  matcher.refresh()
  console.log(
    `all but 1,000 withdrawn: ${show(whole)} bytes of tables fall to ${show(followed.bytes)}, the heap by ${show(heldBefore - held())}`,
  )
}

/** Best of several rounds, in lines a second of processor time. */
function rate(log: Uint8Array, matcher: Matcher): { lines: number; hits: number } {
  let best = 0
  let hits = 0
  for (let round = 0; round < ROUNDS; round++) {
    hits = 0
    const scan = new LogScan(matcher, {
      now: Date.now,
      onFormat: () => {},
      onHits: (found) => (hits += found.length),
    })
    const start = process.cpuUsage()
    for (let at = 0; at < log.length; at += CHUNK) scan.push(log.subarray(at, at + CHUNK))
    scan.end()
    const { user, system } = process.cpuUsage(start)
    best = Math.max(best, (scan.cutter.lines / (user + system)) * 1e6)
  }
  return { lines: best, hits }
}

/** Lines a second of another program, reading of its list apart; null where it is not there. */
function other(program: string, list: string, log: string, lines: number): string {
  const run = (file: string) => {
    const start = performance.now()
    const { error, status } = spawnSync(program, ['-c', '-F', '-f', list, file], {
      env: { ...process.env, LC_ALL: 'C' },
      timeout: 600_000,
    })
    if (error !== undefined || (status ?? 2) > 1) return null
    return (performance.now() - start) / 1000
  }
  const empty = join(folder, 'empty.log')
  writeFileSync(empty, '')
  const [loading, whole] = [run(empty), run(log)]
  if (loading === null || whole === null) return `${program}: not there, or it failed`
  const took = `${whole.toFixed(2)} s in all, ${loading.toFixed(2)} s of an empty log for its list`
  const rest = whole - loading
  // The list takes so long that reading a short log is lost in how much that differs from run to run.
  if (rest < loading / 10) return `${program} -F -f: ${took}; too near to tell lines a second`
  return `${program} -F -f: ${took}, so ${show(lines / rest)} lines a second`
}

const show = (n: number) => Math.round(n).toLocaleString('en')

const [few, many] = [load(1000), load(1_000_000)]
for (const [kind, toLine] of Object.entries(LOG_KINDS)) {
  const random = createRandom(kind)
  const planted = many.list
  const lines = Array.from({ length: LINES }, (_, i) =>
    toLine(random, i % 1000 === 0 ? planted[(i * 7919) % planted.length] : undefined),
  )
  const log = Buffer.from(`${lines.join('\n')}\n`)
  const file = join(folder, 'lines.log')
  writeFileSync(file, log)
  const [a, b] = [rate(log, few.matcher), rate(log, many.matcher)]
  console.log(
    `${kind}, ${Math.round(log.length / LINES)} bytes a line: ${show(b.lines)} lines a second with 1,000,000 and 10,000 patterns (${b.hits} hits), ${show(a.lines)} with 1,000 and 100: ratio ${(a.lines / b.lines).toFixed(2)}`,
  )
  if (kind !== 'combined log') continue
  for (const program of ['grep', 'rg']) console.log(`  ${other(program, many.file, file, LINES)}`)
}
measureRest(many.list)
console.log('goals: 300,000 lines a second of one core; a ratio of at most 2')
