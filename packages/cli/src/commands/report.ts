import type { PeriodReport } from '@tocsin/api'
import {
  countPeriod,
  describePlaces,
  incidentHeading,
  incidentLines,
  toReportPage,
  toReportPdf,
} from '@tocsin/exchange/report'
import { auditLog, ProofError, toVerifiers } from '@tocsin/proof'
import { Command } from 'commander'
import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { openLogReader } from '../log-reader.ts'
import { parseEntry } from '../log-entry.ts'
import { openIncidents } from '../incidents-file.ts'
import { orderOfTimes } from '../order-of-times.ts'
import { readTextFile } from '../text-file.ts'
import { writeWholeFiles } from '../whole-file.ts'

type Flags = {
  from: string
  to: string
  log: string
  key: string[]
  incidents?: string
  html?: string
  pdf?: string
  json?: boolean
}

/** `tocsin report`: what a log holds of a period, counted from its public entries once the whole log is checked. */
export const reportCommand = new Command('report')
  .description('count what a log holds of a period, each number with the entries it comes from')
  .requiredOption(
    '--from <instant>',
    'such as 2026-11-01 or 2026-11-01T06:00:00Z; a day begins in UTC',
  )
  .requiredOption('--to <instant>', 'the end, which is not in the period')
  .requiredOption(
    '--log <place>',
    'a folder, or the address of its files: https://exchange.example/log/',
  )
  .requiredOption('--key <key>', 'public key of the log, or a file of keys', collect)
  .option(
    '--incidents <file>',
    'count the incidents of a report that an exchange saved as JSON again, from this log alone',
  )
  .option('--html <file>', 'write a page to read and to print')
  .option('--pdf <file>', 'write a tagged PDF')
  .option('--json', 'print the report as JSON')
  .action(run)

async function run(flags: Flags): Promise<void> {
  const from = toInstant('--from', flags.from)
  const to = toInstant('--to', flags.to)
  if (from >= to) throw new Error('--to must be later than --from')
  const times = orderOfTimes()
  const report = await count(flags, from, to, times.take).catch((error: unknown) => {
    if (!(error instanceof ProofError)) throw error
    console.error(`NOT PROVEN (${error.code}): ${error.message}`)
    process.exitCode = 1
  })
  if (!report) return
  if (times.seen.backwards > 0)
    console.error(
      `Warning: ${times.seen.backwards} entries state an earlier time than one before, the first is entry ${times.seen.firstBackwards}.`,
    )
  if (flags.html) await writeWholeFiles([{ path: flags.html, chunks: [toReportPage(report)] }])
  if (flags.pdf) {
    // The period's end, not the hour at which somebody counts: whoever counts the same has the same file.
    const pdf = await toReportPdf(report, { made: new Date(report.to), exercise: false })
    await writeWholeFiles([{ path: flags.pdf, chunks: [pdf] }])
  }
  console.log(flags.json ? JSON.stringify(report, null, 2) : toText(report))
}

async function count(
  { log, key, incidents: file }: Flags,
  from: string,
  to: string,
  seen: (index: number, time: string) => void,
): Promise<PeriodReport> {
  const keys: string[] = []
  for (const one of key) keys.push(existsSync(one) ? await readTextFile(one) : one)
  const period = countPeriod(from, to)
  const incidents = file === undefined ? undefined : await openIncidents(file, { from, to })
  let entries = 0
  const { checkpoint } = await auditLog(openLogReader(log), toVerifiers(keys.join('\n')), {
    sha256: (data) => hash('sha256', data, 'buffer'),
    onEntry: (index, entry) => {
      const { kind, time } = parseEntry(index, entry)
      seen(index, time)
      incidents?.take(index, kind, time)
      if (time >= from && time < to) entries++
      period.take(index, kind, time)
    },
  })
  const { origin, size, root } = checkpoint
  return {
    from,
    to,
    log: { origin, size, root: Buffer.from(root).toString('base64') },
    countedFrom: 'public log',
    entries,
    sections: period.sections(),
    ...(incidents ? { incidents: incidents.count(origin) } : {}),
  }
}

function toText({ from, to, log, entries, sections, incidents = [] }: PeriodReport): string {
  const lines = [
    `The log ${log.origin} is whole; ${entries} of its ${log.size} entries are from ${from}, before ${to}.`,
  ]
  for (const incident of incidents)
    lines.push(
      '',
      incidentHeading(incident),
      ...incidentLines(incident).map(
        ({ what, number, entries: at }) =>
          `  ${what}${number ? `: ${number}` : ''} (entries: ${at})`,
      ),
    )
  for (const { title, lines: counted } of sections) {
    const some = counted.filter((line) => line.count > 0)
    lines.push('', some.length > 0 ? title : `${title}: nothing`)
    for (const line of some)
      lines.push(
        `  ${String(line.count).padStart(7)}  ${line.what}: ${describePlaces(line.entries)}`,
      )
  }
  return lines.join('\n')
}

/** An instant in the one form in which the log states times. */
function toInstant(option: string, text: string): string {
  const isWritten = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text)
  const at = new Date(text)
  if (isWritten && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 10)))
    return at.toISOString()
  throw new Error(`${option} takes a day or an instant in UTC, not ${text}`)
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value]
}
