import { openDrill, type DrillOptions, type OpenDrill } from '@tocsin/exchange'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { freePort } from '../../src/postgres.ts'
import { newPerson } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

export type PlayedDrill = { drill: OpenDrill; browser: Browser; close: () => Promise<void> }

/** A drill in a folder of its own with a browser beside it; `close` leaves nothing behind. */
export async function openPlayedDrill(
  options: Pick<DrillOptions, 'script' | 'pack' | 'seed' | 'speed'>,
): Promise<PlayedDrill> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-drill-'))
  const place = { dir, host: '127.0.0.1', port: await freePort() }
  const drill = await openDrill({ ...place, ...options, said: () => {} })
  const browser = await startBrowser()
  return {
    drill,
    browser,
    close: async () => {
      await browser.close()
      await drill.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A page of the person of the drill whose title begins so, signed in. */
export async function enterDrill(
  { drill, browser }: PlayedDrill,
  title: string,
  phone = false,
): Promise<Page> {
  const page = await (await newPerson(browser, phone)).newPage()
  if (!phone) await page.setViewportSize({ width: 1440, height: 1000 })
  const { link } = drill.links.find((one) => one.title.startsWith(title))!
  await page.goto(link)
  await page.getByRole('button', { name: /^(Sign in|Se connecter)/ }).click()
  // The page of the link has a heading too; only whoever is signed in has a desk.
  await page.locator('#main h1').waitFor()
  return page
}

/** Keeps pictures of the score on a desk, a phone and paper, and finds no fault on the way. */
export async function keepScore(page: Page, name: string): Promise<void> {
  await keep(page, name)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 375, height: 812 })
  await keep(page, `${name}-phone`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.setViewportSize({ width: 800, height: 1100 })
  await page.emulateMedia({ media: 'print' })
  await page.getByText('after-action report').waitFor()
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
  await keep(page, `${name}-print`)
}
