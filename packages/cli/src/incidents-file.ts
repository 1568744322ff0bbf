/** Incidents of a report that an exchange saved as JSON, counted again from a log. */
import type { PeriodReport, ReportIncident } from '@tocsin/api'
import { isReport, recount } from '@tocsin/exchange/report'
import { ProofError } from '@tocsin/proof'
import { isDeepStrictEqual } from 'node:util'
import { readTextFile } from './text-file.ts'

type Incidents = {
  /** Takes an entry of the log in. */
  take: (index: number, kind: string, time: string) => void
  /** Once all are in. Throws `log-mismatch` where the log says otherwise than the file. */
  count: (origin: string) => ReportIncident[]
}

/** Throws an error with the file's name for what is no report, has no incidents, or is of another period. */
export async function openIncidents(
  file: string,
  period: { from: string; to: string },
): Promise<Incidents> {
  const report = await readReport(file)
  if (report.from !== period.from || report.to !== period.to)
    throw new Error(`${file} is of ${report.from} to ${report.to}`)
  if (!report.incidents) throw new Error(`${file} holds no incidents`)
  const given = report.incidents
  const said = new Map<number, { kind: string; time: string }>()
  const wanted = isWantedBy(given)
  return {
    take: (index, kind, time) => {
      if (wanted(index)) said.set(index, { kind, time })
    },
    count: (origin) => {
      if (report.log.origin !== origin)
        throw new ProofError('log-mismatch', `${file} is of the log ${report.log.origin}`)
      return given.map((one, at) => {
        const counted = recounted(one, (index) => said.get(index), period)
        if (isDeepStrictEqual(counted, one)) return counted
        throw new ProofError('log-mismatch', `incident ${at + 1} of ${file} comes out otherwise`)
      })
    },
  }
}

async function readReport(file: string): Promise<PeriodReport> {
  let report: unknown
  try {
    report = JSON.parse(await readTextFile(file))
  } catch (cause) {
    throw new Error(`${file} is no JSON`, { cause })
  }
  if (!isReport(report)) throw new Error(`${file} is no report of a period`)
  return report
}

/** Whether any incident names an entry. */
function isWantedBy(incidents: readonly ReportIncident[]): (index: number) => boolean {
  const ranges = incidents.flatMap(({ notices, sighting, reached, steps }) => [
    ...notices,
    ...(sighting ? [[sighting.entry, sighting.entry]] : []),
    ...reached.entries,
    ...steps.flatMap(({ entries }) => entries),
  ])
  const sorted = ranges.toSorted((a, b) => a[0]! - b[0]!)
  // Entries come in order: what ended before one is wanted by none that follows.
  let open: number[][] = []
  let next = 0
  return (index) => {
    while (next < sorted.length && sorted[next]![0]! <= index) open.push(sorted[next++]!)
    open = open.filter(([, last]) => last! >= index)
    return open.length > 0
  }
}

function recounted(...[given, saidIn, period]: Parameters<typeof recount>): ReportIncident {
  try {
    return recount(given, saidIn, period)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new ProofError('log-mismatch', cause.message, { cause })
  }
}
