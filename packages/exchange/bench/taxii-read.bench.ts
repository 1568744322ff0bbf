/**
 * Reading over HTTP at limit=1000, and an `added_after` page at limit=100. References in the same run: COPY of the same
 * rows (for pages never asked for before), the same server sending the same bytes from memory (for full pages kept
 * whole), and OpenTAXII on a like machine: 15,700 objects/s, a page 10 ms.
 * Arguments: objects (20000), and how many made-up ones to add before the page is timed again (none; 2000000 is the goal).
 */
import { letHeapGrow } from '@tocsin/exchange'
import pg from 'pg'
import { openConnection } from './kept-connection.ts'
import {
  ask,
  indicatorTexts,
  MEDIA_TYPE,
  perSecond,
  postAll,
  quantile,
  type Server,
  startServer,
} from './taxii-load.ts'

const OPENTAXII = 15_700
const COUNT = Number(process.argv[2] ?? 20_000)
const ADDED = Number(process.argv[3] ?? 0)
const PAGES = 1000
const LIMIT = 1000
const ROUNDS = 15
/** The cursor stands within so many bytes of a page; it carries the filters. */
const HEAD = 2000

letHeapGrow()
const server = await startServer('postgres')
const headers = { accept: MEDIA_TYPE, authorization: server.reader }
const get = await openConnection(new URL(server.url), headers)
const getFromMemory = await openConnection(new URL(server.memory), headers)
try {
  await postAll(server, indicatorTexts(COUNT), 1000)
  // Marks everything as read and warms the database.
  const keep: string[] = []
  await walk(server, '', (page) => keep.push(page.toString()))
  await server.order({ keep })
  const times = { cold: [], copy: [], warm: [], memory: [] } as Record<string, number[]>
  const time = async (name: string, run: () => Promise<number>): Promise<void> => {
    globalThis.gc?.() // what the client did before must not be cleared away in this one's time
    times[name]!.push(await run())
  }
  // One after the other, round by round, so that whatever else the machine does meets all alike.
  for (let round = 0; round < ROUNDS; round++) {
    // Dates before the first object that nobody asked for yet: all its pages are read anew.
    const anew = `&added_after=2020-01-01T00:00:00.${String(round).padStart(6, '0')}Z`
    await time('cold', () => timeOf(walk(server, anew)))
    await time('copy', () => copyAll(server))
    await time('warm', () => timeOf(walk(server, anew)))
    await time('memory', () => timeOf(fromMemory()))
  }
  const [cold, copy, warm, memory] = ['cold', 'copy', 'warm', 'memory'].map((name) =>
    median(times[name]!),
  ) as [number, number, number, number]
  const rate = perSecond(COUNT, cold)
  console.log(
    `cold  ${rate} objects/s, ${(rate / OPENTAXII).toFixed(1)} times OpenTAXII's ${OPENTAXII}; ratio to COPY ${(copy / cold).toFixed(2)}`,
  )
  console.log(
    `warm  ${perSecond(COUNT, warm)} objects/s; ratio to the same bytes from memory ${(memory / warm).toFixed(2)}`,
  )
  console.log(`added_after page of 100 at ${COUNT}: ${await pages(server)}`)
  if (ADDED > 0) {
    await enlarge(server, ADDED)
    console.log(`added_after page of 100 at ${COUNT + ADDED}: ${await pages(server)}`)
  }
} finally {
  await server.stop()
}
process.exit(0)

function median(values: number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work
  return performance.now() - start
}

/** Reads the whole collection page by page, filtered by `from`. */
async function walk(
  { url, collection }: Server,
  from: string,
  onPage?: (body: Buffer) => void,
): Promise<void> {
  const base = `${new URL(url).pathname}collections/${collection}/objects/?limit=${LIMIT}${from}`
  let next = ''
  let read = 0
  for (;;) {
    const { status, body } = await get(base + next)
    if (status !== 200) throw new Error(`${status}: ${body.toString().slice(0, 300)}`)
    onPage?.(body)
    read++
    const cursor = /"next":"([^"]+)"/.exec(body.toString('latin1', 0, HEAD))?.[1]
    if (!cursor) break
    next = `&next=${cursor}`
  }
  if (read < COUNT / LIMIT) throw new Error(`only ${read} pages came`)
}

/** The pages that `walk` reads, from memory. */
async function fromMemory(): Promise<void> {
  for (let i = 0; i < COUNT / LIMIT; i++) await getFromMemory(`/${i}`)
}

async function copyAll({ postgresUrl }: Server): Promise<number> {
  const client = new pg.Client({ connectionString: postgresUrl! })
  await client.connect()
  let bytes = 0
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter }
  connection.on('copyData', (message: { chunk: Buffer }) => (bytes += message.chunk.length))
  const start = performance.now()
  await client.query('copy (select body from objects order by row) to stdout')
  const took = performance.now() - start
  await client.end()
  if (bytes === 0) throw new Error('COPY gave nothing')
  return took
}

/** Times pages that start anywhere in the collection. */
async function pages({ url, collection, reader, postgresUrl }: Server): Promise<string> {
  const base = `${url}collections/${collection}/`
  const { body } = await ask(`${base}manifest/?limit=1`, reader)
  const first = Date.parse(JSON.parse(body.toString()).objects[0].date_added)
  const client = new pg.Client({ connectionString: postgresUrl! })
  await client.connect()
  const { rows } = await client.query<{ last: string }>(
    'select horizon / 1000 as last from taxii_state',
  )
  await client.end()
  const span = Number(rows[0]!.last) - first
  const times: number[] = []
  for (let i = 0; i < PAGES; i++) {
    const after = new Date(first + span * ((i * 0.618) % 0.9)).toISOString().replace('Z', '000Z')
    const start = performance.now()
    const answer = await ask(`${base}objects/?limit=100&added_after=${after}`, reader)
    if (answer.status !== 200) throw new Error(String(answer.status))
    if (answer.body.length < 10_000) throw new Error('a page was not full')
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return `median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`
}

/** Adds releases of 100 made-up objects each, straight into the database, read already. */
async function enlarge({ postgresUrl, collection }: Server, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl! })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `select id from members where name = 'Reader'`,
  )
  const reader = rows[0]!.id
  const releases = count / 100
  await client.query(`begin;
    create temp table made as select gen_random_uuid() as id, n from generate_series(1, ${releases}) n;
    create temp table base as select (select max(row) from objects) as row, horizon,
      (select id from members where name = 'Writer 1') as writer from taxii_state;
    insert into releases (id, position, from_member, group_id, title, tlp, pap, purpose, basis, object_count, digest,
        released_at, log_index, taxii_upto)
      select made.id, nextval('release_position'), writer, '${collection}', 'made', 'amber', 'amber', 'election-security',
        'consent', 100, made.id::text, now(), 0, horizon + n * 100 from made, base;
    insert into objects (row, stix_id, version, version_at, type, spec_version, body, sha256, owner, received_at)
      overriding system value
      select row + i, 'indicator--' || gen_random_uuid(), '2026-09-01T00:00:00.000Z', '2026-09-01', 'indicator', '2.1',
        '{"type":"indicator","description":"' || repeat('x', 700) || '"}', '', writer, now()
      from base, generate_series(1, ${count}) i;
    insert into release_objects (release_id, ord, first_row, last_row, from_member)
      select made.id, 1, row + (n - 1) * 100 + 1, row + n * 100, writer from made, base;
    insert into release_recipients (release_id, member_id, from_member, rule, reason, read_at, log_index)
      select made.id, '${reader}', writer, 'tlp-amber', '', now(), 0 from made, base;
    insert into taxii_feed (member_id, group_id, upto, release_id, object_count, from_member)
      select '${reader}', '${collection}', horizon + n * 100, made.id, 100, writer from made, base;
    update taxii_state set horizon = horizon + ${count};
    commit;`)
  await client.query('analyze')
  await client.end()
}
