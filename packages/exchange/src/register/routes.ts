import {
  countRegister as countRoute,
  getRegisterBulk,
  getRegisterEntry,
  getRegisterFeed,
  listRegister as listRoute,
  getRegisterMeeting,
  listRegisterMeetings,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { readChanged } from './changed.ts'
import { countRegister } from './count.ts'
import { CSV_HEAD, MEETINGS_CSV_HEAD, toAtom, toCsv, toMeetingCsv } from './formats.ts'
import { eachBatch, listRegister, readEntry } from './list.ts'
import { eachMeetingBatch, listMeetings, readMeeting } from './meetings.ts'

const FEED_SIZE = 100

/** The public register: no account, and nothing in it that tells who received or what they did. */
export function registerRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ query }) => listRegister(ctx, query))
  http.route(countRoute, () => countRegister(ctx))
  http.route(listRegisterMeetings, ({ query }) => listMeetings(ctx, query))
  http.route(getRegisterEntry, ({ params }) => readEntry(ctx, params.id))
  http.route(getRegisterMeeting, ({ params }) => readMeeting(ctx, params.id))
  http.route(getRegisterFeed, async () => {
    const { name, origin } = ctx.config
    const changed = await readChanged(ctx, FEED_SIZE)
    const text = toAtom(changed, { name, origin, now: ctx.clock.now() })
    return new Response(text, { headers: { 'content-type': 'application/atom+xml' } })
  })
  http.route(getRegisterBulk, async ({ params }) => {
    const { type, file, texts } = bulkOf(ctx, params.format)
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="${file}"`,
    }
    return new Response(toStream(texts), { headers })
  })
}

const CSV = 'text/csv; charset=utf-8'

function bulkOf(ctx: Context, format: 'jsonl' | 'csv' | 'meetings-csv') {
  if (format === 'csv') {
    const texts = eachText(CSV_HEAD, eachBatch(ctx), toCsv)
    return { type: CSV, file: 'register.csv', texts }
  }
  if (format === 'meetings-csv') {
    const texts = eachText(MEETINGS_CSV_HEAD, eachMeetingBatch(ctx), toMeetingCsv)
    return { type: CSV, file: 'register-meetings.csv', texts }
  }
  return { type: 'application/jsonl', file: 'register.jsonl', texts: eachLine(ctx) }
}

/** Messages, and behind them meetings. */
async function* eachLine(ctx: Context): AsyncGenerator<string> {
  yield* eachText('', eachBatch(ctx), (one) => `${JSON.stringify(one)}\n`)
  yield* eachText('', eachMeetingBatch(ctx), (one) => {
    return `${JSON.stringify({ kind: 'meeting', ...one })}\n`
  })
}

async function* eachText<T>(
  head: string,
  batches: AsyncGenerator<T[]>,
  toText: (one: T) => string,
): AsyncGenerator<string> {
  if (head !== '') yield head
  for await (const batch of batches) yield batch.map(toText).join('')
}

function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await texts.next()
      if (value) controller.enqueue(encoder.encode(value))
      if (done) controller.close()
    },
  })
}
