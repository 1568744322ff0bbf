import { asPerson } from '../http/viewer.ts'
import {
  adoptCharter as adoptRoute,
  checkCharter,
  getCharter,
  getCharterVersion,
  proposeCharter as proposeRoute,
  refuseCharter as refuseRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { adoptCharter, refuseCharter } from './adopt.ts'
import { proposeCharter } from './propose.ts'
import { checkDraft, readCharter, readSheet, readVersion } from './read.ts'

/** Charters of groups: proposed by one person and adopted by another, who has seen who gains or loses what. */
export function charterRoutes(ctx: Context, http: Http): void {
  http.route(getCharter, ({ viewer, params }) => readCharter(ctx, viewer, params.id))
  http.route(getCharterVersion, ({ viewer, params }) =>
    readSheet(ctx, viewer, params.id, Number(params.number)),
  )
  http.route(checkCharter, ({ viewer, params, body }) => checkDraft(ctx, viewer, params.id, body))
  http.route(proposeRoute, async ({ viewer, params, body }) => {
    const number = await proposeCharter(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readVersion(ctx, viewer, params.id, number))
  })
  http.route(adoptRoute, async ({ viewer, params, body }) => {
    const number = Number(params.number)
    await adoptCharter(ctx, asPerson(viewer), params.id, number, body)
    return afterAct(() => readVersion(ctx, viewer, params.id, number))
  })
  http.route(refuseRoute, async ({ viewer, params, body }) => {
    const number = Number(params.number)
    await refuseCharter(ctx, asPerson(viewer), params.id, number, body.reason)
    return afterAct(() => readVersion(ctx, viewer, params.id, number))
  })
}
