/** The duty roster and the hand-over of shifts in a real browser: two people of one organisation, and another one that sees a desk alone. */
import { invitePerson } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
import { keep } from './screenshot.ts'

const SECOND = 'night@member.example'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  const call = await house.exchange.stage.as(mailOf('operator'))
  await call(invitePerson, {
    params: { id: house.memberOf('platform') },
    body: { name: 'Night of Platform A', email: SECOND, roles: ['analyst'] },
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a shift is put on the roster, offered and taken, handed over and taken over, by keyboard and on a phone, live', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Duty', exact: true }).click()
  await desk.getByText('Nobody is on the roster in these days').waitFor()
  await desk.getByText('Put somebody on the roster', { exact: true }).click()
  const put = async (who: string, from: string, until: string, days: string) => {
    await desk.getByLabel('Who', { exact: true }).selectOption({ label: who })
    await desk.getByLabel('Zone of these times').selectOption('UTC')
    await desk.getByLabel('From', { exact: true }).fill(from)
    await desk.getByLabel('Until', { exact: true }).fill(until)
    await desk.getByLabel('On so many days').fill(days)
    await press(desk, desk.getByRole('button', { name: 'Put on the roster' }))
  }
  await put('Person of Platform A', '2026-10-01T08:00', '2026-10-01T18:00', '3')
  await desk.getByText('On duty now:').locator('..').getByText('Person of Platform A').waitFor()
  await put('Night of Platform A', '2026-10-01T17:00', '2026-10-02T08:00', '1')
  await desk.getByText('offered, not taken').waitFor()

  const phone = await house.signInBy(await newPerson(browser), SECOND, '/duty')
  await phone.setViewportSize({ width: 375, height: 812 })
  await press(phone, phone.getByRole('button', { name: /^Take the shift/ }))
  await desk.getByText('1 overlap:').waitFor()
  await desk.getByText(/^2 gaps when nobody is on duty/).waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'duty-roster')

  await desk.getByText('Hand over at the end of a shift', { exact: true }).click()
  await desk.getByLabel('What waits').fill('An answer of the county')
  await desk.getByLabel('What to watch').fill('The hours after midnight')
  expect(await faultsOf(desk)).toEqual([])
  await press(desk, desk.getByRole('button', { name: 'Hand over', exact: true }))
  await phone.getByText('The hours after midnight').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'duty-phone')
  await phone.getByLabel('On duty until').fill('2026-10-01T20:00')
  await press(phone, phone.getByRole('button', { name: /^Take over/ }))
  await desk.getByText('Nothing waits to be taken over').waitFor()
  await desk.getByText('Handed over before').click()
  await desk.getByText(/taken over by Night of Platform A/).waitFor()

  await desk.getByLabel('Telephone of our duty desk').fill('+44 20 7946 0000')
  await desk
    .getByLabel('Shown to')
    .selectOption({ label: 'members of our groups, but no body of government' })
  await press(desk, desk.getByRole('button', { name: 'Keep the desk' }))
  await desk.getByText(/^Kept: shown to/).waitFor()
  await keep(desk, 'duty')

  const peer = await house.signIn(await newPerson(browser), 'peer', '/duty')
  await peer.getByRole('link', { name: '+44 20 7946 0000' }).waitFor()
  expect(await peer.getByText(/Person of Platform A|Night of|midnight/).count()).toBe(0)
  const agency = await house.signIn(await newPerson(browser), 'agency', '/duty')
  await agency.getByText('No other organisation shows you').waitFor()
})
