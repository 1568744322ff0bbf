import { expect, test } from 'vitest'
import { signCheckpoint } from './checkpoint.ts'
import { fromText, toBase64 } from './encoding.ts'
import { makeKeyPair, toSigner, toVerifier } from './key.ts'
import { leafHash, makeInclusionProof, rootHash } from './merkle.ts'
import {
  commitToIdentifier,
  formatNamedStatement,
  isNamedStatement,
  verifyNamedStatement,
} from './named-statement.ts'
import { formatReceipt, leafOf, type Disclosure } from './receipt.ts'

const SALT = new Uint8Array(32).fill(7)
const ORIGIN = 'exchange.example'

/** The receipt of an entry of this kind and payload, in a log of its own, and the key that signed it. */
async function receiptOf(kind: string, payload: string) {
  const pair = await makeKeyPair(ORIGIN, 'signer', new Uint8Array(32).fill(1))
  const disclosure: Disclosure = {
    state: 'open',
    kind,
    time: '2026-10-01T12:00:00.000Z',
    salt: new Uint8Array(32).fill(9),
    payload,
  }
  const leaves = [leafOf(disclosure), 'another'].map((text) => leafHash(fromText(text)))
  const head = { origin: ORIGIN, size: 2, root: rootHash(leaves) }
  const checkpoint = await signCheckpoint(head, [await toSigner(pair.signer)])
  const proof = makeInclusionProof(leaves, 0)
  const receipt = formatReceipt({ disclosure, index: 0, proof, checkpoint })
  return { receipt, keys: [toVerifier(pair.verifier)] }
}

const payloadFor = (identifier: string) =>
  JSON.stringify({ standing: 2, about: toBase64(commitToIdentifier(identifier, SALT)) })

test('a statement shows whose it is to whoever holds it whole, and to nobody who holds the receipt', async () => {
  const identifier = 'email:person@mail.example'
  const { receipt, keys } = await receiptOf('named.answered', payloadFor(identifier))
  const file = fromText(formatNamedStatement({ identifier, salt: SALT, receipt }))
  expect(isNamedStatement(file)).toBe(true)
  const verified = await verifyNamedStatement(file, keys)
  expect(verified).toMatchObject({ identifier, payload: payloadFor(identifier) })
  expect(receipt).not.toContain('person@mail.example')
})

test('a statement about one identifier is not one about another', async () => {
  const { receipt, keys } = await receiptOf('named.answered', payloadFor('email:a@mail.example'))
  const file = formatNamedStatement({ identifier: 'email:b@mail.example', salt: SALT, receipt })
  await expect(verifyNamedStatement(fromText(file), keys)).rejects.toMatchObject({
    code: 'wrong-payload',
  })
})

test('an entry of another kind is no statement, however it reads', async () => {
  const { receipt, keys } = await receiptOf('release.created', payloadFor('domain:a.example'))
  const file = formatNamedStatement({ identifier: 'domain:a.example', salt: SALT, receipt })
  await expect(verifyNamedStatement(fromText(file), keys)).rejects.toMatchObject({
    code: 'malformed-receipt',
  })
})

test('a statement has one spelling', async () => {
  const identifier = 'domain:a.example'
  const { receipt, keys } = await receiptOf('named.answered', payloadFor(identifier))
  const text = formatNamedStatement({ identifier, salt: SALT, receipt })
  for (const changed of [` ${text}`, text.replace('{"named"', '{"x":1,"named"'), `${text}\n`])
    await expect(verifyNamedStatement(fromText(changed), keys)).rejects.toMatchObject({
      name: 'ProofError',
    })
})
