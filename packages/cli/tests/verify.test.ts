import {
  formatReceipt,
  growTree,
  leafHash,
  leafOf,
  makeInclusionProof,
  makeKeyPair,
  rootHash,
  signCheckpoint,
  tilePath,
  toEntryBundle,
  toSigner,
  type Disclosure,
} from '@tocsin/proof'
import { programOf } from '@tocsin/testkit/programs'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const pair = await makeKeyPair('exchange.example/log', 'signer')
const signer = await toSigner(pair.signer)
const disclosures = Array.from({ length: 5 }, (_, i): Disclosure => {
  const payload = `{"statement":"Example County was told of notice ${i}","office":"County clerk"}`
  const salt = new Uint8Array(32).fill(i)
  return { state: 'open', kind: 'notice.told', time: `2026-11-03T07:00:0${i}.000Z`, salt, payload }
})
const entries = disclosures.map((disclosure) => Buffer.from(leafOf(disclosure)))
const leaves = entries.map((entry) => leafHash(entry))

let folder: string
let receipt: string
let key: string
let log: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-verify-'))
  ;[receipt, key, log] = ['r.tlog-proof', 'log.vkey', 'log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const checkpoint = await checkpointOf(5)
  const proof = makeInclusionProof(leaves, 2)
  await writeFile(
    receipt,
    formatReceipt({ disclosure: disclosures[2]!, index: 2, proof, checkpoint }),
  )
  await writeFile(key, `# the log of the exchange\n${pair.verifier}\n`)
  const files = [
    ['checkpoint', checkpoint],
    ['tile/entries/000.p/5', toEntryBundle(entries)],
    ...growTree({ size: 0, hashes: [] }, leaves).tiles.map((t) => [tilePath(t), t.data] as const),
  ] as const
  for (const [path, data] of files) {
    await mkdir(dirname(join(log, path)), { recursive: true })
    await writeFile(join(log, path), data)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function checkpointOf(size: number): Promise<string> {
  const root = rootHash(leaves.slice(0, size))
  return signCheckpoint({ origin: 'exchange.example/log', size, root }, [signer])
}

/** Runs `tocsin verify`. */
function verify(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const tocsin = programOf('tocsin')
  const command = [...tocsin.args, 'verify', ...args]
  return new Promise((done) => {
    execFile(process.execPath, command, { env: tocsin.env }, (error, out, err) => {
      done({ status: error ? Number(error.code) : 0, out, err })
    })
  })
}

describe('tocsin verify RECEIPT', () => {
  test('says in plain words what is proven, with a key or a file of keys', async () => {
    for (const given of [pair.verifier, key]) {
      const { status, out } = await verify(receipt, '--key', given)
      expect(status).toBe(0)
      expect(out).toContain('PROVEN')
      expect(out).toContain('Example County was told of notice 2')
      expect(out).toContain('entry 2 of a log of 5 entries')
      expect(out).toContain('2026-11-03T07:00:02.000Z')
    }
  })

  test('prints JSON for machines', async () => {
    const { out } = await verify(receipt, '--key', key, '--json')
    expect(JSON.parse(out)).toMatchObject({ valid: true, kind: 'notice.told', index: 2, size: 5 })
  })

  test('fails on a changed byte with status 1 and the reason', async () => {
    const file = join(folder, 'changed.tlog-proof')
    await writeFile(file, (await readFile(receipt, 'utf8')).replace('index 2', 'index 3'))
    const { status, out, err } = await verify(file, '--key', key)
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toContain('NOT PROVEN (not-included)')
    const json = await verify(file, '--key', key, '--json')
    expect(JSON.parse(json.out)).toMatchObject({ valid: false, code: 'not-included' })
  })

  test('compares a payload that was handed over apart', async () => {
    const payload = join(folder, 'payload.json')
    const { payload: text } = disclosures[2] as Disclosure & { payload: string }
    await writeFile(payload, text)
    expect((await verify(receipt, '--key', key, '--payload', payload)).out).toContain(
      'The payload file is the same',
    )
    await writeFile(payload, `${text}\n`)
    const wrong = await verify(receipt, '--key', key, '--payload', payload)
    expect(wrong).toMatchObject({ status: 1 })
    expect(wrong.err).toContain('wrong-payload')
  })

  test('does not let a statement write to the terminal', async () => {
    const payload = '{"statement":"\\u001b[2J all is well"}'
    const disclosure = { ...disclosures[0]!, state: 'open', payload } as Disclosure
    const leaf = leafHash(Buffer.from(leafOf(disclosure)))
    const head = { origin: 'exchange.example/log', size: 1, root: leaf }
    const checkpoint = await signCheckpoint(head, [signer])
    const file = join(folder, 'terminal.tlog-proof')
    await writeFile(file, formatReceipt({ disclosure, index: 0, proof: [], checkpoint }))
    const { status, out } = await verify(file, '--key', key)
    expect(status).toBe(0)
    expect(out).not.toContain('\u001b')
  })

  test('counts the lines that nobody checks, and refuses them where that is asked', async () => {
    const file = join(folder, 'more.tlog-proof')
    const text = await readFile(receipt, 'utf8')
    const unknown = `\u2014 witness.example ${Buffer.alloc(76, 7).toString('base64')}\n`
    await writeFile(file, text + unknown + text.split('\n').at(-2) + '\n')
    const { status, out } = await verify(file, '--key', key)
    expect(status).toBe(0)
    expect(out).toContain('PROVEN')
    expect(out).toMatch(/not checked +1 line of signature, by a key that was not given/)
    expect(out).toMatch(/not checked +1 line of signature more, by a key that is counted already/)
    expect(await verify(file, '--key', key, '--strict')).toMatchObject({ status: 1 })
  })

  test('tells line ends that were changed on the way from a forgery', async () => {
    const file = join(folder, 'crlf.tlog-proof')
    await writeFile(file, (await readFile(receipt, 'utf8')).replaceAll('\n', '\r\n'))
    const { status, err } = await verify(file, '--key', key)
    expect(status).toBe(1)
    expect(err).toMatch(/NOT PROVEN \(changed-text\): its line ends were changed/)
  })

  test('says of an entry shown alone what is proven, and not that it was erased', async () => {
    const file = join(folder, 'entry.tlog-proof')
    const { kind, time, commitment } = JSON.parse(leafOf(disclosures[2]!))
    const disclosure = { state: 'entry', kind, time, commitment: Buffer.from(commitment, 'base64') }
    const proof = makeInclusionProof(leaves, 2)
    const checkpoint = await checkpointOf(5)
    await writeFile(
      file,
      formatReceipt({ disclosure: disclosure as Disclosure, index: 2, proof, checkpoint }),
    )
    const { status, out } = await verify(file, '--key', key)
    expect(status).toBe(0)
    expect(out).toContain('shows the entry alone')
    expect(out).not.toContain('has been erased.')
  })

  test.each([
    [['--key', 'not a key'], 1, 'malformed-key'],
    [[], 2, 'give the public key'],
    [['--key', pair.verifier, '--witnesses', '1'], 1, 'missing-witness'],
    [['--key', pair.verifier, '--witnesses', 'two'], 2, 'takes a number'],
    [['--key', pair.verifier, '--log', 'x'], 2, 'either a receipt or --log'],
    [['--key', pair.verifier, '--origin', 'other.example'], 1, 'wrong-origin'],
  ])('with %j ends with status %i and says why', async (args, status, why) => {
    const run = await verify(receipt, ...args)
    expect(run.status).toBe(status)
    expect(run.err).toContain(why)
  })

  test('names a file that is not there', async () => {
    const { status, err } = await verify(join(folder, 'none'), '--key', key)
    expect(status).toBe(2)
    expect(err).toContain('none')
  })
})

describe('tocsin verify --log', () => {
  test('checks a whole log in a folder and counts its acts', async () => {
    const { status, out } = await verify('--log', log, '--key', key)
    expect(status).toBe(0)
    expect(out).toMatch(/5 entries/)
    expect(out).toMatch(/notice\.told\s+5/)
    expect(out).toContain('2026-11-03T07:00:00.000Z to 2026-11-03T07:00:04.000Z, as the log states')
    expect(out).not.toContain('WARNING')
  })

  test('checks a whole log at an address', async () => {
    const server = createServer((request, response) => {
      readFile(join(log, request.url!)).then(
        (data) => response.end(data),
        () => response.writeHead(404).end(),
      )
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    const { status, out } = await verify('--log', `http://127.0.0.1:${port}`, '--key', key)
    server.close()
    expect({ status, proven: out.startsWith('PROVEN') }).toEqual({ status: 0, proven: true })
  })

  test('shows that an older checkpoint is still contained, and names a changed file', async () => {
    const since = join(folder, 'older')
    await writeFile(since, await checkpointOf(3))
    expect((await verify('--log', log, '--key', key, '--since', since)).out).toContain(
      'since it had 3 entries',
    )
    await writeFile(join(log, 'tile/0/000.p/5'), new Uint8Array(160))
    const { status, err } = await verify('--log', log, '--key', key)
    expect(status).toBe(1)
    expect(err).toContain('tile/0/000.p/5')
  })
})
