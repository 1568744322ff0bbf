import {
  answerDisclosure as answerRoute,
  answerInstant as answerInstantRoute,
  correctPart as correctRoute,
  getDisclosure,
  getFullPart,
  getOwnPart,
  getPublished,
  getPublishedFile,
  getPublishedProof,
  handInPart as handInRoute,
  inviteToDisclosure as inviteRoute,
  listDisclosures as listRoute,
  listPublished as listPublishedRoute,
  MAX_PART_BYTES,
  offerInstant as offerRoute,
  proposeDisclosure as proposeRoute,
  signResearchTerms as signRoute,
  takeOutPart as takeOutRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { IN_PROCESS, networkOf } from '../http/address.ts'
import { readBody } from '../http/parse.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { openSlots } from '../http/slots.ts'
import { asPerson, type Viewer } from '../http/viewer.ts'
import { answerDisclosure } from './answer.ts'
import { correctPart } from './correct.ts'
import { handInPart, type Handed, takeOutPart } from './hand-in.ts'
import { answerInstant, offerInstant } from './instant.ts'
import { inviteToDisclosure, proposeDisclosure } from './propose.ts'
import { listPublished, readPublished, readPublishedFile, readPublishedProof } from './published.ts'
import { listDisclosures, readDisclosure, readOwnPart, readOwnStep } from './read.ts'
import { readFullPart, signResearchTerms } from './research.ts'

/** Files that are read at the same time, in all and from one network: each is made whole from pieces on the way. */
const IN_ALL = 32
const FROM_ONE = 4
/**
 * Parts of one member that are taken in at the same time: each is tens of megabytes, read, rendered and sealed. There is no bound for
 * all together, by which one member could keep the others from handing in.
 */
const PARTS_AT_ONCE = 2

/** Joint disclosures: agreed and handed in by members, opened by the clock, read by everybody. */
export function disclosureRoutes(ctx: Context, http: Http): void {
  http.route(listRoute, ({ viewer, query }) => listDisclosures(ctx, viewer, query))
  http.route(getDisclosure, ({ viewer, params }) => readDisclosure(ctx, viewer, params.id))
  http.route(proposeRoute, async ({ viewer, body }) => {
    const id = await proposeDisclosure(ctx, asPerson(viewer), body)
    return afterAct(() => readDisclosure(ctx, viewer, id))
  })
  http.route(inviteRoute, async ({ viewer, params, body }) => {
    await inviteToDisclosure(ctx, asPerson(viewer), params.id, body.memberId)
    return afterAct(() => readDisclosure(ctx, viewer, params.id))
  })
  http.route(answerRoute, async ({ viewer, params, body }) => {
    const last = await readDisclosure(ctx, viewer, params.id)
    await answerDisclosure(ctx, asPerson(viewer), params.id, body)
    // Whoever is in it no more sees it no more.
    if (body.answer === 'decline') return { ...last, standing: 'declined' as const }
    if (body.answer === 'leave') return { ...last, standing: 'left' as const, handedIn: false }
    return afterAct(() => readDisclosure(ctx, viewer, params.id))
  })
  http.route(offerRoute, async ({ viewer, params, body }) => {
    await offerInstant(ctx, asPerson(viewer), params.id, body.opensAt)
    return afterAct(() => readDisclosure(ctx, viewer, params.id))
  })
  http.route(answerInstantRoute, async ({ viewer, params, body }) => {
    await answerInstant(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readDisclosure(ctx, viewer, params.id))
  })
  partRoutes(ctx, http)
  publicRoutes(ctx, http)
}

/** A member's own part; a key of the member is enough for it. */
function partRoutes(ctx: Context, http: Http): void {
  const take = openSlots('two parts of your organisation are being taken in; try again in a minute')
  const inSlot = async <T>({ memberId }: Viewer, run: () => Promise<T>): Promise<T> => {
    const done = take([{ who: memberId, max: PARTS_AT_ONCE }])
    return run().finally(done)
  }
  http.route(handInRoute, async ({ viewer, params, request, enterAgain }) => {
    const seq = await inSlot(viewer, async () => {
      const handed = await readHanded(request)
      await enterAgain()
      return handInPart(ctx, viewer, params.id, handed)
    })
    return afterAct(() => readOwnStep(ctx, viewer, params.id, seq))
  })
  http.route(takeOutRoute, async ({ viewer, params }) => {
    await takeOutPart(ctx, viewer, params.id)
    return {}
  })
  http.route(getOwnPart, async ({ viewer, params }) => {
    const text = await readOwnPart(ctx, viewer, params.id)
    const headers = {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="part.json"',
    }
    return new Response(text as Uint8Array<ArrayBuffer>, { headers })
  })
  http.route(correctRoute, async ({ viewer, params, request, enterAgain }) => ({
    version: await inSlot(viewer, async () => {
      const handed = await readHanded(request)
      await enterAgain()
      return correctPart(ctx, viewer, params.id, handed)
    }),
  }))
}

async function readHanded(request: Request): Promise<Handed> {
  const mediaType = request.headers.get('content-type') ?? ''
  return { bytes: await readBody(request, MAX_PART_BYTES), mediaType }
}

function publicRoutes(ctx: Context, http: Http): void {
  http.route(listPublishedRoute, ({ query }) => listPublished(ctx, query))
  http.route(getPublished, ({ params }) => readPublished(ctx, params.id, params.version))
  const take = openSlots('too many files of disclosures are being read; try again in a minute')
  http.route(getPublishedFile, ({ params, address }) => {
    const all = { who: 'all', max: IN_ALL }
    const done = take(
      address === IN_PROCESS ? [] : [all, { who: networkOf(address), max: FROM_ONE }],
    )
    return readPublishedFile(ctx, params.id, params, done)
  })
  http.route(getPublishedProof, ({ params }) => readPublishedProof(ctx, params.id, params.version))
  http.route(signRoute, ({ viewer, params, body }) =>
    signResearchTerms(ctx, asPerson(viewer), params.id, body.digest),
  )
  http.route(getFullPart, async ({ viewer, params }) => {
    const text = await readFullPart(ctx, viewer, params)
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  })
}
