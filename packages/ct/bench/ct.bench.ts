/**
 * Certificate Transparency: names read from certificates a second of one core, and a made day replayed through a log of tiles
 * on the loopback: every leaf hashed and proven, every name looked up. The server is a process of its own beside it.
 *
 *   npm run bench -- ct [CERTIFICATES, default 1,000,000; a day has 14,000,000]
 *
 * Beside it in the same run: SHA-256 over the same leaves and nothing else.
 */
import { LOOKALIKE_THRESHOLD, OrdinaryNames, toTargets, Watch } from '@tocsin/detect'
import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { followLog, openLog, openOutbound, readNames } from '../src/index.ts'
import { readTileLeaf, type Leaf } from '../src/leaf.ts'
import { dataTile, TILE_BYTES } from './day.ts'

const DAY = 14_000_000
const WIDTH = 256
const tiles = Math.ceil(Number(process.argv[2] ?? 1_000_000) / WIDTH)
const certificates = tiles * WIDTH
const n = (count: number) => Math.round(count).toLocaleString('en')

const leaves = leavesOf(200)
const hashed = time(leaves, ({ bytes, start, end }) => {
  hash('sha256', bytes.subarray(start, end), 'buffer')
})
const names: string[] = []
let count = 0
const read = time(leaves, ({ bytes, certStart, certEnd, isTbs }) => {
  names.length = 0
  readNames(bytes, certStart, certEnd, isTbs, names)
  count += names.length
})
console.log(
  `names out of DER: ${n(read)} certificates a second of one core (goal 150,000), ${(count / leaves.length / 4).toFixed(1)} names each; SHA-256 of the same: ${n(hashed)} (ratio ${(read / hashed).toFixed(2)})`,
)
await replay()

function leavesOf(count: number): Leaf[] {
  return Array.from({ length: count }, (_, index) => {
    const tile = dataTile(index)
    const out: Leaf[] = []
    for (let at = 0; at < tile.length;) {
      const leaf = readTileLeaf(tile, at)!
      out.push(leaf)
      at = leaf.next
    }
    return out
  }).flat()
}

/** Leaves a second of one core: the median of three, after one to warm up. */
function time(all: readonly Leaf[], work: (leaf: Leaf) => void): number {
  const rates = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage()
    for (const leaf of all) work(leaf)
    return all.length / (process.cpuUsage(before).user / 1e6)
  })
  return rates.slice(1).sort((a, b) => a - b)[1]!
}

async function replay(): Promise<void> {
  console.log(
    `${n(certificates)} certificates, ${n((tiles * TILE_BYTES) / 1e6)} MB: hashes are made …`,
  )
  const child = spawn(
    process.execPath,
    ['--conditions=@tocsin/source', resolve(import.meta.dirname, 'serve-day.ts'), String(tiles)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    await replayFrom(address.trim())
  } finally {
    child.kill()
  }
}

async function replayFrom(address: string): Promise<void> {
  const targets = Array.from({ length: 600 }, (_, k) => ({
    name: `${['pine', 'oak', 'lake', 'stone', 'cedar'][k % 5]}${['wood', 'ridge', 'field', 'haven'][k % 4]}${k}votes.gov`,
    kind: 'election-office' as const,
  }))
  const watch = new Watch(toTargets(targets))
  const ordinary = new OrdinaryNames(watch, LOOKALIKE_THRESHOLD)
  const outbound = openOutbound({ allowPrivate: true })
  const source = await openLog(address, outbound)
  const before = process.cpuUsage()
  const start = performance.now()
  const state = await followLog(source, {
    from: 'start',
    once: true,
    onStep: (step) => {
      for (const { bytes, certStart, certEnd, isTbs } of step.leaves) {
        names.length = 0
        readNames(bytes, certStart, certEnd, isTbs, names)
        for (const name of names) ordinary.look(name)
      }
    },
  })
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  outbound.close()
  console.log(
    `replayed ${n(state.size)} certificates, ${n(watch.counts.names + ordinary.again)} names (${n(ordinary.again)} met again), in ${seconds.toFixed(1)} s: ${n(state.size / seconds)} a second, ${n((tiles * TILE_BYTES) / 1e6 / seconds)} MB/s; ${((user + system) / 1e6 / seconds).toFixed(2)} cores beside the server's`,
  )
  console.log(
    `hashing alone: ${(certificates / hashed).toFixed(1)} s (ratio ${(seconds / (certificates / hashed)).toFixed(1)})`,
  )
  const cpu = (user + system) / 1e6
  const ofDay = (value: number) => n((value / state.size) * DAY)
  console.log(
    `${((cpu / state.size) * 1e6).toFixed(1)} µs of one core a certificate: ${ofDay(cpu)} s of one core for a day of ${n(DAY)}; at the pace of this run, with whatever else the machine did, ${ofDay(seconds)} s (goal 300)${state.size < DAY ? ', extrapolated' : ''}`,
  )
}
