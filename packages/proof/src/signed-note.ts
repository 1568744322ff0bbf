/** Signed notes (C2SP signed-note): a text, a blank line, and lines of signatures by named keys. */
import {
  concat,
  fromBase64,
  fromText,
  isEqual,
  quote,
  toBase64,
  toText,
  type Bytes,
} from './encoding.ts'
import { ProofError } from './errors.ts'
import { verifyEncoding, verifyUntouched } from './transport.ts'

/** One line under a note: the first four bytes of the decoded base64 are the key id. */
export type SignatureLine = { name: string; keyId: Uint8Array; signature: Uint8Array }

/** A note taken apart, nothing verified yet. `text` ends in a newline. */
export type Note = { text: string; signatures: SignatureLine[] }

/** Something that checks the signatures of one key. */
export type Verifier = {
  name: string
  keyId: Uint8Array
  /** `signer` answers for the note itself (a log), `witness` that it saw it at a time. */
  role: 'signer' | 'witness'
  /** Throws `bad-signature`; tells the time of a cosignature, in seconds since 1970. */
  verify: (text: string, signature: Uint8Array) => Promise<{ time?: number }>
}

/** Something that signs notes. */
export type Signer = {
  name: string
  keyId: Uint8Array
  sign: (text: string) => Promise<Uint8Array>
}

/** A signature that held. */
export type Signature = { name: string; role: 'signer' | 'witness'; time?: number }

/** What came of verifying a note: who signed, each key once, and the lines by keys nobody gave. */
export type VerifiedNote = {
  text: string
  signatures: Signature[]
  ignored: SignatureLine[]
  /** Lines by a key that had signed before; they held too, and count for nothing. */
  repeated: number
}

/** A verifier refuses a note with more signature lines or characters than these. */
const MAX_SIGNATURES = 64
const MAX_NOTE_LENGTH = 1 << 20
const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/u

/** Takes a note apart; throws `malformed-note` with the place, or `changed-text`. */
export function parseNote(note: string | Uint8Array): Note {
  if (note.length > MAX_NOTE_LENGTH) throw new ProofError('too-large', 'the note is too large')
  if (typeof note !== 'string') verifyEncoding(note)
  const whole = typeof note === 'string' ? note : toText(note)
  verifyUntouched(whole)
  // oxlint-disable-next-line no-control-regex -- the specification forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole) || !whole.isWellFormed()) {
    throw new ProofError('malformed-note', 'a note must be UTF-8 without control characters')
  }
  const split = whole.lastIndexOf('\n\n')
  if (split < 0) throw new ProofError('malformed-note', 'no blank line before the signatures')
  if (!whole.endsWith('\n')) throw new ProofError('malformed-note', 'no newline at the end')
  const lines = whole.slice(split + 2, -1).split('\n')
  if (split + 2 >= whole.length) throw new ProofError('malformed-note', 'the note is not signed')
  if (lines.length > MAX_SIGNATURES) {
    throw new ProofError('too-large', `more than ${MAX_SIGNATURES} signature lines`)
  }
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignatureLine) }
}

/** The text of a signed note; the inverse of `parseNote`. */
export function formatNote(note: Note): string {
  return `${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`
}

/** A signature line with its newline. */
export function formatSignatureLine({ name, keyId, signature }: SignatureLine): string {
  return `\u2014 ${name} ${toBase64(concat(keyId, signature))}\n`
}

/** A signature line without its newline; throws `malformed-note`. */
export function parseSignatureLine(line: string): SignatureLine {
  const match = LINE.exec(line)
  if (!match || !isKeyName(match[1]!)) {
    throw new ProofError('malformed-note', `not a signature line: ${quote(line)}`)
  }
  let bytes: Bytes
  try {
    bytes = fromBase64(match[2]!)
  } catch (cause) {
    throw new ProofError('malformed-note', `signature by ${quote(match[1]!)}`, { cause })
  }
  if (bytes.length < 5) throw new ProofError('malformed-note', 'a signature without bytes')
  return { name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

/**
 * Verifies every line by a known key and lists the lines by unknown ones, which the specification says to ignore. Of a
 * key that signed more than once the first line counts.
 * Throws `bad-signature` where a known key's line fails, `unknown-signer` where no line is by a known key.
 */
export async function verifyNote(
  note: string | Uint8Array,
  verifiers: readonly Verifier[],
): Promise<VerifiedNote> {
  const { text, signatures } = parseNote(note)
  const good = new Map<Verifier, Signature>()
  const ignored: SignatureLine[] = []
  let repeated = 0
  for (const line of signatures) {
    const verifier = verifiers.find(
      ({ name, keyId }) => name === line.name && isEqual(keyId, line.keyId),
    )
    if (!verifier) {
      ignored.push(line)
      continue
    }
    const { time } = await verifier.verify(text, line.signature)
    if (good.has(verifier)) repeated++
    else
      good.set(verifier, {
        name: line.name,
        role: verifier.role,
        ...(time !== undefined && { time }),
      })
  }
  if (good.size === 0) {
    const names = signatures.map(({ name }) => quote(name)).join(', ')
    throw new ProofError('unknown-signer', `signed by ${names}, by none of the given keys`)
  }
  return { text, signatures: [...good.values()], ignored, repeated }
}

/** A note over `text` (which ends in a newline), signed by each signer in turn. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  if (!text.endsWith('\n')) throw new ProofError('malformed-note', 'the text must end in a newline')
  const signatures: SignatureLine[] = []
  for (const { name, keyId, sign } of signers) {
    signatures.push({ name, keyId, signature: await sign(text) })
  }
  const note = formatNote({ text, signatures })
  parseNote(note)
  return note
}

/** Whether a key may be called this: no space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{White_Space}\p{Cc}]+$/u.test(name) && fromText(name).length <= 255
}
