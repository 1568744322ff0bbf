import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'

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

test('what is typed while the counties of a state still come is kept, and so are they', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'agency', '/notices/new')
  await page.getByLabel('Place below the country').selectOption({ label: 'Delaware' })
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/jurisdictions?parent=*', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Add all below it' }).click()
  await page.getByLabel('Subject').fill('False closing times are being spread')
  await page.getByRole('button', { name: 'Add it' }).click()
  answer()
  await page.getByText('Kent County').waitFor()
  expect(await page.getByLabel('Subject').inputValue()).toBe('False closing times are being spread')
  expect(await page.getByRole('button', { name: 'Remove Delaware, Chief' }).count()).toBe(1)
  await context.close()
})
