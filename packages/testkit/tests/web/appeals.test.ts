/** An appeal in a real browser: brought on the page of a release, answered by the holder for itself. */
import { getReleaseObjects } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an appeal is brought on a phone on the page of a release, and its sender answers it for itself', async () => {
  const release = await releaseFinding(house)
  const call = await house.exchange.stage.as(mailOf('peer'))
  const { objects } = await call(getReleaseObjects, { params: { id: release } })
  const account = (objects as { id: string; type: string }[]).find(
    (one) => one.type === 'user-account',
  )!
  const phone = await house.signIn(await newPerson(browser), 'peer', `/releases/${release}`)
  await phone.setViewportSize({ width: 375, height: 812 })
  await phone.getByText('Something in it is wrong about somebody').click()
  await phone.getByLabel('What it is about').fill(account.id)
  await phone.getByLabel('Why it is wrong').fill('Its owner wrote alone')
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'appeal-phone')
  await press(phone, phone.getByRole('button', { name: 'Bring the appeal' }))
  await phone.getByText('The appeal was brought.').waitFor()

  const desk = await house.signIn(await newPerson(browser), 'platform')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Appeals', exact: true }).click()
  await desk.getByText('Its owner wrote alone').waitFor()
  await press(desk, desk.getByRole('button', { name: 'We look at it' }))
  await desk.getByText(/You answered: We look at it/).waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'appeals')
  await phone.goto(`${house.origin}/appeals`)
  await phone.getByText(/is looking at it/).waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'appeals-phone')
})
