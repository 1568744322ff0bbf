/** The page of a case in a real browser: until it can be used, until it is sorted, and by the keyboard, at the widths of a desk and a phone. */
import { startBrowser } from '@tocsin/testkit'
import type { Ready } from './cases-server.ts'

type Browser = Awaited<ReturnType<typeof startBrowser>>
type Page = Awaited<ReturnType<Browser['newPage']>>

const WIDTHS = [1440, 375]

export async function browse({ port, people }: Ready, cases: readonly string[]): Promise<void> {
  const browser = await startBrowser()
  try {
    for (const caseId of cases)
      for (const width of WIDTHS)
        await look(browser, { port, cookie: people[1]!.headers['cookie']!, caseId, width })
  } finally {
    await browser.close()
  }
}

type Looked = { port: number; cookie: string; caseId: string; width: number }

async function look(browser: Browser, { port, cookie, caseId, width }: Looked): Promise<void> {
  const origin = `http://127.0.0.1:${port}`
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US' })
  const [name, ...value] = cookie.split('=')
  await context.addCookies([{ name: name!, value: value.join('='), url: origin }])
  const times: number[] = []
  let page = await context.newPage()
  for (let round = 0; round < 3; round++) {
    await page.close()
    page = await context.newPage()
    const start = performance.now()
    await page.goto(`${origin}/cases/${caseId}`, { waitUntil: 'commit' })
    await usable(page)
    times.push(performance.now() - start)
  }
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const middle = times.toSorted((a, b) => a - b)[1]!
  say(`the page at ${width}, usable`, `${middle.toFixed(0)} ms, ${nodes} elements`)
  await moreAndSort(page, width)
  await context.close()
}

/** All pages of its items, by the keyboard; then their order turned. */
async function moreAndSort(page: Page, width: number): Promise<void> {
  const panel = page.locator('section', {
    has: page.getByRole('heading', { name: 'What it is about' }),
  })
  const more = panel.getByRole('button', { name: /older|more/i })
  const start = performance.now()
  let pressed = 0
  for (; pressed < 10 && (await more.count()) > 0; pressed++) {
    await more.first().focus()
    const answered = page.waitForResponse((reply) => reply.url().includes('/items'))
    await page.keyboard.press('Enter')
    await answered
    await usable(page)
  }
  say(`  ${pressed} more pages of items, by Enter`, `${(performance.now() - start).toFixed(0)} ms`)
  const head = panel.getByRole('button', { name: 'Kind' })
  if ((await head.count()) === 0) return say('  its items sorted', 'cannot be')
  const began = performance.now()
  await head.first().focus()
  await page.keyboard.press('Enter')
  await panel.locator('[aria-sort="ascending"]').first().waitFor({ state: 'attached' })
  await usable(page)
  const rows = await panel.locator('tbody tr').count()
  say('  its items sorted, by Enter', `${(performance.now() - began).toFixed(0)} ms, ${rows} rows`)
  const letter = performance.now()
  await page.getByLabel('A step of your own').focus()
  await page.keyboard.type('x')
  await usable(page)
  say('  a letter typed', `${(performance.now() - letter).toFixed(0)} ms, ${width} wide`)
}

/** Until the heading stands, nothing loads and the browser has time for a key. */
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

function say(name: string, value: string): void {
  console.log(`${name.padEnd(46)} ${value}`)
}
