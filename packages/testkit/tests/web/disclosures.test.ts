import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

let house: House
let browser: Browser
/** The page of the disclosure, for those who were asked. */
let address: string
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** A table with a named page and twelve small accounts. */
function toTable(mark: string): Buffer {
  const small = Array.from(
    { length: 12 },
    (_, at) => `account,${mark}-${at},${mark},account,${mark}_person${at},${at},,,,,,,,,`,
  )
  const rows = [
    'record,id,platform,kind,handle,followers,account,at,text,what,count,actor,likelihood,confidence,basis',
    `account,${mark}-page,${mark},page,${mark}_herald,20000,,,,,,,,,`,
    ...small,
    `post,p1,,,,,${mark}-1,2026-08-19T10:00:00Z,What @${mark}_person1 says,,,,,,`,
    'reach,,,,,,,,,People who followed the page,3,,,,',
    'attribution,,,,,,,,,,,A network run from abroad,likely,moderate,Shared hosts and hours of work',
  ]
  return Buffer.from(rows.join('\r\n'))
}

const toFile = (mark: string) => ({
  name: 'part.csv',
  mimeType: 'text/csv',
  buffer: toTable(mark),
})

test('an analyst proposes an instant, and is told which rule keeps a body of government out of it', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', '/disclosures')
  await page.getByText('Nothing was proposed yet').waitFor()
  await page.getByRole('button', { name: 'Propose a disclosure' }).press('Enter')
  await page.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await page.getByLabel('Purpose').selectOption({ label: 'Platform integrity' })
  await page.getByLabel('Title').fill('Accounts that worked together in August')
  await page.getByLabel('Opens at').fill('2026-10-03T12:00:00')
  await page.getByLabel('Platform B (platform)').check()
  await page.getByLabel('Election Security Agency (agency)').check()
  await look(page, 'disclosure-propose')
  await page.getByRole('button', { name: 'Propose it' }).press('Enter')
  await page.getByText(/no body of government takes part in a disclosure/i).waitFor()
  await page.getByLabel('Election Security Agency (agency)').uncheck()
  await page.getByRole('button', { name: 'Propose it' }).press('Enter')
  await page.getByRole('timer').waitFor()
  address = page.url()
  expect(address).toMatch(/\/disclosures\/[0-9a-f-]{36}$/)
  await page.getByLabel('Hand in your part').setInputFiles(toFile('alpha'))
  await page.getByText('Part #1 is sealed: 16 records.').waitFor()
  await look(page, 'disclosure-handed-in')
})

test('whoever was asked agrees and hands in on a phone, where a row that is none is named, and sees of the other that it has', async () => {
  const page = await house.signIn(await newPerson(browser), 'peer', '/disclosures')
  await page.setViewportSize({ width: 375, height: 800 })
  await page.getByText('waits for you').waitFor()
  await page.getByRole('link', { name: 'Accounts that worked together in August' }).press('Enter')
  await page.getByRole('button', { name: 'Agree to the joint instant' }).press('Enter')
  await page.getByText('handed in', { exact: true }).waitFor()
  const bad = {
    name: 'part.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('record,id\naccount,1'),
  }
  await page.getByLabel('Hand in your part').setInputFiles(bad)
  await page.getByText(/row 2/i).waitFor()
  await page.getByLabel('Hand in your part').setInputFiles(toFile('beta'))
  await page.getByText('Part #1 is sealed: 16 records.').waitFor()
  await page.getByText('Offer another instant').click()
  await page.getByLabel('Instead').fill('2026-10-02T12:00:00')
  await page.getByRole('button', { name: 'Offer it' }).press('Enter')
  await page.getByText(/Platform B offers/).waitFor()
  expect(await page.getByText('handed in', { exact: true }).count()).toBe(2)
  await look(page, 'disclosure-offered')
})

test('the other says yes, the clock opens both, and anybody reads what is public without an account', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform')
  await page.goto(address)
  await page.getByRole('button', { name: 'Say yes' }).press('Enter')
  await page.getByText(/Platform B offers/).waitFor({ state: 'detached' })
  house.exchange.clock.advance(86_400_000)
  // Told live, by no press of a key.
  await page.getByRole('link', { name: 'What is public, version 1' }).waitFor()
  await look(page, 'disclosure-opened')
  const anybody = await (await newPerson(browser)).newPage()
  await anybody.goto(`${house.origin}/disclosures/published`)
  await anybody
    .getByRole('link', { name: 'Accounts that worked together in August' })
    .press('Enter')
  await anybody.getByText('fewer than 10', { exact: true }).first().waitFor()
  await anybody.getByText('alpha_herald').first().waitFor()
  expect(await anybody.getByText('_person').count()).toBe(0)
  await anybody.getByText('A network run from abroad').first().waitFor()
  await look(anybody, 'disclosure-public')
  const [download] = await Promise.all([
    anybody.waitForEvent('download'),
    anybody.getByRole('link', { name: 'accounts.csv' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/-1-accounts\.csv$/)
})

test('a correction says what was wrong and becomes the next version; a researcher signs the terms on the public page', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform')
  await page.goto(address)
  const wrong = 'correction,,,,,,,,One account was no part of it.,,,,,,'
  const corrected = Buffer.concat([toTable('alpha'), Buffer.from(`\r\n${wrong}`)])
  await page
    .getByLabel('Choose the corrected part')
    .setInputFiles({ name: 'part.csv', mimeType: 'text/csv', buffer: corrected })
  await page.getByRole('button', { name: 'Correct it' }).press('Enter')
  await page.getByRole('button', { name: 'Make it public' }).press('Enter')
  await page.getByText('Version 2 is public.').waitFor()
  const researcher = await house.signIn(await newPerson(browser), 'researcher')
  await researcher.getByRole('link', { name: 'Joint disclosures' }).first().press('Enter')
  await researcher
    .getByRole('link', { name: 'Accounts that worked together in August' })
    .press('Enter')
  await researcher.getByText('One account was no part of it.').waitFor()
  await researcher.getByRole('button', { name: 'Sign these terms' }).press('Enter')
  await researcher.getByText(/Signed, entry #\d+ of the log/).waitFor()
  await look(researcher, 'disclosure-corrected')
  await researcher.getByRole('link', { name: 'Version 1', exact: true }).press('Enter')
  await researcher.getByText('newer one, version 2').waitFor()
  expect(await researcher.getByText('One account was no part of it.').count()).toBe(0)
})
