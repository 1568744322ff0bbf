import { getFirstRun, listLog, stateFirstRun, type FirstRunId } from '@tocsin/api'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'
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

const itemOf = async (id: FirstRunId) => {
  const call = await house.exchange.stage.as(mailOf('operator'))
  return (await call(getFirstRun)).items.find((one) => one.id === id)
}

test('an operator sees what an exchange to rely on lacks, worked out from what is so', async () => {
  const page = await house.signIn(await newPerson(browser), 'operator')
  await page.getByRole('heading', { name: 'Before this exchange can be relied on' }).waitFor()
  await look(page, 'first-run-overview')
  await page.getByRole('link', { name: /^All of it/ }).click()
  await page
    .getByRole('heading', { name: 'Before this exchange can be relied on', level: 1 })
    .waitFor()
  await page.getByText('A mail of ours was received').waitFor()
  await look(page, 'first-run')
  expect((await itemOf('mail-received'))?.state).toBe('open')
  expect(await itemOf('places')).toMatchObject({ state: 'done' })
  expect(await itemOf('contacts')).toMatchObject({ state: 'done', count: 2 })
})

test('a person states that they read the rules, which is on record under their name; a key states nothing', async () => {
  const page = await house.signIn(await newPerson(browser), 'operator', '/first-run')
  const press = page.getByRole('button', { name: 'I have read the rules in force' })
  await press.focus()
  await page.keyboard.press('Enter')
  await page.getByText(/said so/).waitFor()
  expect(await press.count()).toBe(0)
  expect(await itemOf('policies-read')).toMatchObject({ state: 'done', by: expect.any(String) })
  const logged = async () =>
    (await house.exchange.stage.anonymous(listLog)).items.map(({ kind }) => kind)
  await expect.poll(logged).toContain('exchange.stated')
  const member = await house.exchange.stage.as(mailOf('platform'))
  await expect(member(stateFirstRun, { body: { item: 'restore-tried' } })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await page.setViewportSize({ width: 375, height: 812 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await keep(page, 'first-run-phone-dark')
})

test('a mail counts as received once somebody came in by it, and a backup by the file that it touches', async () => {
  const { dataDir } = house.exchange.context.config
  expect((await itemOf('backup'))?.state).toBe('open')
  await writeFile(join(dataDir, 'backup.done'), '')
  expect((await itemOf('backup'))?.state).toBe('done')
  const page = await (await newPerson(browser)).newPage()
  await page.goto(`${house.origin}/sign-in`)
  const since = house.mail.mails.length
  await page.getByLabel('Work e-mail').fill(mailOf('operator'))
  await page.keyboard.press('Enter')
  const sent = async () =>
    house.mail.mails.slice(since).find(({ to }) => to === mailOf('operator'))?.text
  await expect.poll(sent).toContain('/sign-in#token=')
  await page.goto(/https?:\/\/\S+\/sign-in#\S+/.exec((await sent())!)![0])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('#main').waitFor()
  expect((await itemOf('mail-received'))?.state).toBe('done')
})
