import { getFinding, importFindings, type NetworkDocument } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'

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

test('a list on a screen that is longer than a page says so and shows the rest when asked', async () => {
  const { database, clock } = house.exchange.context
  const { id } = await database.db
    .selectFrom('members')
    .select('id')
    .where('name', '=', 'Platform A')
    .executeTakeFirstOrThrow()
  const refused = Array.from({ length: 130 }, (_, i) => ({
    id: randomUUID(),
    at: clock.now(),
    act: 'release',
    subject: `case ${i}`,
    by_member: id,
    to_member: null,
    rule: 'tlp-red-named',
    reason: 'red goes to those named',
    log_index: 10_000 + i,
  }))
  await database.db.insertInto('refusals').values(refused).execute()
  const person = await newPerson(browser, true)
  const page = await house.signIn(person, 'operator', '/refusals')
  await page.getByText('100 shown; there are more').waitFor()
  expect(await page.getByText(/^case \d+$/).count()).toBe(100)
  await page.getByRole('button', { name: 'Show older ones' }).click()
  await expect.poll(() => page.getByText(/^case \d+$/).count()).toBe(130)
  expect(await page.getByText('there are more').count()).toBe(0)
  await person.close()
})

test('a list of more networks than a page counts the rows that stand on the screen, and its tabs count all', async () => {
  const call = await house.exchange.stage.as(mailOf('platform'))
  const { finding: whole } = await call(getFinding, { params: { id: house.finding } })
  const finding = whole as NetworkDocument
  const findings = Array.from({ length: 230 }, (_, i) => ({
    ...finding,
    id: `finding-${String(i + 2).padStart(32, '0')}`,
    members: finding.members.map((one) => ({ ...one, account: `${one.account}_${i}` })),
    ...(i % 10 === 0 ? { q: 1, confidence: 0 } : {}),
  }))
  await call(importFindings, { body: { findings } })
  const person = await newPerson(browser, true)
  const page = await house.signIn(person, 'platform', '/findings')
  const said = page.getByText(/^\d+ shown; there are more$/)
  await said.waitFor()
  const rows = await page
    .getByRole('table', { name: 'Findings of your organisation' })
    .locator('tbody tr')
    .count()
  expect(rows).toBeLessThan(100)
  expect(await said.innerText()).toBe(`${rows} shown; there are more`)
  const tabs = page.getByRole('navigation', { name: 'State of networks' })
  expect(await tabs.getByRole('link').allInnerTexts()).toEqual(
    expect.arrayContaining(['To look at 208', 'Chance would do 23']),
  )
  await person.close()
})
