import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
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

/** Day and month cannot be told apart anywhere in it. */
function unclearPosts(): Buffer {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const time = `10/${1 + (i % 9)}/2026 ${1 + (i % 11)}:${10 + (i % 45)} AM`
    return `user${i % 8},${time},some words ${i % 5},https://a.example/${i % 5}`
  })
  return Buffer.from(['username,created_at,text,url', ...rows].join('\n'))
}

test('where times can be read in two ways the form asks, and the kept file is run again with another answer and a window', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'peer', '/findings')
  const file = { name: 'posts.csv', mimeType: 'text/csv', buffer: unclearPosts() }
  await desk.locator('input[type=file]').first().setInputFiles(file)
  await desk.getByText(/The times in created_at are unclear/).waitFor()
  const start = desk.getByRole('button', { name: 'Look for coordination' })
  await desk.getByText('Still missing: how times are written').waitFor()
  expect(await start.isDisabled()).toBe(true)
  const question = desk.getByLabel('How are times written?')
  const choices = await question.getByRole('option').allTextContents()
  expect(choices.join()).toMatch(
    /the first is 2026-10-01T01:10:00Z.*the first is 2026-01-10T01:10:00Z/,
  )
  await question.selectOption('month-first')
  await keepBoth(desk, 'times-asked')
  await start.click()
  const runs = desk.getByRole('table', { name: 'Detection runs' })
  await runs
    .getByRole('row', { name: /posts\.csv all time scales/ })
    .getByText('Done')
    .waitFor()

  // Once more, from the file that the exchange kept.
  await desk.getByRole('button', { name: 'Read posts.csv in another way' }).click()
  await desk.getByLabel('How are times written?').selectOption('day-first')
  await desk.getByText(/^Advanced/).click()
  await desk.getByLabel('Within (seconds)').fill('600')
  await desk.getByText('Only what lies within 600 s of each other counts').waitFor()
  await keepBoth(desk, 'window-chosen')
  await start.click()
  await runs
    .getByRole('row', { name: /posts\.csv within 10 min/ })
    .getByText('Done')
    .waitFor()
  expect(await runs.getByText('Done').count()).toBe(2)
  await context.close()
})

/** Leaves a picture of a step on a desk, and one on a telephone. */
async function keepBoth(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!
  for (const width of [1440, 375]) {
    await page.setViewportSize({ width, height: 900 })
    await keep(page, `${name}-${width}`)
  }
  await page.setViewportSize(size)
}
