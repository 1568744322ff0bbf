/**
 * Private matching: two lists against each other in the bulk lane, a prepared list asked by a few, and look-ups that are verified.
 *
 *   npm run bench -- psi [ITEMS, default 1,000,000] [PREPARED, default 0; 10,000,000 takes some minutes]
 *
 * Both sides run here on all processors, one after another. Beside it in the same run: the bare multiplications of the same library on
 * as many threads. The ratio to them is of processor time, since other work on the machine moves times of the wall. The wire is
 * counted as bytes that would cross it. Of a list at random it is said how many hits it has.
 */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import {
  answerBulk,
  answerLookUps,
  askBulk,
  askLookUps,
  finishBulk,
  finishLookUps,
  type MatchContext,
  paddedSize,
  prepareBulk,
  prepareLookUps,
  sealHits,
  makePartyKeys,
} from '../src/index.ts'
import { runWhole } from '../src/bulk/pool.ts'
import { makeKey } from '../src/bulk/scalar.ts'

const items = Number(process.argv[2] ?? 1_000_000)
const prepared = Number(process.argv[3] ?? 0)
const threads = availableParallelism()
const n = (count: number) => Math.round(count).toLocaleString('en')
const context: MatchContext = {
  agreement: 'bench',
  epoch: 1,
  kind: 'domain',
  platform: '',
  lane: 'bulk',
  learns: 'both',
}

console.log(`${threads} threads`)
const perItem = await bare()
await sets(perItem)
if (prepared > 0) await few(prepared)
lookUps()

/** Seconds of processor time that a multiplication takes, on all threads at once. */
async function bare(): Promise<number> {
  const count = Math.min(items, 262_144)
  const key = makeKey()
  const points = await runWhole({
    kind: 'blind',
    values: names('bare', count),
    scalar: key,
    context: Buffer.alloc(32),
  })
  const { wall, busy } = await time(() =>
    runWhole({ kind: 'multiply', points, scalar: key, context: Buffer.alloc(32) }),
  )
  console.log(
    `bare multiplications: ${n(count / busy)} a second of one core, ${n(count / wall)} a second of the wall on all threads`,
  )
  return busy / count
}

async function sets(perItem: number): Promise<void> {
  const size = paddedSize(items)
  const common = Math.floor(items / 10)
  const theirs = names('theirs', items)
  const own = [...theirs.slice(0, common), ...names('own', items - common)]
  const laps: [string, number, number][] = []
  const lap = async <T>(what: string, work: () => Promise<T>) => {
    let done: T | undefined
    const { wall, busy } = await time(async () => {
      done = await work()
    })
    laps.push([what, wall, busy])
    return done!
  }
  const holding = await lap('holder prepares', () => prepareBulk(theirs, size, context))
  const { request, asked } = await lap('asker blinds', () => askBulk(own, size, context))
  const reply = await lap('holder answers', () => answerBulk(request, size, holding.key, context))
  const { count, hits } = await lap('asker finishes', () =>
    finishBulk(reply, request, asked, holding.table, context),
  )
  const sealed = sealHits(
    hits.map(({ place }) => place),
    size,
    makePartyKeys().publicKey,
  )
  const total = laps.reduce((sum, [, wall]) => sum + wall, 0)
  const busy = laps.reduce((sum, [, , seconds]) => sum + seconds, 0)
  const bytes = holding.table.length + request.length + reply.length + sealed.length
  for (const [what, wall, seconds] of laps)
    console.log(`  ${what}: ${wall.toFixed(1)} s, ${seconds.toFixed(1)} s of processors`)
  const [holder, asker] = [
    [0, 2],
    [1, 3],
  ].map((steps) => steps.reduce((sum, i) => sum + laps[i]![2], 0) / threads)
  console.log(
    `${n(items)} x ${n(items)}, padded to ${n(size)}: ${total.toFixed(0)} s of the wall both sides (goal 200); the slower side has ${Math.max(holder!, asker!).toFixed(0)} s of work for each of ${threads} processors (goal 90); ${(bytes / 1e6).toFixed(1)} MB (goal 80)`,
  )
  // Padding of the table is drawn, not multiplied.
  const multiplied = 3 * size + items
  console.log(
    `  ${(busy / (multiplied * perItem)).toFixed(2)} times the ${n(multiplied)} bare multiplications (goal 1.40); ${count === common ? 'every' : 'NOT every'} common item found, ${n(count - common)} false`,
  )
  const probe = await askBulk(randomNames(items), size, context)
  const answered = await answerBulk(probe.request, size, holding.key, context)
  const learnt = await finishBulk(answered, probe.request, probe.asked, holding.table, context)
  console.log(`  ${n(items)} random names: ${n(learnt.count)} hits`)
}

async function few(count: number): Promise<void> {
  const size = paddedSize(count)
  const values = names('theirs', count)
  let table: Awaited<ReturnType<typeof prepareBulk>> | undefined
  const { wall, busy } = await time(async () => {
    table = await prepareBulk(values, size, context)
  })
  console.log(
    `${n(count)} prepared, padded to ${n(size)}: ${wall.toFixed(0)} s of the wall, ${(busy / threads).toFixed(0)} s of work for each of ${threads} processors (goal 600), ${(table!.table.length / 1e6).toFixed(0)} MB of table`,
  )
  const own = [...values.slice(0, 100), ...names('own', 900)]
  let found = 0
  const { wall: asking } = await time(async () => {
    const { request, asked } = await askBulk(own, 1024, context)
    const reply = await answerBulk(request, 1024, table!.key, context)
    found = (await finishBulk(reply, request, asked, table!.table, context)).count
  })
  console.log(`1,000 x ${n(count)}: ${asking.toFixed(2)} s (goal 5), ${found} of 100 found`)
}

function lookUps(): void {
  const of: MatchContext = { ...context, lane: 'look-up', learns: 'receiver' }
  const holding = prepareLookUps(names('theirs', 256), 256, of)
  const before = performance.now()
  const { request, asked } = askLookUps(names('theirs', 128), 128, of)
  const blinded = performance.now()
  const reply = answerLookUps(request, 128, holding)
  const answered = performance.now()
  const { count } = finishLookUps(reply, request, asked, holding)
  const each = (from: number, to: number) => ((to - from) / 128).toFixed(1)
  console.log(
    `verified look-ups: asker ${each(before, blinded)} + ${each(answered, performance.now())} ms, holder ${each(blinded, answered)} ms each; ${count} of 128 found`,
  )
}

function names(stem: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${stem}-${i}.example`)
}

function randomNames(count: number): string[] {
  const hex = randomBytes(count * 8).toString('hex')
  return Array.from({ length: count }, (_, i) => `${hex.slice(i * 16, i * 16 + 16)}.example`)
}

/** Seconds of the wall, and of all processors. */
async function time(work: () => Promise<unknown>): Promise<{ wall: number; busy: number }> {
  const cpu = process.cpuUsage()
  const before = performance.now()
  await work()
  const wall = (performance.now() - before) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wall, busy: (user + system) / 1e6 }
}
