import { makeSignInLink } from '@tocsin/exchange'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'

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

test('a screen whose live stream was refused comes back and shows what it missed', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'peer')
  await page.route('**/api/live', (route) => route.fulfill({ status: 502, body: 'bad gateway' }))
  await page.goto(`${house.origin}/inbox`)
  await page.getByText('Nothing was shared with you yet').waitFor()
  await page.getByText('Reconnecting').waitFor()
  await releaseFinding(house)
  await page.unroute('**/api/live')
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Accounts in step' }).waitFor()
  expect(await page.getByText('Reconnecting').count()).toBe(0)
  await context.close()
})

test('an open screen whose session was ended elsewhere asks to sign in, by itself', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'peer')
  await page.getByText('Live', { exact: true }).waitFor()
  const other = await context.newPage()
  await other.goto(`${house.origin}/inbox`)
  await other.getByRole('button', { name: 'Sign out' }).click()
  await other.getByRole('button', { name: 'Mail me a link' }).waitFor()
  await page.getByRole('button', { name: 'Mail me a link' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await context.close()
})

test('whoever signs in next on a screen sees nothing of the person before', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform')
  await page.getByRole('link', { name: /^#examplehashtag: 4 accounts/ }).waitFor()
  await context.clearCookies()
  await page.getByRole('link', { name: 'Sent' }).click()
  await page.getByRole('button', { name: 'Mail me a link' }).waitFor()
  const { db } = house.exchange.context.database
  const link = await makeSignInLink(db, house.origin, mailOf('researcher'), new Date())
  // The token is in the fragment, so the page that the former person used stays in memory.
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('#main').waitFor()
  await page.getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('heading', { name: 'Findings' }).waitFor()
  await page.getByText('Nothing to look at').waitFor()
  expect(await page.getByText(/#examplehashtag/).count()).toBe(0)
  await context.close()
})
