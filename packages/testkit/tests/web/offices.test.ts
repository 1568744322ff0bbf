import { importContacts } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
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
