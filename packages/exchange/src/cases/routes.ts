import {
  answerCaseInvitation,
  answerCaseOffer,
  editCaseStep,
  getCase,
  inviteToCase as inviteRoute,
  leadCase as leadRoute,
  listCaseClaims,
  listCaseDuplicates,
  listCaseEvents,
  listCaseInstants,
  listCaseItems,
  listCaseLines,
  listCaseOffers,
  listCaseSteps,
  listCases as listRoute,
  makeCaseClaim,
  mergeCase as mergeRoute,
  offerCaseStep,
  openCase as openRoute,
  partCase as partRoute,
  proposeCaseInstant,
  putInCase,
  sayToCaseInstant,
  splitCase as splitRoute,
  strikeCaseLine,
  takeOutOfCase,
  withdrawCaseClaim,
  withdrawCaseInstant,
  writeCaseLine,
  writeCaseStep,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { answerInvitation, leadCase } from './answer.ts'
import { makeClaim, withdrawClaim } from './claims.ts'
import { proposeInstant, sayToInstant, withdrawInstant } from './instants.ts'
import { listClaims, readClaim } from './read-claims.ts'
import { listInstants, readInstant } from './read-instants.ts'
import { strikeLine, writeLine } from './lines.ts'
import { mergeCase, partCase } from './merge.ts'
import { answerOffer, offerStep } from './offers.ts'
import { listLines, listOffers, listSteps, readLine, readOffer, readStep } from './read-work.ts'
import { splitCase } from './split.ts'
import { editStep, writeStep } from './steps.ts'
import { listDuplicates } from './duplicates.ts'
import { listItems, readItem } from './items.ts'
import { inviteToCase, openCase } from './open.ts'
import { putIn, takeOut } from './put-in.ts'
import { listCases, listEvents, readCase } from './read.ts'

/** Cases that members work together, each for itself. */
export function caseRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ viewer, query }) => listCases(ctx, viewer, query))
  http.route(getCase, ({ viewer, params }) => readCase(ctx, viewer, params.id))
  http.route(openRoute, async ({ viewer, body }) => {
    const id = await openCase(ctx, asPerson(viewer), body)
    return afterAct(() => readCase(ctx, viewer, id))
  })
  http.route(inviteRoute, async ({ viewer, params, body }) => {
    await inviteToCase(ctx, asPerson(viewer), params.id, body.memberId)
    return afterAct(() => readCase(ctx, viewer, params.id))
  })
  http.route(answerCaseInvitation, async ({ viewer, params, body }) => {
    await answerInvitation(ctx, asPerson(viewer), params.id, body.answer)
    return { standing: body.answer }
  })
  http.route(leadRoute, async ({ viewer, params, body }) => {
    await leadCase(ctx, asPerson(viewer), params.id, body.act)
    return afterAct(() => readCase(ctx, viewer, params.id))
  })
  http.route(mergeRoute, async ({ viewer, params, body }) => {
    await mergeCase(ctx, asPerson(viewer), params.id, body.into)
    return afterAct(() => readCase(ctx, viewer, body.into))
  })
  http.route(partRoute, async ({ viewer, params }) => {
    await partCase(ctx, asPerson(viewer), params.id)
    return afterAct(() => readCase(ctx, viewer, params.id))
  })
  http.route(splitRoute, async ({ viewer, params, body }) => {
    const id = await splitCase(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readCase(ctx, viewer, id))
  })
  itemRoutes(ctx, http)
  stepRoutes(ctx, http)
  lineRoutes(ctx, http)
  instantRoutes(ctx, http)
  claimRoutes(ctx, http)
}

function itemRoutes(ctx: Context, http: Http): void {
  http.route(listCaseItems, ({ viewer, params, query }) => listItems(ctx, viewer, params.id, query))
  http.route(putInCase, async ({ viewer, params, body }) => {
    const item = await putIn(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readItem(ctx, viewer, { id: params.id, item }))
  })
  http.route(takeOutOfCase, async ({ viewer, params }) => {
    await takeOut(ctx, asPerson(viewer), params)
    return afterAct(() => readItem(ctx, viewer, params))
  })
  http.route(listCaseEvents, ({ viewer, params, query }) =>
    listEvents(ctx, viewer, params.id, query),
  )
  http.route(listCaseDuplicates, ({ viewer, params }) => listDuplicates(ctx, viewer, params.id))
}

function stepRoutes(ctx: Context, http: Http): void {
  http.route(listCaseSteps, ({ viewer, params, query }) => listSteps(ctx, viewer, params.id, query))
  http.route(writeCaseStep, async ({ viewer, params, body }) => {
    const step = await writeStep(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readStep(ctx, viewer, { id: params.id, step }))
  })
  http.route(editCaseStep, async ({ viewer, params, body }) => {
    await editStep(ctx, asPerson(viewer), params, body)
    return afterAct(() => readStep(ctx, viewer, params))
  })
  http.route(listCaseOffers, ({ viewer, params, query }) =>
    listOffers(ctx, viewer, params.id, query),
  )
  http.route(offerCaseStep, async ({ viewer, params, body }) => {
    const offer = await offerStep(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readOffer(ctx, viewer, { id: params.id, offer }))
  })
  http.route(answerCaseOffer, async ({ viewer, params, body }) => {
    await answerOffer(ctx, asPerson(viewer), params, body.answer)
    return afterAct(() => readOffer(ctx, viewer, params))
  })
}

function lineRoutes(ctx: Context, http: Http): void {
  http.route(listCaseLines, ({ viewer, params, query }) => listLines(ctx, viewer, params.id, query))
  http.route(writeCaseLine, async ({ viewer, params, body }) => {
    await writeLine(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readLine(ctx, viewer, { id: params.id, line: body.lineId }))
  })
  http.route(strikeCaseLine, async ({ viewer, params }) => {
    await strikeLine(ctx, asPerson(viewer), params)
    return afterAct(() => readLine(ctx, viewer, params))
  })
}

function instantRoutes(ctx: Context, http: Http): void {
  http.route(listCaseInstants, ({ viewer, params, query }) =>
    listInstants(ctx, viewer, params.id, query),
  )
  http.route(proposeCaseInstant, async ({ viewer, params, body }) => {
    await proposeInstant(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readInstant(ctx, viewer, { id: params.id, instant: body.instantId }))
  })
  http.route(sayToCaseInstant, async ({ viewer, params, body }) => {
    await sayToInstant(ctx, asPerson(viewer), params, body.says)
    return afterAct(() => readInstant(ctx, viewer, params))
  })
  http.route(withdrawCaseInstant, async ({ viewer, params }) => {
    await withdrawInstant(ctx, asPerson(viewer), params)
    return afterAct(() => readInstant(ctx, viewer, params))
  })
}

function claimRoutes(ctx: Context, http: Http): void {
  http.route(listCaseClaims, ({ viewer, params, query }) =>
    listClaims(ctx, viewer, params.id, query),
  )
  http.route(makeCaseClaim, async ({ viewer, params, body }) => {
    await makeClaim(ctx, asPerson(viewer), params.id, body)
    return readClaim(ctx, viewer, { id: params.id, claim: body.claimId })
  })
  http.route(withdrawCaseClaim, async ({ viewer, params }) => {
    await withdrawClaim(ctx, asPerson(viewer), params)
    return readClaim(ctx, viewer, params)
  })
}
