/** What mail, editors and transfers in text mode do to a file of text. None of it is forgery, and none of it may pass for proof. */
import { ProofError } from './errors.ts'

const CHECK = 'that alone is no sign of forgery: get the file again, as it was'

/** Throws `changed-text` where the file shows that it was changed on its way and not by a forger. */
export function verifyUntouched(text: string): void {
  const why = describeChange(text)
  if (why !== undefined) throw new ProofError('changed-text', `${why}; ${CHECK}`)
}

/** The same of bytes that are no UTF-8; they are text in another encoding, or no text. */
export function verifyEncoding(bytes: Uint8Array): void {
  const [first, second] = bytes
  const isWide =
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (bytes.length > 1 && (first === 0) !== (second === 0))
  if (isWide) throw new ProofError('changed-text', `it was saved again as UTF-16; ${CHECK}`)
}

function describeChange(text: string): string | undefined {
  if (text.startsWith('\uFEFF')) return 'a byte-order mark was put before it'
  if (text.includes('\r\n')) return 'its line ends were changed (CRLF where LF was)'
  if (text.includes('\r')) return 'its line ends were changed (CR where LF was)'
  if (!/\n\n\u2014 /.test(text)) return undefined
  if (!text.endsWith('\n')) return 'the end of its last line was cut off'
  return text.endsWith('\n\n') ? 'empty lines were put at its end' : undefined
}

/** The payload with the line ends and the end that it may have had before a transfer in text mode. */
export function untouchedForms(payload: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const bytes = [...payload]
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const lines = bytes.slice(isMarked ? 3 : 0).filter((byte, i, all) => !isReturn(byte, i, all))
  const end = lines.at(-1) === 10 ? lines.slice(0, -1) : [...lines, 10]
  return [Uint8Array.from(lines), Uint8Array.from(end)]
}

const isReturn = (byte: number, at: number, all: readonly number[]) =>
  byte === 13 && all[at + 1] === 10
