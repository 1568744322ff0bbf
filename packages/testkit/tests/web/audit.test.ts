import { toVerifiers, verifyPacket } from '@tocsin/proof'
import type { Browser } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMessages } from './given-messages.ts'
import { newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { faultsOf, focusOf, press, reach } from './keyboard.ts'
import { look } from './look.ts'
import { keep } from './screenshot.ts'

const AUDITOR = 'auditor@inspector.example'
let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await releaseFinding(house)
  await giveMessages(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an operator invites an auditor until a day, which the people screen shows', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'operator', '/members')
  await page.getByRole('button', { name: 'People of Example hub' }).click()
  const people = page
    .getByRole('region')
    .or(page.locator('section.panel'))
    .filter({
      has: page.getByRole('heading', { name: 'Invite somebody' }),
    })
  await people.getByLabel('Name or title').fill('Inspector general')
  await people.getByLabel('E-mail').fill(AUDITOR)
  await people.getByRole('checkbox', { name: 'Auditor' }).check()
  await people.getByText(/Only an auditor with a last day/).waitFor()
  await people.getByLabel('Last day (UTC)').fill('2026-10-31')
  await people.getByRole('button', { name: 'Invite', exact: true }).click()
  const row = people.getByRole('row', { name: /Inspector general/ })
  await row.getByText(/Let in until 1 Nov 2026, 00:00/).waitFor()
  await row.getByRole('button', { name: 'End of Inspector general' }).click()
  await page.getByLabel('New last day (UTC)').fill('2026-10-30')
  await page.getByText('An earlier end holds at once').waitFor()
  await page.getByLabel('Why').fill('The inquiry is shorter')
  await page.getByRole('button', { name: 'Move the end' }).click()
  await row.getByText(/Let in until 31 Oct 2026, 00:00/).waitFor()
  await row.getByRole('button', { name: 'End of Inspector general' }).click()
  await page.getByLabel('New last day (UTC)').fill('2026-10-31')
  await page.getByText('Later than before: it waits for another operator').waitFor()
  await page.getByLabel('Why').fill('The inquiry goes on')
  await look(page, 'audit-end')
  await page.getByRole('button', { name: 'Propose the later end' }).click()
  await row.getByText(/proposes 1 Nov 2026/).waitFor()
  expect(await row.getByRole('button', { name: /^Let it stand/ }).count()).toBe(0)
  await look(page, 'audit-end-waits')
  // Rules on it are in force from a later day than the house begins on.
  await row.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('no rule admits this').waitFor()
  await keep(page, 'audit-people')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})

test('an auditor searches the record, opens a message, looks at an instant and saves proofs, by keyboard on a phone', async () => {
  const context = await newPerson(browser, true)
  const page = await house.signInBy(context, AUDITOR)
  await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
  await page.getByText('You are let in until 31 Oct 2026, 00:00').waitFor()
  await page.getByText(/you are told once two key holders of its group have agreed/).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await reach(page, page.getByLabel('Member'))
  await page.keyboard.type('platform a')
  await press(page, page.getByRole('button', { name: 'Search, on record' }))
  const found = page.getByRole('table', { name: 'Acts that were found' })
  await found.waitFor()
  await page.getByText(/acts? among the \d+ entries that the log had/).waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Search, on record/)
  expect(await found.getByText('What a foreign service prepares').count()).toBeGreaterThan(0)
  expect(await found.getByText('Accounts in step').count()).toBe(0)
  expect(await found.getByText(/^not shown: release:/).count()).toBeGreaterThan(0)
  await keep(page, 'audit-found-phone')
  expect(await faultsOf(page)).toEqual([])

  await press(page, page.getByRole('button', { name: /^Open the message of entry/ }))
  await page.getByText(/^You opened “What a foreign service prepares”/).waitFor()
  const opened = page
    .locator('section.panel')
    .filter({ has: page.getByRole('heading', { name: 'Review', exact: true }) })
  await opened.getByText('Pages that copy a newspaper').waitFor()
  await opened.getByText('Person, reviewer').first().waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Open/)
  await keep(page, 'audit-message-phone')
  expect(await faultsOf(page)).toEqual([])

  const saved = page.waitForEvent('download')
  await press(page, page.getByRole('button', { name: 'Save as proofs, on record' }))
  const file = await readFile(await (await saved).path())
  const { receipts } = await verifyPacket(file, toVerifiers(house.exchange.context.log.verifier))
  expect(receipts.at(-1)?.disclosure.kind).toBe('audit.exported')

  await reach(page, page.getByLabel('At (UTC)'))
  await page.getByLabel('At (UTC)').fill('2026-10-01T12:00')
  await press(page, page.getByRole('button', { name: 'Look, on record' }))
  const held = page.getByRole('table', { name: 'Releases that members had been given' })
  await held.waitFor()
  await page.getByText('a release between members, title not shown').first().waitFor()
  // What was found says of which instant it is, whatever the fields say by then.
  await page.getByLabel('At (UTC)').fill('2026-09-01T12:00')
  await page.getByText(/given and standing at\s+1 Oct 2026, 12:00/).waitFor()
  await keep(page, 'audit-held-phone')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})

test('the desk of an auditor fits a wide window, shows an earlier search again, and its looks are found in the record', async () => {
  const context = await newPerson(browser)
  const page = await house.signInBy(context, AUDITOR)
  await page.getByRole('button', { name: /^Show what the search of entry/ }).click()
  await page.getByRole('table', { name: 'Acts that were found' }).waitFor()
  await keep(page, 'audit-wide')
  expect(await faultsOf(page)).toEqual([])
  await page.getByLabel('Kind of act').selectOption('audit.opened')
  await page.getByRole('button', { name: 'Search, on record' }).click()
  await page.getByText(/^1 acts? among/).waitFor()
  await page.getByText('Inspector general of Example hub').first().waitFor()

  await page.getByLabel('Kind of act').selectOption('group.joined')
  await page.getByRole('button', { name: 'Search, on record' }).click()
  const joined = page
    .getByRole('table', { name: 'Acts that were found' })
    .getByRole('row', { name: /Integrity circle.*Platform A/ })
  await joined.getByText('group: Integrity circle; member: Platform A').waitFor()
  await joined.getByText('Ids').click()
  await joined
    .getByText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .first()
    .waitFor()
  await keep(page, 'audit-names')
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 375, height: 812 })
  await keep(page, 'audit-names-phone')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})
