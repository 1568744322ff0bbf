/** An auditor asks two key holders for whom a pseudonym stands, each in its own browser; the sender looks on. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMasked, seedReviewer } from './given-messages.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

const AUDITOR = 'auditor@inspector.example'
let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  // The rules on key holders and auditors are in force from a later day than the house begins on.
  house.exchange.clock.set(new Date('2026-12-01T12:00:00.000Z'))
  await seedReviewer(house)
  await giveMasked(house)
  const inspector = await house.exchange.admit({
    name: 'Inspector general',
    kind: 'agency',
    roles: ['auditor'],
    email: AUDITOR,
  })
  const { db } = house.exchange.context.database
  await db
    .updateTable('people')
    .set({ ends_at: new Date('2027-01-31T00:00:00.000Z') })
    .where('member_id', '=', inspector)
    .execute()
  const { terms } = await db
    .selectFrom('charter_versions')
    .select('terms')
    .executeTakeFirstOrThrow()
  const keyHolders = (['researcher', 'peer', 'agency'] as const).map(house.memberOf)
  await db
    .updateTable('charter_versions')
    .set({ terms: JSON.stringify({ ...terms, keyHolders }) })
    .execute()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an auditor asks the key holders on the opened message, two of them agree, and the auditor alone looks', async () => {
  const auditor = await house.signInBy(await newPerson(browser), AUDITOR)
  await auditor.getByLabel('Kind of act').selectOption('release.created')
  await auditor.getByRole('button', { name: 'Search, on record' }).click()
  await auditor.getByRole('button', { name: /^Open the message of entry/ }).click()
  await auditor.getByText('You asked for nobody in this message').waitFor()
  await auditor.getByLabel('Pseudonym').selectOption({ index: 1 })
  await auditor.getByLabel('Legal basis of asking').fill('Inspector General Act, section 4')
  await auditor.getByText('Still missing: why').waitFor()
  await auditor.getByLabel('Why you must know').fill('The complaint before us names an account')
  await look(auditor, 'unsealing-ask')
  await auditor.getByRole('button', { name: 'Ask the key holders, on record' }).press('Enter')
  await auditor.getByText('Asked. What key holders do stands above.').waitFor()
  await auditor.getByText('Waits for two key holders').waitFor()
  await house.exchange.drain()
  // Whoever looks again later: the search, the opening and the ask stand as they were.
  await auditor.reload()
  await auditor.getByLabel('Kind of act').selectOption('release.created')
  await auditor.getByRole('button', { name: 'Search, on record' }).click()
  await auditor.getByRole('button', { name: /^Open the message of entry/ }).click()
  await auditor
    .getByText('Example Observatory: has not answered; mail: handed to a mail server')
    .waitFor()
  await look(auditor, 'unsealing-mailed')

  const sender = await house.signIn(await newPerson(browser), 'agency', '/openings')
  await sender.getByText('Example Observatory: has not answered').waitFor()
  expect(await sender.getByRole('button', { name: /^Agree/ }).count()).toBe(0)

  for (const who of ['researcher', 'peer'] as const) {
    const page = await house.signIn(await newPerson(browser), who, '/openings')
    await page.getByText('The complaint before us names an account').waitFor()
    await page.getByText('mail: handed to a mail server').waitFor()
    await look(page, `unsealing-holder-${who}`)
    await page.getByRole('button', { name: 'Agree that Inspector general is told' }).press('Enter')
    await page
      .getByText(/^(Example Observatory|Platform B): agreed/)
      .first()
      .waitFor()
    expect(await page.content()).not.toContain('roe@example.com')
  }
  await auditor.getByRole('button', { name: 'Look for whom it stands, on record' }).click()
  await auditor.getByText(/stands for .*@example\.com.*This look is entry #\d+\./).waitFor()
  await look(auditor, 'unsealing-told')
  await sender.getByText('Two key holders agreed').waitFor()
  expect(await sender.content()).not.toContain('roe@example.com')
})
