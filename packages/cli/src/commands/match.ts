import { createBundle, type StixObject } from '@tocsin/stix'
import {
  DetectError,
  LogScan,
  Matcher,
  platformOf,
  Tally,
  toSightings,
  type Hit,
} from '@tocsin/detect/match'
import { Command, InvalidArgumentError } from 'commander'
import { once } from 'node:events'
import { IndicatorFiles } from '../indicator-files.ts'
import {
  conclude,
  describeLoaded,
  describeUnreached,
  hitJson,
  hitWords,
  tallyJson,
  tallyWords,
} from '../match-words.ts'
import { verifyOrder } from '../log-order.ts'
import { verifyOutputs } from '../output-paths.ts'
import { openLog } from '../packed-log.ts'
import { printable } from '../stix-file.ts'
import { writeWholeFiles } from '../whole-file.ts'

/** Milliseconds between two looks at whether files of indicators have changed. */
const LOOK = 250

type MatchFlags = {
  readonly indicators: string[]
  readonly map?: ReadonlyMap<string, string>
  readonly text?: boolean
  readonly platform?: string
  readonly exactDomains?: boolean
  readonly at?: 'now' | 'line' | number
  readonly minWeight?: number
  readonly wouldHit?: boolean
  readonly sightings?: string
  readonly identity?: string
  readonly follow?: boolean
  readonly json?: boolean
}

/** `tocsin match`: which lines of logs hold which indicators. Status 0 when all was read, 1 where a file could not be, 2 where some lines or indicators could not. */
export const matchCommand = new Command('match')
  .description('find indicators in logs, on this machine alone')
  .argument('[log...]', 'logs, perhaps packed as gzip or Zstandard; - or none for standard input')
  .requiredOption(
    '--indicators <file...>',
    'lists (one a line), tables with a heading, STIX bundles or JSON lines; behind the logs',
  )
  .option(
    '--map <column=path...>',
    'what columns are: a path of STIX, time, host, target, scheme, or - for not looked at',
    readRole,
  )
  .option('--text', 'take lines as text, whatever they look like')
  .option(
    '--platform <name>',
    'whose the accounts of lists and logs are that name none, such as twitter',
    readPlatform,
  )
  .option('--exact-domains', 'domains of lists stand for themselves, not for the names below them')
  .option('--at <instant>', 'when indicators must be in force: now, line, or a time', readInstant)
  .option(
    '--min-weight <percent>',
    'leave out what weighs less by its kind and age (0 to 100)',
    readPercent,
  )
  .option('--would-hit', 'print how many lines each indicator would have hit, and none of them')
  .option('--sightings <file>', 'write a STIX bundle of sightings: count, first and last of each')
  .option('--identity <file>', 'with --sightings: JSON file with the STIX identity of where it was')
  .option('--follow', 'look every quarter second whether files of indicators have changed')
  .option('--json', 'print one object a line')
  .addHelpText(
    'after',
    '\nExit status: 0 all was read, 1 a file could not be, 2 some lines or indicators could not be.',
  )
  .action(match)

async function match(named: string[], flags: MatchFlags): Promise<void> {
  verifyOrder({ logs: named, ...flags, isTerminal: process.stdin.isTTY })
  const logs = named.length > 0 ? named : ['-']
  if (flags.identity !== undefined && flags.sightings === undefined)
    throw new DetectError('BAD_OPTION', '--identity has a meaning with --sightings only')
  const inputs = [...logs, ...flags.indicators].filter((file) => file !== '-')
  await verifyOutputs({ '--sightings': flags.sightings }, inputs)
  // Only who asks for an identity waits for what reads it.
  const identity = flags.identity
    ? await (await import('../stix-identity.ts')).readIdentity(flags.identity)
    : undefined
  const files = await IndicatorFiles.load(flags.indicators, named, flags)
  for (const words of describeLoaded(files, flags)) console.error(printable(words))
  const { at, minWeight, platform } = flags
  const matcher = new Matcher(files.indicators, { now: Date.now, at, minWeight, platform })
  const tally = new Tally()
  const total = { tooLong: 0, notUtf8: 0, odd: 0, overfull: 0, failed: 0 }
  const stop = flags.follow === true ? follow(files, matcher) : () => {}
  try {
    for (const log of logs) {
      const { cutter, reader, failure } = await readLog(log, matcher, tally, flags)
      if (failure !== null) {
        console.error(printable(`${log}: ${failure.message}; what stands before it was read`))
        total.failed++
      }
      total.tooLong += cutter.tooLong
      total.notUtf8 += cutter.notUtf8
      total.odd += reader?.odd ?? 0
      // Of a log that could not be read nothing is known.
      if (reader === undefined || cutter.lines === 0) continue
      total.overfull += reader.unread.overfull
      for (const words of describeUnreached(matcher.unreached, reader.unread))
        console.error(printable(`${log}: ${words}`))
    }
  } finally {
    stop()
  }
  if (flags.wouldHit) await print(tally.entries.map(flags.json ? tallyJson : tallyWords))
  console.error(conclude(matcher.counts, files.indicators.patterns.counts, total))
  if (flags.sightings !== undefined) await writeSightings(tally, flags.sightings, identity)
  setStatus(files, matcher, total)
}

function setStatus(
  { refused, indicators }: IndicatorFiles,
  { counts }: Matcher,
  { tooLong, failed }: { readonly tooLong: number; readonly failed: number },
): void {
  const { forgotten, tooComplex } = indicators.patterns.counts
  const partial = tooLong + refused + counts.dropped + counts.cutOff + forgotten + tooComplex
  if (failed > 0) process.exitCode = 1
  else if (partial > 0) process.exitCode = 2
}

/** Takes changes of the files of indicators while logs are read; gives what ends it. */
function follow(files: IndicatorFiles, matcher: Matcher): () => void {
  let isBusy = false
  const look = async () => {
    const words = await files.update()
    if (words.length > 0) matcher.refresh()
    for (const word of words) console.error(printable(word))
  }
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    void look().finally(() => (isBusy = false))
  }, LOOK)
  return () => clearInterval(timer)
}

async function readLog(log: string, matcher: Matcher, tally: Tally, flags: MatchFlags) {
  const toLine = flags.json ? hitJson : hitWords
  let found: Hit[] = []
  const scan = new LogScan(matcher, {
    given: flags.map,
    isPlain: flags.text,
    now: Date.now,
    onFormat: (words) => console.error(printable(`${log}: ${words}`)),
    onHits: (hits) => {
      for (const hit of hits) tally.add(hit)
      if (!flags.wouldHit) found.push(...hits)
    },
  })
  let failure: Error | null = null
  try {
    for await (const chunk of openLog(log)) {
      scan.push(chunk)
      await print(found.map((hit) => toLine(hit, log)))
      found = []
    }
  } catch (error) {
    if (!isReadError(error)) throw error
    failure = error
  }
  scan.end()
  await print(found.map((hit) => toLine(hit, log)))
  return { cutter: scan.cutter, reader: scan.reader, failure }
}

async function print(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

/** Writes what may go back to the senders of indicators; it goes nowhere by itself. */
async function writeSightings(tally: Tally, file: string, identity?: StixObject): Promise<void> {
  const { sightings, left } = toSightings(tally.entries, {
    now: new Date(),
    identity: identity?.id,
  })
  const without = left > 0 ? `; ${left} indicators without a STIX id, which have none` : ''
  if (sightings.length === 0) {
    console.error(`no sighting, ${file} is not written${without}`)
    return
  }
  const objects = [...(identity === undefined ? [] : [identity]), ...sightings]
  const bundle = createBundle(objects)
  await writeWholeFiles([{ path: file, chunks: [`${JSON.stringify(bundle, null, 2)}\n`] }])
  console.error(printable(`${file}: ${sightings.length} sightings${without}; nothing is sent`))
}

/** What the system or the unpacking refuses. */
function isReadError(error: unknown): error is Error {
  if (error instanceof DetectError) return error.code !== 'BAD_OPTION'
  return error instanceof Error && 'code' in error
}

function readRole(text: string, before?: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('COLUMN=PATH is wanted')
  return new Map([...(before ?? []), [text.slice(0, at), text.slice(at + 1)]])
}

function readPlatform(text: string): string {
  const platform = platformOf(text)
  if (platform === undefined) throw new InvalidArgumentError('no name of a platform')
  return platform
}

function readInstant(text: string): 'now' | 'line' | number {
  if (text === 'now' || text === 'line') return text
  const at = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at))
    throw new InvalidArgumentError('now, line, or a time such as 2026-10-10T00:00:00Z')
  return at
}

function readPercent(text: string): number {
  const percent = Number(text)
  if (text !== '' && percent >= 0 && percent <= 100) return percent
  throw new InvalidArgumentError('0 to 100')
}
