/**
 * Exports whose rows stand in a list inside one object or inside each line (a chat export, pages of an interface's
 * answers): the list is found by the names in it, and its records are written one a line into a folder of our own.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DetectError } from '../../errors.ts'
import { verifyGoing } from '../../progress.ts'
import type { InputFiles } from './inputs.ts'
import { JsonScanner } from './json-scanner.ts'

/** Bytes in which the names of a row are looked for. */
const LOOKED_AT = 8 * 1024 * 1024
const CHUNK = 1024 * 1024
const NEWLINES = /[\r\n]/g
const BYTE_ORDER_MARK = Buffer.from('\ufeff')

export type Unwrapped = {
  /** The file to read in place of each that holds its rows in a list. */
  readonly instead: ReadonlyMap<string, string>
  /** Where rows stand, by file: the list's name. */
  readonly lists: ReadonlyMap<string, string>
  /** Names of other lists whose records look like rows too, and are not read. */
  readonly unread: readonly string[]
  close(): Promise<void>
}

/** `isRow` tells whether a record of these names is one to read. Throws MALFORMED where a document is cut short. */
export async function unwrapLists(
  { format, files }: Pick<InputFiles, 'format' | 'files'>,
  isRow: (names: readonly string[]) => boolean,
  signal?: AbortSignal,
): Promise<Unwrapped> {
  const instead = new Map<string, string>()
  const lists = new Map<string, string>()
  const unread = new Set<string>()
  let folder: string | null = null
  const close = async () => {
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }
  try {
    for (const file of format === 'jsonl' ? files : []) {
      verifyGoing(signal)
      const { list, others } = await findList(file, isRow)
      for (const other of others) unread.add(other)
      if (list === null) continue
      folder ??= await mkdtemp(join(tmpdir(), 'tocsin-rows-'))
      const target = join(folder, `${instead.size}.jsonl`)
      await writeRecords(file, list, target, signal)
      instead.set(file, target)
      lists.set(file, list)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { instead, lists, unread: [...unread], close }
}

/**
 * The list whose records are rows, the one nearest to the top, and the others that would do; null where the top itself
 * has rows and is read as it stands, or none has.
 */
async function findList(
  file: string,
  isRow: (names: readonly string[]) => boolean,
): Promise<{ list: string | null; others: readonly string[] }> {
  const names = new Map<string, Set<string>>()
  const scanner = new JsonScanner({
    onName: (list, name) => {
      const known = names.get(list)
      if (known) known.add(name)
      else names.set(list, new Set([name]))
    },
  })
  let read = 0
  let isMarked = false
  for await (const bytes of openBytes(file)) {
    if (read === 0) isMarked = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
    scanner.push(bytes)
    read += bytes.length
    // The first lines of a table of records tell enough.
    if (read >= LOOKED_AT || (names.has('') && isRow([...names.get('')!]))) break
  }
  const depth = (list: string) => (list === '' || list === '[]' ? 0 : list.split('.').length)
  const [found, ...others] = [...names]
    .filter(([, inside]) => isRow([...inside]))
    .map(([list]) => list)
    .sort((x, y) => depth(x) - depth(y))
  if (found === undefined || found === '') return { list: null, others }
  if (found !== '[]') return { list: found, others }
  // A list at the top is read as it is, unless it is one line that is longer than a line may be, or has a mark before it.
  return { list: isMarked || (await isOneLongLine(file)) ? '' : null, others }
}

async function isOneLongLine(file: string): Promise<boolean> {
  if ((await stat(file)).size < LOOKED_AT) return false
  for await (const bytes of openBytes(file)) return !bytes.includes(10)
  return false
}

async function writeRecords(
  file: string,
  list: string,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const waiting: Buffer[] = []
  const scanner = new JsonScanner(
    { onRecord: (bytes) => waiting.push(Buffer.from(oneLine(bytes) + '\n')) },
    list,
  )
  // Closed before anybody removes the folder: an opening that is still under way would come too late.
  const out = await open(target, 'w', 0o600)
  try {
    await out.writeFile(readRecords(file, scanner, () => waiting.splice(0), signal))
  } finally {
    await out.close()
  }
  if (!scanner.isWhole)
    throw new DetectError('MALFORMED', 'the document is cut short: what it opens is not closed', {
      file,
    })
}

/** What the scanner met in each piece of the file. */
async function* readRecords(
  file: string,
  scanner: JsonScanner,
  take: () => Buffer[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for await (const bytes of openBytes(file)) {
    verifyGoing(signal)
    scanner.push(bytes)
    yield Buffer.concat(take())
  }
}

/** Line breaks stand between the parts of a record only: in a text they are spelt out. */
function oneLine(bytes: Buffer): string {
  return bytes.toString().replace(NEWLINES, ' ')
}

function openBytes(file: string): AsyncIterable<Buffer> {
  const raw = createReadStream(file, { highWaterMark: CHUNK })
  return /\.gz$/i.test(file) ? pipeline(raw, createGunzip(), () => {}) : raw
}
