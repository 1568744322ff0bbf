import { ProofError, toVerifiers, verifyReceipt, type ProofErrorCode } from '@tocsin/proof'

export type CheckedReceipt =
  | {
      genuine: true
      kind: string
      time: string
      origin: string
      index: number
      size: number
      signers: string[]
      /** The statement itself, laid out where it is JSON; absent where the receipt only binds or outlives it. */
      statement: string | undefined
      state: 'open' | 'sealed' | 'erased'
    }
  | { genuine: false; words: string; detail: string }

/** Checks a receipt against verifier keys, in this browser alone. Never throws for a bad file. */
export async function checkReceipt(
  file: string | Uint8Array,
  keys: string,
): Promise<CheckedReceipt> {
  try {
    const { disclosure, origin, index, size, signatures } = await verifyReceipt(
      file,
      toVerifiers(keys),
    )
    return {
      genuine: true,
      kind: disclosure.kind,
      time: disclosure.time,
      origin,
      index,
      size,
      signers: signatures.map((signature) => signature.name),
      statement: disclosure.state === 'open' ? layOut(disclosure.payload) : undefined,
      state: disclosure.state,
    }
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    return { genuine: false, words: explainFault(error.code), detail: error.message }
  }
}

function layOut(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    // A statement need not be JSON; it is shown as it stands.
    return payload
  }
}

/** What a fault means for somebody who is no specialist. */
export function explainFault(code: ProofErrorCode): string {
  if (code === 'malformed-key' || code === 'unsupported-key')
    return 'The key is not one that can be used.'
  if (code === 'unknown-signer') {
    return 'The file is signed by somebody else than the key says. It may come from another exchange.'
  }
  if (code === 'bad-signature')
    return 'The signature does not fit: the file was changed or is not from this log.'
  if (code === 'not-included') return 'What the file states is not in the log: it was changed.'
  if (code === 'too-large') return 'The file is far too large to be a receipt.'
  if (code === 'wrong-origin') return 'The file is from another log.'
  if (code === 'missing-witness') return 'Not enough independent witnesses have signed.'
  return 'This is no whole receipt: the file was changed, cut, or is something else.'
}
