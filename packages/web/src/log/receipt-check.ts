import { OWN_ACTS } from '@tocsin/api'
import {
  leafHash,
  leafOf,
  ProofError,
  toBase64,
  toVerifiers,
  verifyReceipt,
  type Disclosure,
  type ProofErrorCode,
  type VerifiedReceipt,
} from '@tocsin/proof'

/** Why a file proves nothing, as far as somebody who is no specialist can tell. */
export type ReceiptFault =
  | 'key'
  | 'signer'
  | 'signature'
  | 'absent'
  | 'large'
  | 'otherLog'
  | 'witness'
  | 'onTheWay'
  | 'broken'

export type CheckedReceipt =
  | {
      genuine: true
      /** What the log calls it or, of what a member did for itself, the statement; where that is absent `member.acted`. */
      kind: string
      time: string
      origin: string
      index: number
      size: number
      signers: string[]
      /** How many of them are witnesses by the keys that were given. */
      witnesses: number
      /** Base64 hash of its line in the log, as the public log shows it. */
      leaf: string
      /** Lines of signature that nobody checked. */
      unchecked: number
      /** The statement itself, laid out where it is JSON; absent where the receipt only binds or outlives it. */
      statement: string | undefined
      state: 'open' | 'sealed' | 'entry'
    }
  | { genuine: false; fault: ReceiptFault; detail: string }

/** Checks a receipt against verifier keys, in this browser alone. Never throws for a bad file. */
export async function checkReceipt(
  file: string | Uint8Array,
  keys: string,
): Promise<CheckedReceipt> {
  try {
    return toChecked(await verifyReceipt(file, toVerifiers(keys)))
  } catch (error) {
    return toFault(error)
  }
}

/** What a verified receipt shows. */
export function toChecked(receipt: VerifiedReceipt): Extract<CheckedReceipt, { genuine: true }> {
  const { disclosure, origin, index, size, signatures } = receipt
  return {
    genuine: true,
    kind: kindOf(disclosure),
    time: disclosure.time,
    origin,
    index,
    size,
    signers: signatures.map((signature) => signature.name),
    witnesses: new Set(signatures.filter((one) => one.role === 'witness').map((one) => one.name))
      .size,
    leaf: toBase64(leafHash(new TextEncoder().encode(leafOf(disclosure)))),
    unchecked: receipt.ignored + receipt.repeated,
    statement: disclosure.state === 'open' ? layOut(disclosure.payload) : undefined,
    state: disclosure.state,
  }
}

/** Why a file proves nothing; what is no fault of the file is thrown on. */
export function toFault(error: unknown): Extract<CheckedReceipt, { genuine: false }> {
  if (!(error instanceof ProofError)) throw error
  return { genuine: false, fault: FAULTS[error.code] ?? 'broken', detail: error.message }
}

function kindOf(disclosure: Disclosure): string {
  if (disclosure.kind !== 'member.acted' || disclosure.state !== 'open') return disclosure.kind
  try {
    const { act } = JSON.parse(disclosure.payload) as { act?: unknown }
    return OWN_ACTS.find((one) => one === act) ?? disclosure.kind
  } catch {
    return disclosure.kind
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

const FAULTS: Partial<Record<ProofErrorCode, ReceiptFault>> = {
  'malformed-key': 'key',
  'unsupported-key': 'key',
  'changed-text': 'onTheWay',
  'unknown-signer': 'signer',
  'bad-signature': 'signature',
  'not-included': 'absent',
  'too-large': 'large',
  'wrong-origin': 'otherLog',
  'missing-witness': 'witness',
}
