import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  followLog,
  openLog,
  openOutbound,
  readFacts,
  readNames,
  toLogKey,
  type LogState,
} from '../src/index.ts'
import { buildTesseract, startTesseract, type Tesseract } from './tesseract.ts'

const built = await buildTesseract()
if ('why' in built) console.warn(`SKIPPED: no real static-ct log was read, for ${built.why}`)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const outbound = openOutbound({ allowPrivate: true })
const folder = mkdtempSync(join(tmpdir(), 'tocsin-tesseract-'))
let log: Tesseract
let root: X509Certificate
let keys: CryptoKeyPair

describe.skipIf('why' in built)('TesseraCT, a static-ct log', () => {
  beforeAll(async () => {
    keys = (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair
    root = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'O=Example Trust, CN=Example Root',
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, 2, true)],
    })
    log = await startTesseract((built as { program: string }).program, folder, root.toString('pem'))
  })
  afterAll(async () => {
    await log?.close()
    outbound.close()
    rmSync(folder, { recursive: true })
  })

  test('every certificate that it was sent is read, once and in the order of its leaves, its signatures checked, over several runs', async () => {
    const source = await openLog(log.url, outbound, toLogKey(log.key))
    expect(source.kind).toBe('static-ct')
    const sent = new Map<number, string>()
    const read = new Map<number, string>()
    const issuers = new Set<string | null>()
    let state: LogState | undefined
    for (const count of [3, 260, 17]) {
      for (const [index, name] of await submit(count, sent.size)) sent.set(index, name)
      await publishes(sent.size)
      state = await followLog(source, {
        from: 'start',
        once: true,
        ...(state && { state }),
        onStep: ({ start, leaves, head }) => {
          expect(head.isSigned).toBe(true)
          for (const [k, { bytes, certStart, certEnd, isTbs }] of leaves.entries()) {
            const names: string[] = []
            readNames(bytes, certStart, certEnd, isTbs, names)
            expect(read.has(start + k)).toBe(false)
            read.set(start + k, names[0]!)
            issuers.add(readFacts(bytes, certStart, certEnd, isTbs).issuer)
          }
        },
      })
      expect(state.size).toBe(sent.size)
    }
    expect(read).toEqual(sent)
    expect([...read.keys()]).toEqual(Array.from({ length: 280 }, (_, k) => k))
    expect([...issuers]).toEqual(['Example Trust, Example Root'])
  })

  test('with another key it is refused', async () => {
    const { publicKey } = (await crypto.subtle.generateKey(ALGORITHM, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', publicKey)).toString('base64')
    await expect(openLog(log.url, outbound, toLogKey(spki))).rejects.toMatchObject({
      code: 'bad-signature',
    })
  })
})

/** Sends certificates of distinct names; each with the index at which the log says it stands. */
async function submit(count: number, from: number): Promise<[number, string][]> {
  // The log makes its folder of issuers at the first and fails where two come at once.
  const first = await send(from)
  const others = Array.from({ length: count - 1 }, (_, k) => send(from + k + 1))
  return [first, ...(await Promise.all(others))]
}

async function send(number: number): Promise<[number, string]> {
  const name = `n${number}.example.com`
  const leaf = await X509CertificateGenerator.create({
    serialNumber: (1000 + number).toString(16).padStart(6, '0'),
    subject: 'O=Example County',
    issuer: root.subject,
    notBefore: new Date('2026-11-01'),
    notAfter: new Date('2027-01-30'),
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  })
  const chain = [leaf, root].map(({ rawData }) => Buffer.from(rawData).toString('base64'))
  const reply = await fetch(new URL('add-chain', log.submitUrl), {
    method: 'POST',
    body: JSON.stringify({ chain }),
  })
  const text = await reply.text()
  expect(text).toContain('extensions')
  const { extensions } = JSON.parse(text) as { extensions: string }
  // leaf_index: type 0, two octets of length, five of the index.
  return [Buffer.from(extensions, 'base64').readUIntBE(3, 5), name]
}

/** Waits until the published head counts so many leaves. */
async function publishes(size: number): Promise<void> {
  const source = await openLog(log.url, outbound)
  await expect.poll(async () => (await source.head()).size, { timeout: 30_000 }).toBe(size)
}
