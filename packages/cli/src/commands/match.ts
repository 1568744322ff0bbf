import { DetectError, LineCutter, LONGEST_LINE, Matcher, type Hit } from '@tocsin/detect/match'
import { Command } from 'commander'
import { once } from 'node:events'
import { loadIndicators, type Loaded } from '../indicator-files.ts'
import { openLog } from '../packed-log.ts'
import { printable } from '../stix-file.ts'

type MatchFlags = {
  readonly indicators: string[]
  readonly platform?: string
  readonly exactDomains?: boolean
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
  .option('--platform <name>', 'whose the accounts of lists are that name none, such as twitter')
  .option('--exact-domains', 'domains of lists stand for themselves, not for the names below them')
  .option('--json', 'print one object a line')
  .addHelpText(
    'after',
    '\nExit status: 0 all was read, 1 a file could not be, 2 some lines or indicators could not be.',
  )
  .action(match)

async function match(logs: string[], flags: MatchFlags): Promise<void> {
  const loaded = await loadIndicators(flags.indicators, flags)
  tellLoaded(loaded, flags)
  const matcher = new Matcher(loaded.indicators, { now: Date.now })
  const total = { tooLong: 0, notUtf8: 0, failed: 0 }
  for (const log of logs) {
    const cutter = await readLog(log, matcher, flags.json === true).catch((error: unknown) => {
      if (!isReadError(error)) throw error
      console.error(printable(`${log}: ${error.message}; what stands before it was read`))
      total.failed++
      return null
    })
    total.tooLong += cutter?.tooLong ?? 0
    total.notUtf8 += cutter?.notUtf8 ?? 0
  }
  conclude(matcher, total)
  if (total.failed > 0) process.exitCode = 1
  else if (total.tooLong > 0 || loaded.refused > 0 || matcher.counts.dropped > 0)
    process.exitCode = 2
}

async function readLog(log: string, matcher: Matcher, isJson: boolean): Promise<LineCutter> {
  let found: Hit[] = []
  const cutter = new LineCutter((bytes, start, end, number) => {
    const hits = matcher.look(bytes, start, end, number)
    if (hits.length > 0) found.push(...hits)
  })
  for await (const chunk of openLog(log)) {
    cutter.push(chunk)
    if (found.length === 0) continue
    await print(found, log, isJson)
    found = []
  }
  cutter.end()
  await print(found, log, isJson)
  return cutter
}

async function print(hits: readonly Hit[], log: string, isJson: boolean): Promise<void> {
  if (hits.length === 0) return
  const lines = hits.map((hit) =>
    isJson ? JSON.stringify({ file: log, ...hit }) : toWords(hit, log),
  )
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

function toWords({ line, kind, value, indicator, isBelow }: Hit, log: string): string {
  const { id, source, line: place } = indicator
  const which = id ?? `${source}:${place}`
  const parts = [`${log}:${line}`, kind, value, which, isBelow ? 'below it' : '']
  return parts.map(printable).join('\t').trimEnd()
}

function tellLoaded({ words, faults, indicators }: Loaded, flags: MatchFlags): void {
  for (const word of [...faults, ...words]) console.error(printable(word))
  const { counts, repeated, bytes, size } = indicators
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
  const again = repeated > 0 ? `; ${repeated} lines repeat one before` : ''
  console.error(`${size} values: ${kinds}${again}; ${Math.ceil(bytes / 2 ** 20)} MB`)
  if (counts.has('domain'))
    console.error(
      flags.exactDomains
        ? 'domains stand for themselves alone'
        : 'domains of lists stand for the names below them too, those of STIX for themselves alone',
    )
}

function conclude(
  { counts }: Matcher,
  { tooLong, notUtf8 }: { tooLong: number; notUtf8: number },
): void {
  const { lines, hits, hitLines, outOfForce, dropped } = counts
  const parts = [
    `${lines} lines: ${hits} hits in ${hitLines}`,
    outOfForce > 0 && `${outOfForce} hits of indicators that are not in force now, not told`,
    dropped > 0 && `${dropped} hits of overfull lines not told`,
    tooLong > 0 && `${tooLong} lines longer than ${LONGEST_LINE / 2 ** 20} MB not looked at`,
    notUtf8 > 0 && `${notUtf8} lines are no UTF-8: their ASCII was looked at`,
  ].filter(Boolean)
  console.error(parts.join('; '))
}

/** What the system or the unpacking refuses. */
function isReadError(error: unknown): error is Error {
  return error instanceof DetectError || (error instanceof Error && 'code' in error)
}
