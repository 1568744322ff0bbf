import {
  askNamed,
  eraseNamed,
  getNamedStatement,
  listNamedAsks,
  openNamed,
  proveNamed,
  settleNamedAsk,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { asPerson } from '../http/viewer.ts'
import { takeAsk } from './ask.ts'
import { eraseAsk } from './forget.ts'
import { listAsks } from './list.ts'
import { openAsk, statementFile } from './open.ts'
import { proveAsk } from './prove.ts'
import { settleAsk } from './settle.ts'

/** Whoever may be named in what members released asks, with no account; operators see that they do. */
export function namedRoutes(ctx: Context, http: Http, limits: Limits): void {
  const countDoor = (address: string) => limits.count('namedDoorsPerAddress', address)
  http.route(askNamed, async ({ body, address }) => {
    await limits.count('namedAsksPerAddress', address)
    return takeAsk(ctx, limits, body)
  })
  http.route(openNamed, async ({ body, address }) => {
    await countDoor(address)
    return openAsk(ctx, body.token)
  })
  http.route(proveNamed, async ({ body, address }) => {
    await countDoor(address)
    await limits.count('namedProofs', body.token)
    return proveAsk(ctx, body)
  })
  http.route(getNamedStatement, async ({ body, address }) => {
    await countDoor(address)
    return new Response(await statementFile(ctx, body.token), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': 'attachment; filename="statement.tocsin-named"',
      },
    })
  })
  http.route(eraseNamed, async ({ body, address }) => {
    await countDoor(address)
    return eraseAsk(ctx, body.token)
  })
  http.route(listNamedAsks, ({ viewer }) => listAsks(ctx, viewer))
  http.route(settleNamedAsk, async ({ viewer, params, body }) => {
    await settleAsk(ctx, asPerson(viewer), params.id, body)
    return {}
  })
}
