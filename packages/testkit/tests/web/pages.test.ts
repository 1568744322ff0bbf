import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'

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
  const page = await house.signIn(person, 'operator')
  await page.goto(`${house.origin}/refusals`)
  await page.getByText('100 shown; there are more').waitFor()
  expect(await page.getByText(/^case \d+$/).count()).toBe(100)
  await page.getByRole('button', { name: 'Show older ones' }).click()
  await expect.poll(() => page.getByText(/^case \d+$/).count()).toBe(130)
  expect(await page.getByText('there are more').count()).toBe(0)
  await person.close()
})
