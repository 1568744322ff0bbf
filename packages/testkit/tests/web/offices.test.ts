import { importContacts } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import { keep } from './screenshot.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  const call = await house.exchange.stage.as(mailOf('operator'))
  await call(importContacts, {
    body: {
      contacts: [
        {
          jurisdiction: '39049',
          role: 'clerk',
          rank: 0,
          title: 'Acting head of the office',
          email: 'acting@office.example',
          language: 'en',
        },
      ],
    },
  })
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const CSV = `jurisdiction,role,rank,title,email
39049,clerk,2,Second deputy,spare@office.example
39049,clerk,3,Third deputy,Spare@office.example
`

for (const phone of [false, true]) {
  const where = phone ? 'on a phone' : 'on a desktop'
  test(`an operator ${where} reads who held a role before, and is warned of a mailbox that stands twice`, async () => {
    const page = await house.signIn(await newPerson(browser, phone), 'operator', '/offices')
    await page.getByLabel('Show').selectOption('39')
    await page.getByRole('button', { name: 'Franklin County', exact: true }).click()
    const history = page.getByRole('table', { name: /^Changes of contacts of Franklin County/ })
    const change = history.getByRole('row').filter({ hasText: 'Acting head of the office' })
    await change.getByText('office-39049-0@office.example').waitFor()
    expect(await change.innerText()).toMatch(/Person of Example hub, log entry \d+/)
    const choose = page.locator('input[type=file]')
    await choose.setInputFiles({
      name: 'contacts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(CSV),
    })
    await page.getByText('Row 3: the mailbox of row 2 again').waitFor()
    expect(await axeFaultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Import 2 contacts' }).click()
    await page.getByText('alternate 3 has the mailbox of alternate 2').waitFor()
  })
}

test('an operator puts back who stood on file before, having seen it, and hours that cannot be read say what is wanted', async () => {
  const page = await house.signIn(await newPerson(browser, false), 'operator', '/offices')
  await page.getByLabel('Show').selectOption('39')
  await page.getByRole('button', { name: 'Franklin County', exact: true }).click()
  const history = page.getByRole('table', { name: /^Changes of contacts of Franklin County/ })
  const older = history.getByRole('row').filter({ hasNotText: 'Acting head' })
  await older
    .getByRole('button', { name: /^Put back/ })
    .first()
    .click()
  const form = page.getByRole('form', { name: 'Contact of Franklin County' })
  expect(await form.getByLabel('Mail address').inputValue()).toBe('office-39049-0@office.example')
  await form.getByLabel('Number for SMS').fill('+1 614 555 0100')
  await form.getByLabel('Add a way').selectOption('sms')
  await form.getByLabel('1. SMS').fill('mornings')
  await form.getByText('"mornings" is no day: mon, tue').waitFor()
  await keep(page, 'offices-hours-fault')
  expect(await axeFaultsOf(page)).toEqual([])
  await form.getByLabel('1. SMS').fill('mon-fri 08:00-17:00')
  await form.getByText('SMS: Mon to Fri 08:00 to 17:00').waitFor()
  await keep(page, 'offices-put-back')
  await page.setViewportSize({ width: 375, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await keep(page, 'offices-put-back-dark-375')
  await form.getByRole('button', { name: 'Put on file' }).click()
  await page.getByText('It is on file now, and on record.').waitFor()
  const roles = page.getByRole('table', { name: 'Role holders of Franklin County' })
  await roles.getByText('office-39049-0@office.example').waitFor()
})

test('a clerk reads of another office who holds it, and that the rest is kept back: not that nobody was reached or gave hours', async () => {
  const page = await house.signIn(await newPerson(browser, false), 'clerk', '/offices')
  await page.getByRole('button', { name: 'Ohio', exact: true }).click()
  const roles = page.getByRole('table', { name: 'Role holders of Ohio' })
  const row = roles.getByRole('row').filter({ hasText: 'Head of the office' })
  await row.getByText('kept back').first().waitFor()
  expect(await row.getByText('kept back').count()).toBe(7)
  expect(await row.innerText()).not.toMatch(/never|no order on file|–/)
  await page.waitForTimeout(500)
  await keep(page, 'offices-clerk-elsewhere')
})
