import { hearGateway, type BodyOf } from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { FromGateway } from '../gateways/gateway.ts'
import type { Http } from '../http/server.ts'
import { takeFromGateway } from './gateway-inbox.ts'

/** The door for gateways over HTTP: what is signed is kept, and answered once it is. */
export function gatewayDoor(ctx: Context, http: Http, limits: Limits): void {
  http.route(hearGateway, async ({ body, bodyText, request, address }) => {
    limits.check('unsignedPerAddress', address)
    const id = ctx.gateways[body.channel]?.verify?.(bodyText, request.headers)
    if (id === undefined) {
      await limits.count('unsignedPerAddress', address)
      throw new ExchangeError('forbidden', 'not signed by a gateway of this exchange, or too old')
    }
    await takeFromGateway(ctx, body.channel, toHeard(body, id))
    return { heard: true }
  })
}

function toHeard(body: BodyOf<typeof hearGateway>, callId: string): FromGateway {
  const { type, id, said, code, from, text } = body
  if (type === 'receipt' && id !== undefined && said !== undefined)
    return { kind: 'receipt', gatewayId: id, said, brief: code ?? said.toUpperCase() }
  if (type === 'reply' && from !== undefined && text !== undefined)
    return { kind: 'reply', from, text, id: callId }
  throw new ExchangeError('bad-request', 'a receipt has id and said, a reply has from and text', {
    path: '/body/type',
  })
}
