import {
  changeAudience as changeAudienceRoute,
  changeTemplate as changeTemplateRoute,
  checkComposed,
  composeStix,
  createComposeDraft,
  dropAudience as dropAudienceRoute,
  dropComposeDraft,
  dropTemplate as dropTemplateRoute,
  getComposeDraft,
  listAudiences as listAudiencesRoute,
  listComposeDrafts,
  listTemplates as listTemplatesRoute,
  proposeCorrection as proposeCorrectionRoute,
  readComposed,
  saveAudience as saveAudienceRoute,
  saveTemplate as saveTemplateRoute,
  saveComposeDraft,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { readBody } from '../http/parse.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { selectMember } from '../members/store.ts'
import { dropAudience, listAudiences, saveAudience } from './audiences.ts'
import { changeAudience } from './change-audience.ts'
import { proposeCorrection } from './correct.ts'
import { changeTemplate } from './change-template.ts'
import { createDraft, dropDraft, listDrafts, readDraft, saveDraft } from './drafts.ts'
import { checkItems } from './known.ts'
import { MAX_INPUT, readInput } from './read.ts'
import { toStatement } from './statement.ts'
import { dropTemplate, listTemplates, saveTemplate } from './templates.ts'

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
  http.route(createComposeDraft, async ({ viewer, body }) => {
    const id = await createDraft(ctx, viewer, body)
    return afterAct(() => readDraft(ctx, viewer, id))
  })
  http.route(saveComposeDraft, async ({ viewer, params, body }) => {
    await saveDraft(ctx, viewer, params.id, body)
    return afterAct(() => readDraft(ctx, viewer, params.id))
  })
  http.route(dropComposeDraft, async ({ viewer, params }) => {
    await dropDraft(ctx, viewer, params.id)
    return {}
  })
  savedRoutes(ctx, http)
}

/** What a member keeps for its next releases. */
function savedRoutes(ctx: Context, http: Http): void {
  http.route(listAudiencesRoute, async ({ viewer }) => ({
    items: await listAudiences(ctx, viewer),
  }))
  http.route(saveAudienceRoute, ({ viewer, body }) => saveAudience(ctx, viewer, body))
  http.route(changeAudienceRoute, ({ viewer, params, body }) =>
    changeAudience(ctx, viewer, params.id, body),
  )
  http.route(dropAudienceRoute, async ({ viewer, params }) => {
    await dropAudience(ctx, viewer, params.id)
    return {}
  })
  http.route(listTemplatesRoute, async ({ viewer }) => ({
    items: await listTemplates(ctx, viewer),
  }))
  http.route(saveTemplateRoute, ({ viewer, body }) => saveTemplate(ctx, viewer, body))
  http.route(changeTemplateRoute, ({ viewer, params, body }) =>
    changeTemplate(ctx, viewer, params.id, body),
  )
  http.route(dropTemplateRoute, async ({ viewer, params }) => {
    await dropTemplate(ctx, viewer, params.id)
    return {}
  })
}
