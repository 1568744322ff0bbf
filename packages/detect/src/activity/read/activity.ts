/** The acts of every trace asked for, read from files: the one door from bytes to columns. */
import type { Trace } from '../trace.ts'
import type { ReadingSettings, ReadLimits } from '../reading-options.ts'
import type { ColumnMapping, Role } from '../presets/presets.ts'
import type { ProgressMeter } from '../../progress.ts'
import { TRACE_ROLES } from '../traces/post-objects.ts'
import { openReader, type Reader } from './database.ts'
import { verifyGoing } from '../../progress.ts'
import { encodeActs, type EncodedActs } from './encode.ts'
import { DetectError } from '../../errors.ts'
import { findInputFiles, verifyUnchanged, type InputFiles } from './inputs.ts'
import { resolveColumns, type MappingOptions, type ResolvedColumns } from './mapping.ts'
import { readPosts } from './posts.ts'
import type { Posts } from './kept-posts.ts'
import { openRows, type Rows } from './rows.ts'
import { toReadError } from './read-error.ts'
import { openSource, type Source } from './source.ts'
import { verifyText } from './text-check.ts'
import { openWorkFolder } from './work-folder.ts'

export interface Activity {
  readonly source: Pick<Source, 'files' | 'format' | 'bytes'>
  readonly columns: ResolvedColumns
  readonly rows: Pick<Rows, 'count' | 'from' | 'to'>
  readonly traces: ReadonlyMap<Trace, EncodedActs>
  /** Null where rows name their objects themselves. */
  readonly posts: Posts | null
  readonly warnings: readonly string[]
}

/** Reads `paths`; every fault in them is found here. */
export async function readActivity(
  paths: readonly string[],
  settings: ReadingSettings,
  progress: ProgressMeter,
  signal?: AbortSignal,
): Promise<Activity> {
  progress.report('checking', 0)
  const inputs = await findInputFiles(paths)
  await verifyTexts(inputs, progress, signal)
  const reader = await openReader(inputs.files, signal, settings.limits)
  try {
    const source = await openSource(reader, inputs)
    const columns = resolveColumns(source, settings)
    const activity = await readTraces(reader, source, columns, settings, progress, signal)
    await verifyUnchanged(inputs)
    return activity
  } catch (cause) {
    verifyGoing(signal)
    // What a half-written file makes of its rows is not the fault to name.
    await verifyUnchanged(inputs)
    throw cause instanceof Error && /INTERRUPT|out of memory/i.test(cause.message)
      ? toReadError(cause)
      : cause
  } finally {
    reader.close()
  }
}

async function readTraces(
  reader: Reader,
  source: Source,
  columns: ResolvedColumns,
  settings: ReadingSettings,
  progress: ProgressMeter,
  signal?: AbortSignal,
): Promise<Activity> {
  const explicit = columns.mapping.object !== undefined
  const keepAll = settings.asTheyAre === true
  const checks = {
    uniqueContent: !keepAll,
    allowMixedZones: settings.allowMixedZones,
  }
  const wanted: Role[] = explicit
    ? ['account', 'time', 'object', 'content']
    : [
        'account',
        'time',
        'content',
        'client',
        'declared',
        ...settings.traces.flatMap((trace) => TRACE_ROLES[trace]),
      ]
  const rows = await openRows(reader, source, columns, [...new Set(wanted)], checks)
  const folder = await openFolder(source, columns, settings)
  progress.report('reading', 0)
  const onRows = (read: number) => progress.report('reading', read / rows.count)
  const read = explicit
    ? {
        traces: new Map([
          [
            'object' as const,
            await encodeActs(reader.connection, rows, {
              keepAll,
              named: settings.findings,
              folder,
              signal,
              onRows,
            }),
          ],
        ]),
        posts: null,
      }
    : await readPosts(reader.connection, rows, settings.traces, { keepAll, signal, onRows })
  progress.report('reading', 1)
  return { source, columns, rows, ...read, warnings: [] }
}

/** The folder of `resume`, where a run may have one: what is kept there are numbers, without names or posts. */
async function openFolder(source: Source, columns: ResolvedColumns, settings: ReadingSettings) {
  if (settings.resume === undefined) return undefined
  if (settings.findings || columns.mapping.object === undefined)
    throw new DetectError(
      'BAD_OPTION',
      'only a run that counts pairs of an object column can be resumed (--edges alone)',
    )
  const { mapping, timeFormat } = columns
  return openWorkFolder(settings.resume, source.files, { mapping, timeFormat })
}

async function verifyTexts(inputs: InputFiles, progress: ProgressMeter, signal?: AbortSignal) {
  if (inputs.format === 'parquet') return
  let read = 0
  for (const file of inputs.files)
    await verifyText(file, {
      signal,
      onBytes: (bytes) => progress.report('checking', (read += bytes) / inputs.bytes),
    })
}

/** What a person confirms before a run: the columns there are and the roles they were given. */
export interface SourceDescription {
  readonly format: Source['format']
  readonly files: readonly string[]
  readonly bytes: number
  readonly rows: number
  readonly columns: readonly string[]
  readonly preset: string | null
  readonly mapping: ColumnMapping
}

/** Looks at `paths` without counting anything; columns that cannot be placed are left out of `mapping`. */
export async function describeSource(
  paths: string | readonly string[],
  options: MappingOptions & { readonly limits?: ReadLimits } = {},
  signal?: AbortSignal,
): Promise<SourceDescription> {
  const inputs = await findInputFiles(typeof paths === 'string' ? [paths] : paths)
  await verifyTexts(inputs, { report() {} }, signal)
  const reader = await openReader(inputs.files, signal, options.limits)
  try {
    const source = await openSource(reader, inputs)
    const counted = await reader.connection
      .runAndReadAll(`select count(*)::double from (${source.relation()})`)
      .catch((cause: Error) => {
        throw toReadError(cause)
      })
    const { preset, mapping } = resolveColumns(source, options, { complete: false })
    return {
      format: source.format,
      files: source.files,
      bytes: source.bytes,
      rows: Number(counted.getRows()[0]![0]),
      columns: source.columns.map((column) => column.name),
      preset,
      mapping,
    }
  } finally {
    reader.close()
  }
}
