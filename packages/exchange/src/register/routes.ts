import {
  countRegister as countRoute,
  getRegisterBulk,
  getRegisterEntry,
  getRegisterFeed,
  listRegister as listRoute,
  listRegisterMeetings,
  type RegisterEntry,
} from '@tocsin/api'
import { isInstant } from '../clock.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { countRegister } from './count.ts'
import { CSV_HEAD, toAtom, toCsv } from './formats.ts'
import { eachBatch, listRegister, readEntry } from './list.ts'
import { listMeetings } from './meetings.ts'

const FEED_SIZE = 100

/** The public register: no account, and nothing in it that tells who received or what they did. */
export function registerRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ query }) => {
    for (const name of ['from', 'until'] as const)
      if (query[name] !== undefined && !isInstant(query[name]))
        throw new ExchangeError('bad-request', 'this is no point in time', {
          path: `/query/${name}`,
        })
    return listRegister(ctx, query)
  })
  http.route(countRoute, () => countRegister(ctx))
  http.route(listRegisterMeetings, ({ query }) => listMeetings(ctx, query))
  http.route(getRegisterEntry, ({ params }) => readEntry(ctx, params.id))
  http.route(getRegisterFeed, async () => {
    const { items } = await listRegister(ctx, { limit: FEED_SIZE })
    const { name, origin } = ctx.config
    const text = toAtom(items, { name, origin, now: ctx.clock.now() })
    return new Response(text, { headers: { 'content-type': 'application/atom+xml' } })
  })
  http.route(getRegisterBulk, async ({ params }) => {
    const isCsv = params.format === 'csv'
    const type = isCsv ? 'text/csv; charset=utf-8' : 'application/jsonl'
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="register.${params.format}"`,
    }
    return new Response(toStream(ctx, isCsv), { headers })
  })
}

function toStream(ctx: Context, isCsv: boolean): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const batches = eachBatch(ctx)
  let head = isCsv ? CSV_HEAD : ''
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await batches.next()
      const text = head + (value ?? []).map((one: RegisterEntry) => toLine(one, isCsv)).join('')
      head = ''
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (done) controller.close()
    },
  })
}

function toLine(entry: RegisterEntry, isCsv: boolean): string {
  return isCsv ? toCsv(entry) : `${JSON.stringify(entry)}\n`
}
