/** Saved views as a person keeps and opens them. */
import { sendNotice } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house)
  const call = await house.exchange.stage.as(mailOf('agency'))
  const words = { what: 'A', howSure: 'B', actions: ['C'], whoToCall: 'D' }
  await call(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: { subject: 'Another matter', ...words } },
      targets: [{ jurisdiction: '39', role: 'chief-official' }],
      answerWithin: 60,
      again: true,
    },
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('filters of findings are kept under a name, found again with how many they find, and deleted', async () => {
  const page = await house.signIn(
    await newPerson(browser),
    'platform',
    '/findings?words=examplehashtag',
  )
  await page.getByRole('button', { name: 'Keep this view' }).click()
  await page.getByLabel('Name').fill('Hashtag')
  await page.getByLabel('For everybody of my organisation').check()
  await keep(page, 'views-keep')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  const views = page.getByRole('navigation', { name: 'Saved views' })
  await views.getByRole('link', { name: /^Hashtag shared 1$/ }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'views-findings')
  await views.getByRole('link', { name: 'All' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await views.getByRole('link', { name: /^Hashtag/ }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('?words=examplehashtag')
  await page.getByRole('button', { name: 'Rename the view Hashtag' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Closing hours')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await views.getByRole('link', { name: /^Closing hours/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?words=examplehashtag')
  await page.getByRole('button', { name: 'Delete the view Closing hours' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await views.waitFor({ state: 'detached' })
  await page.context().close()
})

test('notices are filtered in the address, on a phone too', async () => {
  const page = await house.signIn(await newPerson(browser, true), 'agency', '/notices')
  await page.getByText('Another matter').waitFor()
  await page.getByLabel('In a subject or the name of the sender').fill('closing')
  await page.keyboard.press('Enter')
  await page.getByText('Another matter').waitFor({ state: 'detached' })
  await page.getByText('False closing times are being spread').waitFor()
  expect(new URL(page.url()).search).toBe('?words=closing')
  await page.getByLabel('State').selectOption('closed')
  await page.getByText('Nothing that these filters leave').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'views-notices')
  await page.context().close()
})
