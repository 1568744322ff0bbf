/**
 * Look-ups that can be checked: RFC 9497, VOPRF over ristretto255 with SHA-512. The holder's public key stands in its table's message, so
 * that it answers everybody by one key and cannot mark whoever asks; each answer carries a proof of that.
 */
import { ristretto255_hasher, ristretto255_oprf } from '@noble/curves/ed25519.js'
import { hash, randomBytes } from 'node:crypto'
import { digestContext, type MatchContext } from '../context.ts'
import { PsiError } from '../errors.ts'
import { findTags, layOut, TAG, type Laid, type Outcome, type Table } from '../table.ts'

const { voprf } = ristretto255_oprf
const Ristretto = ristretto255_hasher.Point
const POINT = 32
const PROOF = 64
/** The contextString of RFC 9497, 3.1 and 4.1, in mode 0x01. */
const DST = Buffer.from('HashToGroup-OPRFV1-\x01-ristretto255-SHA512', 'latin1')

export type LookUpHolding = Table & { readonly key: Buffer; readonly publicKey: Buffer }
export type LookUpsAsked = Laid & {
  readonly inputs: readonly Uint8Array[]
  readonly blinds: readonly Uint8Array[]
}

/** What goes into the function: the context's digest, then the identifier. */
function inputOf(value: string, context: Buffer): Uint8Array {
  return Buffer.concat([context, Buffer.from(value)])
}

/** The function as its key holder evaluates it without anybody's blinding (RFC 9497, 3.3.1, Evaluate). */
export function evaluate(input: Uint8Array, key: Uint8Array): Buffer {
  const point = ristretto255_hasher.hashToCurve(input, { DST }) as InstanceType<typeof Ristretto>
  const issued = Buffer.from(point.multiply(Ristretto.Fn.fromBytes(key)).toBytes())
  const length = Buffer.alloc(2)
  length.writeUInt16BE(input.length)
  return hash(
    'sha512',
    Buffer.concat([length, input, Buffer.from([0, POINT]), issued, Buffer.from('Finalize')]),
    'buffer',
  )
}

/** Prepares the holder's side for an epoch: some 2 ms an item. Throws `too-many`. */
export function prepareLookUps(
  values: readonly string[],
  size: number,
  context: MatchContext,
): LookUpHolding {
  const { order } = layOut(values, size)
  const { secretKey, publicKey } = voprf.generateKeyPair()
  const digest = digestContext(context)
  const table = randomBytes(size * TAG)
  order.forEach((value, i) => {
    if (value !== undefined)
      evaluate(inputOf(value, digest), secretKey).copy(table, i * TAG, 0, TAG)
  })
  return { order, table, key: Buffer.from(secretKey), publicKey: Buffer.from(publicKey) }
}

/** Blinds values, each by a number of its own, padded to `size` with random names and shuffled. */
export function askLookUps(
  values: readonly string[],
  size: number,
  context: MatchContext,
): { request: Buffer; asked: LookUpsAsked } {
  const laid = layOut(values, size)
  const digest = digestContext(context)
  const inputs = laid.order.map((value) =>
    inputOf(value ?? `\0${randomBytes(16).toString('hex')}`, digest),
  )
  const blinded = inputs.map((input) => voprf.blind(input))
  return {
    request: Buffer.concat(blinded.map((one) => one.blinded)),
    asked: { ...laid, inputs, blinds: blinded.map(({ blind }) => blind) },
  }
}

/** Evaluates `size` blinded points and proves by which key: the points, then 64 bytes of proof. Throws as `splitPoints` does. */
export function answerLookUps(
  request: Buffer,
  size: number,
  { key, publicKey }: Pick<LookUpHolding, 'key' | 'publicKey'>,
): Buffer {
  const points = splitPoints(request, size)
  const { evaluated, proof } = voprf.blindEvaluateBatch(key, publicKey, points)
  return Buffer.concat([...evaluated, proof])
}

/** Verifies the answer and reads it against the table. Throws `bad-length`, `bad-point`, `bad-proof`. */
export function finishLookUps(
  reply: Buffer,
  request: Buffer,
  asked: LookUpsAsked,
  { table, publicKey }: Pick<LookUpHolding, 'table' | 'publicKey'>,
): Outcome {
  const size = asked.order.length
  const evaluated = splitPoints(reply.subarray(0, size * POINT), size)
  if (reply.length !== size * POINT + PROOF)
    throw new PsiError(
      'bad-length',
      `an answer to ${size} look-ups has ${size * POINT + PROOF} bytes`,
    )
  const blinded = splitPoints(request, size)
  const items = asked.inputs.map((input, i) => ({
    input,
    blind: asked.blinds[i]!,
    evaluated: evaluated[i]!,
    blinded: blinded[i]!,
  }))
  let outputs: readonly Uint8Array[]
  try {
    outputs = voprf.finalizeBatch(items, publicKey, reply.subarray(size * POINT))
  } catch (cause) {
    throw new PsiError('bad-proof', 'the answer was not made by the key of the table', { cause })
  }
  const tags = Buffer.concat(outputs.map((output) => output.subarray(0, TAG)))
  const hits = findTags(tags, table).flatMap(({ index, place }) => {
    const value = asked.order[index]
    return value === undefined ? [] : [{ value, place }]
  })
  return { count: hits.length, hits }
}

/**
 * Points of a list, each decoded once: only the one encoding of a point is taken, and not that of the neutral element. Throws
 * `bad-length`, `bad-point` and `duplicate-point`.
 */
function splitPoints(bytes: Buffer, size: number): Uint8Array[] {
  if (bytes.length !== size * POINT)
    throw new PsiError('bad-length', `${bytes.length} bytes: ${size} points have ${size * POINT}`)
  const seen = new Set<string>()
  return Array.from({ length: size }, (_, index) => {
    const point = bytes.subarray(index * POINT, (index + 1) * POINT)
    const text = point.toString('latin1')
    if (seen.has(text))
      throw new PsiError('duplicate-point', `point ${index} stands there twice`, { index })
    seen.add(text)
    if (!isPoint(point))
      throw new PsiError('bad-point', `point ${index} is none of the group`, { index })
    return point
  })
}

function isPoint(bytes: Uint8Array): boolean {
  try {
    return !Ristretto.fromBytes(bytes).is0()
  } catch {
    return false
  }
}
