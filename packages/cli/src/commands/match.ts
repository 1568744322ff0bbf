import { DetectError, LogScan, Matcher, platformOf, type Hit } from '@tocsin/detect/match'
import { Command, InvalidArgumentError } from 'commander'
import { once } from 'node:events'
import { loadIndicators } from '../indicator-files.ts'
import { conclude, describeLoaded } from '../match-words.ts'
import { openLog } from '../packed-log.ts'
import { printable } from '../stix-file.ts'

type MatchFlags = {
  readonly indicators: string[]
  readonly map?: ReadonlyMap<string, string>
  readonly text?: boolean
  readonly platform?: string
  readonly exactDomains?: boolean
  readonly at?: 'now' | 'line' | number
  readonly minWeight?: number
  readonly json?: boolean
}

/** `tocsin match`: which lines of logs hold which indicators. Status 0 when all was read, 1 where a file could not be, 2 where some lines or indicators could not. */
export const matchCommand = new Command('match')
  .description('find indicators in logs, on this machine alone')
  .argument('[log...]', 'logs, perhaps packed as gzip or Zstandard; - for standard input', ['-'])
  .requiredOption(
    '--indicators <file...>',
    'lists (one a line), tables with a heading, STIX bundles or JSON lines',
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
  .option('--json', 'print one object a line')
  .addHelpText(
    'after',
    '\nExit status: 0 all was read, 1 a file could not be, 2 some lines or indicators could not be.',
  )
  .action(match)

async function match(logs: string[], flags: MatchFlags): Promise<void> {
  const loaded = await loadIndicators(flags.indicators, flags)
  for (const words of describeLoaded(loaded, flags)) console.error(printable(words))
  const { at, minWeight, platform } = flags
  const matcher = new Matcher(loaded.indicators, { now: Date.now, at, minWeight, platform })
  const total = { tooLong: 0, notUtf8: 0, odd: 0, failed: 0 }
  for (const log of logs) {
    const { cutter, reader, failure } = await readLog(log, matcher, flags)
    if (failure !== null) {
      console.error(printable(`${log}: ${failure.message}; what stands before it was read`))
      total.failed++
    }
    total.tooLong += cutter.tooLong
    total.notUtf8 += cutter.notUtf8
    total.odd += reader?.odd ?? 0
  }
  console.error(conclude(matcher.counts, loaded.indicators.patterns.counts, total))
  const { tooLong, failed } = total
  const { dropped, cutOff } = matcher.counts
  const { forgotten, tooComplex } = loaded.indicators.patterns.counts
  const isPartial = tooLong + loaded.refused + dropped + cutOff + forgotten + tooComplex > 0
  if (failed > 0) process.exitCode = 1
  else if (isPartial) process.exitCode = 2
}

async function readLog(log: string, matcher: Matcher, flags: MatchFlags) {
  let found: Hit[] = []
  const scan = new LogScan(matcher, {
    given: flags.map,
    isPlain: flags.text,
    now: Date.now,
    onFormat: (words) => console.error(printable(`${log}: ${words}`)),
    onHits: (hits) => found.push(...hits),
  })
  let failure: Error | null = null
  try {
    for await (const chunk of openLog(log)) {
      scan.push(chunk)
      if (found.length === 0) continue
      await print(found, log, flags.json === true)
      found = []
    }
  } catch (error) {
    if (!isReadError(error)) throw error
    failure = error
  }
  scan.end()
  await print(found, log, flags.json === true)
  return { cutter: scan.cutter, reader: scan.reader, failure }
}

async function print(hits: readonly Hit[], log: string, isJson: boolean): Promise<void> {
  if (hits.length === 0) return
  const lines = hits.map((hit) => (isJson ? toJson(hit, log) : toWords(hit, log)))
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

function toJson({ time, ...hit }: Hit, log: string): string {
  const when = time === undefined ? {} : { time: new Date(time).toISOString() }
  return JSON.stringify({ file: log, ...hit, ...when })
}

function toWords(hit: Hit, log: string): string {
  const { line, kind, value, indicator, isBelow, column, lines, weight } = hit
  const { id, source, line: place } = indicator
  const where = lines ? `lines ${lines.join(', ')}` : value
  const remarks = [isBelow && 'below it', column, weight !== null && weight < 100 && `${weight} %`]
  const parts = [`${log}:${line}`, kind, where, id ?? `${source}:${place}`]
  return [...parts, remarks.filter(Boolean).join(', ')].map(printable).join('\t').trimEnd()
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
