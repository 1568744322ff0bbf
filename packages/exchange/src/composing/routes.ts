import {
  checkComposed,
  composeStix,
  createComposeDraft,
  dropComposeDraft,
  getComposeDraft,
  listComposeDrafts,
  proposeCorrection as proposeCorrectionRoute,
  readComposed,
  saveComposeDraft,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { readBody } from '../http/parse.ts'
import type { Http } from '../http/server.ts'
import { selectMember } from '../members/store.ts'
import { proposeCorrection } from './correct.ts'
import { createDraft, dropDraft, listDrafts, readDraft, saveDraft } from './drafts.ts'
import { checkItems } from './known.ts'
import { MAX_INPUT, readInput } from './read.ts'
import { toStatement } from './statement.ts'

/** What a member puts together to share: read, checked, kept as a draft, made into STIX. Nothing here leaves it. */
export function composingRoutes(ctx: Context, http: Http): void {
  http.route(readComposed, async ({ query, request }) =>
    readInput(await readBody(request, MAX_INPUT), query),
  )
  http.route(checkComposed, ({ viewer, body }) => checkItems(ctx, viewer, body.items))
  http.route(composeStix, async ({ viewer, body }) => {
    const member = (await selectMember(ctx.database.db, viewer.memberId))!
    const author = { id: member.id, name: member.name, since: member.created_at }
    const at = ctx.clock.now()
    return toStatement(body, author, at)
  })
  http.route(proposeCorrectionRoute, ({ viewer, params, body }) =>
    proposeCorrection(ctx, viewer, params.id, body),
  )
  http.route(listComposeDrafts, async ({ viewer }) => ({ items: await listDrafts(ctx, viewer) }))
  http.route(getComposeDraft, ({ viewer, params }) => readDraft(ctx, viewer, params.id))
  http.route(createComposeDraft, async ({ viewer, body }) =>
    readDraft(ctx, viewer, await createDraft(ctx, viewer, body)),
  )
  http.route(saveComposeDraft, async ({ viewer, params, body }) => {
    await saveDraft(ctx, viewer, params.id, body)
    return readDraft(ctx, viewer, params.id)
  })
  http.route(dropComposeDraft, async ({ viewer, params }) => {
    await dropDraft(ctx, viewer, params.id)
    return {}
  })
}
