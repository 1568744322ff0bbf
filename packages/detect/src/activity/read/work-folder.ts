/**
 * A folder that keeps what a long run has read, so that a run that was killed goes on from there. A file is
 * there whole or not at all; a folder belongs to one reading of one input.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DetectError } from '../../errors.ts'
import type { RowsPart } from './grouped-rows.ts'

export type WorkFolder = {
  loadRows(name: string): Promise<RowsPart | null>
  saveRows(name: string, part: RowsPart): Promise<void>
  /** Path of a file that is there, or null; and makes one by a function that writes to the path it is given. */
  find(name: string): string | null
  make(name: string, write: (path: string) => Promise<unknown>): Promise<void>
}

/** Opens or makes `folder` for reading `files` as `reading` says; throws BAD_OPTION where it holds other work. */
export async function openWorkFolder(
  folder: string,
  files: readonly string[],
  reading: unknown,
): Promise<WorkFolder> {
  await mkdir(folder, { recursive: true })
  const mark = join(folder, 'run.json')
  const own = JSON.stringify({ run: await fingerprint(files, reading) })
  const found = existsSync(mark) ? await readFile(mark, 'utf8') : null
  if (found !== null && found !== own)
    throw new DetectError(
      'BAD_OPTION',
      'the folder holds the work of a run on other input or with other columns; name an empty one',
      { file: folder },
    )
  const make = async (name: string, write: (path: string) => Promise<unknown>): Promise<void> => {
    const path = join(folder, name)
    await write(`${path}.part`)
    await rename(`${path}.part`, path)
  }
  if (found === null) await make('run.json', (path) => writeFile(path, own))
  return {
    find: (name) => (existsSync(join(folder, name)) ? join(folder, name) : null),
    make,
    loadRows: async (name) => {
      const path = join(folder, name)
      return existsSync(path) ? toRows(await readFile(path), path) : null
    },
    saveRows: (name, part) => make(name, (path) => writeFile(path, fromRows(part))),
  }
}

/** Changes with every file's size and time of change, and with how it is read. */
async function fingerprint(files: readonly string[], reading: unknown): Promise<string> {
  const facts = await Promise.all(files.map((file) => stat(file)))
  const input = files.map((file, k) => [file, facts[k]!.size, facts[k]!.mtimeMs])
  return createHash('sha256')
    .update(JSON.stringify([input, reading]))
    .digest('hex')
}

const HEAD = 4 * Float64Array.BYTES_PER_ELEMENT

/** Objects, rows, bytes a time and whether there are contents; then the columns, times first for alignment. */
function* fromRows({ ends, account, time, content }: RowsPart): Generator<Uint8Array> {
  const head = Float64Array.of(
    ends.length,
    account.length,
    time.BYTES_PER_ELEMENT,
    content === null ? 0 : 1,
  )
  for (const column of [head, time, ends, account, content])
    if (column !== null) yield new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

/** Throws UNREADABLE where `file` is not as long as its head says. */
function toRows(file: Buffer, path: string): RowsPart {
  const bytes = file.byteOffset % 8 === 0 ? file : Buffer.from(new Uint8Array(file))
  if (bytes.length < HEAD) throw damaged(path)
  const [objects, rows, width, withContent] = new Float64Array(bytes.buffer, bytes.byteOffset, 4)
  if (bytes.length !== HEAD + rows! * (width! + 4 + (withContent ? 4 : 0)) + objects! * 4)
    throw damaged(path)
  const timeAt = bytes.byteOffset + HEAD
  const endsAt = timeAt + rows! * width!
  const accountAt = endsAt + objects! * 4
  return {
    time:
      width === 4
        ? new Int32Array(bytes.buffer, timeAt, rows)
        : new Float64Array(bytes.buffer, timeAt, rows),
    ends: new Int32Array(bytes.buffer, endsAt, objects),
    account: new Int32Array(bytes.buffer, accountAt, rows),
    content: withContent ? new Int32Array(bytes.buffer, accountAt + rows! * 4, rows) : null,
  }
}

function damaged(file: string): DetectError {
  return new DetectError('UNREADABLE', 'is damaged; remove the folder and begin anew', { file })
}
