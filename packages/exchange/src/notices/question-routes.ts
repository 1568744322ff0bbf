import { answerQuestion as answerRoute, listNoticeQuestions } from '@tocsin/api'
import type { Context } from '../context.ts'
import { whyBlocked } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { answerQuestion } from './answer-question.ts'
import { selectQuestion, selectQuestions } from './question-store.ts'
import { decideReaders } from './readers.ts'
import { selectNotice } from './store.ts'

/** What offices ask, for the sender alone: to anybody else there is no such notice. */
export function questionRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  http.route(listNoticeQuestions, async ({ viewer, params }) => {
    const notice = await selectNotice(db, params.id)
    const [decision] = await decideReaders(ctx, [{ viewer, noticeId: params.id }], 'api')
    if (notice?.from_id !== viewer.memberId || !decision!.allow)
      throw new ExchangeError('not-found', 'no such own notice')
    return { items: await selectQuestions(db, params.id, await whyBlocked(ctx)) }
  })
  http.route(answerRoute, async ({ viewer, params, body }) => {
    const { id: notice, question } = params
    await answerQuestion(ctx, asPerson(viewer), { notice, question, text: body.text })
    return afterAct(async () => selectQuestion(db, question, await whyBlocked(ctx)))
  })
}
