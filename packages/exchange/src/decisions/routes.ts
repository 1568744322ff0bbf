import {
  addDecisionKey,
  agreeToOpening,
  askOpening as askRoute,
  declineOpening,
  listDecisionKeys,
  listDecisions as listRoute,
  listOpenings as listOpeningsRoute,
  passShare,
  sealDecision,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { askOpening } from './ask-opening.ts'
import { keepDecision } from './decide.ts'
import { addKey, listKeys } from './keys.ts'
import { listDecisions } from './read.ts'
import { listOpenings, readOpening } from './read-openings.ts'
import { takeStep } from './step.ts'

/** What members decide about releases, sealed to themselves; the exchange keeps what it cannot open. */
export function decisionRoutes(ctx: Context, http: Http): void {
  http.route(listDecisionKeys, async ({ viewer }) => ({ items: await listKeys(ctx, viewer) }))
  http.route(addDecisionKey, async ({ viewer, body }) => {
    const id = await addKey(ctx, asPerson(viewer), body.publicKey)
    const keys = await afterAct(() => listKeys(ctx, viewer))
    return keys.find((key) => key.id === id)!
  })
  http.route(listRoute, ({ viewer, params }) => listDecisions(ctx, viewer, params.id))
  http.route(sealDecision, async ({ viewer, params, body }) => {
    const id = await keepDecision(ctx, asPerson(viewer), params.id, body)
    const { items } = await afterAct(() => listDecisions(ctx, viewer, params.id))
    return items.find((one) => one.id === id)!
  })
}

/** Two of three key holders open what a member decided, for a court or an inspector. */
export function openingRoutes(ctx: Context, http: Http): void {
  http.route(listOpeningsRoute, ({ viewer, query }) => listOpenings(ctx, viewer, query))
  http.route(askRoute, async ({ viewer, params, body }) => {
    if (body.reason.trim() === '')
      throw new ExchangeError('bad-request', 'say it in words', { path: '/body/reason' })
    const id = await askOpening(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readOpening(ctx, viewer, id))
  })
  http.route(agreeToOpening, async ({ viewer, params }) => {
    await takeStep(ctx, asPerson(viewer), params.id, { step: 'agreed' })
    return afterAct(() => readOpening(ctx, viewer, params.id))
  })
  http.route(declineOpening, async ({ viewer, params }) => {
    await takeStep(ctx, asPerson(viewer), params.id, { step: 'declined' })
    return afterAct(() => readOpening(ctx, viewer, params.id))
  })
  http.route(passShare, async ({ viewer, params, body }) => {
    await takeStep(ctx, asPerson(viewer), params.id, { step: 'passed', share: body.share })
    return afterAct(() => readOpening(ctx, viewer, params.id))
  })
}
