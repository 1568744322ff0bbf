import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await house.exchange.context.database.db
    .updateTable('people')
    .set({ roles: ['operator', 'analyst'] })
    .where('email', '=', mailOf('operator'))
    .execute()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('where the operator turned nothing on, the page says whom to call and takes nothing', async () => {
  const page = await (await newPerson(browser, true, 'en-US')).newPage()
  await page.goto(`${house.origin}/tell`)
  await page.getByText('No reports are taken here now.').waitFor()
  expect(await page.getByRole('button', { name: 'Send the report' }).count()).toBe(0)
})

test('somebody reports on a phone in Spanish, a person of the hub looks and answers, and the answer is read by number and code', async () => {
  Object.assign(house.exchange.context.config, { publicReports: {} })
  const phone = await (await newPerson(browser, true, 'es-US')).newPage()
  await phone.goto(`${house.origin}/tell`)
  await phone.getByText('Su informe va a: Example hub.').waitFor()
  await phone.getByLabel('¿Qué vio?').selectOption('false-voting-information')
  await phone.getByLabel('¿Dónde se vio?').fill('https://vote.example')
  await phone
    .getByLabel('Qué pasó, en sus palabras')
    .fill('Dice que se vota el miércoles. Pregunte a vecina@home.example.')
  await keep(phone, 'public-form-phone-es')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await faultsOf(phone)).toEqual([])
  let lost = 0
  await phone.route('**/api/public-reports', async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort()
  })
  const send = phone.getByRole('button', { name: 'Enviar el informe' })
  await send.click()
  await phone.getByText('No se puede llegar a la red').waitFor()
  // The answer was lost on its way: sent once more it makes no second report.
  await send.click()
  await phone.getByText('Tenemos su informe.').waitFor()
  const [reference, code] = await phone.locator('#sent strong').allInnerTexts()
  await keep(phone, 'public-sent-phone-es')

  const desk = await house.signIn(await newPerson(browser), 'operator')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Reports to us' }).click()
  await desk.getByRole('link', { name: 'Reports of the public' }).click()
  await desk.getByText('1 report waits for an answer, 0 of them late.').waitFor()
  await desk.getByText('Pregunte a [mail address].').waitFor()
  await keep(desk, 'public-reports')
  expect(await faultsOf(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Show 1 masked detail' }).click()
  await desk.getByText('vecina@home.example').waitFor()
  await desk.getByLabel('Answer').fill('Se vota el martes.')
  await desk.getByRole('button', { name: 'Answer', exact: true }).click()
  await desk.getByText('answered', { exact: true }).waitFor()
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'public-reports-phone')
  expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  const later = await (await newPerson(browser, true, 'es-US')).newPage()
  await later.goto(`${house.origin}/tell`)
  await later.getByLabel('Número').fill(reference!.toLowerCase())
  await later.getByLabel('Código').fill(code!)
  await later.getByRole('button', { name: 'Buscarlo' }).click()
  await later.getByText('Se vota el martes.').waitFor()
  await later.getByText('Una persona lo leyó tal como lo escribió').waitFor()
  await keep(later, 'public-followed-phone-es')
  await later.getByText('Retirarlo', { exact: true }).click()
  await later.getByRole('button', { name: 'Sí, borrar sus palabras' }).click()
  await later.getByText('Usted lo retiró. Sus palabras se borraron.').waitFor()
})
