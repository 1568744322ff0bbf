/** Templates of a body of government: what a message takes over from them, and what it does not. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
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

test('the dates of an authority that ended are not taken over from a template, and that is said where it is used', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'agency', '/templates')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByLabel('Name of the template').fill('Old authority')
  await desk.getByLabel('Its purpose').selectOption('platform-integrity')
  await desk.getByLabel('Kind of foreign nexus').selectOption('foreign-government')
  await desk.getByLabel('Authority', { exact: true }).fill('Act, section 4')
  await desk.getByText(/Still missing: the authority with both of its days/).waitFor()
  await desk.getByLabel('Holds from').fill('2024-01-01')
  await desk.getByLabel('Holds until').fill('2024-12-31')
  await desk.getByRole('button', { name: 'Save the template' }).click()
  await desk.getByText('Saved: Old authority.').waitFor()
  await desk.getByRole('row', { name: /Old authority.*ended on 31 Dec 2024/ }).waitFor()
  expect(await axeFaultsOf(desk)).toEqual([])
  await keep(desk, 'template-of-government')
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'template-of-government-phone')
  expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(375)

  await desk.goto(`${house.origin}/compose`)
  await desk.getByLabel('Begin with a template').selectOption({ label: 'Old authority' })
  await desk.getByLabel('Paste or write').fill('votes-county.com')
  await desk.getByRole('button', { name: 'Read it' }).click()
  await desk.getByLabel('In one line').fill('A domain')
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()
  // It names no audience: its settings hold for whichever group is chosen.
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  expect(await desk.getByLabel('Purpose').inputValue()).toBe('platform-integrity')
  await desk.getByText(/Old authority ended on 31 Dec 2024/).waitFor()
  expect(await desk.getByLabel('Authority').first().inputValue()).toBe('Act, section 4')
  expect(await desk.getByLabel('Holds from').inputValue()).toBe('')
  expect(await desk.getByLabel('Holds until').inputValue()).toBe('')
  await keep(desk, 'template-ended-phone')
  await desk.emulateMedia({ colorScheme: 'dark' })
  await desk.setViewportSize({ width: 1440, height: 900 })
  await keep(desk, 'template-ended-dark')
  await desk.getByLabel('Type of message').selectOption('technical-indicator')
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('row', { name: /Platform A.*No.*message-needs-/ }).waitFor()
  await context.close()
})

test('whoever speaks for no government is asked for none of it', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform', '/templates')
  await desk.getByLabel('Its purpose').waitFor()
  expect(await desk.getByLabel('Kind of foreign nexus').count()).toBe(0)
  await context.close()
})
