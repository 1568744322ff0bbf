/**
 * Receipts: proof files that say what they prove.
 *
 * The format's `extra` line is not authenticated, so nothing in it is believed: the leaf is computed from it, and the
 * inclusion proof is checked against that leaf. Every text has one spelling here (sorted keys, canonical base64, no line
 * that is not checked), so that a receipt with any byte changed fails.
 *
 *     open    {"kind","payload","salt","time","v"}         the statement itself
 *     sealed  {"kind","payloadHash","salt","time","v"}     binds a statement that is handed over apart, or kept
 *     erased  {"commitment","kind","time","v"}             the leaf alone: something of this kind was here
 */
import { commitmentOf, formatLeaf, readFields, textField } from './commitment.ts'
import { fromBase64Hash, fromText, isEqual, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { leafHash } from './merkle.ts'
import { sha256 } from './sha256.ts'
import type { Signature, Verifier } from './signed-note.ts'
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts'

/** What a receipt tells of its entry. `payload` is the statement's text, `salt` and the hashes are 32 bytes. */
export type Disclosure = { kind: string; time: string } & (
  | { state: 'open'; salt: Uint8Array; payload: string }
  | { state: 'sealed'; salt: Uint8Array; payloadHash: Uint8Array }
  | { state: 'erased'; commitment: Uint8Array }
)

/** What a verified receipt proves. `ignored` counts signature lines by unknown keys: none, unless lenient. */
export type VerifiedReceipt = {
  disclosure: Disclosure
  origin: string
  index: number
  size: number
  root: Uint8Array
  signatures: Signature[]
  ignored: number
}

/** How strictly to verify: which origin, how many witnesses, whether unknown lines may stand in the file. */
export type ReceiptPolicy = {
  origin?: string
  witnesses?: number
  lenient?: boolean
  /** The statement handed over apart, to be compared with the one the receipt binds. */
  payload?: Uint8Array
}

/** The text of a receipt. */
export function formatReceipt(receipt: {
  disclosure: Disclosure
  index: number
  proof: Uint8Array[]
  checkpoint: string
}): string {
  const { disclosure, ...rest } = receipt
  return formatTlogProof({ extra: fromText(formatDisclosure(disclosure)), ...rest })
}

/**
 * Verifies a receipt offline: what it says is in the log that the keys belong to.
 * Throws a `ProofError` for whatever is wrong with file, keys, signatures, proof or payload, and no other error.
 */
export async function verifyReceipt(
  file: string | Uint8Array,
  verifiers: readonly Verifier[],
  policy: ReceiptPolicy = {},
): Promise<VerifiedReceipt> {
  const proof = parseTlogProof(file)
  if (!proof.extra) {
    throw new ProofError('malformed-receipt', 'no extra line, so nothing says what is proven')
  }
  const disclosure = parseDisclosure(toText(proof.extra))
  const leaf = leafHash(fromText(leafOf(disclosure)))
  const { origin, size, root, signatures, ...head } = await verifyTlogProof(
    proof,
    leaf,
    verifiers,
    policy,
  )
  const unknown = head.ignored.map(({ name }) => name)
  if (!policy.lenient && unknown.length > 0) {
    throw new ProofError(
      'ignored-line',
      `nobody checked the signature lines by ${unknown.join(', ')}: give their keys, or be lenient`,
    )
  }
  if (!policy.lenient && head.extensions.length > 0) {
    throw new ProofError('ignored-line', 'the checkpoint has lines beyond size and root')
  }
  checkWitnesses(signatures, policy.witnesses ?? 0)
  if (policy.payload) checkPayload(disclosure, policy.payload)
  return { disclosure, origin, index: proof.index, size, root, signatures, ignored: unknown.length }
}

/** The log entry that a disclosure stands for. */
export function leafOf(disclosure: Disclosure): string {
  const { kind, time } = disclosure
  return formatLeaf({ kind, time, commitment: commitmentIn(disclosure) })
}

function commitmentIn(disclosure: Disclosure): Uint8Array {
  if (disclosure.state === 'erased') return disclosure.commitment
  return commitmentOf(disclosure.salt, payloadHashIn(disclosure)!)
}

function payloadHashIn(disclosure: Disclosure): Uint8Array | undefined {
  if (disclosure.state === 'open') return sha256(fromText(disclosure.payload))
  return disclosure.state === 'sealed' ? disclosure.payloadHash : undefined
}

function checkPayload(disclosure: Disclosure, payload: Uint8Array): void {
  const expected = payloadHashIn(disclosure)
  if (!expected) {
    throw new ProofError('wrong-payload', 'the entry was erased: no payload can be compared')
  }
  if (!isEqual(expected, sha256(payload))) {
    throw new ProofError('wrong-payload', 'the payload is not the one that this receipt binds')
  }
}

function checkWitnesses(signatures: Signature[], needed: number): void {
  const names = new Set(signatures.filter(({ role }) => role === 'witness').map((s) => s.name))
  if (names.size >= needed) return
  throw new ProofError('missing-witness', `${names.size} witnesses signed where ${needed} must`)
}

function formatDisclosure(disclosure: Disclosure): string {
  const { kind, time } = disclosure
  if (disclosure.state === 'erased') return leafOf(disclosure)
  const salt = toBase64(disclosure.salt)
  return disclosure.state === 'open'
    ? JSON.stringify({ kind, payload: disclosure.payload, salt, time, v: 1 })
    : JSON.stringify({ kind, payloadHash: toBase64(disclosure.payloadHash), salt, time, v: 1 })
}

function parseDisclosure(text: string): Disclosure {
  const fields = readFields(text, 'malformed-receipt')
  const disclosure = readDisclosure(fields)
  if (formatDisclosure(disclosure) !== text) {
    throw new ProofError('malformed-receipt', 'the extra line is not in canonical form')
  }
  return disclosure
}

function readDisclosure(fields: Record<string, unknown>): Disclosure {
  const text = (name: string) => textField(fields, name, 'malformed-receipt')
  const hash = (name: string) => fromBase64Hash(text(name), 'malformed-receipt', name)
  const base = { kind: text('kind'), time: text('time') }
  if (Object.hasOwn(fields, 'commitment')) {
    return { ...base, state: 'erased', commitment: hash('commitment') }
  }
  if (Object.hasOwn(fields, 'payload')) {
    return { ...base, state: 'open', salt: hash('salt'), payload: text('payload') }
  }
  return { ...base, state: 'sealed', salt: hash('salt'), payloadHash: hash('payloadHash') }
}
