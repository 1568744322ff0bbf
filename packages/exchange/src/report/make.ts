import type { PeriodReport, ReportIncident, ReportLine } from '@tocsin/api'
import { parseLeaf } from '@tocsin/proof'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectHead } from '../log/store.ts'
import { selectOfficeEvents, selectSent, selectTimesOf } from './incident-store.ts'
import { toIncidents, type SentNotice } from './incidents.ts'
import { countPeriod, toPlaces } from './period.ts'
import {
  eachEntry,
  selectOfficeCounts,
  selectRefused,
  selectTimes,
  type OfficeCounts,
  type OfficeLine,
  type Period,
} from './store.ts'
import { toTimes } from './times.ts'

const OFFICES: readonly (readonly [OfficeLine, string])[] = [
  ['addressed', 'of all notices of the period'],
  ['handed-over', 'of these: a mail was handed over to a mail server'],
  ['answered', 'of these: answered'],
  ['unreached', 'of these: no mail was handed over, and no answer'],
]

/**
 * What is on record of a period, as an operator may know it: every act that the log holds, and of notices sent in it what
 * became of them before its end. Throws `bad-request` for a period that is none.
 */
export async function makeReport(
  ctx: Context,
  viewer: Viewer,
  query: Period,
): Promise<PeriodReport> {
  const period = { from: toWritten(query.from), to: toWritten(query.to) }
  if (period.from >= period.to)
    throw new ExchangeError('bad-request', 'must be later than from', { path: '/query/to' })
  // Numbers of a history that was rewritten are nobody's record.
  await ctx.log.head()
  const { db } = ctx.database
  const head = await selectHead(db)
  const counted = countPeriod(period.from, period.to)
  let entries = 0
  await eachEntry(db, period, (index, leaf) => {
    const { kind, time } = parseLeaf(leaf)
    entries++
    counted.take(index, kind, time)
  })
  const known = await asMember(db, toReader(viewer), ctx.clock.now(), async (tx) => ({
    times: await selectTimes(tx, period),
    offices: await selectOfficeCounts(tx, period),
    refused: await selectRefused(tx, period),
    sent: await selectSent(tx, period),
  }))
  const sections = [
    { title: 'Offices that notices were made out to', lines: toOfficeLines(known.offices) },
    ...counted.sections(),
    { title: 'Refusals by rule', lines: known.refused.map((row) => toRuleLine(ctx, row)) },
  ]
  const root = Buffer.from(head?.root ?? []).toString('base64')
  return {
    ...period,
    log: { origin: ctx.log.origin, size: head?.size ?? 0, root },
    countedFrom: 'exchange',
    entries,
    sections,
    times: toTimes(known.times),
    incidents: await makeIncidents(ctx, viewer, period.to, known.sent),
  }
}

/** What became of the notices before the end, by the times that the log states. */
async function makeIncidents(
  ctx: Context,
  viewer: Viewer,
  to: string,
  sent: readonly SentNotice[],
): Promise<ReportIncident[]> {
  const { db } = ctx.database
  const ids = sent.map(({ id }) => id)
  const events = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) =>
    selectOfficeEvents(tx, ids, to),
  )
  const entries = [
    ...sent.flatMap(({ entry, sightings }) => [entry, ...sightings.map((one) => one.entry)]),
    ...events.flatMap(({ kind, entry }) => (kind === null ? [] : [entry])),
  ]
  const times = await selectTimesOf(db, [...new Set(entries)])
  return toIncidents(sent, events, (entry) => times.get(entry)!)
}

function toOfficeLines(counts: readonly OfficeCounts[]): ReportLine[] {
  return OFFICES.map(([kind, what]) => {
    const row = counts.find((one) => one.what === kind)
    return { kind, what, count: row?.offices ?? 0, entries: toPlaces(row?.indexes ?? []) }
  })
}

function toRuleLine(
  { policies }: Context,
  { rule, count, indexes }: { rule: string; count: number; indexes: number[] },
): ReportLine {
  const reason = policies.rules.get(rule)?.reason
  return {
    kind: rule,
    what: reason ? `${rule}: ${reason}` : rule,
    count,
    entries: toPlaces(indexes),
  }
}

/** An instant in the one form in which the log states times. */
function toWritten(text: string): string {
  return new Date(text).toISOString()
}
