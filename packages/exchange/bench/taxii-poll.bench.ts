/**
 * 500 clients poll a collection by `added_after` once a second while 5 write: nothing may be lost or seen twice, and the
 * time of a poll is reported. Reference in the same run: the same clients asking a server of the same kind that answers
 * from memory. Arguments: seconds (10), clients (500).
 */
import { ask, indicatorTexts, perSecond, quantile, startServer } from './taxii-load.ts'

const SECONDS = Number(process.argv[2] ?? 10)
const CLIENTS = Number(process.argv[3] ?? 500)
const WRITERS = 5
const BATCH = 10

const server = await startServer('postgres')
try {
  const path = `${server.url}collections/${server.collection}/objects/`
  const times: number[] = []
  const memoryTimes: number[] = []
  let written = 0
  let lost = 0
  let twice = 0
  await server.order({ keep: '{}' })
  await pollers(memoryTimes, 3, async () => {
    await ask(server.memory, '')
    return true
  })

  const end = performance.now() + SECONDS * 1000
  const writers = Array.from({ length: WRITERS }, async (_, w) => {
    for (let round = 0; performance.now() < end; round++) {
      const texts = indicatorTexts(BATCH, (w * 100_000 + round) * BATCH)
      const body = `{"objects":[${texts.join(',')}]}`
      const { status } = await ask(path, server.writers[w]!, { method: 'POST', body })
      if (status !== 202) throw new Error(`POST was answered ${status}`)
      written += BATCH
      await wait(200)
    }
  })
  const seen = Array.from({ length: CLIENTS }, () => ({ after: '', ids: new Set<string>() }))
  const clients = pollers(times, SECONDS, (i) => poll(seen[i]!))
  await Promise.all([...writers, clients])
  // Whatever came after a client's last poll is still there for the next one.
  for (const client of seen) {
    while (await poll(client));
    if (client.ids.size !== written) lost++
  }
  report('memory', memoryTimes)
  report('polls', times)
  console.log(
    `${written} objects written, ${perSecond(times.length, SECONDS * 1000)} polls/s; ${lost} clients lost some, ${twice} objects came twice; ` +
      `p99 ratio to memory ${(quantile(times, 0.99) / quantile(memoryTimes, 0.99)).toFixed(1)}`,
  )

  async function poll(client: { after: string; ids: Set<string> }): Promise<boolean> {
    const query = client.after === '' ? '' : `&added_after=${client.after}`
    const { status, headers, body } = await ask(`${path}?limit=1000${query}`, server.reader)
    if (status !== 200) throw new Error(`a poll was answered ${status}`)
    const { objects = [], more } = JSON.parse(body.toString()) as {
      objects?: { id: string }[]
      more?: boolean
    }
    for (const { id } of objects) {
      if (client.ids.has(id)) twice++
      client.ids.add(id)
    }
    client.after = (headers['x-taxii-date-added-last'] as string | undefined) ?? client.after
    return more === true
  }
} finally {
  await server.stop()
}
process.exit(0)

/** Runs `act` for every client once a second, spread evenly over it. */
async function pollers(
  times: number[],
  seconds: number,
  act: (client: number) => Promise<unknown>,
): Promise<void> {
  const one = async (client: number): Promise<void> => {
    await wait((client / CLIENTS) * 1000)
    for (let second = 0; second < seconds; second++) {
      const start = performance.now()
      await act(client)
      const took = performance.now() - start
      times.push(took)
      await wait(Math.max(0, 1000 - took))
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => one(client)))
  times.sort((a, b) => a - b)
}

function report(name: string, sorted: readonly number[]): void {
  const at = (q: number): string => `${quantile(sorted, q).toFixed(1)} ms`
  console.log(`${name.padEnd(7)} median ${at(0.5)}, p99 ${at(0.99)}`)
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
