import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
let token: string
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house)
  await vi.waitUntil(() => house.mail.mails.length === 2, { timeout: 20_000 })
  const mail = house.mail.mails.find(({ to }) => to.startsWith('office-39049'))!
  token = /\/n#([\w-]+)/.exec(mail.text)![1]!
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a clerk reports on a phone in Spanish by the link of a notice; the agency answers, and begins a notice with it', async () => {
  const clerk = await (await newPerson(browser, true, 'es-US')).newPage()
  await clerk.goto(`${house.origin}/n#${token}`)
  await clerk.getByRole('link', { name: 'Informar de algo que pasó en su oficina' }).click()
  await clerk.getByText('Su informe va a: Election Security Agency.').waitFor()
  await clerk.getByLabel('¿Qué pasó?').selectOption('phishing')
  await clerk.getByLabel('¿Dónde se vio?').fill('https://county-login.example')
  await clerk
    .getByLabel('Qué pasó, en sus palabras')
    .fill('Un correo falso pide la clave. También a 12 Main Street, Springfield, OH 45501.')
  await clerk.getByLabel(/^Pruebas/).setInputFiles({
    name: 'correo.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from('From: a@x.example\r\n\r\nClave'),
  })
  await keep(clerk, 'intake-form-phone-es')
  expect(await clerk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Enviar el informe' }).click()
  await clerk.getByText('Tenemos su informe. Su número es').waitFor()
  const reference = await clerk.locator('#sent strong').innerText()
  await clerk.locator('#sent').getByText('Domicilios que tachamos').waitFor()
  // What to do first about a false mail stands there at once.
  await clerk.locator('#sent').getByRole('heading', { name: 'Haga esto primero' }).waitFor()
  await clerk.locator('#sent').getByText('No pulse enlaces').waitFor()
  await keep(clerk, 'intake-sent-phone-es')
  expect(await clerk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  const desk = await house.signIn(await newPerson(browser), 'agency')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Reports to us' }).click()
  await desk.getByRole('heading', { name: new RegExp(reference) }).waitFor()
  await desk.getByText('[address withheld]').waitFor()
  await desk.getByText('What the page of whoever reported says to do first').click()
  await desk.getByText('Press no link, open no file, and do not answer.').waitFor()
  await keep(desk, 'intake-reports')
  expect(await faultsOf(desk)).toEqual([])
  await desk.getByLabel('Answer to the office').fill('The false site is reported to its host.')
  await desk.getByRole('button', { name: 'Answer', exact: true }).click()
  await desk.getByText('answered', { exact: true }).waitFor()
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'intake-reports-phone')
  expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('button', { name: 'Begin a notice with it' }).click()
  await desk.getByRole('heading', { name: 'Write a notice' }).waitFor()
  expect(await desk.locator('textarea').first().inputValue()).toContain('Un correo falso')

  await clerk.reload()
  await clerk.getByText(reference).click()
  await clerk.getByText('The false site is reported to its host.').waitFor()
  expect(await clerk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await keep(clerk, 'intake-hops-phone-es')
})

test('a clerk whose answer was lost and who then wrote more is told what is on hand, and sends the rest as a new report', async () => {
  const clerk = await (await newPerson(browser, true, 'en-US')).newPage()
  await clerk.goto(`${house.origin}/n#${token}`)
  await clerk.getByRole('link', { name: /^Report something/ }).click()
  await clerk.getByLabel('What happened?').selectOption('hoax')
  await clerk.getByLabel('Where was it seen?').fill('On the telephone')
  await clerk.getByLabel('What happened, in your words').fill('A caller said that the vote is off.')
  let lost = 0
  await clerk.route('**/api/office-link/reports', async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort()
  })
  const send = clerk.getByRole('button', { name: 'Send the report' })
  await send.click()
  await clerk.getByText('The exchange cannot be reached').waitFor()
  await clerk.getByLabel('What happened, in your words').fill('A caller said it is on Thursday.')
  await send.click()
  await clerk.getByText('What you sent before did reach us').waitFor()
  await keep(clerk, 'intake-sent-before-phone')
  expect(await faultsOf(clerk)).toEqual([])
  expect(await clerk.getByLabel('What happened, in your words').inputValue()).toContain('Thursday')
  await send.click()
  await clerk.getByText('We have your report.').waitFor()
  await clerk.getByText(/Nobody mails you/).waitFor()
  const kept = await clerk.locator('details').allInnerTexts()
  expect(kept.filter((text) => text.includes('A false alarm'))).toHaveLength(2)
})
