/**
 * Words that a text holds in a code: base64 (RFC 4648, that of URLs too), hexadecimal, binary and percent codes, signs of pages by
 * name, letters moved by thirteen, and letters that run backwards; also one code within another. Only what comes out as words
 * is given: a hash, an address and a picture do not. Cost: linear in the text for each code, twice over.
 */
export type Encoded = { readonly words: string; readonly code: string }

/** Codes within codes are followed so deep. */
const DEEPEST = 2

/** The words in codes, none twice. */
export function encodedIn(text: string): Encoded[] {
  const found = new Map<string, Encoded>()
  follow(text, [], found)
  return [...found.values()]
}

function follow(text: string, codes: readonly string[], found: Map<string, Encoded>): void {
  if (codes.length === DEEPEST) return
  for (const [code, decode] of CODES)
    for (const decoded of decode(text)) {
      if (decoded === text || found.has(decoded) || HIDDEN.test(decoded)) continue
      const path = [...codes, code]
      if (isWorded(decoded)) found.set(decoded, { words: decoded, code: path.join(' of ') })
      follow(decoded, path, found)
    }
}

/** What no text holds: control signs, and what stands for bytes that are none of UTF-8. */
// oxlint-disable-next-line no-control-regex -- these are looked for
const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/

/** Two words, and little beside letters. */
function isWorded(text: string): boolean {
  const letters = text.match(/[\p{L}\s]/gu)?.length ?? 0
  return /\p{L}{2}\P{L}{1,9}\p{L}{2}/u.test(text) && letters >= 0.7 * text.length
}

const CODES: readonly (readonly [code: string, decode: (text: string) => string[]])[] = [
  ['base64', fromBase64],
  ['hexadecimal', fromHexadecimal],
  ['binary', fromBinary],
  ['percent signs', fromPercent],
  ['signs of a page', fromNamedSigns],
  ['letters moved by thirteen', fromMoved],
  ['letters that run backwards', fromBackwards],
]

/** Runs, over lines where each is long; a path or a field may stand before them, joined by a sign that is one of the code. */
const BASE64 = /[\w+/-]{12,}={0,2}(?:[^\S\n]{0,9}\n[^\S\n]{0,9}[\w+/-]{8,}={0,2})*/g

function fromBase64(text: string): string[] {
  return (text.match(BASE64) ?? []).flatMap((run) => {
    const whole = run.replaceAll(/\s/g, '')
    const parts = whole.split(/[/_-]/)
    return [whole, ...(parts.length > 1 ? parts : [])]
      .filter((part) => part.length >= 12)
      .map((part) => Buffer.from(part, 'base64').toString())
  })
}

const HEXADECIMAL =
  /(?<![\p{L}\d])(?:0x|\\x)?[0-9a-f]{2}(?:[\s:,-]{0,2}(?:0x|\\x)?[0-9a-f]{2}){5,}(?![\p{L}\d])/giu

function fromHexadecimal(text: string): string[] {
  return (text.match(HEXADECIMAL) ?? []).map((run) =>
    Buffer.from(run.replaceAll(/0x|\\x|[\s:,-]/gi, ''), 'hex').toString(),
  )
}

const BINARY = /(?<!\d)[01]{8}(?:\s{0,2}[01]{8}){5,}(?!\d)/g

function fromBinary(text: string): string[] {
  return (text.match(BINARY) ?? []).map((run) => {
    const bits = run.replaceAll(/\s/g, '').match(/.{8}/g) ?? []
    return Buffer.from(bits.map((byte) => Number.parseInt(byte, 2))).toString()
  })
}

/** Each run of signs without a space, as a query writes it. */
function fromPercent(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((run) => /%[0-9a-f]{2}/i.test(run))
    .map((run) =>
      Buffer.from(
        run.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => {
          return String.fromCharCode(Number.parseInt(hex, 16))
        }),
        'latin1',
      ).toString(),
    )
    .flatMap((decoded) => [decoded, ...decoded.split(/[?&=/#]/).slice(1)])
}

const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  shy: '',
  zwnj: '',
  zwj: '',
}
const NAMED_SIGN = /&(nbsp|ensp|emsp|thinsp|lt|gt|amp|quot|apos|shy|zwnj|zwj);/g

function fromNamedSigns(text: string): string[] {
  if (text.search(NAMED_SIGN) < 0) return []
  return [
    text
      .replaceAll(NAMED_SIGN, (_, name: string) => NAMED[name]!)
      .replaceAll(/<[^<>]{1,80}>/g, ' '),
  ]
}

/** Two of the commonest words of English as the code writes them, or one that only a request has. */
const MOVED = /\b(?:gur|lbh|lbhe|naq|guvf|gurfr|gung|jr|hf|gb|bs|sbe|va|vf)\b/gi
const MOVED_ASK = /\b(?:cyrnfr|xvaqyl|erzbir|qryrgr|fhfcraq)\b/i

function fromMoved(text: string): string[] {
  if (!MOVED_ASK.test(text) && (text.match(MOVED)?.length ?? 0) < 2) return []
  return [
    text.replaceAll(/[a-z]/gi, (letter) => {
      const code = letter.charCodeAt(0)
      const first = code < 97 ? 65 : 97
      return String.fromCharCode(((code - first + 13) % 26) + first)
    }),
  ]
}

const BACKWARDS = /\b(?:eht|uoy|ruoy|dna|siht|eseht|taht|ew|su|ot|fo|rof|ni|si)\b/gi
const BACKWARDS_ASK = /\b(?:esaelp|yldnik|evomer|eteled|dnepsus)\b/i

function fromBackwards(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (!BACKWARDS_ASK.test(line) && (line.match(BACKWARDS)?.length ?? 0) < 2) return []
    const turned = [...line].toReversed().join('')
    // Where only the words run backwards, and stand as they should.
    const words = line.replaceAll(/\p{L}+/gu, (word) => [...word].toReversed().join(''))
    return [turned, words]
  })
}
