/** A person's own page in a real browser: what is chosen there holds on every screen, and a session elsewhere can be ended. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { faultsOf } from './keyboard.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a zone that is chosen names the times of every screen, and a session elsewhere is ended', async () => {
  const elsewhere = await house.signIn(await newPerson(browser, true), 'agency')
  const page = await house.signIn(await newPerson(browser), 'agency')
  await page.getByRole('link', { name: /^Person of/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await keep(page, 'settings')
  expect(await faultsOf(page)).toEqual([])
  await page.getByLabel('Time zone of your screens').selectOption('Asia/Tokyo')
  await page.getByRole('table', { name: 'Your sessions' }).getByText('GMT+9').first().waitFor()

  await page.getByLabel('What is new to me').selectOption('daily')
  const kept = page.waitForResponse(
    (reply) => reply.request().method() === 'PATCH' && reply.url().endsWith('/api/settings'),
  )
  await page.getByLabel('At, Asia/Tokyo time').selectOption('7')
  expect((await kept).status()).toBe(200)
  await page.reload()
  expect(await page.getByLabel('What is new to me').inputValue()).toBe('daily')
  expect(await page.getByLabel('At, Asia/Tokyo time').inputValue()).toBe('7')
  await keep(page, 'settings-mails')
  expect(await faultsOf(page)).toEqual([])

  await page.getByLabel('Name').fill('Quill')
  await page.getByRole('button', { name: 'Keep the name' }).click()
  await page.getByRole('link', { name: 'Quill' }).waitFor()

  await page.getByRole('button', { name: 'End all others' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).click()
  await page.getByText('2 sessions ended.').waitFor()
  await elsewhere.reload()
  await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.goto(`${house.origin}/notices`)
  await page.getByText('GMT+9').first().waitFor()
  await page.context().close()
})

test('a clerk reads the own page in Spanish on a phone, in dark colours', async () => {
  const page = await house.signIn(await newPerson(browser, true, 'es'), 'clerk', '/settings')
  await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor()
  await page.getByRole('table', { name: 'Sus sesiones' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'settings-clerk')
  await page.context().close()
})
