import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { look } from './look.ts'
import { keep } from './screenshot.ts'

let house: House
let notice: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  const { db } = house.exchange.context.database
  await db.updateTable('contacts').set({ phone: '+1 614 555 0100' }).where('rank', '=', 0).execute()
  await db
    .updateTable('contacts')
    .set({ language: 'es' })
    .where('jurisdiction', '=', '39049')
    .execute()
  notice = await sendExampleNotice(house)
  await vi.waitUntil(() => house.mail.mails.length === 2, { timeout: 20_000 })
  house.exchange.clock.advance(10 * 3_600_000)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an officer calls an office from the sheet; the clerk checks the caller on a phone and reads the other half back', async () => {
  const desk = await house.signIn(await newPerson(browser), 'agency', `/notices/${notice}`)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Call sheet' }).click()
  const franklin = desk.getByRole('listitem', { name: 'Franklin County, Ohio' })
  await franklin.getByText('Whether anybody read it is not known').waitFor()
  await keep(desk, 'calls-sheet')
  expect(await faultsOf(desk)).toEqual([])
  await franklin
    .getByRole('button', { name: /^Call / })
    .first()
    .click()
  await desk.getByText('mi mitad del código').waitFor()
  const half = await desk.locator('form strong.mono').innerText()

  const clerk = await (await newPerson(browser, true, 'es-US')).newPage()
  await clerk.goto(`${house.origin}/check`)
  await clerk.getByLabel('Código que le leyeron').fill(half)
  await clerk.getByRole('button', { name: 'Comprobar el código' }).click()
  await clerk.getByText('El código es auténtico').waitFor()
  await keep(clerk, 'calls-check-phone')
  const mail = house.mail.mails.find(({ to }) => to === 'office-39049-0@office.example')!
  await clerk.goto(`${house.origin}/n#${/\/n#([\w-]+)/.exec(mail.text)![1]!}`)
  const readBack = (await clerk.locator('.code').innerText()).replaceAll('-', '').slice(6)
  expect(readBack).toMatch(/^\d{6}$/)
  expect(await desk.locator('#main').innerText()).not.toContain(readBack)

  await desk.getByLabel(/^Told and understood/).check()
  await desk.getByLabel('Digits that they read back').fill(half)
  await desk.getByLabel('Whom you spoke with').fill('the duty clerk')
  await desk.getByLabel('Who acts, as they said').fill('the IT lead')
  await keep(desk, 'calls-form')
  await desk.getByRole('button', { name: 'Put on record' }).click()
  await desk.getByText(/These are not the digits/).waitFor()
  await desk.getByLabel('Digits that they read back').fill(readBack)
  await desk.getByRole('button', { name: 'Put on record' }).click()
  await desk.getByText(/It is on record/).waitFor()
  await franklin.waitFor({ state: 'detached' })
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'calls-sheet-phone')
  expect(await faultsOf(desk)).toEqual([])
  await desk.goto(`${house.origin}/notices/${notice}`)
  await desk
    .getByText(/the IT lead \(by telephone\)/)
    .first()
    .waitFor()
})

test('the list over all notices is worked through at both widths, keeps a call that is written down when its office leaves, and leaves as files', async () => {
  await sendExampleNotice(house)
  house.exchange.clock.advance(10 * 3_600_000)
  const desk = await house.signIn(await newPerson(browser), 'agency', '/notices')
  await desk.getByRole('link', { name: 'Offices to call' }).last().click()
  const rows = desk.locator('.office-row')
  await rows.first().waitFor()
  await look(desk, 'calls-all')
  await desk.emulateMedia({ colorScheme: 'dark' })
  await look(desk, 'calls-all-dark')
  await desk.emulateMedia({ colorScheme: 'light' })
  for (const [button, ending] of [
    ['CSV of this list', 'csv'],
    [/One page/, 'pdf'],
  ] as const) {
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: button }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(new RegExp(`^calls-[0-9-]+\\.${ending}$`))
    if (ending === 'pdf') await file.saveAs('screenshots/calls.pdf')
  }
  await desk.getByLabel('State').selectOption('overdue')
  await desk.waitForURL(/state=overdue/)
  await desk
    .getByRole('button', { name: /^Call / })
    .first()
    .click()
  await desk.getByLabel('Nobody answered').check()
  await desk.getByLabel('Note, if any').fill('rang ten times')
  await keep(desk, 'calls-all-form')
  await desk.getByLabel('State').selectOption('unreachable')
  await desk.getByText('is not in this list now').waitFor()
  expect(await desk.getByLabel('Note, if any').inputValue()).toBe('rang ten times')
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'calls-all-form-phone')
  await desk.getByRole('button', { name: 'Put on record' }).click()
  await desk.getByText(/nobody reached. It is on record/).waitFor()
  await desk.getByLabel('State').selectOption('')
  await desk.getByLabel('Last call').selectOption('not-reached')
  await desk.getByText('Called once, last: nobody reached').waitFor()
  expect(await faultsOf(desk)).toEqual([])
})

test('who is on file is mailed again and changed in place, and an operator lets the change stand', async () => {
  const desk = await house.signIn(await newPerson(browser), 'agency', '/calls?all=true')
  const ohio = desk.getByRole('listitem', { name: 'Ohio', exact: true }).first()
  await ohio.getByText('Mail again, or change who is on file').click()
  await ohio
    .getByRole('button', { name: /^Mail .* again/ })
    .first()
    .click()
  await ohio.getByText(/waits to go out/).waitFor()
  await ohio
    .getByRole('button', { name: /^Change / })
    .first()
    .click()
  await ohio.getByLabel('Telephone').fill('+1 614 555 0199')
  await ohio.getByLabel('How you know').fill('The deputy gave it to us by telephone')
  await look(desk, 'calls-change')
  await ohio.getByRole('button', { name: 'Propose' }).click()
  await ohio.getByText(/once an operator lets it stand/).waitFor()
  const hub = await house.signIn(await newPerson(browser), 'operator', '/offices')
  const waiting = hub.getByRole('listitem', { name: 'Ohio' })
  await waiting.getByText('+1 614 555 0199').waitFor()
  await look(hub, 'offices-proposals')
  await waiting.getByRole('button', { name: 'Let it stand' }).click()
  await waiting.getByText('stands', { exact: true }).waitFor()
  await desk.reload()
  const number = ohio.getByRole('link', { name: '+1 614 555 0199' }).first()
  await number.waitFor()
  expect(await number.getAttribute('href')).toBe('tel:+1 614 555 0199')
})

test('the hour at an office goes on while the call sheet stays open', async () => {
  const desk = await house.signIn(await newPerson(browser), 'agency')
  await desk.clock.install()
  await desk.goto(`${house.origin}/notices/${notice}/calls`)
  await desk.getByLabel('Also who still has time to answer').check()
  const aside = desk.getByText(/^\d\d:\d\d .* there$/).first()
  const minutes = async () => {
    const [, hour, minute] = /^(\d\d):(\d\d)/.exec(await aside.innerText())!
    return Number(hour) * 60 + Number(minute)
  }
  const before = await minutes()
  await desk.clock.fastForward('00:30')
  house.exchange.clock.advance(3_600_000)
  await desk.clock.fastForward('01:00')
  await vi.waitFor(
    async () => expect([60, 61, 62]).toContain(((await minutes()) - before + 1440) % 1440),
    { timeout: 20_000 },
  )
})
