/**
 * The main screens in a real browser on a full exchange: 100,000 objects in 10 releases, 5,000 findings, a notice to 12,000 offices,
 * 2,000 members. From when an address is opened until its screen can be used (its heading stands and nothing is loading), the
 * middle of three times with a warm cache, beside the goal of 1 s; then the page of an office with an empty cache on a slow line
 * (400 kbit/s, 400 ms away), beside 3 s and 200 kB of script. Reference of the same run: a bare page of the same exchange.
 * Argument: a share of those counts (1).
 */
import { migrate, openPostgres } from '@tocsin/exchange'
import { startBrowser, startPostgres } from '@tocsin/testkit'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { newPerson, openHouse, type House, type Who } from '../tests/web/house.ts'
import { fill, mailedLink, tellOffices } from './full-exchange.ts'

const SHARE = Number(process.argv[2] ?? 1)
const FULL = {
  releases: 10,
  perRelease: Math.round(10_000 * SHARE),
  findings: Math.round(5000 * SHARE),
  offices: Math.round(12_000 * SHARE),
  members: Math.round(2000 * SHARE),
}
const GOAL_MS = 1000

const server = await startPostgres({ fleeting: true })
const database = await openPostgres(server.url)
await migrate(database.db)
const house = await openHouse(database)
const browser = await startBrowser()
try {
  await run(house, browser)
} finally {
  await browser.close()
  await house.close()
  await server.stop()
}
// The browser is shared by whatever runs in a process and ends with it, but does not let it end.
process.exit(process.exitCode ?? 0)

type Shown = { who: Who; name: string; path: string }

async function run(at: House, driver: Browser): Promise<void> {
  const door = await mailedLink(at)
  const release = await fill(at, database.db, FULL)
  const notice = await tellOffices(at, FULL.offices)
  const screens: Shown[] = [
    { who: 'platform', name: 'Findings', path: '/findings' },
    { who: 'platform', name: 'A finding', path: `/findings/${at.finding}` },
    { who: 'platform', name: 'Sent', path: '/sent' },
    { who: 'platform', name: 'Share something', path: '/compose' },
    { who: 'peer', name: 'Received', path: '/inbox' },
    { who: 'peer', name: 'A release of 10,000', path: `/releases/${release}` },
    { who: 'agency', name: 'Notices', path: '/notices' },
    { who: 'agency', name: 'A notice, its map', path: `/notices/${notice}` },
    { who: 'agency', name: 'Whom to call', path: `/notices/${notice}/calls` },
    { who: 'agency', name: 'Offices', path: '/offices' },
    { who: 'agency', name: 'Settings', path: '/settings' },
    { who: 'operator', name: 'Overview', path: '/overview' },
    { who: 'operator', name: 'Members', path: '/members' },
    { who: 'clerk', name: 'Notices of an office', path: '/notices' },
  ]
  const people = new Map<Who, BrowserContext>()
  const bare = await measureBare(at, driver)
  console.log(`\n${'a bare page of it'.padEnd(24)} ${bare.toFixed(0).padStart(6)} ms`)
  for (const screen of screens) {
    let context = people.get(screen.who)
    if (!context) {
      context = await newPerson(driver)
      await at.signIn(context, screen.who)
      people.set(screen.who, context)
    }
    const ms = await middle(() => open(at, context, screen.path))
    const sign = ms <= GOAL_MS ? '' : `  over ${GOAL_MS} ms`
    const ratio = (ms / bare).toFixed(1).padStart(6)
    console.log(
      `${screen.name.padEnd(24)} ${ms.toFixed(0).padStart(6)} ms ${ratio} times the bare page${sign}`,
    )
  }
  await measureSearch(at, people.get('peer')!)
  await measureSlow(driver, door)
}

async function middle(measure: () => Promise<number>): Promise<number> {
  const times = [await measure(), await measure(), await measure()]
  return times.toSorted((a, b) => a - b)[1]!
}

/** Until the heading stands, nothing loads and the browser has time for a key. */
async function open(at: House, context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  const start = performance.now()
  await page.goto(at.origin + path, { waitUntil: 'commit' })
  await usable(page)
  const ms = performance.now() - start
  await page.close()
  return ms
}

async function usable(page: Page): Promise<void> {
  await page.locator('#main h1').waitFor()
  await page.waitForFunction(() => !document.querySelector('output.busy'), undefined, {
    polling: 'raf',
    timeout: 60_000,
  })
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 0))),
  )
}

async function measureBare(at: House, driver: Browser): Promise<number> {
  const context = await newPerson(driver)
  const ms = await middle(async () => {
    const page = await context.newPage()
    const start = performance.now()
    await page.goto(`${at.origin}/bell.svg`)
    const took = performance.now() - start
    await page.close()
    return took
  })
  await context.close()
  return ms
}

/** From the last letter until what was found stands there: a value, and words that stand in none. */
async function measureSearch(at: House, context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${at.origin}/inbox`)
  await usable(page)
  for (const words of ['site-7-3.example', 'nothing like it']) {
    await page.keyboard.press('Control+k')
    await page.locator('.palette-field').waitFor()
    const start = performance.now()
    const answered = page.waitForResponse((response) => response.url().includes('/api/search'))
    await page.locator('.palette-field').fill(words)
    await answered
    await page.locator('.palette-said', { hasText: /^\d/ }).waitFor({ state: 'attached' })
    console.log(
      `${`Search: ${words}`.padEnd(24)} ${(performance.now() - start).toFixed(0).padStart(6)} ms`,
    )
    await page.keyboard.press('Escape')
  }
  await page.close()
}

/** The page behind a mailed link on an old phone with bad signal and nothing cached. */
async function measureSlow(driver: Browser, link: string): Promise<void> {
  const context = await newPerson(driver, true)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 400_000 / 8,
    uploadThroughput: 400_000 / 8,
  })
  let script = 0
  page.on('response', async (response) => {
    if (response.url().endsWith('.js'))
      script += (await response.request().sizes()).responseBodySize
  })
  const start = performance.now()
  await page.goto(link, { waitUntil: 'commit' })
  await page.getByRole('button').first().waitFor()
  const ms = performance.now() - start
  const over = ms > 3000 || script > 200_000 ? '  over the goal' : ''
  console.log(
    `\nan office's page on a slow line: ${ms.toFixed(0)} ms of 3000, ${(script / 1000).toFixed(0)} kB of script of 200${over}`,
  )
  await context.close()
}
