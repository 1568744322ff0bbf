import { expect, test } from 'vitest'
import {
  formatPacket,
  formatReceipt,
  isPacket,
  leafHash,
  leafOf,
  makeInclusionProof,
  makeKeyPair,
  rootHash,
  signCheckpoint,
  toSigner,
  toVerifiers,
  verifyPacket,
  type Disclosure,
} from './index.ts'

const ID = '11111111-2222-3333-4444-555555555555'
const pair = await makeKeyPair('exchange.example/log', 'signer')
const keys = toVerifiers(pair.verifier)
const disclosures = ['sent', 'told', 'acted'].map((kind, i): Disclosure => {
  const payload = JSON.stringify({ statement: `It was ${kind}`, notice: ID })
  const salt = new Uint8Array(32).fill(i)
  return {
    state: 'open',
    kind: `notice.${kind}`,
    time: `2026-11-03T07:00:0${i}.000Z`,
    salt,
    payload,
  }
})
const leaves = disclosures.map((one) => leafHash(new TextEncoder().encode(leafOf(one))))
const head = { origin: 'exchange.example/log', size: 3, root: rootHash(leaves) }
const checkpoint = await signCheckpoint(head, [await toSigner(pair.signer)])
const receipts = disclosures.map((disclosure, index) =>
  formatReceipt({ disclosure, index, proof: makeInclusionProof(leaves, index), checkpoint }),
)
const about = `notice:${ID}`
const bytes = (text: string) => new TextEncoder().encode(text)
const file = formatPacket({ about, receipts })

test('a packet proves each of its statements with nothing but the key of the log', async () => {
  expect(isPacket(bytes(file))).toBe(true)
  expect(isPacket(bytes(receipts[0]!))).toBe(false)
  const verified = await verifyPacket(bytes(file), keys)
  expect(verified.about).toBe(about)
  expect(verified.receipts.map((one) => [one.index, one.disclosure.kind])).toEqual([
    [0, 'notice.sent'],
    [1, 'notice.told'],
    [2, 'notice.acted'],
  ])
})

test('a packet with any byte changed is not proven', async () => {
  const whole = bytes(file)
  for (let at = 0; at < whole.length; at += 7) {
    const changed = whole.slice()
    changed[at] = changed[at]! ^ 1
    await expect(verifyPacket(changed, keys), `byte ${at}`).rejects.toMatchObject({
      name: 'ProofError',
    })
  }
})

test.each([
  [
    'says of another thing what is proven of this',
    { about: `notice:${ID.replace('1', '2')}`, receipts },
  ],
  ['holds a receipt twice', { about, receipts: [receipts[0]!, receipts[0]!] }],
  ['holds its receipts in another order', { about, receipts: receipts.toReversed() }],
  ['holds none', { about, receipts: [] }],
  ['is about nothing', { about: 'everything', receipts }],
])('a packet that %s is refused', async (_, packet) => {
  const verdict = verifyPacket(bytes(formatPacket(packet)), keys)
  await expect(verdict).rejects.toMatchObject({ code: 'malformed-packet' })
})
