/**
 * The clients under the polling benchmark, as a process of their own so that they measure the server and not each other:
 * connections are kept, and what comes is searched for ids and not parsed, nor searched again when it is byte for byte what
 * another client got. Messages in: `poll`, then `drain` once nobody writes any more; an answer follows each.
 */
import { letHeapGrow } from '@tocsin/exchange'
import { type Ask, openConnection } from './kept-connection.ts'
import { MEDIA_TYPE } from './taxii-load.ts'

/** The first `unmeasured` of the seconds warm connections and plans up. */
export type PollOrder = {
  poll: { url: string; authorization: string; seconds: number; unmeasured: number }
}
export type PollReport = { times: number[] }
/** Asks every client for what it has not seen yet; `expected` objects must have come to each. */
export type DrainOrder = { drain: { url: string; expected: number } }
export type DrainReport = { lost: number; twice: number }

letHeapGrow()
const clients = Array.from({ length: Number(process.argv[2]) }, () => ({
  after: '',
  seen: new Set<number>(),
  ask: undefined as Ask | undefined,
}))
type Client = (typeof clients)[number]
let twice = 0

process.on('message', (order: PollOrder | DrainOrder) => {
  void answer(order).then((report) => process.send?.(report))
})

async function answer(order: PollOrder | DrainOrder): Promise<PollReport | DrainReport> {
  if ('poll' in order) return { times: await pollAll(order.poll) }
  const { url, expected } = order.drain
  for (const client of clients) while (await poll(client, url));
  return { lost: clients.filter(({ seen }) => seen.size !== expected).length, twice }
}

/** Every client polls once a second, spread evenly over it; the milliseconds each poll took, sorted. */
async function pollAll({
  url,
  authorization,
  seconds,
  unmeasured,
}: PollOrder['poll']): Promise<number[]> {
  const times: number[] = []
  for (const client of clients)
    client.ask = await openConnection(new URL(url), { accept: MEDIA_TYPE, authorization })
  const start = performance.now()
  const one = async (client: Client, index: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      const due = start + (second + index / clients.length) * 1000
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      const asked = performance.now()
      await poll(client, url)
      if (second >= unmeasured) times.push(performance.now() - asked)
    }
  }
  await Promise.all(clients.map(one))
  return times.sort((a, b) => a - b)
}

/** Asks for what was added after what the client saw last; tells whether there is more. */
async function poll(client: Client, url: string): Promise<boolean> {
  const query = client.after === '' ? '' : `&added_after=${client.after}`
  const path = new URL(url).pathname
  const { status, headers, body } = await client.ask!(`${path}?limit=1000${query}`)
  if (status !== 200) throw new Error(`a poll was answered ${status}`)
  for (const n of numbersOf(body)) {
    if (client.seen.has(n)) twice++
    client.seen.add(n)
  }
  client.after = headers.get('x-taxii-date-added-last') ?? client.after
  return body.toString('latin1', 0, 12) === '{"more":true'
}

/** Bodies that came last, by their lengths, with their numbers. */
const known = new Map<number, { body: Buffer; numbers: number[] }>()
const MAX_KNOWN = 200

function numbersOf(body: Buffer): number[] {
  const before = known.get(body.length)
  if (before?.body.equals(body)) return before.numbers
  if (known.size >= MAX_KNOWN) known.clear()
  const numbers = [...numbersIn(body)]
  known.set(body.length, { body, numbers })
  return numbers
}

const ID = '"id":"indicator--'

/** The numbers of the test indicators in an envelope: the first eight digits of their ids. */
function* numbersIn(body: Buffer): Generator<number> {
  for (let at = body.indexOf(ID); at >= 0; at = body.indexOf(ID, at + ID.length)) {
    yield Number.parseInt(body.toString('latin1', at + ID.length, at + ID.length + 8), 16)
  }
}
