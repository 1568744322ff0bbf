import type { BrowserContext, Route } from 'playwright-core'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds by which requests of pages are held back before they leave: those of acts (everything but GET), and reads of the
 * API. Set by whoever asks which tests go on before what they asked for was done: they fail then, every time.
 */
const HELD = {
  acts: Number(process.env['TOCSIN_SLOW_ACTS'] ?? 0),
  reads: Number(process.env['TOCSIN_SLOW_READS'] ?? 0),
}

/** Holds back what the pages of `context` ask for, as long as the environment says; without it, nothing is looked at. */
export async function holdBack(context: BrowserContext): Promise<void> {
  if (HELD.acts > 0) await hold(context, '**', HELD.acts, (method) => method !== 'GET')
  if (HELD.reads > 0) await hold(context, '**/api/**', HELD.reads, (method) => method === 'GET')
}

async function hold(
  context: BrowserContext,
  url: string,
  milliseconds: number,
  concerns: (method: string) => boolean,
): Promise<void> {
  await context.route(url, async (route) => {
    if (!concerns(route.request().method())) return route.fallback()
    await sleep(milliseconds)
    await letGo(route)
  })
}

/** Whoever left the page meanwhile took the request along. */
async function letGo(route: Route): Promise<void> {
  try {
    await route.fallback()
  } catch (error) {
    if (!route.request().frame().page().isClosed()) throw error
  }
}
