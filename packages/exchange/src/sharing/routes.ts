import {
  answerRecall as answerRecallRoute,
  createRelease,
  getHeldRelease,
  getRelease,
  holdRelease as holdRoute,
  getReleaseObjects,
  listAttributions as listAttributionsRoute,
  listHeldReleases,
  listMasked as listMaskedRoute,
  listReleases as listReleasesRoute,
  previewRelease,
  printRelease as printRoute,
  recallRelease as recallReleaseRoute,
  stopHeldRelease,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { listAttributions } from './attributions.ts'
import { memberText } from './draft-texts.ts'
import { listHeld, readHeld } from './held-store.ts'
import { holdRelease, stopHeld } from './hold.ts'
import { listMasked } from './masked.ts'
import { printRelease } from './print.ts'
import { listReleases, readBundle, readRelease } from './reading.ts'
import { answerRecall, recallRelease } from './recall.ts'
import { previewDraft, sendRelease } from './send.ts'

/** Releases: previewed, sent, read, taken back, answered for. */
export function sharingRoutes(ctx: Context, http: Http): void {
  http.route(previewRelease, ({ viewer, body, bodyText }) =>
    previewDraft(ctx, viewer, body, bodyText),
  )
  http.route(createRelease, async ({ viewer, body, bodyText }) => {
    const draftText = memberText(bodyText, 'draft')
    const { digest } = body
    const id = await sendRelease(ctx, viewer, body.draft, { digest, draftText })
    return afterAct(() => readRelease(ctx, viewer, id))
  })
  http.route(holdRoute, ({ viewer, body, bodyText }) =>
    holdRelease(ctx, viewer, body.draft, {
      digest: body.digest,
      draftText: memberText(bodyText, 'draft'),
      minutes: body.minutes,
    }),
  )
  http.route(listHeldReleases, async ({ viewer }) => ({ items: await listHeld(ctx, viewer) }))
  http.route(getHeldRelease, ({ viewer, params }) => readHeld(ctx, viewer, params.id))
  http.route(stopHeldRelease, ({ viewer, params }) => stopHeld(ctx, viewer, params.id))
  http.route(listReleasesRoute, ({ viewer, query }) => listReleases(ctx, viewer, query))
  http.route(getRelease, ({ viewer, params }) => readRelease(ctx, viewer, params.id))
  http.route(getReleaseObjects, async ({ viewer, params }) => {
    const text = await readBundle(ctx, viewer, params.id)
    return new Response(text, { headers: { 'content-type': 'application/stix+json;version=2.1' } })
  })
  http.route(printRoute, async ({ viewer, params, query }) => {
    const whole = query.parts === 'all'
    const pdf = await printRelease(ctx, viewer, params.id, { whole })
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="release-${params.id}.pdf"`,
    }
    return new Response(Uint8Array.from(pdf), { headers })
  })
  http.route(listAttributionsRoute, ({ viewer, params }) =>
    listAttributions(ctx, viewer, params.id),
  )
  http.route(listMaskedRoute, ({ viewer, params }) => listMasked(ctx, viewer, params.id))
  http.route(recallReleaseRoute, async ({ viewer, params, body }) => {
    await recallRelease(ctx, viewer, params.id, body.reason)
    return afterAct(() => readRelease(ctx, viewer, params.id))
  })
  http.route(answerRecallRoute, async ({ viewer, params, body }) => {
    await answerRecall(ctx, viewer, params.id, body.answer, body.note)
    return afterAct(() => readRelease(ctx, viewer, params.id))
  })
}
