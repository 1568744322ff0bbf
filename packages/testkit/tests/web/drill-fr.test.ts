import { DRILL_PACKS } from '@tocsin/exchange'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDrill, openPlayedDrill, type PlayedDrill } from './played-drill.ts'

const SHOTS = process.env.TOCSIN_SHOTS
let played: PlayedDrill
beforeAll(async () => {
  played = await openPlayedDrill({ pack: 'fr', seed: 'fr', speed: 1 })
}, 300_000)
afterAll(() => played?.close())

const signIn = (title: string, phone: boolean) => enterDrill(played, title, phone)

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

test('a drill can be played in each country that has one', () => {
  expect(DRILL_PACKS).toEqual(['us', 'fr'])
})

test('a new drill stands on its own clock from its first entry, so nothing is in doubt', () => {
  expect(played.drill.exchange.context.log.doubts()).toEqual([])
})

test('the French notice is on file in French, for every prefecture and the town halls of two departments', async () => {
  const { db } = played.drill.exchange.context.database
  const found = await db
    .selectFrom('notices')
    .select(['id', 'texts', 'main_language'])
    .where('kind', '=', 'notice')
    .execute()
  expect(found.map((one) => [Object.keys(one.texts), one.main_language])).toEqual([[['fr'], 'fr']])
  const targets = await db
    .selectFrom('notice_targets')
    .select('id')
    .where('notice_id', '=', found[0]!.id)
    .execute()
  expect(targets).toHaveLength(1155)
})

test('an agency sees the map of France, with its source, the overseas departments beside it, and one chosen', async () => {
  const page = await signIn('Analyste, Agence nationale A', false)
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page
    .getByRole('link', { name: /De faux messages/ })
    .first()
    .click()
  const gironde = page.locator('.map [data-id="FR-33"]')
  await gironde.waitFor()
  expect(await page.locator('.map [data-id]').count()).toBe(96)
  await page.getByRole('link', { name: /SVG Maps.*CC BY 4\.0/ }).waitFor()
  await page.getByRole('button', { name: /^La Réunion/ }).waitFor()
  await gironde.click()
  await page.getByRole('heading', { name: /^Gironde/ }).waitFor()
  await shoot(page, 'map-1440')
  await page.setViewportSize({ width: 375, height: 800 })
  await shoot(page, 'map-375')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  await page.goto(`${new URL(page.url()).origin}/notices/new`)
  await page.getByRole('tab').first().waitFor()
  expect(await page.getByRole('tab').allTextContents()).toEqual(['Français'])
  await shoot(page, 'compose-375')
}, 240_000)

test('a town hall reads and answers in French on its phone', async () => {
  const page = await signIn('Service des élections, Bordeaux', true)
  await page.setViewportSize({ width: 375, height: 800 })
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('heading', { level: 1, name: 'Avis' }).waitFor()
  await page.getByText('Ce dont nous sommes sûrs').first().waitFor()
  await shoot(page, 'mairie-375')
  await page.getByRole('button', { name: 'J’ai reçu l’avis' }).click()
  await page
    .getByText('Merci. L’expéditeur voit maintenant que votre service est averti.')
    .waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr')
  await page.setViewportSize({ width: 1440, height: 1000 })
  await shoot(page, 'mairie-1440')
}, 240_000)
