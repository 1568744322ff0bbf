/** What is new is announced on whatever screen somebody has open, quietly, and not where they turned it off. */
import { changeSettings } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a release is announced on another screen, in a live region that takes no focus, leads there by a press, and is told to nobody who turned it off', async () => {
  const page = await house.signIn(await newPerson(browser), 'peer', '/meetings')
  const asked = page.waitForResponse((reply) => reply.url().endsWith('/api/news') && reply.ok())
  await page.reload()
  await asked
  const news = page.locator('output.news')
  expect(await news.getAttribute('aria-live')).toBe('polite')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const focus = await page.evaluate(() => document.activeElement?.tagName)
  const id = await releaseFinding(house)
  await news.getByRole('link', { name: '1 release for you' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(focus)
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'news')
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'news-phone')
  await news.getByRole('link', { name: '1 release for you' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/releases/${id}`)
  expect(await news.getByRole('link').count()).toBe(0)

  await page.goto(`${house.origin}/settings`)
  await page.getByRole('button', { name: 'Set quiet hours' }).click()
  await page.getByLabel('Not from').waitFor()
  await page.getByLabel('until', { exact: true }).fill('06:15')
  await page.getByLabel('Not from').focus()
  await expect
    .poll(async () => {
      const call = await house.exchange.stage.as(mailOf('peer'))
      return (await call(changeSettings, { body: {} })).quiet
    })
    .toEqual({ from: '22:00', until: '06:15' })
  await keep(page, 'news-settings')
  expect(await faultsOf(page)).toEqual([])
  await page.getByLabel('Announce what is new').click()
  await page.getByLabel('Not from').waitFor({ state: 'detached' })
  await page.context().close()
})
