import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { focusOf } from './keyboard.ts'

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

test('a member is suspended only after the operator was told what that does', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'operator')
  await page.getByRole('link', { name: 'Members' }).click()
  const row = page.getByRole('row', { name: /Example Observatory/ })
  await row.getByRole('button', { name: 'Suspend: Example Observatory' }).click()
  await page.getByText('Open sessions end and API keys stop at once.').waitFor()
  await page.getByRole('button', { name: 'Leave it' }).click()
  expect(await row.getByText('Active').count()).toBe(1)
  expect(await focusOf(page)).toMatch(/Suspend: Example Observatory/)

  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click()
  await row.getByText('Suspended').waitFor()
  expect(await focusOf(page)).toMatch(/Admit again: Example Observatory/)
  await context.close()
})

test('a key is revoked only after its owner was told that nothing brings it back', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform')
  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByLabel('What is it for').fill('Nightly poll')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('button', { name: 'Revoke the key for Nightly poll' }).click()
  await page.getByText('It cannot be undone').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  const row = page.getByRole('row', { name: /Nightly poll/ })
  await row.getByText('Revoked', { exact: true }).waitFor()
  expect(await row.getByRole('button').count()).toBe(0)
  await context.close()
})

for (const locale of ['en-US', 'es-US']) {
  test(`the head of a clerk's phone stays on one line, in ${locale}`, async () => {
    const context = await newPerson(browser, true, locale)
    // The longest word for the state of the stream is the one for a cut line.
    await context.route('**/api/live', (route) => route.fulfill({ status: 502, body: '' }))
    const page = await house.signIn(context, 'clerk')
    await page.getByText(/Reconnecting|Reconectando/).waitFor()
    const box = await page.locator('.shell-top').boundingBox()
    expect(box!.height).toBeLessThan(56)
    await page.getByRole('button', { name: /Menu|Menú/ }).click()
    await page.getByText('Franklin County Elections').first().waitFor()
    await page.getByRole('button', { name: /Sign out|Salir/ }).click()
    await page.getByRole('textbox').waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await context.close()
  })
}
