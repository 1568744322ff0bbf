import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
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

test('facts and an attribution go out on terms of their own, stand side by side, and the facts are corrected', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform', '/compose')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByLabel('Paste or write').fill('https://x.com/part_one\nhttps://x.com/part_two')
  await desk.getByRole('button', { name: 'Read it' }).click()
  await desk.getByLabel('In one line').fill('Two accounts that post as one')
  await desk.getByRole('button', { name: 'Say who is behind it' }).click()
  await desk.getByLabel('Who is held to be behind it').fill('A foreign service')
  await desk.getByLabel('How likely that is').selectOption({ label: 'very likely (80 to 95 %)' })
  await desk.getByLabel('What that rests on').fill('This is likely them, with high confidence.')
  await desk.getByText('Still missing: how sure you are of it').waitFor()
  await desk.getByLabel('How sure you are of it').selectOption({ label: 'moderate confidence' })
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()
  await desk.getByText('“Basis: This is likely them, with high confidence.”').waitFor()
  await desk.getByLabel('What that rests on').fill('The same hosts as in March.')
  await keep(desk, 'statement-composed')
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()

  const facts = desk.getByRole('region', { name: 'Facts' })
  await facts.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await facts.getByRole('button', { name: 'See who would receive it' }).click()
  await facts.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await facts.getByText('Released.').waitFor()
  const attribution = desk.getByRole('region', { name: 'Attribution', exact: true })
  await attribution.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await attribution.getByRole('button', { name: 'See who would receive it' }).click()
  await attribution.getByRole('button', { name: /^Release to \d+ member/ }).waitFor()
  await keep(desk, 'statement-attribution')
  await attribution.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await desk.getByRole('button', { name: 'Share something else' }).waitFor()

  const other = await newPerson(browser, true)
  const reader = await house.signIn(other, 'peer', '/inbox')
  await reader.setViewportSize({ width: 375, height: 800 })
  await reader.getByRole('link', { name: 'Two accounts that post as one' }).first().click()
  await reader.getByRole('table', { name: 'Parts of this statement' }).waitFor()
  await reader.getByRole('button', { name: 'Show the attributions side by side' }).click()
  await reader.getByText('very likely (80 to 95 %)', { exact: true }).waitFor()
  await keep(reader, 'statement-phone')
  const parts = reader.getByRole('table', { name: 'Parts of this statement' })
  if ((await parts.getByRole('link', { name: 'Facts' }).count()) > 0)
    await parts.getByRole('link', { name: 'Facts' }).click()
  await reader.getByText('part_one').first().waitFor()

  await desk.goto(`${house.origin}/sent`)
  await desk.getByRole('link', { name: 'Two accounts that post as one' }).last().click()
  await desk.getByRole('link', { name: 'Correct this part' }).click()
  await desk.getByLabel('In sentences').fill('One of them is run by somebody else.')
  await desk.getByLabel('part_two (user-account)').check()
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()
  await desk.getByText('1 thing is only no longer named').waitFor()
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByText('1 member has read what this corrects').waitFor()
  await keep(desk, 'statement-correction')
  await desk.setViewportSize({ width: 375, height: 800 })
  await keep(desk, 'statement-correction-phone')
  await desk.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await desk.getByText('Released.').waitFor()

  await reader.goto(`${house.origin}/inbox`)
  await reader.getByText('Corrects what you read').waitFor()
  expect(await reader.getByText('Corrected', { exact: true }).count()).toBe(1)
  await context.close()
  await other.close()
})
