/**
 * Answer batches: what members answer each for itself, committed to in a tree of one size, whether they answered or not.
 *
 *     slot  = the commitment to an answer, or 32 random bytes          (16,384 slots, answers at random places)
 *     root  = Merkle tree hash over the slots                          (RFC 6962, section 2)
 *     entry = {"root":"<base64>","slots":16384, …}                       (the statement of one entry of the log)
 *
 * Of the root nobody can tell how many slots hold an answer, so that the entry may be public; whoever holds an answer shows by the
 * path of its slot that it was there. Cost: 15 hashes an answer, and as many to verify one.
 *
 *     {"answer":"tocsin/answer/v1","salt":"<base64>","payload":"…","place":7,"path":["<base64>", …],"batch":"<receipt>"}
 */
import { commitmentOf, readFields } from './commitment.ts'
import { fromBase64Hash, fromText, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { leafHash, nodeHash, verifyInclusion } from './merkle.ts'
import { verifyReceipt, type ReceiptPolicy, type VerifiedReceipt } from './receipt.ts'
import { sha256 as plainSha256, type Sha256 } from './sha256.ts'
import type { Verifier } from './signed-note.ts'

/** How many answers one batch holds at most; one that is empty has as many slots. A power of two. */
export const ANSWER_SLOTS = 16_384

/** The act that commits to a batch, as the log names it. */
const KIND = 'answers.sealed'
const FORMAT = 'tocsin/answer/v1'
const START = '{"answer":'

/** An answer in a batch: where it stands, and the hashes beside its way to the root. */
export type AnswerProof = {
  salt: Uint8Array
  payload: string
  place: number
  path: readonly Uint8Array[]
  /** The open receipt of the entry that commits to the batch. */
  batch: string
}

/**
 * The root over all slots, and the path of each place that holds an answer; `answers` are commitments of 32 bytes by their places.
 * Where no answer is below a node, `fill` gives 32 random bytes in its place, which nobody can tell from a hash.
 */
export function sealAnswers(
  answers: ReadonlyMap<number, Uint8Array>,
  fill: () => Uint8Array,
  sha256: Sha256 = plainSha256,
): { root: Uint8Array; pathOf: (place: number) => Uint8Array[] } {
  const levels: Map<number, Uint8Array>[] = []
  let row = new Map<number, Uint8Array>()
  for (const [place, commitment] of answers) {
    if (!Number.isInteger(place) || place < 0 || place >= ANSWER_SLOTS)
      throw new RangeError(`a batch has ${ANSWER_SLOTS} slots`)
    row.set(place, leafHash(commitment, sha256))
  }
  for (let size = ANSWER_SLOTS; size > 1; size /= 2) {
    const above = new Map<number, Uint8Array>()
    for (const half of new Set(Array.from(row.keys(), (place) => Math.floor(place / 2)))) {
      const left = row.get(2 * half) ?? fill()
      const right = row.get(2 * half + 1) ?? fill()
      row.set(2 * half, left).set(2 * half + 1, right)
      above.set(half, nodeHash(left, right, sha256))
    }
    levels.push(row)
    row = above
  }
  return {
    root: row.get(0) ?? fill(),
    // A place's neighbour on each level, which in a tree of a power of two is its proof.
    pathOf: (place) => levels.map((level, i) => level.get(Math.floor(place / 2 ** i) ^ 1)!),
  }
}

/** The text of an answer's proof file. */
export function formatAnswerProof({ salt, payload, place, path, batch }: AnswerProof): string {
  const hashes = path.map((hash) => toBase64(hash))
  return JSON.stringify({
    answer: FORMAT,
    salt: toBase64(salt),
    payload,
    place,
    path: hashes,
    batch,
  })
}

/** Whether a file sets out to be an answer's proof, rather than a receipt. */
export function isAnswerProof(file: Uint8Array): boolean {
  return fromText(START).every((byte, at) => file[at] === byte)
}

/**
 * Verifies an answer's proof offline: that what it states was in a batch which the log commits to. Throws a `ProofError` for
 * whatever is wrong, and no other error.
 */
export async function verifyAnswerProof(
  file: Uint8Array,
  verifiers: readonly Verifier[],
  policy: Omit<ReceiptPolicy, 'payload'> = {},
): Promise<{ payload: string; batch: VerifiedReceipt }> {
  const { salt, payload, place, path, batch } = parseAnswerProof(toText(file))
  const receipt = await verifyReceipt(batch, verifiers, policy)
  const { disclosure } = receipt
  if (disclosure.state !== 'open' || disclosure.kind !== KIND)
    throw new ProofError('malformed-receipt', 'its receipt is not that of a batch of answers')
  const { root, slots } = readFields(disclosure.payload, 'malformed-receipt')
  if (slots !== ANSWER_SLOTS || typeof root !== 'string')
    throw new ProofError('malformed-receipt', 'its receipt does not name the root of a batch')
  verifyInclusion({
    index: place,
    size: ANSWER_SLOTS,
    leaf: leafHash(commitmentOf(salt, plainSha256(fromText(payload)))),
    proof: path,
    root: fromBase64Hash(root, 'malformed-receipt', 'root'),
  })
  return { payload, batch: receipt }
}

function parseAnswerProof(text: string): AnswerProof {
  const fields = readFields(text, 'malformed-receipt')
  const { salt, payload, place, path, batch } = fields
  const isWhole =
    typeof salt === 'string' &&
    typeof payload === 'string' &&
    typeof place === 'number' &&
    typeof batch === 'string' &&
    Array.isArray(path)
  if (!isWhole) throw new ProofError('malformed-receipt', 'not the proof of an answer')
  const proof = {
    salt: fromBase64Hash(salt, 'malformed-receipt', 'salt'),
    payload,
    place,
    path: path.map((hash) => fromBase64Hash(String(hash), 'malformed-receipt', 'path')),
    batch,
  }
  if (formatAnswerProof(proof) !== text)
    throw new ProofError('malformed-receipt', 'not in canonical form')
  return proof
}
