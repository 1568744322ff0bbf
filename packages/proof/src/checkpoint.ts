/** Checkpoints (C2SP tlog-checkpoint): a signed note that states a log's origin, size and root. */
import { fromBase64Hash, fromDecimal, quote, toBase64 } from './encoding.ts'
import { ProofError } from './errors.ts'
import { signNote, verifyNote, type Signature, type SignatureLine } from './signed-note.ts'
import type { Signer, Verifier } from './signed-note.ts'

/** A tree head: what a log says of itself. */
export type TreeHead = { origin: string; size: number; root: Uint8Array; extensions: string[] }

/** A tree head whose signatures held; `ignored` are the lines by keys nobody gave, `repeated` counts more by one key. */
export type Checkpoint = TreeHead & {
  signatures: Signature[]
  ignored: SignatureLine[]
  repeated: number
}

/** The note text of a tree head. */
export function formatTreeHead(head: Omit<TreeHead, 'extensions'>): string {
  return `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`
}

/** The tree head in a note text; throws `malformed-checkpoint` with the line. */
export function parseTreeHead(text: string): TreeHead {
  const lines = text.split('\n')
  const [origin, size, root, ...extensions] = lines.slice(0, -1)
  if (lines.at(-1) !== '' || origin === undefined || size === undefined || root === undefined) {
    throw new ProofError('malformed-checkpoint', 'a checkpoint has at least three lines')
  }
  if (origin === '') throw new ProofError('malformed-checkpoint', 'the origin is empty')
  if (extensions.includes('')) throw new ProofError('malformed-checkpoint', 'an empty line')
  let count: number
  try {
    count = fromDecimal(size)
  } catch (cause) {
    throw new ProofError('malformed-checkpoint', `the size is ${quote(size)}`, { cause })
  }
  return {
    origin,
    size: count,
    root: fromBase64Hash(root, 'malformed-checkpoint', 'the root'),
    extensions,
  }
}

/** Signs a tree head: a whole checkpoint. */
export function signCheckpoint(
  head: Omit<TreeHead, 'extensions'>,
  signers: readonly Signer[],
): Promise<string> {
  return signNote(formatTreeHead(head), signers)
}

/**
 * Verifies a checkpoint: at least one log key signed it and names its origin.
 * Throws `unknown-signer`, `bad-signature`, `wrong-origin`, `malformed-checkpoint` or `malformed-note`.
 */
export async function verifyCheckpoint(
  note: string | Uint8Array,
  verifiers: readonly Verifier[],
  options: { origin?: string } = {},
): Promise<Checkpoint> {
  const { text, signatures, ignored, repeated } = await verifyNote(note, verifiers)
  const head = parseTreeHead(text)
  const signers = signatures.filter(({ role }) => role === 'signer').map(({ name }) => name)
  if (signers.length === 0) {
    throw new ProofError('unknown-signer', 'witnesses signed, but no given key of the log')
  }
  const origin = options.origin ?? signers.find((name) => name === head.origin) ?? signers[0]
  if (head.origin !== origin) {
    throw new ProofError(
      'wrong-origin',
      `the checkpoint is of log ${quote(head.origin)}, not of ${quote(origin!)}`,
    )
  }
  return { ...head, signatures, ignored, repeated }
}
