import { getReceipt, getRelease } from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import {
  mailOf,
  newPerson,
  openHouse,
  releaseFinding,
  sendExampleNotice,
  type House,
} from './house.ts'
import { focusOf, press, reach } from './keyboard.ts'

const SECOND = 'second@hub.example'

let house: House
let release: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  release = await releaseFinding(house)
  const hub = { name: 'Second hub', kind: 'hub', roles: ['operator'] } as const
  await house.exchange.admit({ ...hub, roles: [...hub.roles], email: SECOND })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('what one operator asks to erase and another approves on the screen is gone, and its empty place is provable', async () => {
  const first = await newPerson(browser)
  const asking = await house.signIn(first, 'operator')
  await asking.getByRole('link', { name: 'Erasure' }).click()
  const panel = asking.locator('section', {
    has: asking.getByRole('heading', { name: 'Ask to erase' }),
  })
  await panel.getByLabel('About').fill(`release:${release}`)
  await panel.getByLabel('Reason').fill('It named a person')
  await panel.getByRole('button', { name: 'Ask', exact: true }).click()
  const approve = { name: `Approve erasing release:${release}` }
  await asking.getByText('Waits for another operator').waitFor()
  expect(await asking.getByRole('button', approve).count()).toBe(0)

  const phone = await newPerson(browser, true)
  const deciding = await house.signInBy(phone, SECOND, '/erasure')
  await deciding.getByText('It named a person').waitFor()
  await deciding.getByRole('button', approve).click()
  await deciding.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await deciding.getByText(/Erased: \d+ entries, approved by Person of Second hub/).waitFor()
  await first.close()
  await phone.close()

  const platform = await house.exchange.stage.as(mailOf('platform'))
  const { summary } = await platform(getRelease, { params: { id: release } })
  const text = await platform(getReceipt, { params: { index: summary.logIndex } })
  const { verifier } = house.exchange.context.log
  const { disclosure } = await verifyReceipt(text, toVerifiers(verifier))
  expect(disclosure).toMatchObject({ state: 'entry', kind: 'release.created' })
})

test('a legal hold placed on the screen stops a wish until it is lifted with a reason', async () => {
  const person = await newPerson(browser)
  const page = await house.signIn(person, 'operator')
  await page.getByRole('link', { name: 'Erasure' }).click()
  const holds = page.locator('section', { has: page.getByRole('heading', { name: 'Legal holds' }) })
  await holds.getByLabel('About').fill('*')
  await holds.getByLabel('Reason').fill('A court asked')
  await holds.getByRole('button', { name: 'Place a hold' }).click()
  await holds.getByRole('row', { name: /everything/ }).waitFor()
  const ask = page.locator('section', { has: page.getByRole('heading', { name: 'Ask to erase' }) })
  await ask.getByLabel('About').fill(`release:${release}`)
  await ask.getByLabel('Reason').fill('Once more')
  await ask.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('a legal hold on * stops this').waitFor()
  await holds.getByRole('button', { name: 'Lift the hold on everything' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The court is done')
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click()
  await holds.getByText('No legal hold stands').waitFor()
  expect(await holds.getByRole('row').count()).toBe(0)
  await person.close()
})

test('an operator asks, takes the wish back, and places and lifts a hold by keyboard on a phone, and no press drops the focus', async () => {
  const subject = `notice:${await sendExampleNotice(house)}`
  const person = await newPerson(browser, true)
  const page = await house.signIn(person, 'operator', '/erasure')
  const sectionOf = (name: string) =>
    page.locator('section', { has: page.getByRole('heading', { name }) })
  const write = async (panel: Locator, about: string, reason: string) => {
    await reach(page, panel.getByLabel('About'))
    await page.keyboard.type(about)
    await reach(page, panel.getByLabel('Reason'))
    await page.keyboard.type(reason)
    await page.keyboard.press('Enter')
    const isBack = () => panel.getByLabel('About').evaluate((one) => one === document.activeElement)
    await expect.poll(isBack).toBe(true)
  }
  await write(sectionOf('Ask to erase'), subject, 'By keyboard')
  const row = page.getByRole('row', { name: /By keyboard/ })
  await press(page, row.getByRole('button', { name: `Decline erasing ${subject}` }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Decline' }))
  await row.getByText('Declined by').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Nothing about notice:/)

  await write(sectionOf('Legal holds'), '*', 'A court asked')
  await press(page, page.getByRole('button', { name: 'Lift the hold on everything' }))
  await reach(page, page.getByRole('dialog').getByLabel('Reason'))
  await page.keyboard.type('The court is done')
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Lift' }))
  await page.getByText('No legal hold stands').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/The hold on everything is lifted/)
  await person.close()
})
