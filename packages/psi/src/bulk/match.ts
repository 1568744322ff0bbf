/**
 * The bulk lane: Diffie-Hellman over Curve25519 as an oblivious function (Huberman, Franklin and Hogg 1999; Jarecki and Liu 2010).
 * The holder's table holds H(k y) for its items y and key k. Who asks sends a x for its items x and a number a of this round; it is
 * sent back k a x, takes a off, and looks for H(k x) in the table. Both sides cost 2 multiplications an item.
 * Against a peer that follows the protocol; what one that does not can do stands in the README.
 */
import { randomBytes } from 'node:crypto'
import { digestContext, type MatchContext } from '../context.ts'
import { PsiError } from '../errors.ts'
import { shuffledPlaces } from '../padding.ts'
import { findTags, layOut, TAG, type Laid, type Outcome, type Table } from '../table.ts'
import { verifyPoints } from './check.ts'
import { POINT } from './points.ts'
import { runWhole, type Work } from './pool.ts'
import { type Blind, makeBlind, makeKey } from './scalar.ts'

/** What the holder keeps of an epoch; `key` never leaves its machine. */
export type BulkHolding = Table & { readonly key: Buffer }
/** What whoever asks keeps until the answer: its values in the order they were sent, `undefined` for padding. */
export type BulkAsked = Laid & { readonly blind: Blind }

/** Prepares the holder's side for an epoch: a table of `size` tags, in an order that says nothing. Throws `too-many`. */
export async function prepareBulk(
  values: readonly string[],
  size: number,
  context: MatchContext,
  work?: Work,
): Promise<BulkHolding> {
  const { order } = layOut(values, size)
  const key = makeKey()
  const real = order.filter((value) => value !== undefined)
  const tags = await runWhole(
    { kind: 'table', values: real, scalar: key, context: digestContext(context) },
    work,
  )
  const table = randomBytes(size * TAG)
  for (let i = 0, next = 0; i < size; i++) {
    if (order[i] === undefined) continue
    tags.copy(table, i * TAG, next * TAG, (next + 1) * TAG)
    next++
  }
  return { key, order, table }
}

/** Blinds a list, padded to `size` with points of random names and shuffled; gives what is sent, and what is kept. */
export async function askBulk(
  values: readonly string[],
  size: number,
  context: MatchContext,
  work?: Work,
): Promise<{ request: Buffer; asked: BulkAsked }> {
  const laid = layOut(values, size)
  const blind = makeBlind()
  // No identifier of any kind has a nought byte in it.
  const padded = laid.order.map((value) => value ?? `\0${randomBytes(16).toString('hex')}`)
  const request = await runWhole(
    { kind: 'blind', values: padded, scalar: blind.scalar, context: digestContext(context) },
    work,
  )
  return { request, asked: { ...laid, blind } }
}

/**
 * The holder's answer to `size` blinded points: in their order, or shuffled where whoever asks learns a count alone. Throws
 * `bad-length`, `bad-point`, `duplicate-point`; a list that is refused is not answered in part.
 */
export async function answerBulk(
  request: Buffer,
  size: number,
  key: Buffer,
  context: MatchContext,
  work?: Work,
): Promise<Buffer> {
  verifyPoints(request, size)
  const points = await runWhole(
    { kind: 'multiply', points: request, scalar: key, context: digestContext(context) },
    work,
  )
  if (context.learns !== 'count') return points
  const shuffled = Buffer.alloc(points.length)
  shuffledPlaces(size).forEach((place, i) => {
    points.copy(shuffled, i * POINT, place * POINT, (place + 1) * POINT)
  })
  return shuffled
}

/**
 * Reads the answer against the holder's table. Throws what `answerBulk` throws of a bad list, and `own-reflection` where the peer sends
 * back what it was sent.
 */
export async function finishBulk(
  reply: Buffer,
  request: Buffer,
  asked: BulkAsked,
  table: Buffer,
  context: MatchContext,
  work?: Work,
): Promise<Outcome> {
  verifyPoints(reply, asked.order.length)
  if (reply.equals(request))
    throw new PsiError('own-reflection', 'the answer is the question: nothing was multiplied')
  const tags = await runWhole(
    { kind: 'finish', points: reply, scalar: asked.blind.inverse, context: digestContext(context) },
    work,
  )
  const found = findTags(tags, table)
  // Shuffled, the place says nothing of the value; padding hits by no chance.
  if (context.learns === 'count') return { count: found.length, hits: [] }
  const hits = found.flatMap(({ index, place }) => {
    const value = asked.order[index]
    return value === undefined ? [] : [{ value, place }]
  })
  return { count: hits.length, hits }
}
