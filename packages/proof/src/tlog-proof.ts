/** Proof files (C2SP tlog-proof): an entry's index, its inclusion proof and the checkpoint it leads to, in one text. */
import { fromBase64, fromBase64Hash, fromDecimal, quote, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { verifyInclusion } from './merkle.ts'
import { verifyCheckpoint, type Checkpoint } from './checkpoint.ts'
import type { Verifier } from './signed-note.ts'
import { verifyEncoding, verifyUntouched } from './transport.ts'

const HEADER = 'c2sp.org/tlog-proof@v1'
const MAX_LENGTH = 1 << 22
const MAX_PROOF_LINES = 63

/** A proof file taken apart. `extra` is not authenticated by the format; `checkpoint` is the note as it stands. */
export type TlogProof = {
  extra?: Uint8Array
  index: number
  proof: Uint8Array[]
  checkpoint: string
}

/** The text of a proof file; the inverse of `parseTlogProof`. */
export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const lines = [HEADER]
  if (extra) lines.push(`extra ${toBase64(extra)}`)
  lines.push(`index ${index}`, ...proof.map(toBase64), '', checkpoint)
  return lines.join('\n')
}

/** Takes a proof file apart; throws `malformed-proof` with the line, `changed-text`, or `too-large`. The checkpoint is left unread. */
export function parseTlogProof(file: string | Uint8Array): TlogProof {
  if (file.length > MAX_LENGTH) throw new ProofError('too-large', 'the proof file is above 4 MiB')
  if (typeof file !== 'string') verifyEncoding(file)
  const text = typeof file === 'string' ? file : toText(file)
  verifyUntouched(text)
  const split = text.indexOf('\n\n')
  if (split < 0) throw new ProofError('malformed-proof', 'no blank line before the checkpoint')
  const lines = text.slice(0, split).split('\n')
  if (lines.shift() !== HEADER) {
    throw new ProofError('malformed-proof', `line 1: a proof file starts with ${HEADER}`)
  }
  let extra: Uint8Array | undefined
  if (lines[0]?.startsWith('extra ')) extra = parseExtra(lines.shift()!)
  const index = parseIndex(lines.shift() ?? '')
  if (lines.length > MAX_PROOF_LINES) {
    throw new ProofError('malformed-proof', `more than ${MAX_PROOF_LINES} hashes in the proof`)
  }
  const proof = lines.map((line, i) =>
    fromBase64Hash(line, 'malformed-proof', `hash ${i + 1} of the proof`),
  )
  return { ...(extra && { extra }), index, proof, checkpoint: text.slice(split + 2) }
}

/**
 * Verifies that the entry with this leaf hash is in the log: the checkpoint by `verifiers`, the proof by RFC 9162.
 * Throws what `verifyCheckpoint` and `verifyInclusion` throw.
 */
export async function verifyTlogProof(
  { index, proof, checkpoint }: TlogProof,
  leaf: Uint8Array,
  verifiers: readonly Verifier[],
  options: { origin?: string } = {},
): Promise<Checkpoint> {
  const head = await verifyCheckpoint(checkpoint, verifiers, options)
  verifyInclusion({ index, size: head.size, leaf, proof, root: head.root })
  return head
}

function parseExtra(line: string): Uint8Array {
  try {
    const extra = fromBase64(line.slice('extra '.length))
    if (extra.length > 0) return extra
  } catch (cause) {
    throw new ProofError('malformed-proof', 'line 2: extra is not canonical base64', { cause })
  }
  throw new ProofError('malformed-proof', 'line 2: extra is empty')
}

function parseIndex(line: string): number {
  try {
    if (line.startsWith('index ')) return fromDecimal(line.slice('index '.length))
  } catch (cause) {
    throw new ProofError('malformed-proof', `the index reads ${quote(line)}`, { cause })
  }
  throw new ProofError('malformed-proof', `an index line belongs where ${quote(line)} stands`)
}
