import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDrill, keepScore, openPlayedDrill, type PlayedDrill } from './played-drill.ts'

let played: PlayedDrill
beforeAll(async () => {
  played = await openPlayedDrill({ script: 's5', seed: 's5', speed: 600 })
}, 300_000)
afterAll(() => played?.close())

test('the duty officer sees the first report come, answers it, and reads how it goes, on a desk, a phone and paper', async () => {
  const page = await enterDrill(played, 'Duty officer')
  await page.getByRole('link', { name: 'Reports to us' }).click()
  await page.getByText('[address withheld]').first().waitFor({ timeout: 120_000 })
  const { origin } = new URL(page.url())
  await page.goto(`${origin}/drill`)
  await page.getByRole('heading', { name: 'How it went' }).waitFor()
  await page
    .getByRole('row', { name: /The first clerk reported/ })
    .getByText('0 minutes')
    .waitFor()
  const left = page.getByText('States that were sent no notice: 50')
  await left.waitFor()
  expect(await left.count()).toBe(1)
  await page.getByText('A threat to people', { exact: true }).click()
  await page.getByText('The emergency number. Then the local police').waitFor()
  await keepScore(page, 'drill-s5')
}, 240_000)
