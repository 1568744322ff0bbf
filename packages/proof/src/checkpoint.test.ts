import { describe, expect, test } from 'vitest'
import { formatTreeHead, parseTreeHead, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { verifyCosignature } from './cosignature.ts'
import { makeKeyPair, toSigner, toVerifier } from './key.ts'
import { leafHash } from './merkle.ts'
import { parseNote } from './signed-note.ts'

/** The example of C2SP tlog-cosignature. */
const EXAMPLE =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
  '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n'

const root = leafHash(Uint8Array.of(1))
const bad = (code: string) => expect.objectContaining({ code })
const log = await makeKeyPair('log.example/a', 'signer')
const witness = await makeKeyPair('witness.example', 'witness')
const [logSigner, witnessSigner] = [
  await toSigner(log.signer),
  await toSigner(witness.signer, () => 1_679_315_147_900),
]
const [logKey, witnessKey] = [toVerifier(log.verifier), toVerifier(witness.verifier)]
const head = { origin: 'log.example/a', size: 7, root }

describe('a checkpoint', () => {
  test('of the specification reads back to its text', () => {
    const { text, signatures } = parseNote(EXAMPLE)
    const example = parseTreeHead(text)
    expect(example).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(formatTreeHead(example)).toBe(text)
    expect(signatures.map((line) => line.signature.length)).toEqual([64, 72])
  })

  test('signed by its log verifies', async () => {
    const note = await signCheckpoint(head, [logSigner])
    expect(await verifyCheckpoint(note, [logKey])).toMatchObject({ ...head, extensions: [] })
  })

  test('is refused under another origin, even when a trusted key signed it', async () => {
    const note = await signCheckpoint({ ...head, origin: 'log.example/b' }, [logSigner])
    await expect(verifyCheckpoint(note, [logKey])).rejects.toThrow(bad('wrong-origin'))
    await verifyCheckpoint(note, [logKey], { origin: 'log.example/b' })
  })

  test('is refused when only witnesses signed it', async () => {
    const note = await signCheckpoint(head, [witnessSigner])
    await expect(verifyCheckpoint(note, [logKey, witnessKey])).rejects.toThrow(
      bad('unknown-signer'),
    )
  })

  test.each([
    ['leading zero', 'log.example/a\n07\nAAAA\n'],
    ['no size', 'log.example/a\n\nAAAA\n'],
    ['negative size', 'log.example/a\n-1\nAAAA\n'],
    ['short root', 'log.example/a\n7\nAAAA\n'],
    ['two lines', 'log.example/a\n7\n'],
    ['an empty origin', `\n7\n${'A'.repeat(43)}=\n`],
    ['an empty extension', `log.example/a\n7\n${'A'.repeat(43)}=\n\nmore\n`],
    ['no newline', `log.example/a\n7\n${'A'.repeat(43)}=`],
  ])('with %s is refused', (_, text) => {
    expect(() => parseTreeHead(text)).toThrow(bad('malformed-checkpoint'))
  })
})

describe('a cosignature', () => {
  test('states the time at which the witness saw the checkpoint', async () => {
    const note = await signCheckpoint(head, [logSigner, witnessSigner])
    const { signatures } = await verifyCheckpoint(note, [logKey, witnessKey])
    expect(signatures).toContainEqual({
      name: 'witness.example',
      role: 'witness',
      time: 1_679_315_147,
    })
  })

  test('is over the two header lines and the note body', async () => {
    const seed = new Uint8Array(32).fill(3)
    const pair = await makeKeyPair('w.example', 'witness', seed)
    const signer = await toSigner(pair.signer, () => 5000)
    const signature = await signer.sign(formatTreeHead(head))
    const plain = await toSigner((await makeKeyPair('w.example', 'signer', seed)).signer)
    const message = `cosignature/v1\ntime 5\n${formatTreeHead(head)}`
    expect(signature.slice(0, 8)).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 5))
    expect(signature.slice(8)).toEqual(await plain.sign(message))
  })

  test('fails with any bit of its time changed, and is not confused with a log signature', async () => {
    const text = formatTreeHead(head)
    const signature = await witnessSigner.sign(text)
    for (let bit = 0; bit < 64; bit++) {
      const changed = signature.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      await expect(witnessKey.verify(text, changed)).rejects.toThrow(/time|signature/)
    }
    await expect(witnessKey.verify(text, signature.slice(8))).rejects.toThrow(
      bad('malformed-cosignature'),
    )
    await expect(
      verifyCosignature(new Uint8Array(32), `${text}x`, new Uint8Array(72)),
    ).rejects.toThrow(bad('bad-signature'))
  })
})
