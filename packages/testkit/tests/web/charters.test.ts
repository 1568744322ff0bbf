import { listGroups } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { seedReviewerBeside } from './given-messages.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
import { keep } from './screenshot.ts'

const COUNSEL = 'counsel@platform.example'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await seedReviewerBeside(house, 'platform', COUNSEL)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 375, height: 812 }

test('an operator proposes a charter on the screen, and another person sees who loses what and adopts it by keyboard', async () => {
  const first = await newPerson(browser)
  const desk = await house.signIn(first, 'operator')
  await desk.setViewportSize(WIDE)
  await desk.getByRole('link', { name: 'Groups' }).click()
  await desk.getByRole('link', { name: 'Version 1 of Integrity circle' }).click()
  await desk.getByText('with the group, by no second person').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'charter')
  await desk.getByRole('button', { name: 'Propose a change or a renewal' }).click()
  await desk.getByRole('checkbox', { name: 'Platform integrity' }).uncheck()
  await desk.getByLabel('A release ends within days').fill('90')
  await desk.getByRole('button', { name: 'Add a case' }).click()
  await desk.getByLabel('Ends after days').fill('30')
  await desk.getByRole('button', { name: 'Work out who gains or loses what' }).click()
  await desk.getByText(/cases compared with version 1/).waitFor({ timeout: 30_000 })
  await desk
    .getByText(/^All kinds of member lose sending .* for platform integrity/)
    .first()
    .waitFor()
  await desk.getByText('holds', { exact: true }).waitFor()
  await keep(desk, 'charter-propose')
  await desk.setViewportSize(PHONE)
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'charter-propose-phone')
  await desk.setViewportSize(WIDE)
  await desk.getByRole('checkbox', { name: 'Edit the text itself' }).check()
  await desk
    .getByLabel('Policies')
    .fill('forbid (principal, action, resource) when { principal.kind like "p*" };')
  await desk.getByRole('button', { name: 'Work out who gains or loses what' }).click()
  await desk.getByText(/^Line 1, place 1: a rule needs an @id/).waitFor()
  await desk.getByRole('checkbox', { name: 'Edit the text itself' }).uncheck()
  await desk.getByRole('button', { name: 'Work out who gains or loses what' }).click()
  await desk.getByRole('button', { name: 'Propose it' }).click()
  await desk.getByText(/Version 2, proposed by .*, waits for a second person/).waitFor()
  await desk.getByRole('link', { name: 'See who gains or loses what' }).click()
  await desk.getByText('It waits for a second person. You can take it back until then.').waitFor()
  expect(await desk.getByRole('button', { name: 'Adopt version 2' }).count()).toBe(0)

  const second = await newPerson(browser)
  const page = await house.signInBy(second, COUNSEL, '/groups')
  await page.setViewportSize(WIDE)
  await page.getByRole('link', { name: 'Version 1 of Integrity circle' }).click()
  await press(page, page.getByRole('link', { name: 'See who gains or loses what' }))
  await page.getByText(/cases compared with version 1/).waitFor({ timeout: 30_000 })
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'charter-version')
  await page.setViewportSize(PHONE)
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'charter-version-phone')
  await press(page, page.getByRole('button', { name: 'Adopt version 2' }))
  await page.getByText('Version 2 is adopted.').waitFor()
  await page.goto(`${house.origin}/groups`)
  await page.getByRole('link', { name: 'Version 2 of Integrity circle' }).click()
  await page.getByText('in force', { exact: true }).waitFor()
  await keep(page, 'charter-phone')
  expect(await faultsOf(page)).toEqual([])

  const call = await house.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  expect(group).toMatchObject({
    charterNumber: 2,
    purposes: ['election-security'],
    retentionDays: 90,
  })
  await second.close()
  await first.close()
}, 240_000)
