import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { look } from './look.ts'

let house: House
let notice: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  const { db } = house.exchange.context.database
  await db.updateTable('contacts').set({ sms: '+16145550100' }).where('rank', '=', 0).execute()
  notice = await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('where no gateway is set the notice says that SMS wait and who must act, and the operator that none is set', async () => {
  const desk = await house.signIn(await newPerson(browser), 'agency')
  await desk.goto(`${house.origin}/notices/${notice}`)
  await desk.getByText('2 SMS wait.').waitFor()
  await desk.getByText('no gateway is set').first().waitFor()
  const state = desk.getByRole('cell', { name: '0 handed to a gateway, 1 that cannot be sent' })
  await state.first().waitFor()
  expect(await state.count()).toBe(2)
  await look(desk, 'texts-no-gateway')
  expect(await faultsOf(desk)).toEqual([])

  const operator = await house.signIn(await newPerson(browser), 'operator')
  await operator.goto(`${house.origin}/overview`)
  await operator.getByRole('heading', { name: 'Messages to numbers' }).waitFor()
  await operator.getByText('SMS: no gateway is set').waitFor()
  await operator.getByText('2 messages wait.').waitFor()
  const form = operator.locator('form').filter({ hasText: 'Send the test' })
  await form.getByLabel('Address').fill('somebody@county.example')
  await form.getByRole('button', { name: 'Send the test' }).click()
  const row = operator.getByRole('row').filter({ hasText: 'somebody@county.example' })
  await row.getByText(/Handed over|Refused|Waits/).waitFor()
  await look(operator, 'texts-overview')
  expect(await faultsOf(operator)).toEqual([])
  await form.getByLabel('By').selectOption('sms')
  await form.getByLabel('Number, with + and country').fill('+16145550100')
  await form.getByText('a gateway').waitFor()
})
