import type { BrowserContext, Request, Route } from 'playwright-core'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds by which requests of pages are held back before they leave: those of acts (everything but GET), and reads of the
 * API at most, each address for a part of that which is its own, so that what is asked for at once comes in another order; another
 * number gives another order. Set by whoever asks which tests go on before what they asked for was done: they fail then, every time.
 */
const HELD = {
  acts: Number(process.env['TOCSIN_SLOW_ACTS'] ?? 0),
  reads: Number(process.env['TOCSIN_SLOW_READS'] ?? 0),
}

/** Holds back what the pages of `context` ask for, as long as the environment says; without it, nothing is looked at. */
export async function holdBack(context: BrowserContext): Promise<void> {
  if (HELD.acts > 0)
    await hold(context, '**', (request) => (request.method() === 'GET' ? 0 : HELD.acts))
  if (HELD.reads > 0)
    await hold(context, '**/api/**', (request) =>
      request.method() === 'GET' ? HELD.reads * shareOf(request.url()) : 0,
    )
}

async function hold(
  context: BrowserContext,
  url: string,
  millisecondsOf: (request: Request) => number,
): Promise<void> {
  await context.route(url, async (route) => {
    const milliseconds = millisecondsOf(route.request())
    if (milliseconds === 0) return route.fallback()
    await sleep(milliseconds)
    await letGo(route)
  })
}

/** From 0 to 1, by the path of an address and the number that was set. */
function shareOf(url: string): number {
  const { pathname } = new URL(url)
  return createHash('sha256').update(`${HELD.reads} ${pathname}`).digest()[0]! / 255
}

/** Whoever left the page meanwhile took the request along. */
async function letGo(route: Route): Promise<void> {
  try {
    await route.fallback()
  } catch (error) {
    if (!route.request().frame().page().isClosed()) throw error
  }
}
