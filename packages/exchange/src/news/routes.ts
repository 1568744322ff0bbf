import { getNews } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { readNews } from './read.ts'

/** What is new to a person, over all that they work with. */
export function newsRoutes(ctx: Context, http: Http): void {
  http.route(getNews, async ({ viewer }) => ({ items: await readNews(ctx, viewer) }))
}
