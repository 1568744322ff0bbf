/** A file as it is sent, read into what it names; nothing of it is written anywhere. */
import { LIST_BYTES, THINGS_KEPT, type LeftOut } from '@tocsin/api'
import {
  DetectError,
  Gathering,
  LineCutter,
  LogScan,
  readListLines,
  unpacked,
} from '@tocsin/detect/match'
import { ExchangeError } from '../errors.ts'
import { unlessIdle } from '../http/idle.ts'

export type GatheredFile = {
  readonly gathering: Gathering
  readonly format: string
  readonly lines: number
  readonly leftOut: LeftOut
}

/** How a file is to be read. */
export type FileKind = { readonly of: 'log' | 'list'; readonly platform?: string | undefined }

const IDLE_SECONDS = 60
/** Lines of a list that are read before others have their turn. */
const BATCH = 2000

/**
 * Reads a file to its end, in turns with everything else. Throws `too-large` for one that is sent or unpacks to more than
 * `LIST_BYTES`, and `bad-request` for what cannot be read or names nothing.
 */
export async function gatherFile(
  body: AsyncIterable<Uint8Array>,
  { of, platform }: FileKind,
  now: () => number,
  bounds: { sent: number; unpacked: number } = LIST_BYTES,
): Promise<GatheredFile> {
  const gathering = new Gathering(THINGS_KEPT, {
    now,
    ...(platform === undefined ? {} : { platform }),
  })
  const sent = bounded(unlessIdle(body, IDLE_SECONDS), bounds.sent, 'is sent as')
  const bytes = bounded(unpacked(sent, 'the file'), bounds.unpacked, 'unpacks to')
  try {
    const read =
      of === 'log'
        ? await gatherLog(bytes, gathering, now)
        : await gatherList(bytes, gathering, platform)
    if (gathering.size === 0)
      throw new ExchangeError('bad-request', 'the file names nothing that can be kept', {
        path: '/body',
      })
    const { noNames, beyond } = gathering
    return { gathering, ...read, leftOut: { ...read.leftOut, noNames, beyond } }
  } catch (error) {
    throw asBadFile(error)
  }
}

type Read = {
  format: string
  lines: number
  leftOut: Pick<LeftOut, 'longLines' | 'refusedLines'>
}

async function gatherLog(
  bytes: AsyncIterable<Uint8Array>,
  gathering: Gathering,
  now: () => number,
): Promise<Read> {
  let format = ''
  const scan = new LogScan(gathering, {
    now,
    onFormat: (words) => {
      format = words
    },
    onHits: () => undefined,
  })
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      scan.push(chunk.subarray(at, at + PIECE))
      await othersTurn()
    }
  }
  scan.end()
  const { lines, tooLong } = scan.cutter
  return { format, lines, leftOut: { longLines: tooLong, refusedLines: 0 } }
}

/** Bytes of a log that are looked through before others have their turn. */
const PIECE = 1 << 16

/** A list is read in batches of lines; its heading, where it has one, goes before each. */
async function gatherList(
  bytes: AsyncIterable<Uint8Array>,
  gathering: Gathering,
  platform: string | undefined,
): Promise<Read> {
  const list = { refused: 0, columns: undefined as readonly string[] | undefined }
  let head: string | undefined
  let batch: string[] = []
  let done = 0
  const read = () => {
    const isFirst = head === undefined
    head ??= batch.find((line) => !/^\s*(?:#|;|!|\/\/|$)/.test(line))
    const lines = isFirst || head === undefined ? batch : [head, ...batch]
    const skipped = lines.length - batch.length
    const reading = readListLines(
      lines,
      { addLine: (value, line) => (gathering.add(value, done + line - skipped), true) },
      {
        ...(platform === undefined ? {} : { platform }),
        onFault: () => undefined,
        isWanted: (line) => line > skipped,
      },
    )
    list.refused += reading.refused
    list.columns ??= reading.columns
    done += batch.length
    batch = []
  }
  const cutter = new LineCutter((text, start, end) => {
    batch.push(Buffer.from(text.buffer, text.byteOffset + start, end - start).toString())
    if (batch.length === BATCH) read()
  })
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      cutter.push(chunk.subarray(at, at + PIECE))
      await othersTurn()
    }
  }
  cutter.end()
  read()
  const format =
    list.columns === undefined
      ? 'a list, one thing a line'
      : `a table: ${list.columns.slice(0, MOST_COLUMNS).join('; ')}`
  return {
    format,
    lines: cutter.lines,
    leftOut: { longLines: cutter.tooLong, refusedLines: list.refused },
  }
}

const MOST_COLUMNS = 40

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  verb: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > most)
      throw new ExchangeError(
        'too-large',
        `the file ${verb} more than ${most >> 20} MiB: send it in parts`,
        { path: '/body' },
      )
    yield chunk
  }
}

/** What the file itself is at fault for. */
function asBadFile(error: unknown): unknown {
  if (error instanceof DetectError)
    return new ExchangeError('bad-request', error.message, { path: '/body', cause: error })
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code.startsWith('Z_') || code.startsWith('ZSTD_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new ExchangeError('bad-request', 'the file is packed and cannot be unpacked', {
      path: '/body',
      cause: error,
    })
  return error
}
