/**
 * Receipts: proof files that say what they prove.
 *
 * The format's `extra` line is not authenticated, so nothing in it is believed: the leaf is computed from it, and the
 * inclusion proof is checked against that leaf. Every text has one spelling here (sorted keys, canonical base64), so that
 * a receipt with any byte changed fails; only lines by unknown keys, which every verifier must ignore, may be anything.
 *
 *     open    {"kind","payload","salt","time","v"}         the statement itself
 *     sealed  {"kind","payloadHash","salt","time","v"}     binds a statement that is handed over apart, or kept
 *     entry   {"commitment","kind","time","v"}             the entry alone, which anybody who reads the log can write: that
 *                                                          something of this kind was recorded, not what became of it
 */
import { commitmentOf, formatLeaf, readFields, textField } from './commitment.ts'
import type { Checkpoint } from './checkpoint.ts'
import { fromBase64Hash, fromText, isEqual, quote, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { leafHash } from './merkle.ts'
import { sha256 } from './sha256.ts'
import type { Signature, Verifier } from './signed-note.ts'
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts'
import { untouchedForms } from './transport.ts'

/** What a receipt tells of its entry. `payload` is the statement's text, `salt` and the hashes are 32 bytes. */
export type Disclosure = { kind: string; time: string } & (
  | { state: 'open'; salt: Uint8Array; payload: string }
  | { state: 'sealed'; salt: Uint8Array; payloadHash: Uint8Array }
  | { state: 'entry'; commitment: Uint8Array }
)

/**
 * What a verified receipt proves, and what stands in it beside that: `ignored` signature lines by unknown keys, `repeated`
 * ones by a key that had signed, and `extensions`, lines of the checkpoint that the log signed and nobody here reads.
 */
export type VerifiedReceipt = {
  disclosure: Disclosure
  origin: string
  index: number
  size: number
  root: Uint8Array
  signatures: Signature[]
  ignored: number
  repeated: number
  extensions: number
}

/** How strictly to verify: which origin, how many witnesses, whether lines that nobody checked are refused. */
export type ReceiptPolicy = {
  origin?: string
  witnesses?: number
  strict?: boolean
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
  const head = await verifyTlogProof(proof, leaf, verifiers, policy)
  const { origin, size, root, signatures, repeated } = head
  if (policy.strict) checkLines(head)
  checkWitnesses(signatures, policy.witnesses ?? 0)
  if (policy.payload) checkPayload(disclosure, policy.payload)
  const beside = { ignored: head.ignored.length, repeated, extensions: head.extensions.length }
  return { disclosure, origin, index: proof.index, size, root, signatures, ...beside }
}

/** Throws `ignored-line` for what stands in a checkpoint and was not checked. */
function checkLines({ ignored, repeated, extensions }: Checkpoint): void {
  const refuse = (why: string) => {
    throw new ProofError('ignored-line', why)
  }
  if (ignored.length > 0) {
    const names = ignored.map(({ name }) => quote(name)).join(', ')
    refuse(`nobody checked the signature lines by ${names}: give their keys`)
  }
  if (repeated > 0) refuse('a key signed more than once')
  if (extensions.length > 0) refuse('the checkpoint has lines beyond size and root')
}

/** The log entry that a disclosure stands for. */
export function leafOf(disclosure: Disclosure): string {
  const { kind, time } = disclosure
  return formatLeaf({ kind, time, commitment: commitmentIn(disclosure) })
}

function commitmentIn(disclosure: Disclosure): Uint8Array {
  if (disclosure.state === 'entry') return disclosure.commitment
  return commitmentOf(disclosure.salt, payloadHashIn(disclosure)!)
}

function payloadHashIn(disclosure: Disclosure): Uint8Array | undefined {
  if (disclosure.state === 'open') return sha256(fromText(disclosure.payload))
  return disclosure.state === 'sealed' ? disclosure.payloadHash : undefined
}

function checkPayload(disclosure: Disclosure, payload: Uint8Array): void {
  const expected = payloadHashIn(disclosure)
  if (!expected) {
    throw new ProofError(
      'wrong-payload',
      'the receipt shows the entry alone: no payload can be compared',
    )
  }
  if (isEqual(expected, sha256(payload))) return
  if (untouchedForms(payload).some((form) => isEqual(expected, sha256(form)))) {
    throw new ProofError(
      'wrong-payload',
      'the payload differs from the one that this receipt binds, in its line ends alone: they were changed on the way',
    )
  }
  throw new ProofError('wrong-payload', 'the payload is not the one that this receipt binds')
}

function checkWitnesses(signatures: Signature[], needed: number): void {
  const names = new Set(signatures.filter(({ role }) => role === 'witness').map((s) => s.name))
  if (names.size >= needed) return
  throw new ProofError('missing-witness', `${names.size} witnesses signed where ${needed} must`)
}

function formatDisclosure(disclosure: Disclosure): string {
  const { kind, time } = disclosure
  if (disclosure.state === 'entry') return leafOf(disclosure)
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
    return { ...base, state: 'entry', commitment: hash('commitment') }
  }
  if (Object.hasOwn(fields, 'payload')) {
    return { ...base, state: 'open', salt: hash('salt'), payload: text('payload') }
  }
  return { ...base, state: 'sealed', salt: hash('salt'), payloadHash: hash('payloadHash') }
}
