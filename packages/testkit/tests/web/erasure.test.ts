import { getReceipt, getRelease } from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'

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
  const deciding = await house.signInBy(phone, SECOND)
  await deciding.goto(`${house.origin}/erasure`)
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
  await holds.getByRole('button', { name: 'Lift the hold on *' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The court is done')
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click()
  await holds.getByText('No legal hold stands').waitFor()
  expect(await holds.getByRole('row').count()).toBe(0)
  await person.close()
})
