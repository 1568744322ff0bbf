/** Incidents of a report in words, for the page, the paper and the terminal. */
import { toLength, toUtc, type IncidentStep, type Places, type ReportIncident } from '@tocsin/api'
import { describePlaces } from './period.ts'

export const INCIDENTS_TITLE = 'Incidents: from the first sighting to what offices did'

/** What the numbers of incidents say, and what they do not. */
export const INCIDENTS_NOTE =
  'Notices sent in the period, those that correct each other, rest on the same release or finding, or stand in one case that the operator’s own organisation works, as one incident. The first sighting is the earliest entry before the first notice that they rest on: the end of the run or the import that brought the finding, the release, or a report in such a case. When somebody saw it before that is not known. Where no such entry is on record, no time is counted from it, and never from the sending instead. Offices at which a step did not happen before the end of the period have no time and are not in it. Whoever said who acts was told. Which entries belong together, and how many offices there were, is as the exchange says; the receipts of these entries, for those who took part, prove it. Everything else can be counted again from the public log.'

const STEP_WORDS: Record<IncidentStep, string> = {
  told: 'Told: the office answered',
  understood: 'Understood: the office said who acts',
  acted: 'Acted: the office said that it has acted',
}

const SIGHTING_WORDS = {
  finding: 'a finding: its run ended, or it was imported',
  release: 'a release that a notice rests on',
  report: 'a report that came in',
}

/** A number of an incident with what it is of and the entries that it comes from. */
export type IncidentLine = { what: string; number: string; entries: string }

/** `Incident of the notice of entry 12, sent 3 Oct 2026, 07:00 UTC`. */
export function incidentHeading({ notices, sentAt }: ReportIncident): string {
  const many = notices.length > 1 || notices[0]?.[0] !== notices[0]?.[1]
  return `Incident of ${many ? 'the notices of entries' : 'the notice of entry'} ${describePlaces(notices)}, ${many ? 'the first sent' : 'sent'} ${toUtc(sentAt)}`
}

export function incidentLines(incident: ReportIncident): IncidentLine[] {
  const { sighting, offices, reached, steps, notices } = incident
  return [
    sighting
      ? {
          what: `First sighting on record: ${toUtc(sighting.at)}, by ${SIGHTING_WORDS[sighting.by]}`,
          number: '',
          entries: String(sighting.entry),
        }
      : { what: 'First sighting: not on record', number: '', entries: 'none' },
    {
      what: 'Offices that it was made out to',
      number: String(offices),
      entries: describePlaces(notices),
    },
    {
      what: 'Reached: a mail was handed over, or the office answered',
      number: shareOf(reached.offices, offices),
      entries: placesOf(reached.entries),
    },
    ...steps.map(({ step, offices: count, entries, minutes }) => ({
      what: `${STEP_WORDS[step]}${minutes ? `; from the first sighting to the first of these ${spanOf(minutes.first)}, to half of them ${spanOf(minutes.half)}, to the last of them ${spanOf(minutes.last)}` : ''}`,
      number: shareOf(count, offices),
      entries: placesOf(entries),
    })),
  ]
}

function placesOf(entries: Places): string {
  return entries.length === 0 ? 'none' : describePlaces(entries)
}

function shareOf(count: number, of: number): string {
  return of === 0 ? '0 of 0' : `${count} of ${of} (${Math.floor((count / of) * 100)}%)`
}

function spanOf(minutes: number): string {
  const rough = minutes < 120 ? '' : ` (${toLength(minutes * 60_000)})`
  return `${minutes.toLocaleString('en')} min${rough}`
}
