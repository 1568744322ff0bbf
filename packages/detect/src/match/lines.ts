/** Cuts a stream of bytes into lines without copying them, bounded in what it holds whatever the stream unpacks to. */
import { isAscii, isUtf8 } from 'node:buffer'
import { DetectError } from '../errors.ts'

/** Nothing longer is looked at. */
export const LONGEST_LINE = 2 ** 20
const NEWLINE = 10
const RETURN = 13

/** A line: bytes from `start` to `end`, without its end of line; `number` counts from 1. */
export type TakeLine = (bytes: Uint8Array, start: number, end: number, number: number) => void

/** Hands over each line of what is pushed; `tooLong` counts those that were left out for their length. */
export class LineCutter {
  readonly #take: TakeLine
  #pieces: Uint8Array[] = []
  #length = 0
  #isSkipping = false
  #hasBegun = false
  /** Lines so far. */
  lines = 0
  tooLong = 0
  /** Lines that are no UTF-8: what they hold of ASCII is looked at like any other. */
  notUtf8 = 0
  bytes = 0
  #mayBeHigh = false

  constructor(take: TakeLine) {
    this.#take = take
  }

  /** Takes the next bytes, which may be used again once it returns. Throws WRONG_ENCODING at the start of UTF-16. */
  push(chunk: Uint8Array): void {
    if (!this.#hasBegun) verifyStart(chunk)
    this.#hasBegun = true
    this.bytes += chunk.length
    this.#mayBeHigh ||= !isAscii(chunk)
    let from = 0
    for (;;) {
      const at = chunk.indexOf(NEWLINE, from)
      if (at < 0) break
      this.#close(chunk, from, at)
      from = at + 1
    }
    this.#mayBeHigh = from < chunk.length && !isAscii(chunk.subarray(from))
    if (from === chunk.length || this.#isSkipping) return
    this.#length += chunk.length - from
    if (this.#length > LONGEST_LINE) {
      this.#isSkipping = true
      this.#pieces = []
    } else this.#pieces.push(chunk.slice(from))
  }

  /** The stream has ended: its last line may have no end of its own. */
  end(): void {
    if (this.#length > 0 || this.#isSkipping) this.#close(new Uint8Array(0), 0, 0)
  }

  #close(chunk: Uint8Array, from: number, to: number): void {
    this.lines++
    const isLong = this.#isSkipping || this.#length + to - from > LONGEST_LINE
    if (isLong) this.tooLong++
    else if (this.#length === 0) this.#hand(chunk, from, to)
    else {
      const whole = Buffer.concat([...this.#pieces, chunk.subarray(from, to)])
      this.#hand(whole, 0, whole.length)
    }
    this.#isSkipping = false
    this.#length = 0
    if (this.#pieces.length > 0) this.#pieces = []
  }

  #hand(bytes: Uint8Array, from: number, to: number): void {
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to
    if (end === from) return
    if (this.#mayBeHigh && !isUtf8(bytes.subarray(from, end))) this.notUtf8++
    this.#take(bytes, from, end, this.lines)
  }
}

/** A mark of byte order, or a zero beside the first character. */
function verifyStart(bytes: Uint8Array): void {
  const [a, b] = bytes
  const hasMark = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  if (hasMark || a === 0 || (b === 0 && bytes.length > 1))
    throw new DetectError(
      'WRONG_ENCODING',
      'UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)',
      { line: 1 },
    )
}
