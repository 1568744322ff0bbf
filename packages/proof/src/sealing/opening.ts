/**
 * Openings: what lets anybody else, a court say, see what a member decided and that it was committed to at the time.
 *
 *     {"opening":"tocsin/decision/v1","about":"release:… member:…","padded":"<base64>","proof":"<answer proof>"}
 *
 * The padded decision gives the commitment, the commitment stands in the answer's proof, and the proof in the log.
 */
import { verifyAnswerProof } from '../answer-batch.ts'
import { readFields } from '../commitment.ts'
import { fromBase64, fromText, toBase64, toText } from '../encoding.ts'
import { ProofError } from '../errors.ts'
import type { ReceiptPolicy, VerifiedReceipt } from '../receipt.ts'
import type { Verifier } from '../signed-note.ts'
import { PADDED_SIZE, unpad } from './envelope.ts'
import { commitmentTo } from './seal.ts'

const FORMAT = 'tocsin/decision/v1'
const START = '{"opening":'

export type Opening = {
  about: string
  padded: Uint8Array
  /** The proof file of the answer that commits to it. */
  proof: string
}

export function formatOpening({ about, padded, proof }: Opening): string {
  return JSON.stringify({ opening: FORMAT, about, padded: toBase64(padded), proof })
}

/** Whether a file sets out to be an opening. */
export function isOpening(file: Uint8Array): boolean {
  return fromText(START).every((byte, at) => file[at] === byte)
}

/** Verifies an opening offline; gives the decision's text. Throws a `ProofError` for whatever is wrong, and no other error. */
export async function verifyOpening(
  file: Uint8Array,
  verifiers: readonly Verifier[],
  policy: Omit<ReceiptPolicy, 'payload'> = {},
): Promise<{ about: string; text: string; batch: VerifiedReceipt }> {
  const { about, padded, proof } = parseOpening(toText(file))
  const { payload, batch } = await verifyAnswerProof(fromText(proof), verifiers, policy)
  const bytes = fromBase64(padded)
  if (bytes.length !== PADDED_SIZE)
    throw new ProofError('malformed-decision', 'this is not a decision with its padding')
  const stated = readFields(payload, 'malformed-receipt')
  if (`release:${String(stated['release'])} member:${String(stated['member'])}` !== about)
    throw new ProofError('wrong-payload', 'the proof is about another release or member')
  if (stated['commitment'] !== toBase64(commitmentTo(about, bytes)))
    throw new ProofError('wrong-payload', 'this is not the decision that was committed to')
  return { about, text: toText(unpad(bytes)), batch }
}

function parseOpening(text: string): { about: string; padded: string; proof: string } {
  const { opening, about, padded, proof } = readFields(text, 'malformed-receipt')
  const isWhole =
    opening === FORMAT &&
    typeof about === 'string' &&
    typeof padded === 'string' &&
    typeof proof === 'string'
  if (isWhole && JSON.stringify({ opening, about, padded, proof }) === text)
    return { about, padded, proof }
  throw new ProofError('malformed-receipt', 'not the opening of a decision')
}
