import { printLetters as route } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { printLetters } from './print.ts'

/** Notices on paper. */
export function letterRoutes(ctx: Context, http: Http): void {
  http.route(route, async ({ viewer, params, body }) => {
    const { pdf, letters } = await printLetters(ctx, viewer, params.id, body)
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="letters-${params.id}.pdf"`,
      'x-letters': String(letters),
    }
    return new Response(Uint8Array.from(pdf), { headers })
  })
}
