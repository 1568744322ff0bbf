/** The files behind the paths a person gave: a file, several, or a folder, all of one format. */
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DetectError } from '../../errors.ts'

export type Format = 'csv' | 'jsonl' | 'parquet'

export type InputFiles = {
  readonly format: Format
  readonly files: readonly string[]
  readonly bytes: number
  /** When each file was last written to, in milliseconds. */
  readonly written: readonly number[]
}

/** Throws UNREADABLE for a file that is no longer what `findInputFiles` saw: what was read is neither old nor new. */
export async function verifyUnchanged({ files, bytes, written }: InputFiles): Promise<void> {
  const facts = await Promise.all(files.map((file) => stat(file).catch(() => null)))
  const changed = files.find((_, k) => facts[k]?.mtimeMs !== written[k])
  const grown = facts.reduce((sum, fact) => sum + (fact?.size ?? 0), 0) !== bytes
  if (changed !== undefined || grown)
    throw new DetectError('UNREADABLE', 'changed while it was read; read a copy that rests', {
      file: changed ?? files[0],
    })
}

const ENDINGS: [RegExp, Format][] = [
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson|json)(\.gz)?$/i, 'jsonl'],
  [/\.(parquet|pq)$/i, 'parquet'],
]

/** Format by the ending of a name, or null. */
export function formatOf(path: string): Format | null {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? null
}

/**
 * Finds the files; folders are walked, files of other formats in them are passed over, and so is what a link
 * in a folder shows a second time. Throws NO_INPUT, NOT_FOUND, UNREADABLE, UNKNOWN_FORMAT,
 * MIXED_FORMATS, EMPTY, or BAD_OPTION where one is named twice.
 */
export async function findInputFiles(paths: readonly string[]): Promise<InputFiles> {
  if (paths.length === 0) throw new DetectError('NO_INPUT', 'no input file was named')
  const found: { file: string; format: Format; bytes: number; written: number }[] = []
  const seen = new Set<string>()
  for (const path of paths) {
    const before = found.length
    for await (const file of walk(path, seen)) {
      const format = formatOf(file.path)
      if (format !== null)
        found.push({ file: file.path, format, bytes: file.bytes, written: file.written })
      else if (file.path === path) throw unknownFormat(path)
    }
    if (found.length === before)
      throw new DetectError(
        'NO_INPUT',
        'the folder holds no CSV, TSV, JSON, JSON lines or Parquet file',
        {
          file: path,
        },
      )
  }
  const { format } = found[0]!
  const other = found.find((entry) => entry.format !== format)
  if (other !== undefined)
    throw new DetectError('MIXED_FORMATS', `is ${other.format}, the first file is ${format}`, {
      file: other.file,
    })
  const empty = found.find((entry) => entry.bytes === 0)
  if (empty !== undefined) throw new DetectError('EMPTY', 'the file is empty', { file: empty.file })
  return {
    format,
    files: found.map((entry) => entry.file),
    bytes: found.reduce((sum, entry) => sum + entry.bytes, 0),
    written: found.map((entry) => entry.written),
  }
}

function unknownFormat(file: string) {
  return new DetectError(
    'UNKNOWN_FORMAT',
    'the name must end in .csv, .tsv, .jsonl, .ndjson, .json (also with .gz) or .parquet',
    { file },
  )
}

async function* walk(
  path: string,
  seen: Set<string>,
  isNamed = true,
): AsyncGenerator<{ path: string; bytes: number; written: number }> {
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'ENOENT' ? 'NOT_FOUND' : 'UNREADABLE'
    const said = cause.code === 'ENOENT' ? 'no such file or folder' : cause.message
    throw new DetectError(code, said, { file: path }, { cause })
  })
  const real = await realpath(path)
  if (seen.has(real)) {
    if (isNamed) throw new DetectError('BAD_OPTION', 'is named twice', { file: path })
    return
  }
  seen.add(real)
  if (facts.isDirectory()) {
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort()
    for (const name of names) yield* walk(join(path, name), seen, false)
  } else if (facts.isFile()) yield { path, bytes: facts.size, written: facts.mtimeMs }
  else if (isNamed)
    throw new DetectError('UNREADABLE', 'is neither a file nor a folder', { file: path })
}
