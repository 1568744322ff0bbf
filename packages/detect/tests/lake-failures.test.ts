import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detectCounted, edgesCsv } from '../src/index.ts'
import { askRows } from '../src/activity/lake/ask.ts'
import { loadArrow } from '../src/spark/arrow.ts'
import { openEngine } from '../src/spark/engine.ts'
import type { ServerCall } from '../src/spark/grpc.ts'
import { loadService } from '../src/spark/protocol.ts'
import { sql } from '../src/spark/sql.ts'
import { openWire, type Wire } from './faulty-wire.ts'
import { actsOf, writeLake } from './lake-rows.ts'
import { freePort, startSail, whyNoSail, type Sail } from './pysail.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-lake-failures-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OPENSSL = 'openssl'
const hasOpenssl = spawnSync(OPENSSL, ['version']).status === 0
if (!hasOpenssl) console.warn('SKIPPED: an engine behind TLS: no openssl to make a certificate')

type Answer = (authorization: string) => { rows: readonly number[]; complete: boolean } | null

/** An engine that answers as it should not: `null` refuses who asks. */
async function startOddEngine(answer: Answer, tls?: { key: Buffer; certificate: Buffer }) {
  const { grpc, Service } = loadService()
  const server = new grpc.Server()
  const { tableFromArrays, tableToIPC } = loadArrow()
  const asked: string[] = []
  const stream = (name: string) => (call: ServerCall) => {
    asked.push(name)
    const given = answer(String(call.metadata.get('authorization')[0] ?? ''))
    if (given === null)
      return call.emit('error', { code: grpc.status.UNAUTHENTICATED, details: 'who are you?' })
    const data = tableToIPC(tableFromArrays({ n: Int32Array.from(given.rows) }), 'stream')
    if (name === 'ExecutePlan')
      call.write({ response_id: 'one', arrow_batch: { row_count: given.rows.length, data } })
    if (given.complete) call.write({ response_id: 'two', result_complete: {} })
    call.end()
  }
  const plain = (call: ServerCall, done: (error: object | null, value: object) => void) => {
    const given = answer(String(call.metadata.get('authorization')[0] ?? ''))
    done(given === null ? { code: grpc.status.UNAUTHENTICATED, details: 'who are you?' } : null, {})
  }
  server.addService(Service.service, {
    ExecutePlan: stream('ExecutePlan'),
    ReattachExecute: stream('ReattachExecute'),
    ReleaseExecute: plain,
    Config: plain,
    Interrupt: plain,
  })
  const credentials =
    tls === undefined
      ? grpc.ServerCredentials.createInsecure()
      : grpc.ServerCredentials.createSsl(null, [
          { private_key: tls.key, cert_chain: tls.certificate },
        ])
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('localhost:0', credentials, (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  )
  return { port, asked, close: () => server.forceShutdown() }
}

describe('answers of an engine', () => {
  test('that end before it says that they are whole are taken up again, and never taken for whole', async () => {
    const odd = await startOddEngine(() => ({ rows: [1, 2], complete: false }))
    const engine = openEngine(`sc://localhost:${odd.port}`, { pauses: [1] })
    await expect(askRows(engine, 'asking', sql`select 1`)).rejects.toMatchObject({
      code: 'ENGINE_INCOMPLETE',
      message: expect.stringContaining(`the engine at localhost:${odd.port}, while asking`),
    })
    expect(odd.asked.filter((name) => name === 'ExecutePlan')).toHaveLength(2)
    expect(odd.asked).toContain('ReattachExecute')
    engine.close()
    odd.close()
  })

  test('are given to who has the token, and a refusal is told without it', async () => {
    const odd = await startOddEngine((said) =>
      said === 'Bearer open sesame' ? { rows: [7], complete: true } : null,
    )
    const at = `sc://localhost:${odd.port}/;use_ssl=false;token=`
    const right = openEngine(`${at}open%20sesame`)
    expect(await askRows(right, 'asking', sql`select 1`)).toEqual([{ n: 7 }])
    const wrong = openEngine(`${at}opensesame`)
    const refused = askRows(wrong, 'asking', sql`select 1`)
    await expect(refused).rejects.toMatchObject({ code: 'ENGINE_DENIED' })
    await expect(refused).rejects.not.toThrow(/opensesame/)
    right.close()
    wrong.close()
    odd.close()
  })

  test.skipIf(!hasOpenssl)(
    'come encrypted from an engine whose certificate holds, and from no other',
    async () => {
      const kind = 'req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1'
      const name = '-subj /CN=localhost -addext subjectAltName=DNS:localhost'
      const out = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
      const made = spawnSync(OPENSSL, [...kind.split(' '), ...name.split(' '), ...out])
      expect(made.status).toBe(0)
      const [key, certificate] = ['key.pem', 'cert.pem'].map((name) =>
        readFileSync(join(folder, name)),
      ) as [Buffer, Buffer]
      const odd = await startOddEngine(() => ({ rows: [7], complete: true }), { key, certificate })
      const at = `sc://localhost:${odd.port}/;token=secret`
      const right = openEngine(at, { roots: certificate })
      expect(await askRows(right, 'asking', sql`select 1`)).toEqual([{ n: 7 }])
      const wrong = openEngine(at, { pauses: [] })
      await expect(askRows(wrong, 'asking', sql`select 1`)).rejects.toMatchObject({
        code: 'ENGINE_UNREACHABLE',
      })
      right.close()
      wrong.close()
      odd.close()
    },
  )

  test('that never come, for nobody listens there, are an error with the address', async () => {
    const port = await freePort()
    const engine = openEngine(`sc://127.0.0.1:${port}`, { pauses: [1, 1] })
    await expect(askRows(engine, 'asking', sql`select 1`)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    })
  })
})

const why = whyNoSail()
if (why) console.warn(`SKIPPED: an engine that fails in the midst (pysail from PyPI): ${why}`)

describe.skipIf(why !== undefined)(
  'an engine that fails in the midst',
  { timeout: 240_000 },
  () => {
    const columns = { account: 'who said it', object: 'thing', content: 'post', time: 'at' }
    let sail: Sail
    let wire: Wire
    let files: string[]
    let alone: string
    beforeAll(async () => {
      sail = await startSail()
      wire = await openWire(sail.port)
      files = await writeLake(join(folder, 'acts'), actsOf(800))
      alone = await edges()
    })
    afterAll(async () => {
      await wire.close()
      await sail.kill()
    })

    async function edges(spark?: string): Promise<string> {
      const { traces } = await detectCounted(files, {
        columns,
        findings: false,
        minWeight: 1,
        spark,
      })
      return [...edgesCsv(traces, 'objects')].join('')
    }

    test('is asked again where a connection broke, and the pairs are the same', async () => {
      for (const bytes of [0, 6000]) {
        wire.cut(1, bytes)
        expect(await edges(`sc://127.0.0.1:${wire.port}`)).toBe(alone)
      }
      expect(wire.broken()).toBe(2)
    })

    test('ends in an error, and in no part of the answers, where connections keep breaking', async () => {
      const engine = openEngine(`sc://127.0.0.1:${wire.port}`, { pauses: [1, 1] })
      const many = sql`select id from range(200000)`
      expect(await askRows(engine, 'asking', many)).toHaveLength(200_000)
      engine.close()
      wire.cut(100, 300_000)
      await expect(askRows(engine, 'asking', many)).rejects.toMatchObject({
        code: 'ENGINE_UNREACHABLE',
      })
      wire.cut(0, 0)
      expect(await askRows(engine, 'asking', many)).toHaveLength(200_000)
      engine.close()
    })

    test('is no loss where another takes its place, which knows nothing of what was asked before', async () => {
      const other = await startSail()
      wire.cut(1, 5000, () => {
        wire.lead(other.port)
        void sail.kill()
      })
      expect(await edges(`sc://127.0.0.1:${wire.port}`)).toBe(alone)
      await sail.kill()
      sail = other
    })

    test('tells what was wrong with what it was asked', async () => {
      const spark = `sc://127.0.0.1:${sail.port}`
      const asked = (inputs: string[], options: object) =>
        detectCounted(inputs, { columns, findings: false, spark, ...options })
      await expect(asked(['table:no.such.table'], {})).rejects.toMatchObject({
        code: 'ENGINE_FAILED',
      })
      await expect(asked([join(folder, 'none.parquet')], {})).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      await expect(
        asked(files, { columns: { ...columns, account: 'nobody' } }),
      ).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' })
      await expect(
        asked(files, { columns: { account: 'at', time: 'at', object: 'thing' } }),
      ).rejects.toMatchObject({ code: 'COLUMNS_NEEDED' })
      await expect(
        asked(files, { columns: { account: 'thing', time: 'post', object: 'thing' } }),
      ).rejects.toMatchObject({ code: 'BAD_TIME' })
      for (const options of [
        { traces: ['link'] },
        { preset: 'x' },
        { allowMixedZones: true },
        { resume: folder },
        { columns: { ...columns, text: 'thing' } },
      ])
        await expect(asked(files, options)).rejects.toMatchObject({ code: 'BAD_OPTION' })
    })
  },
)
