/**
 * Where a page leads. With `next` that is the server's word. Without it the dates are all there is, and many objects may
 * have one date: so the poller asks again from just before the last date and drops what it knows, with a larger limit where
 * that brings nothing new. What cannot be reached so is an error, never an end.
 */
import { TaxiiError } from '../errors.ts'
import { fromMicros, toMicros } from '../timestamp.ts'
import type { OnDeviation } from './deviations.ts'

/** Where a poller stands. JSON in, JSON out; good only with the same filters. */
export type PollCursor = {
  /** Everything added up to here has been read. */
  addedAfter?: string
  /** Inside a listing: the server's `next`, and the last date added seen so far. */
  next?: string
  reached?: string
}

/** The cursor; and where the server gives no `next`, the texts read from there on, and the limit that is needed. */
export type Place = { cursor: PollCursor; known?: ReadonlySet<string>; limit?: number }

/** A page: its objects, what stood around them, and when its first and last were added. */
export type Page = { texts: string[]; more: boolean; next?: string; first?: string; last?: string }

type Report = { where: string; onDeviation: OnDeviation }

/** How much more is asked for where a page brought nothing new, and the most that is ever asked for. */
const GROWTH = 4
const MAX_LIMIT = 1_000_000

/** The objects that are new, the next place, and whether there is more. Throws TaxiiError `bad-response` where nothing leads on. */
export function advance(
  place: Place,
  page: Page,
  report: Report,
): { objects: string[]; place: Place; more: boolean } {
  const { cursor, known } = place
  const objects = known ? page.texts.filter((text) => !known.has(text)) : page.texts
  if (!page.more) return { objects, place: { cursor: endOf(cursor, page, report) }, more: false }
  if (page.next === undefined)
    return { objects, place: byDate(place, page, objects.length > 0, report), more: true }
  const { addedAfter } = cursor
  const reached = laterOf(cursor.reached, page.last)
  const next = { ...(addedAfter !== undefined && { addedAfter }), next: page.next }
  return { objects, place: { cursor: { ...next, ...(reached && { reached }) } }, more: true }
}

function endOf({ addedAfter, reached }: PollCursor, page: Page, report: Report): PollCursor {
  const from = laterOf(addedAfter, laterOf(reached, page.last))
  if (page.texts.length > 0 && page.last === undefined)
    report.onDeviation({
      code: 'no-dates',
      url: report.where,
      message: 'nothing says when the last objects were added; the next run reads them again',
    })
  return from === undefined ? {} : { addedAfter: from }
}

/** On from just before the last date. */
function byDate(place: Place, page: Page, isNew: boolean, report: Report): Place {
  report.onDeviation({
    code: 'more-without-next',
    url: report.where,
    message: 'more is true but next is missing; going on from just before the last date',
  })
  const { texts, first, last } = page
  if (last === undefined) throw stuck(report, 'and nothing says when its objects were added')
  if (first !== undefined && first > last) throw stuck(report, 'and its objects are out of order')
  const { cursor, known = new Set<string>(), limit = 0 } = place
  const addedAfter = laterOf(cursor.addedAfter, justBefore(last))
  const isSame = addedAfter === cursor.addedAfter
  if (isNew || !isSame)
    return { cursor: { addedAfter }, known: new Set(isSame ? [...known, ...texts] : texts) }
  const wanted = Math.max(limit, texts.length) * GROWTH
  if (texts.length < limit || wanted > MAX_LIMIT)
    throw stuck(report, `and more objects were added at ${last} than it gives in one page`)
  return { cursor, known, limit: wanted }
}

function stuck({ where }: Report, why: string): TaxiiError {
  return new TaxiiError(
    'bad-response',
    `${where}: the server says that there is more but gives no next, ${why}; not all is read`,
  )
}

function justBefore(time: string): string {
  return fromMicros(toMicros(time) - 1n)
}

function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}
