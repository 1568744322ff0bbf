import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { seedPerson } from '../../src/seed.ts'
import { look } from './look.ts'
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

test('a later end of an auditor waits for a second operator, who lets it stand; whoever proposed it cannot, and both are told what came of it', async () => {
  // From the day on which the rules on ends hold.
  house.exchange.clock.set(new Date('2026-12-01T12:00:00.000Z'))
  const inspector = await house.exchange.admit({
    name: 'Inspector general',
    kind: 'agency',
    roles: ['auditor'],
    email: 'auditor@inspector.example',
  })
  const { db } = house.exchange.context.database
  await db
    .updateTable('people')
    .set({ ends_at: new Date('2027-01-31T00:00:00.000Z') })
    .where('member_id', '=', inspector)
    .execute()
  await seedPerson(db, house.memberOf('operator'), { email: SECOND, roles: ['operator'] })

  const first = await house.signIn(await newPerson(browser), 'operator', '/members')
  await first.getByRole('button', { name: 'People of Inspector general' }).click()
  await first.getByRole('button', { name: /^End of / }).click()
  const dialog = first.getByRole('dialog', { name: /^End of / })
  await dialog.getByLabel('New last day (UTC)').fill('2027-02-27')
  await dialog.getByLabel('Why').fill('The inquiry goes on')
  await dialog.getByText('it waits for another operator').waitFor()
  await dialog.getByRole('button', { name: 'Propose the later end' }).click()
  await first.getByText(/proposes 28 Feb 2027.*“The inquiry goes on”/).waitFor()
  expect(await first.getByRole('button', { name: /^Let it stand/ }).count()).toBe(0)
  await look(first, 'later-end-proposed')

  const second = await house.signInBy(await newPerson(browser), SECOND, '/members')
  await press(second, second.getByRole('button', { name: 'People of Inspector general' }))
  await second.getByText(/proposes 28 Feb 2027.*“The inquiry goes on”/).waitFor()
  await look(second, 'later-end-second')
  await press(second, second.getByRole('button', { name: /^Let it stand: the later end of / }))
  await second.getByText(/is let in until 28 Feb 2027, 00:00 UTC now/).waitFor()
  await expect.poll(() => focusOf(second)).toMatch(/is let in until/)
  await second.getByText('Let in until 28 Feb 2027, 00:00 UTC', { exact: true }).waitFor()
  await look(second, 'later-end-stands')

  const auditor = await house.signInBy(await newPerson(browser), 'auditor@inspector.example')
  await auditor.getByText('You are let in until 28 Feb 2027, 00:00 UTC').waitFor()

  // Whose people are shown stands in the address.
  await first.reload()
  await first.getByText('Let in until 28 Feb 2027, 00:00 UTC', { exact: true }).waitFor()
  await first.getByRole('button', { name: /^End of / }).click()
  await dialog.getByLabel('New last day (UTC)').fill('2027-03-30')
  await dialog.getByLabel('Why').fill('A mistake')
  await dialog.getByRole('button', { name: 'Propose the later end' }).click()
  await first.getByRole('button', { name: 'Take it back' }).click()
  await first.getByText(/31 Mar 2027.*is taken back: what stood before stands/).waitFor()
})

const SECOND = 'second@hub.example'
