import { uploadActivity, type Upload } from '@tocsin/api'
import type { SourceDescription } from '@tocsin/detect'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { unlessIdle } from '../http/idle.ts'
import { openSlots } from '../http/slots.ts'
import type { Viewer } from '../http/viewer.ts'
import { toProcessLimits } from './process-limits.ts'
import { insertUpload } from './store.ts'
import { startTask } from './task.ts'
import { openTurns } from './turns.ts'

/** The preset of an upload that is a list of names. */
export const NAMES = 'names'
const ENDINGS = ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'parquet', 'pq']
const NAME_ENDINGS = ['txt', 'csv', 'gz']
/** Uploads hold personal data: they are kept for a day, the findings for as long as they are of use. */
const KEEP_MS = 86_400_000

/** Where the file of an upload lies; its own name is the person's and never a path of ours. */
export function uploadPath(ctx: Context, upload: { id: string; fileName: string }): string {
  return join(uploadFolder(ctx), upload.id, basename(`export.${endingOf(upload.fileName)}`))
}

function uploadFolder(ctx: Context): string {
  return join(ctx.config.dataDir, 'uploads')
}

/** Takes files in; looks at their columns two at a time, members in turn. */
export type Uploads = {
  take: (viewer: Viewer, file: SentFile, request: Request) => Promise<Upload>
}

/** A file as a person sends it: an export of activity, or a list of names. */
type SentFile = { name: string; of: 'activity' | 'names' }

/** Between two parts of a file. */
const IDLE_SECONDS = 60
const LOOKS_AT_ONCE = 2
/** Files that one member may be sending at the same time. */
const SENT_AT_ONCE = 4

export function openUploads(ctx: Context, limits: Limits): Uploads {
  const turns = openTurns(LOOKS_AT_ONCE)
  const slots = openSlots(
    `your member is sending ${SENT_AT_ONCE} files, as many as may come at a time; send this one when one is there`,
  )
  return {
    take: async (viewer, { name: fileName, of }, request) => {
      const { memberId } = viewer
      verifyEnding(fileName, of)
      const id = randomUUID()
      const path = uploadPath(ctx, { id, fileName })
      await limits.count('uploadsPerHour', memberId)
      limits.check('uploadBytesPerDay', memberId)
      const giveBack = slots([{ who: memberId, max: SENT_AT_ONCE }])
      const folder = dirname(path)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        const { bytes, lines, sha256 } = await writeBody(request, path)
        await limits.count('uploadBytesPerDay', memberId, bytes)
        const file = { id, fileName, bytes }
        const upload =
          of === NAMES
            ? { ...file, rows: lines, columns: [], preset: NAMES, mapping: {} }
            : toUpload(file, await turns.take(memberId, () => describe(ctx, path)))
        await insertUpload(ctx.database.db, { ...upload, sha256 }, viewer, ctx.clock.now())
        return upload
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      } finally {
        giveBack()
      }
    },
  }
}

/** Looks at a file's columns in a process of its own. */
async function describe(ctx: Context, path: string): Promise<SourceDescription> {
  const report = await startTask(
    { kind: 'describe', path },
    toProcessLimits(ctx.config, 'describe'),
  ).done
  if (report.kind !== 'described') throw new ExchangeError('internal', 'the detector lost its way')
  return report.source
}

function toUpload(
  file: Pick<Upload, 'id' | 'fileName' | 'bytes'>,
  { rows, columns, preset, mapping, times }: SourceDescription,
): Upload {
  return {
    ...file,
    rows,
    columns: [...columns],
    ...(preset ? { preset } : {}),
    mapping: { ...mapping },
    ...(times?.isClear === false
      ? {
          times: {
            column: times.column,
            unclear: times.unclear ?? '',
            examples: [...times.examples],
            choices: times.choices.map(({ format, words, reads }) => ({
              value: format,
              words,
              reads,
            })),
          },
        }
      : {}),
  }
}

/** What stood in the file: lines are counted as they are sent, so of a packed file they mean nothing. */
async function writeBody(
  request: Request,
  path: string,
): Promise<{ bytes: number; lines: number; sha256: string }> {
  if (!request.body) throw new ExchangeError('bad-request', 'the file is empty')
  const max = uploadActivity.maxBody!
  const hash = createHash('sha256')
  let bytes = 0
  let lines = 0
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      hash.update(chunk)
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      if (bytes > max) throw new ExchangeError('too-large', `the file is over ${max} bytes`)
      yield chunk
    }
  }
  const coming = Readable.from(unlessIdle(request.body, IDLE_SECONDS))
  // Open before anything can fail: an opening still under way while the folder is removed would stop the removal.
  const file = await open(path, 'wx', 0o600)
  await pipeline(coming, counted, file.createWriteStream())
  if (bytes === 0) throw new ExchangeError('bad-request', 'the file is empty')
  return { bytes, lines: path.endsWith('.gz') ? 0 : lines, sha256: hash.digest('hex') }
}

function endingOf(fileName: string): string {
  return /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
}

function verifyEnding(fileName: string, of: SentFile['of']): void {
  const endings = of === NAMES ? NAME_ENDINGS : ENDINGS
  if (endings.includes(endingOf(fileName))) return
  const words = `${fileName}: the name must end in ${endings.join(', ')}`
  throw new ExchangeError('unsupported-type', words, { path: '/query/name' })
}

/** Removes files older than a day, by the wall's clock. */
export async function pruneUploads(ctx: Context): Promise<boolean> {
  const folder = uploadFolder(ctx)
  const names = (await unlessGone(readdir(folder))) ?? []
  for (const name of names) {
    const path = join(folder, name)
    const { mtimeMs = Infinity } = (await unlessGone(stat(path))) ?? {}
    if (mtimeMs < ctx.wall.now().getTime() - KEEP_MS)
      await rm(path, { recursive: true, force: true })
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
