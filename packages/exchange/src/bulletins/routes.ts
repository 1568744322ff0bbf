import {
  getBulletin,
  getBulletinCap,
  getBulletinFeed,
  getNoticeCap,
  listBulletins as listRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { toFeed } from './feed.ts'
import { bulletinCap, listBulletins, noticeCap, readBulletin } from './read.ts'

/** Notices that everybody may read, and alerts for machines. */
export function bulletinRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ query }) => listBulletins(ctx, query))
  http.route(getBulletin, ({ params }) => readBulletin(ctx, params.id))
  http.route(getBulletinFeed, async ({ query }) => {
    const { items, next } = await listBulletins(ctx, query)
    const { name, origin } = ctx.config
    const facts = { name, origin, now: ctx.clock.now(), after: query.after, next }
    return new Response(toFeed(items, facts), {
      headers: { 'content-type': 'application/atom+xml' },
    })
  })
  http.route(getBulletinCap, async ({ params }) =>
    toFile(await bulletinCap(ctx, params.id), params.id),
  )
  http.route(getNoticeCap, async ({ viewer, params }) =>
    toFile(await noticeCap(ctx, viewer, params.id), params.id),
  )
}

function toFile(xml: string, id: string): Response {
  const headers = {
    'content-type': 'application/cap+xml',
    'content-disposition': `attachment; filename="notice-${id}.cap.xml"`,
  }
  return new Response(xml, { headers })
}
