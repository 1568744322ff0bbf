/**
 * One pass over a text file before it is parsed: is it UTF-8 without zero bytes, is every line of bearable
 * length, and is JSON nested no deeper than a parser bears?
 *
 * Reads fixed chunks, so that a line of a gigabyte costs one chunk of memory and a clear error.
 */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { DetectError, type DetectErrorCode } from '../../errors.ts'
import { verifyGoing } from '../../progress.ts'
import { formatOf } from './inputs.ts'
import { createDepthMeter } from './json-depth.ts'

/** Bytes: the longest line that is read. */
export const MAX_LINE = 16 * 1024 * 1024
const CHUNK = 4 * 1024 * 1024
const NEWLINE = 10

export type TextCheckOptions = {
  readonly signal?: AbortSignal
  readonly onBytes?: (bytes: number) => void
  /** Lines may be of any length, for they are not what is read. */
  readonly anyLength?: boolean
}

/** Throws WRONG_ENCODING, LINE_TOO_LONG, MALFORMED, EMPTY or UNREADABLE with the line. */
export async function verifyText(file: string, options: TextCheckOptions = {}): Promise<void> {
  const raw = createReadStream(file, { highWaterMark: CHUNK })
  const stream = /\.gz$/i.test(file) ? pipeline(raw, createGunzip(), () => {}) : raw
  const findTooDeep = formatOf(file) === 'jsonl' ? createDepthMeter() : () => -1
  let line = 1
  let length = 0
  let carried: Buffer = Buffer.alloc(0)
  try {
    for await (const read of stream as AsyncIterable<Buffer>) {
      verifyGoing(options.signal)
      options.onBytes?.(read.length)
      if (line === 1 && length === 0) verifyStart(read, file)
      refuseAt(
        read.indexOf(0),
        read,
        file,
        line,
        'WRONG_ENCODING',
        'a zero byte, so not UTF-8 text',
      )
      refuseAt(findTooDeep(read), read, file, line, 'MALFORMED', 'JSON nested too deeply')
      const bytes = carried.length > 0 ? Buffer.concat([carried, read]) : read
      const whole = wholeCharacters(bytes)
      if (!isUtf8(bytes.subarray(0, whole)))
        throw wrongEncoding(bytes.subarray(0, whole), file, line)
      carried = Buffer.from(bytes.subarray(whole))
      ;({ line, length } = measureLines(read, line, length, file, options.anyLength === true))
    }
  } catch (cause) {
    if (cause instanceof DetectError) throw cause
    throw new DetectError('UNREADABLE', (cause as Error).message, { file, line }, { cause })
  } finally {
    raw.destroy()
  }
  if (carried.length > 0) throw wrongEncoding(carried, file, line)
  if (line === 1 && length === 0) throw new DetectError('EMPTY', 'the file is empty', { file })
}

function verifyStart(bytes: Buffer, file: string) {
  const wide = WIDE.find(([, marks]) => marks.some((mark) => beginsSo(bytes, mark)))?.[0]
  if (wide === undefined) return
  const message = `the file is ${wide}; save it as UTF-8`
  throw new DetectError('WRONG_ENCODING', message, { file, line: 1 })
}

/** First bytes by their marks, or by the zeros that a plain letter (`a`) has there. */
const WIDE = [
  ['UTF-32', ['ff fe 00 00', '00 00 fe ff', 'a 00 00 00', '00 00 00 a']],
  ['UTF-16', ['ff fe', 'fe ff', 'a 00', '00 a']],
] as const

function beginsSo(bytes: Buffer, mark: string): boolean {
  return mark.split(' ').every((byte, k) => {
    const value = bytes[k]
    return value !== undefined && (byte === 'a' ? value > 0 : value === Number.parseInt(byte, 16))
  })
}

/** Throws with the line of the byte `at`, where there is one. */
function refuseAt(
  at: number,
  bytes: Buffer,
  file: string,
  firstLine: number,
  code: DetectErrorCode,
  message: string,
) {
  if (at < 0) return
  let line = firstLine
  for (let k = 0; k < at; k++) if (bytes[k] === NEWLINE) line++
  throw new DetectError(code, message, { file, line })
}

function measureLines(
  bytes: Buffer,
  line: number,
  length: number,
  file: string,
  anyLength: boolean,
) {
  const longest = anyLength ? Infinity : MAX_LINE
  let from = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
    if (length + at - from > longest) throw tooLong(file, line)
    line++
    length = 0
    from = at + 1
  }
  length += bytes.length - from
  if (length > longest) throw tooLong(file, line)
  return { line, length }
}

function tooLong(file: string, line: number) {
  return new DetectError('LINE_TOO_LONG', `longer than ${MAX_LINE / 1024 / 1024} MB`, {
    file,
    line,
  })
}

/** Bytes up to the last character that is complete. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function wrongEncoding(bytes: Buffer, file: string, firstLine: number) {
  let line = firstLine
  let from = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
    if (!isUtf8(bytes.subarray(from, at))) break
    from = at + 1
    line++
  }
  return new DetectError('WRONG_ENCODING', 'not UTF-8; save the file as UTF-8', { file, line })
}
