import { openDrill, type OpenDrill } from '@tocsin/exchange'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { freePort } from '../../src/postgres.ts'
import { newPerson } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let dir: string
let drill: OpenDrill
let browser: Browser

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-drill-s5-'))
  const place = { dir, host: '127.0.0.1', port: await freePort() }
  drill = await openDrill({ ...place, script: 's5', seed: 's5', speed: 600, said: () => {} })
  browser = await startBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await drill?.close()
  await rm(dir, { recursive: true, force: true })
})

test('the duty officer sees the first report come, answers it, and reads how it goes, on a desk, a phone and paper', async () => {
  const page = await (await newPerson(browser)).newPage()
  await page.setViewportSize({ width: 1440, height: 1000 })
  const { link } = drill.links.find(({ title }) => title.startsWith('Duty officer'))!
  await page.goto(link)
  await page.getByRole('button', { name: /^Sign in/ }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Reports to us' }).click()
  await page.getByText('[address withheld]').first().waitFor({ timeout: 120_000 })
  const { origin } = new URL(page.url())
  await page.goto(`${origin}/drill`)
  await page.getByRole('heading', { name: 'How it went' }).waitFor()
  await page
    .getByRole('row', { name: /The first clerk reported/ })
    .getByText('0 minutes')
    .waitFor()
  await page.getByText('States that were sent no notice: 50').waitFor()
  await page.getByText('A threat to people', { exact: true }).click()
  await page.getByText('The emergency number. Then the local police').waitFor()
  await keep(page, 'drill-s5')
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 375, height: 812 })
  await keep(page, 'drill-s5-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.setViewportSize({ width: 800, height: 1100 })
  await page.emulateMedia({ media: 'print' })
  await page.getByText('after-action report').waitFor()
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  await keep(page, 'drill-s5-print')
}, 240_000)
