import { readFile } from 'node:fs/promises'
import { verifyPacket, toVerifiers } from '@tocsin/proof'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'

let house: House
let notice: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  notice = await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** The file that a press of this button hands to the person. */
async function save(page: Page, button: string) {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const download = await saved
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('the sender of a notice saves all that is on record about it, and an outsider can verify it', async () => {
  const person = await newPerson(browser)
  const page = await house.signIn(person, 'agency', `/notices/${notice}`)
  const { name, bytes } = await save(page, 'Save all that is on record')
  expect(name).toBe(`notice-${notice}.packet`)
  const { verifier } = house.exchange.context.log
  const packet = await verifyPacket(bytes, toVerifiers(verifier))
  expect(packet.about).toBe(`notice:${notice}`)
  expect(packet.receipts[0]?.disclosure).toMatchObject({ state: 'open' })
  await person.close()
})

test('an operator saves the report of a period as a page to print and as JSON', async () => {
  const person = await newPerson(browser)
  const page = await house.signIn(person, 'operator', '/overview')
  await page.getByLabel('First day').fill('2026-10-01')
  await page.getByLabel('Last day').fill('2026-10-31')
  const html = await save(page, 'Save as a page to print')
  expect(html.name).toBe('report-2026-10-01-2026-10-31.html')
  expect(html.bytes.toString()).toContain('What the record holds of a period')
  const json = JSON.parse((await save(page, 'Save as JSON')).bytes.toString())
  expect(json).toMatchObject({ to: '2026-11-01T00:00:00.000Z', countedFrom: 'exchange' })
  await person.close()
})
