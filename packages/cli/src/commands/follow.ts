import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import {
  createPostReader,
  createStream,
  DetectError,
  readLines,
  restoreStream,
  STREAM_DEFAULTS,
  STREAM_TRACES,
  TIME_FORMATS,
  type Post,
  type PostReader,
  type PostStream,
  type StreamChange,
  type StreamOptions,
  type StreamTrace,
} from '@tocsin/detect'
import { Command, InvalidArgumentError, Option } from 'commander'
import { readColumns, readMappingFile, readNumber, readWindow } from '../detect-flags.ts'

import { verifyOutputs } from '../output-paths.ts'
import { writeWholeFiles } from '../whole-file.ts'

/** Posts that are taken in at once, and milliseconds that a post waits at most. */
const MOST_WAITING = 5000
const LONGEST_WAIT = 250
/** Seconds by which a clock may run ahead. */
const AHEAD = 300
/** Faulty lines that are told one by one. */
const MOST_FAULTS = 20

type FollowFlags = Omit<StreamOptions, 'traces'> & {
  object?: StreamTrace[]
  columns?: ReturnType<typeof readColumns>
  mapping?: string
  timeFormat?: string
  min?: number
  members?: number
  state?: string
  save: number
}

/** `tocsin follow`: posts as JSON lines in, changed pairs and networks as JSON lines out. */
export const followCommand = new Command('follow')
  .description('follow a live stream of posts (JSON lines on standard input)')
  .option('--object <traces>', `what posts have in common: ${STREAM_TRACES.join(', ')}`, readTraces)
  .option('--columns <list>', 'role=field,… such as account=user.id,time=at,text=body', readColumns)
  .option('--mapping <file>', 'JSON file with columns and timeFormat')
  .option(
    '--time-format <name>',
    `how times are written: ${TIME_FORMATS.join(', ')}, or a strptime pattern`,
  )
  .option('--window <time>', 'how close is together: 5m, 1h (default: 60s)', readWindow)
  .addOption(
    new Option('--history <time>', 'how far back pairs count')
      .argParser(readWindow)
      .default(STREAM_DEFAULTS.history, '7d'),
  )
  .addOption(
    new Option('--lateness <time>', 'how late a post may come')
      .argParser(readWindow)
      .default(STREAM_DEFAULTS.lateness, '5m'),
  )
  .option('--min <n>', 'least weight of a pair', readNumber)
  .option('--members <n>', 'least accounts of a network', readNumber)
  .addOption(
    new Option('--mode <what>', 'what a pair’s weight counts').choices([
      'pairs',
      'objects',
      'contents',
    ]),
  )
  .option(
    '--crowd <n>',
    'accounts in the window of one thing above which it does not count',
    readNumber,
  )
  .option('--seed <n>', 'seed of the grouping', readNumber)
  .option('--state <file>', 'keep the state here and go on from it after a restart')
  .addOption(
    new Option('--save <time>', 'how often the state is kept')
      .argParser(readWindow)
      .default(60, '60s'),
  )
  .action(follow)

async function follow(given: FollowFlags): Promise<void> {
  const flags = given.mapping ? { ...(await readFields(given.mapping)), ...given } : given
  await verifyOutputs({ '--state': flags.state }, [])
  const stream = await openStream(flags)
  const reader = createPostReader(flags.columns, { timeFormat: flags.timeFormat })
  const faults = { count: 0 }
  let posted = 0
  let waiting: Post[] = []
  let work = Promise.resolve()
  let saved = Date.now()
  const take = () => {
    const posts = waiting
    waiting = []
    work = work.then(async () => {
      if (posts.length > 0) await print(stream.append(posts))
      if (!flags.state || Date.now() - saved < flags.save * 1000) return
      saved = Date.now()
      await save(stream, flags.state)
    })
    return work
  }
  const timer = setInterval(() => void take().catch(stop), LONGEST_WAIT)
  let failure: unknown
  const stop = (error?: unknown) => {
    failure ??= error
    process.stdin.destroy()
  }
  const end = () => stop()
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    let line = 0
    for await (const lines of readLines(process.stdin, (fault) => tell(fault, faults))) {
      for (const text of lines) {
        const posts = readPosts(reader, text, ++line, faults)
        posted += posts.length
        waiting.push(...posts)
      }
      if (waiting.length >= MOST_WAITING) await take()
    }
  } catch (error) {
    // Standard input that a signal closed has ended, not failed.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') failure ??= error
  } finally {
    clearInterval(timer)
    process.removeListener('SIGINT', end).removeListener('SIGTERM', end)
  }
  await take()
  if (flags.state) await save(stream, flags.state)
  console.error(summary(stream, faults.count))
  if (failure !== undefined) throw failure
  // Whoever called from a script would take an end in peace for posts that were looked at.
  if (posted === 0 && faults.count > 0)
    throw new DetectError(
      'EMPTY',
      'no post was taken: each line was left out, for what is said above',
    )
}

/** What a mapping file says; what is for tables only must not be passed over in silence. */
async function readFields(file: string): Promise<Pick<FollowFlags, 'columns' | 'timeFormat'>> {
  const { columns, preset, timeFormat } = await readMappingFile(file)
  if (preset !== undefined)
    throw new DetectError(
      'BAD_OPTION',
      `"preset" is for tables: a stream's fields are said by "columns"`,
      { file },
    )
  return { ...(columns && { columns }), ...(timeFormat && { timeFormat }) }
}

async function openStream({ object, min, members, state, ...flags }: FollowFlags) {
  const traces = object ?? (flags.columns?.object ? (['object'] as const) : undefined)
  const { window, mode, seed, history, lateness, crowd } = flags
  const options = { traces, window, mode, seed, history, lateness, crowd }
  const all: StreamOptions = { ...options, minWeight: min, minMembers: members }
  if (!state || !existsSync(state)) return createStream(all)
  return restoreStream(await readFile(state), all)
}

/** A faulty post is told and left out: one bad post must not blind the watch. */
function readPosts(
  reader: PostReader,
  text: string,
  line: number,
  faults: { count: number },
): readonly Post[] {
  if (text.trim() === '') return []
  try {
    const { posts, faults: found } = reader(text, { line })
    for (const fault of found) tell(fault, faults)
    const latest = Date.now() / 1000 + AHEAD
    // One clock that runs ahead would make every true post look late.
    const ahead = posts.filter(({ time }) => time > latest)
    for (const _ of ahead)
      tell(new DetectError('TIME_OUT_OF_RANGE', 'the time lies in the future', { line }), faults)
    return ahead.length === 0 ? posts : posts.filter(({ time }) => time <= latest)
  } catch (error) {
    // What is nested too deeply overflows the stack of whoever walks it.
    const fault =
      error instanceof RangeError
        ? new DetectError('MALFORMED', 'nested too deeply', { line }, { cause: error })
        : error
    if (!(fault instanceof DetectError) || fault.code === 'COLUMNS_NEEDED') throw fault
    if (fault.code === 'UNKNOWN_FORMAT' && line === 1) throw fault
    tell(fault, faults)
    return []
  }
}

function tell({ message }: DetectError, faults: { count: number }) {
  if (faults.count++ < MOST_FAULTS) console.error(`tocsin: ${message}; left out`)
}

async function print({ ended, edges, networks }: StreamChange): Promise<void> {
  await write([
    ...ended.map((pair) => ({ kind: 'edge-ended', ...pair })),
    ...edges.map((edge) => ({ kind: 'edge', ...edge })),
    ...networks.map(({ network, ...event }) => ({
      kind: 'network',
      ...event,
      members: network?.members ?? [],
      stability: network?.stability ?? null,
    })),
  ])
}

async function write(lines: readonly object[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Says how far the state reaches, so that the source can go on from there. */
async function save(stream: PostStream, path: string): Promise<void> {
  await writeWholeFiles([{ path, chunks: [stream.snapshot()] }])
  const { accepted, late, repeated, newest } = stream.totals()
  await write([{ kind: 'saved', posts: accepted + late + repeated, newest }])
}

function summary(stream: PostStream, faults: number): string {
  const { accepted, late, repeated, crowded, unread, edges, newest } = stream.totals()
  const n = (count: number) => count.toLocaleString('en')
  return [
    `tocsin: ${n(accepted)} posts taken in up to ${newest ?? 'the beginning'}; ${n(late)} too late, ${n(repeated)} came before, ${n(faults)} faulty and left out${unread > 0 ? `; ${n(unread)} cells in them not understood` : ''}`,
    `tocsin: ${n(edges)} pairs in the history, ${n(stream.networks().length)} networks${crowded > 0 ? `; ${n(crowded)} acts in crowds not counted` : ''}`,
  ].join('\n')
}

function readTraces(text: string): StreamTrace[] {
  return text.split(',').map((name) => {
    const trace = STREAM_TRACES.find((known) => known === name.trim())
    if (trace === undefined)
      throw new InvalidArgumentError(`"${name}" is none of ${STREAM_TRACES.join(', ')}`)
    return trace
  })
}
