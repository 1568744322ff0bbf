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

type Change = readonly [mark: RegExp, words: string]

const ANYWHERE: readonly Change[] = [
  [/^\uFEFF/, 'a byte-order mark was put before it'],
  [/\r\n/, 'its line ends were changed (CRLF where LF was)'],
  [/\r/, 'its line ends were changed (CR where LF was)'],
]

/** Where no signature begins as one does: what it begins with instead. */
const BEFORE_SIGNATURES: readonly Change[] = [
  [/\n> ?\u2014 /, 'it was quoted as in a mail ("> " before its lines)'],
  [/\n=E2=80=94(?: |=20)/, 'it is in the form of a mail on its way (quoted-printable)'],
  [/\n\u00e2\u20ac\u201d /, 'it was saved again in another encoding'],
  [
    /\n(?:-{1,3}|\u2013|\u2015) \S+ [A-Za-z0-9+/]{20}/,
    'the long dashes before its signatures were put in another form',
  ],
  [/\n\u2014[\t\u00a0]/, 'its blanks were put in another form'],
  [/\n[ \t]+\n\u2014 /, 'blanks were put at the end of its lines'],
  [/\n[ \t]+\u2014 /, 'blanks were put before its lines'],
]

/** In the lines of a proof above its checkpoint. */
const IN_A_PROOF: readonly Change[] = [
  [/^(?:extra|index)[\t\u00a0]/m, 'its blanks were put in another form'],
  [/^(?:c2sp\S+|index \d+)[ \t]+$/m, 'blanks were put at the end of its lines'],
  [/=3D$/m, 'it is in the form of a mail on its way (quoted-printable)'],
  [/^extra [A-Za-z0-9+/]+\n(?:[A-Za-z0-9+/]+={0,2}\n)+index /m, 'its long lines were broken'],
]

const SIGNATURE = '\n\n\u2014 '

function describeChange(text: string): string | undefined {
  const signed = text.includes(SIGNATURE)
  const head = text.startsWith('c2sp.org/tlog-proof@') ? text.split('\n\n', 1)[0]! : ''
  const change =
    find(ANYWHERE, text) ??
    (signed ? undefined : find(BEFORE_SIGNATURES, text)) ??
    find(IN_A_PROOF, head)
  if (change !== undefined || !signed) return change
  if (!text.endsWith('\n')) return 'the end of its last line was cut off'
  if (text.endsWith('\n\n')) return 'empty lines were put at its end'
  const signatures = text.slice(text.lastIndexOf(SIGNATURE))
  return find([[/[ \t]$/m, 'blanks were put at the end of its lines']], signatures)
}

const find = (changes: readonly Change[], text: string): string | undefined =>
  changes.find(([mark]) => mark.test(text))?.[1]

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
