import { getAnswerProof } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { proveAnswer } from './prove.ts'

/** Proofs of answers, for those they are for. */
export function answerRoutes(ctx: Context, http: Http): void {
  http.route(getAnswerProof, async ({ viewer, params }) => {
    const text = await proveAnswer(ctx, viewer, params.id)
    return new Response(text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="answer-${params.id}.answer-proof"`,
      },
    })
  })
}
