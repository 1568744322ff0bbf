/** Bytes of a stream as lines of text, bounded in length. */
import { isUtf8 } from 'node:buffer'
import { DetectError } from './errors.ts'

/** As in files: nothing longer is a post. */
const LONGEST_LINE = 16 * 2 ** 20
const NEWLINE = 10
const RATHER_UTF16 = 'UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)'

/**
 * Hands over the whole lines of each chunk, and what is left at the end. A line that is too long or no UTF-8 is
 * told and handed over empty: it must not end a watch, nor fill the memory. Throws WRONG_ENCODING for UTF-16.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  onFault: (fault: DetectError) => void,
): AsyncGenerator<string[]> {
  /** What is there of the line under way, put together once it is whole: it may come in hundreds of pieces. */
  let pieces: Buffer[] = []
  let length = 0
  let count = 0
  let isSkipping = false
  let isFirst = true
  const toLine = (bytes: Buffer, line: number): string => {
    if (isUtf8(bytes)) return bytes.toString()
    onFault(new DetectError('WRONG_ENCODING', notUtf8(bytes), { line }))
    return ''
  }
  const takeLine = (last: Buffer): Buffer => {
    const line = pieces.length === 0 ? last : Buffer.concat([...pieces, last])
    pieces = []
    length = 0
    return line
  }
  for await (const chunk of input) {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (isFirst) bytes = takeLine(bytes)
    const isStart: boolean = isFirst && bytes.length < 4
    if (isFirst && !isStart) verifyStart(bytes)
    isFirst = isStart
    const lines: string[] = []
    let from = 0
    for (let at = bytes.indexOf(NEWLINE); at >= 0 && !isStart; at = bytes.indexOf(NEWLINE, from)) {
      count++
      const line = takeLine(bytes.subarray(from, at))
      lines.push(isSkipping ? '' : toLine(line, count))
      isSkipping = false
      from = at + 1
    }
    if (!isSkipping && from < bytes.length) {
      pieces.push(Buffer.from(bytes.subarray(from)))
      length += bytes.length - from
    }
    if (length > LONGEST_LINE) {
      const words = `longer than ${LONGEST_LINE / 2 ** 20} MB`
      onFault(new DetectError('LINE_TOO_LONG', words, { line: count + 1 }))
      isSkipping = true
      pieces = []
      length = 0
    }
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [toLine(takeLine(Buffer.alloc(0)), count + 1)]
}

/** A mark of byte order, or a zero beside the first character. */
function verifyStart(bytes: Buffer): void {
  const hasMark =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (hasMark || bytes[0] === 0 || bytes[1] === 0)
    throw new DetectError('WRONG_ENCODING', RATHER_UTF16, { line: 1 })
}

function notUtf8(bytes: Buffer): string {
  let at = 0
  for (let step = 2 ** Math.floor(Math.log2(bytes.length)); step >= 1; step /= 2)
    if (at + step <= bytes.length && isUtf8Start(bytes.subarray(0, at + step))) at += step
  return `not UTF-8 from byte ${at + 1} of the line`
}

/** Whether bytes are UTF-8, perhaps cut inside their last character. */
function isUtf8Start(bytes: Buffer): boolean {
  for (let back = 0; back < 4 && back <= bytes.length; back++)
    if (isUtf8(bytes.subarray(0, bytes.length - back)))
      return back === 0 || bytes.at(-back)! >= 0xc0
  return false
}
