import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { focusOf, press, walk } from './keyboard.ts'
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

test('an operator makes somebody who was admitted before a second reviewer, by keyboard on a phone, and it holds at once', async () => {
  const clerk = await newPerson(browser)
  const desk = await house.signIn(clerk, 'clerk')
  const review = desk.getByRole('link', { name: 'Second review' })
  await desk.getByRole('link', { name: 'Received' }).waitFor()
  expect(await review.count()).toBe(0)

  const operator = await newPerson(browser, true)
  const page = await house.signIn(operator, 'operator', '/members')
  await press(page, page.getByRole('button', { name: 'People of Franklin County Elections' }))
  const open = page.getByRole('button', { name: /^Roles of / })
  await press(page, open)
  const dialog = page.getByRole('dialog', { name: /^Roles of / })
  await dialog.getByText('Still missing: a change').waitFor()
  await press(page, dialog.getByLabel('Second reviewer'), 'Space')
  await dialog.getByText('Gives: Second reviewer.').waitFor()
  await keep(page, 'roles-phone')
  await press(page, dialog.getByRole('button', { name: 'Change the roles' }))
  await page.getByText(/has these roles now: Second reviewer, Clerk\.$/).waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Roles of/)
  await page.getByRole('row', { name: /Second reviewer, Clerk/ }).waitFor()
  expect(await walk(page)).toEqual([])
  await keep(page, 'people-phone')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)

  await desk.reload()
  await review.waitFor()
  await operator.close()
  await clerk.close()
})

test('roles that do not go together, and the last operator without the role, are refused where they were chosen', async () => {
  const operator = await newPerson(browser)
  const page = await house.signIn(operator, 'operator', '/members')
  await page.getByRole('button', { name: 'People of Platform A' }).click()
  await page.getByRole('button', { name: /^Roles of / }).click()
  const dialog = page.getByRole('dialog', { name: /^Roles of / })
  await dialog.getByLabel('Operator').check()
  await dialog.getByRole('button', { name: 'Change the roles' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/only people of the hub can be operators/i)
    .waitFor()
  await dialog.getByRole('button', { name: 'Leave them' }).click()

  await page.getByRole('button', { name: 'People of Example hub' }).click()
  await page.getByRole('button', { name: /^Roles of / }).click()
  await dialog.getByLabel('Auditor').check()
  await dialog.getByLabel('Operator').uncheck()
  await dialog.getByText('Gives: Auditor. Takes: Operator.').waitFor()
  await dialog.getByRole('button', { name: 'Change the roles' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/without an operator/)
    .waitFor()
  await keep(page, 'roles-refused')
  await dialog.getByRole('button', { name: 'Leave them' }).click()
  expect(await page.getByRole('row', { name: /Auditor/ }).count()).toBe(0)
  await operator.close()
})
