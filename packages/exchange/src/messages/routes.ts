import {
  approveMessage as approveRoute,
  getMessage,
  getNoAsk,
  listMessages as listRoute,
  returnMessage as returnRoute,
  submitMessage as submitRoute,
  withdrawMessage as withdrawRoute,
  withholdWords as withholdRoute,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { NO_ASK } from '../policy/no-ask.ts'
import { readEntry } from '../register/list.ts'
import { memberText } from '../sharing/draft-texts.ts'
import { approveMessage } from './approve.ts'
import { listMessages, readSummary, reviewMessage } from './read.ts'
import { returnMessage, withdrawMessage } from './settle.ts'
import { submitMessage } from './submit.ts'
import { withholdWords } from './withhold.ts'

/** Messages of government bodies to platforms and campaigns, and the second person they wait for. */
export function messageRoutes(ctx: Context, http: Http): void {
  http.route(getNoAsk, async () => NO_ASK)
  http.route(listRoute, ({ viewer, query }) => listMessages(ctx, viewer, query))
  http.route(getMessage, ({ viewer, params }) => reviewMessage(ctx, viewer, params.id))
  http.route(submitRoute, async ({ viewer, body, bodyText }) => {
    const draftText = memberText(bodyText, 'draft')
    const { draft, revises } = body
    const id = await submitMessage(ctx, asPerson(viewer), draft, { draftText, revises })
    return afterAct(() => readSummary(ctx, viewer, id))
  })
  http.route(approveRoute, async ({ viewer, params, body }) => {
    await approveMessage(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readSummary(ctx, viewer, params.id))
  })
  http.route(returnRoute, async ({ viewer, params, body }) => {
    await returnMessage(ctx, asPerson(viewer), params.id, body.reason)
    return afterAct(() => readSummary(ctx, viewer, params.id))
  })
  http.route(withdrawRoute, async ({ viewer, params }) => {
    await withdrawMessage(ctx, asPerson(viewer), params.id)
    return afterAct(() => readSummary(ctx, viewer, params.id))
  })
  http.route(withholdRoute, async ({ viewer, params, body }) => {
    await withholdWords(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readEntry(ctx, params.id))
  })
}
