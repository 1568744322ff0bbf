/** The report of a period on paper: tagged PDF (PDF/UA-1), each number with the entries it comes from. */
import { countOf, type PeriodReport, type Places, type ReportIncident } from '@tocsin/api'
import { openPaper, type PaperPart } from '../pdf/paper.ts'
import {
  incidentHeading,
  incidentLines,
  INCIDENTS_NOTE,
  INCIDENTS_TITLE,
} from './incident-words.ts'
import { describePlaces } from './period.ts'
import { TIMES_NOTE, TIMES_TITLE } from './times.ts'

/** It holds no words of anybody, so it bears no marking of theirs. */
const LABEL = 'Counts, times and places in the log'

/** The bytes of the file. `made` is the instant that it says it was made at. */
export async function printReport(
  report: PeriodReport,
  { made, exercise }: { made: Date; exercise: boolean },
): Promise<Uint8Array> {
  const { from, to, log, entries, sections, incidents } = report
  const title = `What the record holds from ${from} to ${to}`
  const foot = `log ${log.origin}, ${log.size} entries`
  const paper = openPaper({ title, made, label: LABEL, exercise, foot })
  paper.say('H1', 'What the record holds of a period', { bold: true, size: 15, gap: 6 })
  paper.say('P', `From ${from}, before ${to}, by the times that the log states.`)
  paper.say(
    'P',
    `Counted from ${entries} of the ${log.size} entries of the log ${log.origin}, ${countedWords(report)} Each number names the entries it comes from, by their places in that log. The receipt of an entry, for those who took part, says what it was about.`,
    { soft: true },
  )
  if (incidents) await paper.draw(introOf(incidents))
  for (const incident of incidents ?? []) await paper.draw(incidentPart(incident))
  const times = timesPart(report)
  if (times) await paper.draw(times)
  for (const section of sections) await paper.draw(sectionPart(section))
  return paper.close('the report as JSON has')
}

function countedWords({ countedFrom, log: { root } }: PeriodReport): string {
  return countedFrom === 'public log'
    ? `which was checked whole: its entries lead to the root that it signed, ${root}.`
    : `by the exchange itself, from what it holds. Its root then was ${root}; whoever wants to check the acts counts them from the public log with tocsin report.`
}

function introOf(incidents: readonly ReportIncident[]): PaperPart {
  const none = incidents.length === 0 ? ['No notice was sent in the period.'] : []
  return { heading: INCIDENTS_TITLE, texts: [INCIDENTS_NOTE, ...none] }
}

function incidentPart(incident: ReportIncident): PaperPart {
  const list = incidentLines(incident).map(({ what, number, entries }) =>
    toItem(what, number, entries),
  )
  return { heading: incidentHeading(incident), level: 3, texts: [], list }
}

function timesPart({ times = [] }: PeriodReport): PaperPart | undefined {
  if (times.length === 0) return undefined
  const list = times.map(({ what, offices, median, most, longest, entries }) =>
    toItem(
      `${what}; half within ${median} min, nine in ten within ${most}, all within ${longest}`,
      countOf(offices, 'office'),
      describePlaces(entries),
    ),
  )
  return {
    heading: TIMES_TITLE,
    texts: [TIMES_NOTE],
    list,
  }
}

function sectionPart({ title, lines }: PeriodReport['sections'][number]): PaperPart {
  const list = lines.map(({ what, count, entries }) => toItem(what, String(count), places(entries)))
  return { heading: title, texts: lines.length === 0 ? ['None.'] : [], list }
}

function toItem(what: string, number: string, entries: string): string {
  return `${what}${number ? `: ${number}` : ''} (entries: ${entries})`
}

function places(entries: Places): string {
  return entries.length === 0 ? 'none' : describePlaces(entries)
}
