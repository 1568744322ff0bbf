import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import {
  createPostReader,
  createStream,
  DetectError,
  restoreStream,
  STREAM_DEFAULTS,
  STREAM_TRACES,
  type PostStream,
  type StreamChange,
  type StreamOptions,
  type StreamPost,
  type StreamTrace,
} from '@tocsin/detect'
import { Command, InvalidArgumentError, Option } from 'commander'
import { readColumns, readMappingFile, readNumber, readWindow } from '../detect-flags.ts'
import { LONGEST_LINE, readLines } from '../line-splitter.ts'
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
  .option('--mapping <file>', 'JSON file with columns')
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
  const reader = createPostReader(flags.columns)
  const faults = { count: 0 }
  let waiting: StreamPost[] = []
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
    for await (const lines of readLines(process.stdin, (at) => tell(tooLong(at), faults))) {
      for (const text of lines) {
        const post = readPost(reader, text, ++line, faults)
        if (post) waiting.push(post)
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
}

/** A mapping file's columns; what it says of tables only must not be passed over in silence. */
async function readFields(file: string): Promise<Pick<FollowFlags, 'columns'>> {
  const { columns, preset, timeFormat } = await readMappingFile(file)
  for (const [name, value] of Object.entries({ preset, timeFormat }))
    if (value !== undefined)
      throw new DetectError(
        'BAD_OPTION',
        `"${name}" is for tables: a stream's fields are said by "columns", its times are numbers or ISO 8601`,
        { file },
      )
  return columns === undefined ? {} : { columns }
}

async function openStream({ object, min, members, state, ...flags }: FollowFlags) {
  const traces = object ?? (flags.columns?.object ? (['object'] as const) : undefined)
  const { window, mode, seed, history, lateness, crowd } = flags
  const options = { traces, window, mode, seed, history, lateness, crowd }
  const all: StreamOptions = { ...options, minWeight: min, minMembers: members }
  if (!state || !existsSync(state)) return createStream(all)
  return restoreStream(await readFile(state), all)
}

/** A faulty line is told and left out: one bad post must not blind the watch. */
function readPost(
  reader: ReturnType<typeof createPostReader>,
  text: string,
  line: number,
  faults: { count: number },
): StreamPost | null {
  if (text.trim() === '') return null
  try {
    const post = reader(text, { line })
    if (post.time <= Date.now() / 1000 + AHEAD) return post
    // One clock that runs ahead would make every true post look late.
    throw new DetectError('TIME_OUT_OF_RANGE', 'the time lies in the future', { line })
  } catch (error) {
    // What is nested too deeply overflows the stack of whoever walks it.
    const fault =
      error instanceof RangeError
        ? new DetectError('MALFORMED', 'nested too deeply', { line }, { cause: error })
        : error
    if (!(fault instanceof DetectError) || fault.code === 'COLUMNS_NEEDED') throw fault
    tell(fault, faults)
    return null
  }
}

function tell({ message }: DetectError, faults: { count: number }) {
  if (faults.count++ < MOST_FAULTS) console.error(`tocsin: ${message}; left out`)
}

function tooLong(line: number): DetectError {
  return new DetectError('LINE_TOO_LONG', `longer than ${LONGEST_LINE / 2 ** 20} MB`, { line })
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
  const { accepted, late, repeated, crowded, edges, newest } = stream.totals()
  const n = (count: number) => count.toLocaleString('en')
  return [
    `tocsin: ${n(accepted)} posts taken in up to ${newest ?? 'the beginning'}; ${n(late)} too late, ${n(repeated)} came before, ${n(faults)} faulty lines`,
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
