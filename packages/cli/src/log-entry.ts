import { parseLeaf, ProofError, type Leaf } from '@tocsin/proof'

/** The commitment that an entry of a log is; throws `log-mismatch` with its place for anything else. */
export function parseEntry(index: number, entry: Uint8Array): Leaf {
  try {
    return parseLeaf(entry)
  } catch (cause) {
    throw new ProofError('log-mismatch', `entry ${index} is not a commitment: ${String(cause)}`, {
      cause,
    })
  }
}
