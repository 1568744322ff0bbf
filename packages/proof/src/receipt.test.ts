import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signCheckpoint } from './checkpoint.ts'
import { fromText, toBase64 } from './encoding.ts'
import { ProofError } from './errors.ts'
import { makeKeyPair, toSigner, toVerifier } from './key.ts'
import { leafHash, makeInclusionProof, rootHash } from './merkle.ts'
import {
  formatReceipt,
  leafOf,
  verifyReceipt,
  type Disclosure,
  type ReceiptPolicy,
} from './receipt.ts'
import { sha256 } from './sha256.ts'
import { parseTlogProof } from './tlog-proof.ts'

const pair = await makeKeyPair('exchange.example/log', 'signer')
const witness = await makeKeyPair('witness.example', 'witness')
const [signer, cosigner] = [await toSigner(pair.signer), await toSigner(witness.signer)]
const keys = [toVerifier(pair.verifier)]
const allKeys = [...keys, toVerifier(witness.verifier)]

const PAYLOAD = '{"statement":"County clerk, Example County, was told — «understood»"}'
const OPEN: Disclosure = {
  state: 'open',
  kind: 'notice.acknowledged',
  time: '2026-11-03T07:00:00.000Z',
  salt: new Uint8Array(32).fill(5),
  payload: PAYLOAD,
}
const SEALED: Disclosure = {
  state: 'sealed',
  kind: OPEN.kind,
  time: OPEN.time,
  salt: new Uint8Array(32).fill(5),
  payloadHash: sha256(fromText(PAYLOAD)),
}
const bad = (code: string) => expect.objectContaining({ code })

async function makeReceipt(
  disclosure: Disclosure,
  { size = 11, index = 6, signers = [signer] } = {},
): Promise<string> {
  const leaves = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i)))
  leaves[index] = leafHash(fromText(leafOf(disclosure)))
  const head = { origin: 'exchange.example/log', size, root: rootHash(leaves) }
  const checkpoint = await signCheckpoint(head, signers)
  return formatReceipt({ disclosure, index, proof: makeInclusionProof(leaves, index), checkpoint })
}

/** True when the receipt is refused with a coded error; any other error fails the test. */
async function isRefused(
  file: string | Uint8Array,
  verifiers = keys,
  policy: ReceiptPolicy = {},
): Promise<boolean> {
  try {
    await verifyReceipt(file, verifiers, policy)
    return false
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    return true
  }
}

describe('a receipt', () => {
  test('proves the statement that it shows', async () => {
    expect(await verifyReceipt(await makeReceipt(OPEN), keys)).toMatchObject({
      disclosure: OPEN,
      origin: 'exchange.example/log',
      index: 6,
      size: 11,
      ignored: 0,
    })
  })

  test('is made and verified at every place of trees of many sizes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.string(), async (...args) => {
        const [size, place, payload] = args
        const index = place % size
        const file = await makeReceipt({ ...OPEN, payload }, { size, index })
        expect((await verifyReceipt(file, keys)).disclosure).toMatchObject({ payload })
      }),
      { numRuns: 60 },
    )
  })

  test('fails with any bit of the file flipped', async () => {
    const file = fromText(await makeReceipt(OPEN, { size: 3, index: 1 }))
    for (let bit = 0; bit < file.length * 8; bit++) {
      const changed = file.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(await isRefused(changed), `bit ${bit & 7} of byte ${bit >> 3}`).toBe(true)
    }
  })

  test('sealed and with a witness fails with any byte changed to any other', async () => {
    const file = fromText(await makeReceipt(SEALED, { signers: [signer, cosigner] }))
    await verifyReceipt(file, allKeys, { witnesses: 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = file.slice()
          changed[at]! ^= by
          expect(await isRefused(changed, allKeys, { witnesses: 1 })).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('fails with a byte left out, put in or appended', async () => {
    const file = fromText(await makeReceipt(OPEN))
    for (let at = 0; at < file.length; at++) {
      const shorter = Uint8Array.from([...file.subarray(0, at), ...file.subarray(at + 1)])
      const longer = Uint8Array.from([...file.subarray(0, at), 10, ...file.subarray(at)])
      expect(await isRefused(shorter), `without byte ${at}`).toBe(true)
      expect(await isRefused(longer), `newline at ${at}`).toBe(true)
    }
    for (let byte = 0; byte < 256; byte++) {
      expect(await isRefused(Uint8Array.from([...file, byte]))).toBe(true)
    }
  })

  test('answers any mixture of its own lines with a coded error', async () => {
    const lines = (await makeReceipt(OPEN, { signers: [signer, cosigner] })).split('\n')
    const original = lines.join('\n')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 14 }), async (mixed) => {
        const file = mixed.join('\n')
        expect((await isRefused(file, allKeys, { strict: true })) || file === original).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('answers any bytes with a coded error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await isRefused(bytes)).toBe(true)
      }),
    )
  })

  test('answers any extra data with a coded error', async () => {
    const file = await makeReceipt(OPEN)
    const extras = fc.oneof(fc.json(), fc.constantFrom('null', '[]', '{"__proto__":1}', '{"v":1}'))
    await fc.assert(
      fc.asyncProperty(extras, async (extra) => {
        const forged = file.replace(/^extra .*$/m, `extra ${toBase64(fromText(extra))}`)
        expect(await isRefused(forged)).toBe(true)
      }),
    )
  })

  test('is refused under the key of another log', async () => {
    const other = toVerifier((await makeKeyPair('exchange.example/log', 'signer')).verifier)
    await expect(verifyReceipt(await makeReceipt(OPEN), [other])).rejects.toThrow(
      bad('unknown-signer'),
    )
  })

  test('larger than 4 MiB is refused unread', async () => {
    await expect(verifyReceipt('x'.repeat(2 ** 22 + 1), keys)).rejects.toThrow(bad('too-large'))
  })
})

describe('lines that nobody checks', () => {
  test('are ignored and counted, as every verifier must, and refused where that is asked', async () => {
    const file = await makeReceipt(OPEN, { signers: [signer, cosigner] })
    expect(await verifyReceipt(file, keys)).toMatchObject({ ignored: 1, repeated: 0 })
    await expect(verifyReceipt(file, keys, { strict: true })).rejects.toThrow(bad('ignored-line'))
    expect((await verifyReceipt(file, allKeys)).signatures).toHaveLength(2)
    const junk = `${file}\u2014 witness.example/w1 ${toBase64(new Uint8Array(76).fill(7))}\n`
    expect(await verifyReceipt(junk, allKeys)).toMatchObject({ ignored: 1 })
  })

  test('by a key that has signed already count once', async () => {
    const file = await makeReceipt(OPEN, { signers: [signer, signer, cosigner, cosigner] })
    const verified = await verifyReceipt(file, allKeys)
    expect(verified.signatures.map(({ name }) => name)).toEqual([signer.name, cosigner.name])
    expect(verified.repeated).toBe(2)
    await expect(verifyReceipt(file, allKeys, { strict: true })).rejects.toThrow(
      bad('ignored-line'),
    )
  })

  test('in the checkpoint are counted likewise', async () => {
    const leaf = leafHash(fromText(leafOf(OPEN)))
    const checkpoint = await signCheckpoint(
      { origin: 'exchange.example/log', size: 1, root: leaf },
      [signer],
    )
    const { proof } = parseTlogProof(await makeReceipt(OPEN, { size: 1, index: 0 }))
    const file = formatReceipt({ disclosure: OPEN, index: 0, proof, checkpoint })
    await verifyReceipt(file, keys)
    const [text] = checkpoint.split('\n\n')
    const sign = async (body: string) => {
      const line = toBase64(Uint8Array.from([...signer.keyId, ...(await signer.sign(body))]))
      return `${body}\n\u2014 ${signer.name} ${line}\n`
    }
    const extended = file.replace(checkpoint, await sign(`${text}\nmore\n`))
    expect(await verifyReceipt(extended, keys)).toMatchObject({ extensions: 1 })
    await expect(verifyReceipt(extended, keys, { strict: true })).rejects.toThrow(
      bad('ignored-line'),
    )
  })
})

const toQuotedPrintable = (text: string) =>
  text.replaceAll('=', '=3D').replaceAll('\u2014', '=E2=80=94')

describe('a file that was changed on its way', () => {
  test.each<[string, (text: string) => string | Uint8Array, RegExp]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n'), /line ends/],
    ['one CRLF', (text) => text.replace('\n', '\r\n'), /line ends/],
    ['CR', (text) => text.replaceAll('\n', '\r'), /line ends/],
    ['a byte-order mark', (text) => `\uFEFF${text}`, /byte-order mark/],
    ['a byte-order mark in bytes', (text) => fromText(`\uFEFF${text}`), /byte-order mark/],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), /UTF-16/],
    ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le'), /UTF-16/],
    ['no last line end', (text) => text.slice(0, -1), /end of its last line/],
    ['an empty line more', (text) => `${text}\n`, /empty lines/],
    ['being quoted', (text) => `> ${text.replaceAll('\n', '\n> ')}`, /quoted as in a mail/],
    ['quoted-printable', (text) => toQuotedPrintable(text), /quoted-printable/],
    ['another encoding', (text) => text.replaceAll('\u2014', '\u00e2\u20ac\u201d'), /encoding/],
    ['short dashes', (text) => text.replaceAll('\u2014', '--'), /long dashes/],
    ['tabs', (text) => text.replaceAll(' ', '\t'), /blanks were put in another form/],
    ['fixed blanks', (text) => text.replaceAll(' ', '\u00a0'), /blanks were put in another form/],
    ['blanks at each end', (text) => text.replaceAll('\n', ' \n'), /at the end of its lines/],
    ['one blank at its end', (text) => text.replace(/\n$/, ' \n'), /at the end of its lines/],
    ['blanks before each line', (text) => text.replaceAll('\n', '\n  '), /before its lines/],
    ['broken lines', (text) => text.replace(/^(extra .{30})/m, '$1\n'), /long lines were broken/],
  ])('by %s proves nothing and is told from a forgery', async (_, change, why) => {
    const refused = await verifyReceipt(change(await makeReceipt(OPEN)), keys).catch((e) => e)
    expect(refused).toMatchObject({ code: 'changed-text' })
    expect(refused.message).toMatch(why)
    expect(refused.message).toContain('no sign of forgery')
  })

  test('as a payload is told likewise', async () => {
    const payload = '{\n"statement":"told"\n}\n'
    const disclosure: Disclosure = { ...SEALED, payloadHash: sha256(fromText(payload)) }
    const file = await makeReceipt(disclosure)
    for (const changed of [payload.replaceAll('\n', '\r\n'), payload.slice(0, -1)])
      await expect(verifyReceipt(file, keys, { payload: fromText(changed) })).rejects.toThrow(
        /line ends/,
      )
    await expect(verifyReceipt(file, keys, { payload: fromText('told') })).rejects.toThrow(
      /not the one/,
    )
  })
})

describe('what is disclosed', () => {
  test('a sealed receipt binds a payload that is handed over apart', async () => {
    const file = await makeReceipt(SEALED)
    await verifyReceipt(file, keys, { payload: fromText(PAYLOAD) })
    await expect(verifyReceipt(file, keys, { payload: fromText(`${PAYLOAD} `) })).rejects.toThrow(
      bad('wrong-payload'),
    )
    expect(file).not.toContain(toBase64(fromText(PAYLOAD)).slice(0, 20))
  })

  test('open, sealed and the entry alone are the same leaf', async () => {
    const commitment = JSON.parse(leafOf(OPEN)).commitment
    const entry: Disclosure = {
      state: 'entry',
      kind: OPEN.kind,
      time: OPEN.time,
      commitment: Uint8Array.from(Buffer.from(commitment, 'base64')),
    }
    expect(leafOf(SEALED)).toBe(leafOf(OPEN))
    expect(leafOf(entry)).toBe(leafOf(OPEN))
    const file = await makeReceipt(entry)
    expect((await verifyReceipt(file, keys)).disclosure).toEqual(entry)
    await expect(verifyReceipt(file, keys, { payload: fromText(PAYLOAD) })).rejects.toThrow(
      bad('wrong-payload'),
    )
  })

  test('a quorum of witnesses may be asked for', async () => {
    await expect(verifyReceipt(await makeReceipt(OPEN), allKeys, { witnesses: 1 })).rejects.toThrow(
      bad('missing-witness'),
    )
    const twice = await makeReceipt(OPEN, { signers: [signer, cosigner, cosigner] })
    await expect(verifyReceipt(twice, allKeys, { witnesses: 2 })).rejects.toThrow(
      bad('missing-witness'),
    )
  })

  test.each([
    ['kind', { kind: 'Notice' }],
    ['kind', { kind: 'notice..sent' }],
    ['time', { time: '2026-11-03T07:00:00Z' }],
    ['time', { time: '2026-02-30T07:00:00.000Z' }],
  ])('a %s of the wrong form is not written', (_, change) => {
    expect(() => leafOf({ ...OPEN, ...change })).toThrow(bad('malformed-leaf'))
  })
})
