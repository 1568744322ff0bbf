import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { focusOf, press, reach } from './keyboard.ts'

let house: House
let notice: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  notice = await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an operator adds an election on the screen, a charter ends after it, and the days left stand where notices are', async () => {
  const person = await newPerson(browser)
  const page = await house.signIn(person, 'operator')
  await page.getByRole('link', { name: 'Elections' }).click()
  await page.getByText('No election is on file').waitFor()
  await page.getByRole('button', { name: 'Add an election' }).click()
  await page.getByLabel('Name').fill('General election')
  await page.getByLabel(/^Day/).fill('2026-11-03')
  await page.getByLabel('Find another place').fill('franklin ohio')
  await page.getByRole('button', { name: '+ Franklin County, Ohio' }).click()
  await page.getByLabel('The country or a place below it').selectOption({ label: 'Georgia' })
  await page.getByRole('button', { name: 'Add it' }).first().click()
  await page.getByRole('button', { name: 'Add a deadline' }).click()
  await page.getByLabel('What ends, 1').fill('Last day to register')
  await page.getByLabel('Last day, 1').fill('2026-10-05')
  await page.locator('form').getByRole('button', { name: 'Add it' }).last().click()
  const row = page.getByRole('row', { name: /General election/ })
  await row.getByText('in 33 days').waitFor()
  expect(await row.innerText()).toMatch(/Franklin County, Ohio; Georgia/)
  expect(await row.innerText()).toMatch(/Last day to register: 5 Oct 2026\s+in 4 days/)

  await page.getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('button', { name: 'Found a group' }).click()
  await page.getByLabel('Name').fill('Election room')
  await page.getByLabel('Charter').fill('Threats to the running of the election.')
  await page.getByRole('checkbox', { name: 'Election security' }).check()
  await page.getByLabel('Legal basis').fill('Agreement')
  await page
    .getByRole('combobox', { name: 'Ends' })
    .selectOption({ label: 'after General election, 3 Nov 2026' })
  await page.getByRole('button', { name: 'Found it' }).click()
  await page.getByText('30 days after General election').waitFor()
  expect(await page.locator('time[datetime="2026-12-04T05:00:00.000Z"]').count()).toBe(1)

  await page.getByRole('link', { name: 'Elections' }).click()
  await page.getByRole('button', { name: 'Reachability of the offices' }).click()
  await page.getByText('None was asked yet by your organisation.').waitFor()
  await page.getByLabel('Whom to call in doubt').fill('Election desk')
  await page.getByLabel('When').selectOption({ label: 'So many days before the election, at 9:00' })
  await page.getByLabel('Days before').fill('40')
  await page.getByText('Still missing: a day to come').waitFor()
  await page.getByLabel('Days before').fill('20')
  await page.getByRole('button', { name: 'Plan the test' }).click()
  await page.getByText('Test 20 days before').waitFor()
  await page.getByLabel('When').selectOption({ label: 'Now' })
  await page.getByRole('button', { name: 'Send the test' }).click()
  await page.getByRole('heading', { name: 'Tests sent' }).waitFor()
  await page.getByRole('table', { name: 'Offices of the election' }).waitFor()

  for (const path of ['/overview', '/notices', `/notices/${notice}`]) {
    await page.goto(house.origin + path)
    await page.getByText(/General election in 33 days/).waitFor()
  }
  await person.close()
})

test('an operator adds and changes an election by keyboard on a phone, and no press drops the focus', async () => {
  const person = await newPerson(browser, true)
  const page = await house.signIn(person, 'operator', '/elections')
  const hasFocus = async (field: Locator) => {
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  }
  await press(page, page.getByRole('button', { name: 'Add an election' }))
  await hasFocus(page.getByLabel('Name'))
  await page.keyboard.type('Local runoff')
  await reach(page, page.getByLabel(/^Day/))
  await page.keyboard.type('12012026')
  const region = page.getByLabel('The country or a place below it')
  await reach(page, region)
  await page.keyboard.type('Georgia')
  await press(page, page.getByRole('button', { name: 'Add it' }).first())
  await hasFocus(region)
  await press(page, page.getByRole('button', { name: 'Add a deadline' }))
  await hasFocus(page.getByLabel('What ends, 1'))
  await page.keyboard.type('Last day to register')
  await press(page, page.getByRole('button', { name: 'Remove deadline 1' }))
  await expect.poll(() => focusOf(page)).toMatch(/Add a deadline/)
  await press(page, page.locator('form').getByRole('button', { name: 'Add it' }).last())
  await page
    .getByRole('row', { name: /Local runoff/ })
    .getByText('in 61 days')
    .waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Add an election/)
  await press(page, page.getByRole('button', { name: 'Change Local runoff' }))
  await hasFocus(page.getByLabel('Name'))
  await press(page, page.getByRole('button', { name: 'Leave it' }))
  await expect.poll(() => focusOf(page)).toMatch(/Change Local runoff/)
  await person.close()
})
