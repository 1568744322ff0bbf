/**
 * What the protocol itself costs, without network or database: taking an envelope of 100 indicators apart against
 * JSON.parse of the same text; validating and adding it against merely parsing it; answering a page of 1,000 against
 * joining and encoding the same texts; reading that page as a stream against parsing it whole.
 */
import { testIndicator } from '@tocsin/testkit/taxii'
import { Bench } from 'tinybench'
import { splitEnvelope } from '../src/envelope.ts'
import {
  createMemoryStore,
  createTaxiiServer,
  readEnvelope,
  TAXII_MEDIA_TYPE,
} from '../src/index.ts'

const ID = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
const description = 'A site that copies the polling-place finder of a county. '.repeat(7)
const textOf = (n: number): string => JSON.stringify({ ...testIndicator(n), description })
const texts = Array.from({ length: 1000 }, (_, n) => textOf(n))
const envelope = `{"objects":[${texts.slice(0, 100).join(',')}]}`
const page = new TextEncoder().encode(`{"more":false,"objects":[${texts.join(',')}]}`)

const store = createMemoryStore({
  roots: [
    {
      path: 'api',
      title: 'Benchmark',
      versions: [TAXII_MEDIA_TYPE],
      max_content_length: 1 << 24,
      collections: [
        {
          id: ID,
          title: 'Benchmark',
          can_read: true,
          can_write: true,
          objects: texts.map((text) => ({
            date_added: '2026-09-01T00:00:00Z',
            object: JSON.parse(text),
          })),
        },
      ],
    },
  ],
})
const serve = createTaxiiServer({ store, authenticate: async () => ({ id: 'bench' }) })
const url = `https://bench.example/api/collections/${ID}/objects/`
const headers = { accept: TAXII_MEDIA_TYPE, 'content-type': TAXII_MEDIA_TYPE }
let next = 1_000_000

const PAIRS: [name: string, ours: () => unknown, reference: () => unknown][] = [
  ['split an envelope of 100', () => splitEnvelope(envelope), () => JSON.parse(envelope)],
  [
    'add 100, validated',
    () => {
      const body = `{"objects":[${Array.from({ length: 100 }, () => textOf(next++)).join(',')}]}`
      return serve(new Request(url, { method: 'POST', headers, body }))
    },
    () =>
      JSON.parse(`{"objects":[${Array.from({ length: 100 }, () => textOf(next++)).join(',')}]}`),
  ],
  [
    'answer a page of 1000',
    async () => (await serve(new Request(`${url}?limit=1000`, { headers }))).arrayBuffer(),
    () => new Response(`{"objects":[${texts.join(',')}]}`, { headers }).arrayBuffer(),
  ],
  [
    'read a page of 1000 as a stream',
    async () => {
      let count = 0
      for await (const _ of readEnvelope(chunksOf(page))) count++
      return count
    },
    () => JSON.parse(new TextDecoder().decode(page)),
  ],
]

for (const [name, ours, reference] of PAIRS) {
  const bench = new Bench({ time: 500 }).add('reference', reference).add('ours', ours)
  await bench.run()
  const [a, b] = bench.tasks.map(
    (task) => (task.result as { latency: { p50: number } }).latency.p50,
  )
  console.log(
    `${name.padEnd(34)}${b!.toFixed(3)} ms, reference ${a!.toFixed(3)} ms, ratio ${(a! / b!).toFixed(2)}`,
  )
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
