import { getDrill, getDrillScore, steerDrill } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toDrill, type DrillControl } from './control.ts'
import { tellScreens } from './screens.ts'

/** Watching and steering a drill; on a real exchange there is none. */
export function drillRoutes(ctx: Context, http: Http, control: DrillControl | undefined): void {
  http.route(getDrill, async () => toDrill(required(control)))
  http.route(getDrillScore, async () => {
    const drill = required(control)
    if (!drill.score) throw new ExchangeError('not-found', 'this drill is not scored')
    const { title, now, state } = toDrill(drill)
    return { title, at: now, ended: state === 'ended', ...(await drill.score(ctx)) }
  })
  http.route(steerDrill, async ({ body }) => {
    const drill = required(control)
    if (body.speed !== undefined) drill.clock.setSpeed(body.speed)
    if (body.state === 'paused') drill.clock.pause()
    if (body.state === 'playing') drill.clock.resume()
    await tellScreens(ctx)
    return toDrill(drill)
  })
}

function required(control: DrillControl | undefined): DrillControl {
  if (!control)
    throw new ExchangeError('not-found', 'this is a real exchange; no drill is played here')
  return control
}
