import {
  dropView as dropRoute,
  listViews as listRoute,
  renameView as renameRoute,
  saveView,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { dropView, keepView, listViews, renameView } from './views.ts'

/** Saved views of lists. */
export function viewRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, async ({ viewer }) => ({ items: await listViews(ctx, asPerson(viewer)) }))
  http.route(saveView, ({ viewer, body }) => keepView(ctx, asPerson(viewer), body))
  http.route(renameRoute, ({ viewer, params, body }) =>
    renameView(ctx, asPerson(viewer), params.id, body.name),
  )
  http.route(dropRoute, async ({ viewer, params }) => {
    await dropView(ctx, asPerson(viewer), params.id)
    return {}
  })
}
