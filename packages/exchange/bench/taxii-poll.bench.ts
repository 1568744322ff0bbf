/**
 * 500 clients poll a collection by `added_after` once a second while 5 write: nothing may be lost or seen twice, and the
 * time of a poll is reported, but for the first two seconds, in which connections and plans warm up. Reference in the same run: the same clients asking a server of the same kind that answers
 * from memory. Arguments: seconds (10), clients (500).
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { ask, indicatorTexts, nextMessage, perSecond, quantile, startServer } from './taxii-load.ts'
import type { DrainOrder, DrainReport, PollOrder, PollReport } from './taxii-pollers.ts'

const UNMEASURED = 2
const SECONDS = UNMEASURED + Number(process.argv[2] ?? 10)
const CLIENTS = Number(process.argv[3] ?? 500)
const WRITERS = 5
const BATCH = 10

const server = await startServer('postgres')
const pollers = fork(join(import.meta.dirname, 'taxii-pollers.ts'), [String(CLIENTS)], {
  execArgv: ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning'],
})
try {
  const url = `${server.url}collections/${server.collection}/objects/`
  const authorization = server.reader
  await server.order({ keep: ['{}'] })
  const memory = await tell<PollReport>({
    poll: { url: server.memory, authorization, seconds: 3, unmeasured: 0 },
  })
  const polling = tell<PollReport>({
    poll: { url, authorization, seconds: SECONDS, unmeasured: UNMEASURED },
  })
  const end = performance.now() + SECONDS * 1000
  const written = await Promise.all(
    server.writers.slice(0, WRITERS).map((writer, w) => write(url, writer, w, end)),
  )
  const polled = await polling
  const expected = written.reduce((sum, count) => sum + count, 0)
  const { lost, twice } = await tell<DrainReport>({ drain: { url, expected } })
  report('memory', memory.times)
  report('polls', polled.times)
  const ratio = quantile(polled.times, 0.99) / quantile(memory.times, 0.99)
  console.log(
    `${expected} objects written, ${perSecond(polled.times.length, (SECONDS - UNMEASURED) * 1000)} polls/s; ${lost} clients lost some, ` +
      `${twice} objects came twice; p99 ratio to memory ${ratio.toFixed(1)}`,
  )
} finally {
  pollers.kill()
  await server.stop()
}
process.exit(0)

function tell<T>(order: PollOrder | DrainOrder): Promise<T> {
  const answer = nextMessage<T>(pollers)
  pollers.send(order)
  return answer
}

/** Posts a small envelope five times a second until `end`; how many objects it wrote. */
async function write(url: string, writer: string, w: number, end: number): Promise<number> {
  let written = 0
  for (let round = 0; performance.now() < end; round++) {
    const texts = indicatorTexts(BATCH, (w * 100_000 + round) * BATCH)
    const body = `{"objects":[${texts.join(',')}]}`
    const { status } = await ask(url, writer, { method: 'POST', body })
    if (status !== 202) throw new Error(`POST was answered ${status}`)
    written += BATCH
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return written
}

function report(name: string, sorted: readonly number[]): void {
  const at = (q: number): string => `${quantile(sorted, q).toFixed(1)} ms`
  console.log(`${name.padEnd(7)} median ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)}`)
}
