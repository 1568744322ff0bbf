import { uploadActivity, type Upload } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { insertUpload } from './store.ts'
import { startTask } from './task.ts'

const ENDINGS = ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'parquet']
/** Uploads hold personal data: they are kept for a day, the findings for as long as they are of use. */
const KEEP_MS = 86_400_000

/** Where the file of an upload lies; its own name is the person's and never a path of ours. */
export function uploadPath(ctx: Context, upload: { id: string; fileName: string }): string {
  return join(uploadFolder(ctx), upload.id, basename(`export.${endingOf(upload.fileName)}`))
}

function uploadFolder(ctx: Context): string {
  return join(ctx.config.dataDir, 'uploads')
}

/** Takes a file as it streams in, then looks at its columns in a thread; nothing stays of a file that cannot be read. */
export async function takeUpload(
  ctx: Context,
  viewer: Viewer,
  fileName: string,
  request: Request,
): Promise<Upload> {
  const id = randomUUID()
  const path = uploadPath(ctx, { id, fileName })
  const folder = join(uploadFolder(ctx), id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const bytes = await writeBody(request, path)
    const task = startTask({ kind: 'describe', path }, () => {}, `${folder}/`)
    const report = await task.done
    if (report.kind !== 'described')
      throw new ExchangeError('internal', 'the detector lost its way')
    const { rows, columns, preset, mapping } = report.source
    const upload: Upload = {
      id,
      fileName,
      bytes,
      rows,
      columns: [...columns],
      ...(preset ? { preset } : {}),
      mapping: { ...mapping },
    }
    await insertUpload(ctx.database.db, upload, viewer, ctx.clock.now())
    return upload
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function writeBody(request: Request, path: string): Promise<number> {
  if (!request.body) throw new ExchangeError('bad-request', 'the file is empty')
  const max = uploadActivity.maxBody!
  let bytes = 0
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > max) throw new ExchangeError('too-large', `the file is over ${max} bytes`)
      yield chunk
    }
  }
  await pipeline(Readable.from(request.body), counted, createWriteStream(path, { mode: 0o600 }))
  if (bytes === 0) throw new ExchangeError('bad-request', 'the file is empty')
  return bytes
}

function endingOf(fileName: string): string {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (ENDINGS.includes(ending)) return ending
  throw new ExchangeError(
    'unsupported-type',
    `${fileName}: the name must end in ${ENDINGS.join(', ')}`,
    {
      path: '/query/name',
    },
  )
}

/** Removes files older than a day, by the wall's clock. */
export async function pruneUploads(ctx: Context): Promise<boolean> {
  const folder = uploadFolder(ctx)
  const names = (await unlessGone(readdir(folder))) ?? []
  for (const name of names) {
    const path = join(folder, name)
    const { mtimeMs = Infinity } = (await unlessGone(stat(path))) ?? {}
    if (mtimeMs < Date.now() - KEEP_MS) await rm(path, { recursive: true, force: true })
  }
  return false
}

/** No upload came yet, or one that could not be read is removed meanwhile. */
async function unlessGone<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
