import type { PeriodReport, ReportIncident, ReportTimes } from '@tocsin/api'
import {
  incidentHeading,
  incidentLines,
  INCIDENTS_NOTE,
  INCIDENTS_TITLE,
} from './incident-words.ts'
import { describePlaces } from './period.ts'
import { TIMES_NOTE, TIMES_TITLE } from './times.ts'

const STYLE = `body { font: 11pt/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin: 1.6rem 0 0.4rem } h3 { font-size: 1rem; margin: 1.2rem 0 0.3rem }
table { width: 100%; border-collapse: collapse } th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #ccc }
th:nth-child(2), td:nth-child(2) { text-align: right; width: 5rem } td:nth-child(3) { width: 45%; overflow-wrap: anywhere }
.soft { color: #555; font-size: 0.9rem } .root { overflow-wrap: anywhere }
@media print { body { margin: 0; max-width: none } tr { break-inside: avoid } h2 { break-after: avoid } }`

const TABLE_HEAD = `<table>
<thead><tr><th scope="col">What</th><th scope="col">Number</th><th scope="col">Entries</th></tr></thead>`

/** The report as one HTML page to read and to print; it loads nothing. */
export function toPage(report: PeriodReport): string {
  const { from, to, log, entries, sections, times = [], incidents, countedFrom } = report
  const checked =
    countedFrom === 'public log'
      ? `which was checked whole: its entries lead to the root that it signed, <span class="root">${escape(log.root)}</span>.`
      : `by the exchange itself, from what it holds. Its root then was <span class="root">${escape(log.root)}</span>; whoever wants to check the acts counts them from the public log with <code>tocsin report</code>.`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Report ${escape(from)} to ${escape(to)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What the record holds of a period</h1>
<p>From ${escape(from)}, before ${escape(to)}, by the times that the log states.</p>
<p class="soft">Counted from ${entries} of the ${log.size} entries of the log ${escape(log.origin)},
${checked} Each number names the entries it comes
from, by their places in that log. The receipt of an entry, for those who took part, says what it was about.</p>
${toIncidentTables(incidents)}${toTimesTable(times)}${sections.map(toSection).join('')}</main>
</body>
</html>
`
}

function toIncidentTables(incidents: readonly ReportIncident[] | undefined): string {
  if (!incidents) return ''
  const none = incidents.length === 0 ? '<p>No notice was sent in the period.</p>\n' : ''
  return `<h2>${INCIDENTS_TITLE}</h2>
<p class="soft">${INCIDENTS_NOTE}</p>
${none}${incidents.map(toIncidentTable).join('')}`
}

function toIncidentTable(incident: ReportIncident): string {
  const rows = incidentLines(incident).map(
    ({ what, number, entries }) =>
      `<tr><td>${escape(what)}</td><td>${escape(number)}</td><td>${escape(entries)}</td></tr>\n`,
  )
  return `<h3>${escape(incidentHeading(incident))}</h3>
${TABLE_HEAD}
<tbody>
${rows.join('')}</tbody>
</table>
`
}

/** Times of notices that were sent in the period, as far as they were known at its end. */
function toTimesTable(times: readonly ReportTimes[]): string {
  if (times.length === 0) return ''
  const rows = times.map(
    ({ what, offices, median, most, longest, entries }) =>
      `<tr><td>${escape(what)}</td><td>${offices}</td><td>half within ${median} min, nine in ten within ${most}, all within ${longest}; entries ${describePlaces(entries)}</td></tr>\n`,
  )
  return `<h2>${TIMES_TITLE}</h2>
<p class="soft">${TIMES_NOTE}</p>
<table>
<thead><tr><th scope="col">What</th><th scope="col">Offices</th><th scope="col">Minutes, and the entries between which they lie</th></tr></thead>
<tbody>
${rows.join('')}</tbody>
</table>
`
}

function toSection({ title, lines }: PeriodReport['sections'][number]): string {
  return `<h2>${escape(title)}</h2>
${TABLE_HEAD}
<tbody>
${lines
  .map(
    ({ what, count, entries }) =>
      `<tr><td>${escape(what)}</td><td>${count}</td><td>${count === 0 ? 'none' : describePlaces(entries)}</td></tr>\n`,
  )
  .join('')}</tbody>
</table>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
