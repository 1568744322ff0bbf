import { startWatch, uploadActivity, type Upload } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { CAMPAIGN, defend, openDefendedHouse } from './defended-house.ts'
import { mailOf, newPerson, type House } from './house.ts'
import { faultsOf, focusOf, press, reach } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openDefendedHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a party enters its names by keyboard alone on a narrow screen', async () => {
  const page = await house.signInBy(await newPerson(browser, true), CAMPAIGN, '/parties')
  await press(page, page.getByRole('link', { name: 'Defend our names' }))
  await reach(page, page.getByLabel('What it is'))
  await page.keyboard.type('Campaign')
  await reach(page, page.getByLabel('Role'))
  await page.keyboard.type('Head of IT')
  await press(page, page.getByRole('button', { name: 'Add a contact' }))
  await reach(page, page.getByLabel('Role').nth(1))
  await page.keyboard.type('Chief')
  await reach(page, page.getByLabel('Mail address').nth(1))
  await page.keyboard.type('chief@mail.example')
  await keep(page, 'parties-keyboard-phone')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'Send it to be looked at' }))
  await page.getByText('Waits for a look by another person').waitFor()
  expect(await focusOf(page)).toMatch(/^main /)
})

test('a finder and a party answer by keyboard alone on a narrow screen', async () => {
  await defend(house)
  const { stage } = house.exchange
  const file = new Blob([['forward-campaign.net', 'forward-carnpaign.org'].join('\n')])
  const upload = await stage.upload(mailOf('platform'), uploadActivity, 'name=n.txt&of=names', file)
  const call = await stage.as(mailOf('platform'))
  await call(startWatch, { body: { uploadId: (upload as Upload).id } })
  await vi.waitUntil(() => house.mail.mails.some(({ to }) => to === 'chief@mail.example'), {
    timeout: 20_000,
  })
  const desk = await house.signIn(await newPerson(browser, true), 'platform', '/alerts')
  await press(desk, desk.getByRole('link', { name: 'forward-campaign[.]net' }))
  await desk.getByRole('heading', { level: 1 }).waitFor()
  await press(desk, desk.getByRole('button', { name: 'Seal it', exact: true }))
  expect(await focusOf(desk)).toMatch(/^input /)
  await desk.keyboard.press('Escape')
  await expect.poll(() => focusOf(desk)).toMatch(/^button .*Seal it/)
  await keep(desk, 'alert-keyboard-phone')
  expect(await faultsOf(desk)).toEqual([])
  const mail = house.mail.mails.find(({ to }) => to === 'chief@mail.example')!
  const page = await (await newPerson(browser, true)).newPage()
  await page.goto(/http:\S+\/p#\S+/.exec(mail.text)![0])
  const net = page.locator('section').filter({ hasText: 'forward-campaign[.]net' })
  await press(page, net.getByRole('button', { name: 'It is not ours', exact: true }))
  expect(await focusOf(page)).toMatch(/^fieldset /)
  await press(page, net.getByRole('button', { name: 'Other members, at once' }))
  await expect.poll(() => focusOf(page)).toMatch(/Your answer was taken/)
  await keep(page, 'party-link-keyboard-phone')
  expect(await faultsOf(page)).toEqual([])
})
