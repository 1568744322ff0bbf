import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { expect, test } from 'vitest'
import type { MatchContext } from '../context.ts'
import { answerLookUps, askLookUps, evaluate, finishLookUps, prepareLookUps } from './match.ts'

const { oprf, voprf } = ristretto255_oprf
const hex = (text: string) => Buffer.from(text, 'hex')
const SEED = Buffer.alloc(32, 0xa3)
const INFO = Buffer.from('test key')
const BLIND = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706'
const ZERO = '00'
const LONG = '5a'.repeat(17)

/** Randomness that the library turns into this scalar: it takes one more than the number it reads, modulo the order less one. */
function drawing(...scalars: readonly string[]) {
  const left = [...scalars]
  return (length = 48) => {
    const number = BigInt(`0x${Buffer.from(hex(left.shift()!).toReversed()).toString('hex')}`) - 1n
    const bytes = hex(number.toString(16).padStart(length * 2, '0'))
    return bytes.toReversed()
  }
}

test.each([
  [
    ZERO,
    '609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c',
    '7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e',
    '527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6',
  ],
  [
    LONG,
    'da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418',
    'b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25',
    'f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73',
  ],
])('the OPRF gives the vectors of RFC 9497, A.1.1: %s', (input, blinded, evaluated, output) => {
  const { secretKey } = oprf.deriveKeyPair(SEED, INFO)
  const blind = oprf.blind(hex(input), drawing(BLIND))
  const answer = oprf.blindEvaluate(secretKey, blind.blinded)
  expect(Buffer.from(secretKey).toString('hex')).toBe(
    '5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e',
  )
  expect(Buffer.from(blind.blinded).toString('hex')).toBe(blinded)
  expect(Buffer.from(answer).toString('hex')).toBe(evaluated)
  expect(Buffer.from(oprf.finalize(hex(input), blind.blind, answer)).toString('hex')).toBe(output)
})

const VERIFIED = [
  {
    input: ZERO,
    blinded: '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
    evaluated: 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
    proof:
      'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
    output:
      'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
  },
  {
    input: LONG,
    blinded: 'cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c',
    evaluated: '60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468',
    proof:
      '401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02',
    output:
      '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6',
  },
]
const NONCE = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e'
const keys = () => voprf.deriveKeyPair(SEED, INFO)

test.each(VERIFIED)(
  'the VOPRF gives the vectors of RFC 9497, A.1.2, with their proofs: $input',
  ({ input, blinded, evaluated, proof, output }) => {
    const { secretKey, publicKey } = keys()
    const blind = voprf.blind(hex(input), drawing(BLIND))
    const answer = voprf.blindEvaluate(secretKey, publicKey, blind.blinded, drawing(NONCE))
    expect(Buffer.from(publicKey).toString('hex')).toBe(
      'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e',
    )
    expect(Buffer.from(blind.blinded).toString('hex')).toBe(blinded)
    expect(Buffer.from(answer.evaluated).toString('hex')).toBe(evaluated)
    expect(Buffer.from(answer.proof).toString('hex')).toBe(proof)
    const finished = voprf.finalize(
      hex(input),
      blind.blind,
      answer.evaluated,
      blind.blinded,
      publicKey,
      answer.proof,
    )
    expect(Buffer.from(finished).toString('hex')).toBe(output)
  },
)

test('the VOPRF verifies the batch of RFC 9497, A.1.2.3', () => {
  const { publicKey } = keys()
  const second = '90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654'
  const items = [
    { input: ZERO, blind: BLIND, evaluated: VERIFIED[0]!.evaluated, blinded: VERIFIED[0]!.blinded },
    {
      input: LONG,
      blind: NONCE,
      evaluated: 'cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a',
      blinded: second,
    },
  ].map((one) => ({
    input: hex(one.input),
    blind: hex(one.blind),
    evaluated: hex(one.evaluated),
    blinded: hex(one.blinded),
  }))
  const proof = hex(
    'cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08',
  )
  const outputs = voprf.finalizeBatch(items, publicKey, proof)
  expect(outputs.map((one) => Buffer.from(one).toString('hex'))).toEqual(
    VERIFIED.map(({ output }) => output),
  )
})

test('what a holder evaluates of its own list is what the protocol gives of it', () => {
  const { secretKey } = keys()
  expect(VERIFIED.map(({ input }) => evaluate(hex(input), secretKey).toString('hex'))).toEqual(
    VERIFIED.map(({ output }) => output),
  )
})

const CONTEXT: MatchContext = {
  agreement: 'a',
  epoch: 1,
  kind: 'handle',
  platform: 'x',
  lane: 'look-up',
  learns: 'receiver',
}

test('verified look-ups give what stands in both lists, each with its place', () => {
  const holding = prepareLookUps(['one', 'two', 'three'], 16, CONTEXT)
  const { request, asked } = askLookUps(['two', 'four', 'three'], 16, CONTEXT)
  const { hits } = finishLookUps(answerLookUps(request, 16, holding), request, asked, holding)
  expect(hits.map(({ value }) => value).toSorted()).toEqual(['three', 'two'])
  expect(hits.map(({ value, place }) => holding.order[place] === value)).toEqual([true, true])
})

test('an answer by another key than the one of the table is no answer: nobody is marked by a key of their own', () => {
  const holding = prepareLookUps(['one'], 16, CONTEXT)
  const other = prepareLookUps(['one'], 16, CONTEXT)
  const { request, asked } = askLookUps(['one'], 16, CONTEXT)
  const reply = answerLookUps(request, 16, other)
  expect(() => finishLookUps(reply, request, asked, holding)).toThrow(
    expect.objectContaining({ code: 'bad-proof' }),
  )
})

test.each([
  ['bad-length', (bytes: Buffer) => bytes.subarray(32)],
  ['bad-point', (bytes: Buffer) => Buffer.concat([Buffer.alloc(32), bytes.subarray(32)])],
  ['bad-point', (bytes: Buffer) => Buffer.concat([Buffer.alloc(32, 255), bytes.subarray(32)])],
  [
    'duplicate-point',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(32, 64), bytes.subarray(32)]),
  ],
])('a question that is no list of points is refused whole: %s', (code, spoil) => {
  const holding = prepareLookUps([], 16, CONTEXT)
  const { request } = askLookUps(['one'], 16, CONTEXT)
  expect(() => answerLookUps(spoil(request), 16, holding)).toThrow(
    expect.objectContaining({ code }),
  )
})
