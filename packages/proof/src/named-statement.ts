/**
 * Statements to a person who may have been named: an entry of the log that says in how many shared sets an identifier stands and stood,
 * and the identifier itself, which the entry holds as a salted commitment alone. Whoever is given the receipt without the rest learns
 * the counts and not whose they are.
 *
 *     about = SHA-256("tocsin/commitment/v1" || 0x00 || salt || SHA-256(identifier))       (as in commitment.ts)
 *
 *     {"named":"tocsin/named/v1","identifier":"email:…","salt":"<base64>","receipt":"<receipt>"}
 */
import { commitmentOf, readFields, textField } from './commitment.ts'
import { fromBase64Hash, fromText, isEqual, toBase64, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { verifyReceipt, type ReceiptPolicy, type VerifiedReceipt } from './receipt.ts'
import { sha256 as plainSha256, type Sha256 } from './sha256.ts'
import type { Verifier } from './signed-note.ts'

/** The act that states it, as the log names it. */
const KIND = 'named.answered'
const FORMAT = 'tocsin/named/v1'
const START = '{"named":'

/** A statement as it is handed over: whose it is, and the open receipt of the entry that states it. */
export type NamedStatement = { identifier: string; salt: Uint8Array; receipt: string }

/** The commitment to an identifier, such as `email:a@b.example`, under a salt of 32 random bytes. */
export function commitToIdentifier(
  identifier: string,
  salt: Uint8Array,
  sha256: Sha256 = plainSha256,
): Uint8Array {
  return commitmentOf(salt, sha256(fromText(identifier)), sha256)
}

/** The text of a statement's file. */
export function formatNamedStatement({ identifier, salt, receipt }: NamedStatement): string {
  return JSON.stringify({ named: FORMAT, identifier, salt: toBase64(salt), receipt })
}

/** Whether a file sets out to be such a statement, rather than a receipt. */
export function isNamedStatement(file: Uint8Array): boolean {
  return fromText(START).every((byte, at) => file[at] === byte)
}

/**
 * Verifies a statement offline: that the log holds it, and that it is about this identifier. Throws a `ProofError` for whatever is
 * wrong, and no other error.
 */
export async function verifyNamedStatement(
  file: Uint8Array,
  verifiers: readonly Verifier[],
  policy: Omit<ReceiptPolicy, 'payload'> = {},
): Promise<{ identifier: string; payload: string; receipt: VerifiedReceipt }> {
  const { identifier, salt, receipt: text } = parseNamedStatement(toText(file))
  const receipt = await verifyReceipt(text, verifiers, policy)
  const { disclosure } = receipt
  if (disclosure.state !== 'open' || disclosure.kind !== KIND)
    throw new ProofError('malformed-receipt', 'its receipt is not that of a statement to a person')
  const { about } = readFields(disclosure.payload, 'malformed-receipt')
  if (typeof about !== 'string')
    throw new ProofError('malformed-receipt', 'its receipt does not say whom it is about')
  const bound = fromBase64Hash(about, 'malformed-receipt', 'about')
  if (!isEqual(bound, commitToIdentifier(identifier, salt)))
    throw new ProofError('wrong-payload', 'the receipt is about another identifier')
  return { identifier, payload: disclosure.payload, receipt }
}

function parseNamedStatement(text: string): NamedStatement {
  const fields = readFields(text, 'malformed-receipt')
  const of = (name: string) => textField(fields, name, 'malformed-receipt')
  const statement = {
    identifier: of('identifier'),
    salt: fromBase64Hash(of('salt'), 'malformed-receipt', 'salt'),
    receipt: of('receipt'),
  }
  if (formatNamedStatement(statement) !== text)
    throw new ProofError('malformed-receipt', 'not in canonical form')
  return statement
}
