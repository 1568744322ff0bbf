import { expect, test } from 'vitest'
import {
  ANSWER_SLOTS,
  formatAnswerProof,
  isAnswerProof,
  sealAnswers,
  verifyAnswerProof,
} from './answer-batch.ts'
import { signCheckpoint } from './checkpoint.ts'
import { commitmentOf } from './commitment.ts'
import { fromText, toBase64 } from './encoding.ts'
import { makeKeyPair, toSigner, toVerifier } from './key.ts'
import { leafHash, makeInclusionProof, rootHash, verifyInclusion } from './merkle.ts'
import { formatReceipt, leafOf, type Disclosure } from './receipt.ts'
import { sha256 } from './sha256.ts'

const ORIGIN = 'exchange.example/log'
const SALT = new Uint8Array(32).fill(7)
const PAYLOAD = '{"statement":"A holder said of a release: useful"}'
const PLACE = 9001

/** Bytes in place of nothing, other ones each time. */
function fillOf(seed: string): () => Uint8Array {
  let turn = 0
  return () => sha256(fromText(`${seed} ${turn++}`))
}

async function prove(kind: string, payloadOf: (root: string) => object) {
  const keys = await makeKeyPair(ORIGIN, 'signer', new Uint8Array(32).fill(1))
  const commitment = commitmentOf(SALT, sha256(fromText(PAYLOAD)))
  const { root, pathOf } = sealAnswers(new Map([[PLACE, commitment]]), fillOf('prove'))
  const disclosure: Disclosure = {
    state: 'open',
    kind,
    time: '2026-11-03T07:00:00.000Z',
    salt: SALT,
    payload: JSON.stringify(payloadOf(toBase64(root))),
  }
  const leaves = ['one', leafOf(disclosure)].map((text) => leafHash(fromText(text)))
  const checkpoint = await signCheckpoint({ origin: ORIGIN, size: 2, root: rootHash(leaves) }, [
    await toSigner(keys.signer),
  ])
  const proof = makeInclusionProof(leaves, 1)
  const batch = formatReceipt({ disclosure, index: 1, proof, checkpoint })
  const answer = { salt: SALT, payload: PAYLOAD, place: PLACE, path: pathOf(PLACE), batch }
  return { answer, keys: [toVerifier(keys.verifier)] }
}

test('an answer is proven by its slot in a batch, and by nothing else', async () => {
  const { answer, keys } = await prove('answers.sealed', (root) => ({ root, slots: ANSWER_SLOTS }))
  const file = fromText(formatAnswerProof(answer))
  expect(isAnswerProof(file)).toBe(true)
  expect((await verifyAnswerProof(file, keys)).payload).toBe(PAYLOAD)
  const wrong = [
    { ...answer, place: PLACE + 1 },
    { ...answer, place: -1 },
    { ...answer, place: 0.5 },
    { ...answer, payload: PAYLOAD.replace('useful', 'wrong') },
    { ...answer, salt: new Uint8Array(32) },
    { ...answer, path: answer.path.slice(1) },
    { ...answer, path: [...answer.path, SALT] },
  ]
  for (const one of wrong)
    await expect(verifyAnswerProof(fromText(formatAnswerProof(one)), keys)).rejects.toMatchObject({
      code: 'not-included',
    })
})

test('with an answer in each slot, root and paths are those of the tree hash of RFC 6962', () => {
  const slots = Array.from({ length: ANSWER_SLOTS }, (_, i) => sha256(Uint8Array.of(i, i >> 8)))
  const { root, pathOf } = sealAnswers(new Map(slots.entries()), fillOf('none'))
  const leaves = slots.map((slot) => leafHash(slot))
  expect(root).toEqual(rootHash(leaves))
  for (const place of [0, 1, PLACE, ANSWER_SLOTS - 1])
    expect(pathOf(place)).toEqual(makeInclusionProof(leaves, place))
})

test('each of some answers is proven, neighbours too, and of none the root is random like any other', () => {
  const places = [0, 1, 6, 7, PLACE, ANSWER_SLOTS - 1]
  const answers = new Map(places.map((place) => [place, sha256(Uint8Array.of(place % 251))]))
  const { root, pathOf } = sealAnswers(answers, fillOf('some'))
  for (const [index, commitment] of answers)
    verifyInclusion({
      index,
      size: ANSWER_SLOTS,
      leaf: leafHash(commitment),
      proof: pathOf(index),
      root,
    })
  const nothing = sealAnswers(new Map(), fillOf('nothing')).root
  expect(nothing.length).toBe(root.length)
  expect(sealAnswers(answers, fillOf('other')).root).not.toEqual(root)
})

test('an entry of another kind, or without the root of a batch, proves no answer', async () => {
  const others = [
    await prove('release.created', (root) => ({ root, slots: ANSWER_SLOTS })),
    await prove('answers.sealed', (root) => ({ root, slots: 1 })),
    await prove('answers.sealed', () => ({ root: 'AA==', slots: ANSWER_SLOTS })),
    await prove('answers.sealed', () => ({ slots: ANSWER_SLOTS })),
  ]
  for (const { answer, keys } of others)
    await expect(
      verifyAnswerProof(fromText(formatAnswerProof(answer)), keys),
    ).rejects.toMatchObject({ code: 'malformed-receipt' })
})

test('a file that is no proof of an answer is refused with a code', async () => {
  const { answer, keys } = await prove('answers.sealed', (root) => ({ root, slots: ANSWER_SLOTS }))
  const text = formatAnswerProof(answer)
  for (const file of [
    '',
    '{}',
    'null',
    '[1]',
    text.slice(0, -1),
    `${text}\n`,
    text.replace('"tocsin/answer/v1"', '1'),
  ])
    await expect(verifyAnswerProof(fromText(file), keys)).rejects.toMatchObject({
      code: 'malformed-receipt',
    })
  expect(() => sealAnswers(new Map([[ANSWER_SLOTS, SALT]]), fillOf('x'))).toThrow(RangeError)
})
