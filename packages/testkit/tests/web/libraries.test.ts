/** The published libraries in a real browser: STIX whole, and TAXII's client against a server over HTTP. */
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import {
  createMemoryHarness,
  listen,
  testDomain,
  testIndicator,
  type Listener,
} from '../../src/taxii/index.ts'
import type { runLibraries } from './libraries-page.ts'

const harness = createMemoryHarness()
let browser: Browser
let site: Listener

beforeAll(async () => {
  const script = await bundle()
  const page = (body: string, type: string) =>
    new Response(body, { headers: { 'content-type': type } })
  site = await listen(async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/') return page('<script type="module" src="/page.js"></script>', 'text/html')
    if (pathname === '/page.js') return page(script, 'text/javascript')
    return harness.handle(request)
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await harness.stop()
})

/** The page's module with all it imports as one script, the way an application would ship it. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@tocsin/source', 'browser', 'module'] },
    build: {
      write: false,
      lib: { entry: `${import.meta.dirname}/libraries-page.ts`, formats: ['es'], fileName: 'page' },
    },
  })
  const [first] = Array.isArray(result) ? result : [result]
  if (!first || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}

test('a page makes, checks, matches and redacts objects, and polls a collection to its end', async () => {
  const objects = [testIndicator(1), testDomain(2), testIndicator(3)]
  const dated = objects.map((object, i) => ({ object, date_added: `2026-10-01T00:00:0${i}.000Z` }))
  const collection = await harness.collection({ objects: dated })
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(site.url)
  const outcome = await page.evaluate(
    async (id) => (globalThis as unknown as { runLibraries: typeof runLibraries }).runLibraries(id),
    collection,
  )
  expect(errors).toEqual([])
  expect(outcome).toEqual({
    id: 'domain-name--5dc8bff6-9c07-5258-807d-d852bf862eb0',
    valid: true,
    matches: true,
    removed: ['abstract'],
    polled: objects.map(({ id }) => id),
  })
})
