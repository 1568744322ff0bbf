/** Nothing of a table is cut off: on a desk, on a small laptop and on a phone. */
import { generateTraffic, trafficCsv } from '@tocsin/detect'
import { getFinding, importFindings, type NetworkDocument } from '@tocsin/api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  const call = await house.exchange.stage.as(mailOf('platform'))
  const finding = (await call(getFinding, { params: { id: house.finding } }))
    .finding as NetworkDocument
  const findings = ['stands', 'explained', 'untested'].map((verdict, at) => ({
    ...finding,
    id: `finding-${String(at + 2).padStart(32, '0')}`,
    verdict,
    confidence: verdict === 'explained' ? 0.17 : 0.9,
    q: 0.001,
    ...(verdict === 'explained' ? { explainedBy: 'newsletter' } : {}),
    evidence: finding.evidence.map((one) => ({
      ...one,
      object: `https://news.sample.example/a-long-address-of-a-story-${at}/which-goes-on`,
      trace: 'link',
    })),
    evidenceTotal: 41,
    members: finding.members.map((one) => ({ ...one, account: `${one.account}_${at}` })),
  }))
  await call(importFindings, { body: { findings } })
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** What of the tables lies beyond their boxes or the screen, by the table's name. */
async function cutOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.table-box')]
    const cut = boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    const names = cut.map(
      (box) => `${box.getAttribute('aria-label')}: ${box.scrollWidth} > ${box.clientWidth}`,
    )
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...names, `page: ${scrollWidth} > ${clientWidth}`] : names
  })
}

function posts(): Buffer {
  const operations = [
    { name: 'planted', size: 12, traces: ['link' as const], actsPerDay: 12, jitter: 20 },
  ]
  const traffic = { seed: 'width', days: 2, accounts: 120, postsPerDay: 3, operations }
  return Buffer.from([...trafficCsv(generateTraffic(traffic))].join(''))
}

test('findings and runs show every column whole at 1,440, at 1,280 and at 375 points', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', '/findings')
  const file = {
    name: 'export-of-posts-of-the-last-two-weeks-before-the-election-2026-10.csv',
    mimeType: 'text/csv',
    buffer: posts(),
  }
  await page.locator('input[type=file]').first().setInputFiles(file)
  await page.getByRole('button', { name: 'Look for coordination' }).click()
  await page.getByRole('table', { name: 'Detection runs' }).getByText('Done').waitFor()
  await page.getByRole('table', { name: 'Findings of your organisation' }).waitFor()
  const cut: Record<number, string[]> = {}
  for (const width of [1440, 1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    cut[width] = await cutOf(page)
    await keep(page, `findings-${width}`)
  }
  expect(cut).toEqual({ 1440: [], 1280: [], 375: [] })
  await context.close()
})

test('a received release of many accounts shows the first and says how many there are, so that a phone shows what follows', async () => {
  const call = await house.exchange.stage.as(mailOf('platform'))
  const finding = (await call(getFinding, { params: { id: house.finding } }))
    .finding as NetworkDocument
  const [member] = finding.members
  const members = Array.from({ length: 43 }, (_, at) => ({ ...member!, account: `of_many_${at}` }))
  const many = {
    ...finding,
    id: `finding-${'9'.repeat(32)}`,
    members,
    membersTotal: members.length,
  }
  const { items } = await call(importFindings, { body: { findings: [many] } })
  const id = await releaseFinding({ ...house, finding: items[0]!.id })
  const context = await newPerson(browser, true)
  const page = await house.signIn(context, 'peer', `/releases/${id}`)
  const accounts = page.getByRole('table', { name: 'Accounts' }).locator('tbody tr')
  await accounts.first().waitFor()
  expect(await accounts.count()).toBe(10)
  expect(await cutOf(page)).toEqual([])
  await keep(page, 'received-many')
  await page.getByRole('button', { name: 'Show all 43' }).click()
  expect(await accounts.count()).toBe(43)
  await context.close()
})
