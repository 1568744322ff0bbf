import {
  acceptMatching as acceptRoute,
  beginMessage as beginMessageRoute,
  beginRound as beginRoute,
  finishMessage as finishMessageRoute,
  finishRound as finishRoute,
  getMatching,
  getPart,
  listMatchings as listRoute,
  MATCH_PART,
  proposeMatching as proposeRoute,
  refuseRound as refuseRoute,
  reportProbe as probeRoute,
  sendPart,
  settleMatching as settleRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { readBody } from '../http/parse.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { acceptMatching, proposeMatching } from './agree.ts'
import { beginRound, reportProbe } from './ask.ts'
import { finishRound, refuseRound } from './end-round.ts'
import { beginMessage, finishMessage, readPart, takePart } from './messages.ts'
import { listMatchings, readMatching, readMessage, readRound } from './read.ts'
import { settleMatching } from './settle.ts'

/** Private matching: what two members agree, and the blinded bytes between their own commands. */
export function matchingRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ viewer, query }) => listMatchings(ctx, viewer, query))
  http.route(getMatching, ({ viewer, params }) => readMatching(ctx, viewer, params.id))
  http.route(proposeRoute, async ({ viewer, body }) => {
    const id = await proposeMatching(ctx, asPerson(viewer), body)
    return (await afterAct(() => readMatching(ctx, viewer, id))).matching
  })
  http.route(acceptRoute, async ({ viewer, params, body }) => {
    await acceptMatching(ctx, asPerson(viewer), params.id, body.publicKey)
    return (await afterAct(() => readMatching(ctx, viewer, params.id))).matching
  })
  http.route(settleRoute, async ({ viewer, params }) => {
    await settleMatching(ctx, asPerson(viewer), params.id)
    return (await afterAct(() => readMatching(ctx, viewer, params.id))).matching
  })
  roundRoutes(ctx, http)
  messageRoutes(ctx, http)
}

/** What the commands of the two sides do; a key of the member is enough for it. */
function roundRoutes(ctx: Context, http: Http): void {
  http.route(beginRoute, async ({ viewer, params, body }) => {
    const id = await beginRound(ctx, viewer, params.id, body)
    return afterAct(() => readRound(ctx, viewer, id))
  })
  http.route(refuseRoute, async ({ viewer, params, body }) => {
    await refuseRound(ctx, viewer, params.id, body.fault)
    return afterAct(() => readRound(ctx, viewer, params.id))
  })
  http.route(finishRoute, async ({ viewer, params }) => {
    await finishRound(ctx, viewer, params.id)
    return afterAct(() => readRound(ctx, viewer, params.id))
  })
  http.route(probeRoute, async ({ viewer, params, body }) => {
    await reportProbe(ctx, viewer, params.id, body)
    return {}
  })
}

function messageRoutes(ctx: Context, http: Http): void {
  http.route(beginMessageRoute, async ({ viewer, params, body }) => {
    const id = await beginMessage(ctx, viewer, params.id, body)
    return afterAct(() => readMessage(ctx, viewer, id))
  })
  http.route(sendPart, async ({ viewer, params, request, enterAgain }) => {
    const part = await readBody(request, MATCH_PART)
    await enterAgain()
    await takePart(ctx, viewer, params.id, params.seq, part)
    return {}
  })
  http.route(finishMessageRoute, async ({ viewer, params }) => {
    await finishMessage(ctx, viewer, params.id)
    return afterAct(() => readMessage(ctx, viewer, params.id))
  })
  http.route(getPart, async ({ viewer, params }) => {
    const bytes = await readPart(ctx, viewer, params.id, params.seq)
    const headers = { 'content-type': 'application/octet-stream' }
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers })
  })
}
