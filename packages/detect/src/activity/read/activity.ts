/** The acts of every trace asked for, read from files: the one door from bytes to columns. */
import type { Trace } from '../trace.ts'
import type { ReadingSettings, ReadLimits } from '../reading-options.ts'
import type { ColumnMapping, Role } from '../presets/roles.ts'
import type { ProgressMeter } from '../../progress.ts'
import { TRACE_ROLES } from '../traces/post-objects.ts'
import { openReader, type Reader } from './database.ts'
import { verifyGoing } from '../../progress.ts'
import { encodeActs, type EncodedActs } from './encode.ts'
import { DetectError } from '../../errors.ts'
import { findInputFiles, verifyUnchanged, type InputFiles } from './inputs.ts'
import { unwrapLists, type Unwrapped } from './json-lists.ts'
import { unreadWords } from './left-out.ts'
import {
  isRow,
  isSaid,
  resolveColumns,
  type MappingOptions,
  type ResolvedColumns,
} from './mapping.ts'
import { readPosts } from './posts.ts'
import type { Posts } from './kept-posts.ts'
import { openRows, type Rows } from './rows.ts'
import { toReadError } from './read-error.ts'
import { sampleColumns } from './sample-columns.ts'
import { openSource, type Source } from './source.ts'
import { verifyText } from './text-check.ts'
import { describeTimes, type TimesDescription } from './time-column.ts'
import { openWorkFolder } from './work-folder.ts'

export type Activity = {
  readonly source: Pick<Source, 'files' | 'format' | 'bytes'>
  readonly columns: ResolvedColumns
  readonly rows: Pick<Rows, 'count' | 'from' | 'to'>
  readonly traces: ReadonlyMap<Trace, EncodedActs>
  /** Null where rows name their objects themselves. */
  readonly posts: Posts | null
  /** What was left out, in words with its count. */
  readonly leftOut: readonly string[]
  /** What a reader of the results should know of the input. */
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
  const unwrapped = await unwrapInputs(inputs, settings, progress, signal)
  const reader = await openUnwrapped(inputs, unwrapped, settings.limits, signal)
  try {
    const source = await openSource(reader, inputs, unwrapped.instead)
    const columns = await resolve(reader, source, settings)
    const activity = await readTraces(reader, source, columns, settings, progress, signal)
    await verifyUnchanged(inputs)
    return { ...activity, warnings: [...activity.warnings, ...unreadLists(unwrapped)] }
  } catch (cause) {
    verifyGoing(signal)
    // What a half-written file makes of its rows is not the fault to name.
    await verifyUnchanged(inputs)
    throw cause instanceof Error && /INTERRUPT|out of memory/i.test(cause.message)
      ? toReadError(cause)
      : cause
  } finally {
    reader.close()
    await unwrapped.close()
  }
}

function unreadLists({ unread }: Unwrapped): string[] {
  return unread.map(
    (list) =>
      `the records of the list "${list}" look like posts too and were not read; write them into a file of their own to have them read`,
  )
}

/** A reader that may open the files and what stands in their place, and nothing else. */
async function openUnwrapped(
  { files }: InputFiles,
  { instead, close }: Unwrapped,
  limits: ReadLimits | undefined,
  signal?: AbortSignal,
): Promise<Reader> {
  const paths = files.map((file) => instead.get(file) ?? file)
  return openReader(paths, signal, limits).catch(async (cause: Error) => {
    await close()
    throw cause
  })
}

/** Checks the bytes of text files, and lays open rows that stand in a list. */
async function unwrapInputs(
  inputs: InputFiles,
  { columns }: MappingOptions,
  progress: Pick<ProgressMeter, 'report'>,
  signal?: AbortSignal,
): Promise<Unwrapped> {
  const unwrapped = await unwrapLists(inputs, (names) => isRow(names, columns), signal)
  await verifyTexts(inputs, unwrapped, progress, signal).catch(async (cause: Error) => {
    await unwrapped.close()
    throw cause
  })
  return unwrapped
}

async function resolve(
  reader: Reader,
  source: Source,
  options: MappingOptions,
  { complete } = { complete: true },
): Promise<ResolvedColumns> {
  const samples = isSaid(options.columns) ? new Map() : await sampleColumns(reader, source)
  return resolveColumns(source, options, samples, { complete })
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
    asTheyAre: keepAll,
    strict: settings.strict === true,
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
  const leftOut = rows.leftOut.map(({ words }) => words)
  const unread = unreadWords([...read.traces.values()].flatMap(({ unread = [] }) => unread))
  return {
    source,
    columns,
    rows,
    ...read,
    leftOut: [...leftOut, ...unread],
    warnings: rows.warnings,
  }
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

async function verifyTexts(
  inputs: InputFiles,
  { instead }: Unwrapped,
  progress: Pick<ProgressMeter, 'report'>,
  signal?: AbortSignal,
) {
  if (inputs.format === 'parquet') return
  let read = 0
  for (const file of inputs.files)
    await verifyText(file, {
      signal,
      anyLength: instead.has(file),
      onBytes: (bytes) => progress.report('checking', (read += bytes) / inputs.bytes),
    })
}

/** What a person confirms before a run: the columns there are and the roles they were given. */
export type SourceDescription = {
  readonly format: Source['format']
  readonly files: readonly string[]
  readonly bytes: number
  readonly rows: number
  readonly columns: readonly string[]
  readonly preset: string | null
  readonly mapping: ColumnMapping
  /** Lists inside the files in which the rows stand; empty where they stand in the open. */
  readonly lists: readonly string[]
  /** How the times are written; null where no column of times is known. */
  readonly times: TimesDescription | null
}

/** Looks at `paths` without counting anything; columns that cannot be placed are left out of `mapping`. */
export async function describeSource(
  paths: string | readonly string[],
  options: MappingOptions & { readonly limits?: ReadLimits } = {},
  signal?: AbortSignal,
): Promise<SourceDescription> {
  const inputs = await findInputFiles(typeof paths === 'string' ? [paths] : paths)
  const unwrapped = await unwrapInputs(inputs, options, { report() {} }, signal)
  const reader = await openUnwrapped(inputs, unwrapped, options.limits, signal)
  try {
    const source = await openSource(reader, inputs, unwrapped.instead)
    const counted = await reader.connection
      .runAndReadAll(`select count(*)::double from (${source.relation()})`)
      .catch((cause: Error) => {
        throw toReadError(cause)
      })
    const resolved = await resolve(reader, source, options, { complete: false })
    return {
      format: source.format,
      files: source.files,
      bytes: source.bytes,
      rows: Number(counted.getRows()[0]![0]),
      columns: source.columns.map((column) => column.name),
      preset: resolved.preset,
      mapping: resolved.mapping,
      lists: [...new Set(unwrapped.lists.values())],
      times: await describeTimes(reader, source, resolved),
    }
  } finally {
    reader.close()
    await unwrapped.close()
  }
}
