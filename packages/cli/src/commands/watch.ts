import { bitsAt, DetectError, OrdinaryNames, readLines, Watch, type Alert } from '@tocsin/detect'
import { Command, InvalidArgumentError } from 'commander'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { listedLogs, namedLogs, type NamedLog } from '../ct-feeds/log-list.ts'
import { runFeeds } from '../ct-feeds/run.ts'
import type { CertificateAlert } from '../ct-feeds/told.ts'
import { printable } from '../stix-file.ts'
import { readTargetList } from '../target-list.ts'
import { readTextFile } from '../text-file.ts'
import { openZone } from '../zone-feed/feed.ts'

/** Faulty lines that are told one by one. */
const MOST_FAULTS = 20
/** The score at the threshold. */
const USUAL_SCORE = 50

type CtFlags = {
  readonly ct?: readonly string[]
  readonly ctList?: string
  readonly ctKey?: readonly string[]
  readonly ctState?: string
  readonly ctFrom: 'newest' | 'start' | number
  readonly ctPrivate?: boolean
  readonly once?: boolean
}

type WatchFlags = CtFlags & {
  readonly targets: string
  readonly names?: string
  readonly zone?: string
  readonly zoneBefore?: string
  readonly json?: boolean
  readonly minScore: number
}

/** `tocsin watch`: names in, those that imitate a target out. Status 0 when all was read, 1 where a file could not be, 2 where some lines or logs could not. */
export const watchCommand = new Command('watch')
  .description('find names that imitate those of a list of targets')
  .requiredOption(
    '--targets <file>',
    'CSV with name and, where wanted, kind, aliases, keywords (those two with spaces between)',
  )
  .option(
    '--names <file>',
    'names, one a line, perhaps gzipped (.gz); - for standard input, which is read where no log is named',
  )
  .option(
    '--zone <file>',
    'names that this zone file delegates (RFC 1035; perhaps packed as gzip or Zstandard)',
  )
  .option(
    '--zone-before <file>',
    'with --zone: an earlier file of the zone; names in it are not looked at. Both must be sorted by name',
  )
  .option(
    '--ct <url>',
    'follow this Certificate Transparency log, RFC 6962 or static-ct-api; may be repeated',
    collect,
  )
  .option('--ct-list <file>', 'follow the usable logs of a log_list.json, by the keys in it')
  .option(
    '--ct-key <key>',
    'public key of the log, base64; URL=KEY where several are named; may be repeated',
    collect,
  )
  .option('--ct-state <file>', 'where to keep how far each log was read, for the next run')
  .option(
    '--ct-from <where>',
    'where to begin in a log that is not in the state: newest, start, or the number of a leaf',
    readFrom,
    'newest',
  )
  .option('--ct-private', 'logs at private addresses and without TLS too')
  .option('--once', 'end at the size that the logs have now')
  .option('--json', 'print one object a line')
  .option(
    '--min-score <n>',
    `tell names from this score on (1 to 99; ${USUAL_SCORE} is told once in about 2,900 ordinary names)`,
    readScore,
    USUAL_SCORE,
  )
  .addHelpText(
    'after',
    `
Names of the targets themselves and below .gov, .mil, .edu and the like are not told.
Of a log, names are told once the log has proven that they are in the tree it signed; a log that forks, leaves out
or changes leaves is read no further, and where is said. After a crash the alerts of the last seconds may be told twice.
Exit status: 0 all was read, 1 a file could not be, 2 some lines or logs could not be.`,
  )
  .action(watch)

async function watch(flags: WatchFlags): Promise<void> {
  const { targets: file, json = false, minScore } = flags
  const text = await readTextFile(file)
  const targets = readTargetList(text, file, (columns) =>
    console.error(printable(`${file}: not used: column ${columns.join(', ')}`)),
  )
  const watch = new Watch(targets)
  const least = bitsAt(minScore)
  const logs = [
    ...(flags.ctList === undefined ? [] : await listedLogs(flags.ctList)),
    ...namedLogs(flags.ct ?? [], flags.ctKey ?? []),
  ]
  if (flags.zoneBefore !== undefined && flags.zone === undefined)
    throw new DetectError('BAD_OPTION', '--zone-before has a meaning with --zone only')
  const isAlone = logs.length === 0 && flags.zone === undefined
  const names = flags.names ?? (isAlone ? '-' : undefined)
  const faults = new Faults()
  const [, , isWhole] = await Promise.all([
    names === undefined || watchList(watch, names, { least, json, faults }),
    flags.zone === undefined || watchZone(watch, flags, { least, json, faults }),
    logs.length === 0 || watchLogs(watch, logs, flags, least),
  ])
  conclude(watch, faults.count)
  if (!isWhole) process.exitCode = 2
}

type Looking = { readonly least: number; readonly json: boolean; readonly faults: Faults }

/** Faults of what is read: the first are told one by one, all are counted. */
class Faults {
  count = 0
  readonly tell = (words: string): void => {
    if (++this.count <= MOST_FAULTS) console.error(printable(words))
  }
}

/** Reads a list of names to its end. */
async function watchList(watch: Watch, names: string, looking: Looking): Promise<void> {
  const { tell } = looking.faults
  let line = 0
  for await (const lines of readLines(open(names), ({ message }) => tell(message))) {
    const from = line
    await lookAt(watch, lines, looking, (k) => `line ${from + k + 1}`)
    line += lines.length
  }
}

/** Reads a zone file to its end, beside an earlier one where there is one. */
async function watchZone(
  watch: Watch,
  { zone, zoneBefore }: WatchFlags,
  looking: Looking,
): Promise<void> {
  const feed = openZone(zone!, zoneBefore, looking.faults.tell)
  for await (const names of feed.names) await lookAt(watch, names, looking, () => zone!)
  console.error(printable(`${zone}: ${feed.conclude()}`))
}

/** Looks at names and prints those that imitate; `placeOf` says where the k-th stands. */
async function lookAt(
  watch: Watch,
  names: readonly string[],
  { least, json, faults }: Looking,
  placeOf: (k: number) => string,
): Promise<void> {
  const found: Alert[] = []
  for (const [k, name] of names.entries()) {
    if (name.trim() === '') continue
    const before = watch.counts.unreadable
    const alert = watch.look(name.trimEnd(), least)
    if (alert !== null) found.push(alert)
    if (watch.counts.unreadable > before)
      faults.tell(`${placeOf(k)}: "${name.slice(0, 80)}" is no name below a public suffix`)
  }
  await print(found, json)
}

/** Follows logs until they end or the user ends them; true where none failed. */
async function watchLogs(
  watch: Watch,
  logs: readonly NamedLog[],
  flags: CtFlags & { readonly json?: boolean },
  least: number,
): Promise<boolean> {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  let unreadable = 0
  const ordinary = new OrdinaryNames(watch, least)
  const look = (name: string): Alert | null => {
    const before = watch.counts.unreadable
    const alert = ordinary.look(name)
    unreadable += watch.counts.unreadable - before
    return alert
  }
  try {
    return await runFeeds(logs, {
      from: flags.ctFrom,
      once: flags.once === true,
      stateFile: flags.ctState ?? null,
      allowPrivate: flags.ctPrivate === true,
      signal: ending.signal,
      look,
      print: (alerts) => print(alerts, flags.json === true),
      say: (log, words) => console.error(printable(`${log}: ${words}`)),
    })
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    if (ordinary.again > 0)
      console.error(`${ordinary.again} names in certificates met again; each is weighed once`)
    if (unreadable > 0)
      console.error(`${unreadable} names in certificates were none below a public suffix`)
  }
}

function open(names: string): AsyncIterable<Uint8Array> {
  if (names === '-') return process.stdin
  const stream = createReadStream(names)
  if (!names.endsWith('.gz')) return stream
  const gunzip = createGunzip()
  stream.once('error', (error) => gunzip.destroy(error))
  return stream.pipe(gunzip)
}

async function print(alerts: readonly Alert[], json: boolean): Promise<void> {
  if (alerts.length === 0) return
  const lines = alerts.map((alert) => (json ? JSON.stringify(alert) : toWords(alert)))
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

function toWords(alert: Alert | CertificateAlert): string {
  const { name, target, score, technique, evidence, also } = alert
  const others = also.length > 0 ? `; perhaps ${also.join(', ')}` : ''
  const cells = [String(score), name, target, technique, `${evidence}${others}`]
  if ('log' in alert) cells.push(`${alert.log} ${alert.index}`, factsOf(alert))
  return cells.map(printable).join('\t')
}

function factsOf({ issuer, notBefore, notAfter }: CertificateAlert): string {
  const by = issuer === null ? 'issuer unreadable' : `issued by ${issuer}`
  return notBefore === null ? by : `${by}, ${notBefore} to ${notAfter ?? 'an unreadable time'}`
}

function conclude({ counts, targets }: Watch, faults: number): void {
  const { names, alerts, own, official } = counts
  const parts = [
    `${names} names for ${targets.length} targets: ${alerts} told`,
    own > 0 && `${own} the targets' own`,
    official > 0 && `${official} below suffixes of governments and schools, not looked at`,
  ].filter(Boolean)
  console.error(parts.join(', '))
  if (faults === 0) return
  const more = faults > MOST_FAULTS ? ` (the first ${MOST_FAULTS} are named above)` : ''
  console.error(`${faults} lines could not be read${more}`)
  process.exitCode = 2
}

function readScore(text: string): number {
  const score = Number(text)
  if (Number.isInteger(score) && score >= 1 && score <= 99) return score
  throw new InvalidArgumentError('a whole number from 1 to 99')
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function readFrom(text: string): 'newest' | 'start' | number {
  if (text === 'newest' || text === 'start') return text
  const index = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(index)) return index
  throw new InvalidArgumentError('newest, start, or the number of a leaf')
}
