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

test('an audience and a template are saved, begin a release, and it is held, stopped and let go', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.goto(`${house.origin}/compose`)
  await desk.getByRole('link', { name: 'Audiences and templates' }).click()
  await desk.getByLabel('Name of the audience').fill('Only Platform B')
  await desk.getByLabel('Of the group').selectOption({ label: 'Integrity circle' })
  await desk.getByLabel('Platform B').check()
  await desk.getByRole('button', { name: 'Save the audience' }).click()
  await desk.getByText('Saved: Only Platform B.').waitFor()
  await desk.getByLabel('Name of the template').fill('Weekly bulletin')
  await desk.getByLabel('In one line').fill('Bulletin of the week')
  await desk.getByLabel('In sentences').fill('Nothing new was seen this week.')
  await desk.getByLabel('Its audience').selectOption({ label: 'Only Platform B' })
  await desk.getByRole('button', { name: 'Save the template' }).click()
  await desk.getByText('Saved: Weekly bulletin.').waitFor()
  await keep(desk, 'audiences')
  await desk.setViewportSize({ width: 375, height: 800 })
  await keep(desk, 'audiences-phone')
  await desk.setViewportSize({ width: 1440, height: 900 })

  await desk.getByRole('link', { name: 'Share something' }).first().click()
  await desk.getByLabel('Begin with a template').selectOption({ label: 'Weekly bulletin' })
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('button', { name: 'Release to 1 member' }).waitFor()
  await desk.getByLabel('When it leaves').selectOption('5')
  await keep(desk, 'held-chosen')
  await desk.getByRole('button', { name: 'Release to 1 member' }).click()
  await desk.getByText('Leaves in').waitFor()
  await keep(desk, 'held-waiting')

  const other = await newPerson(browser, true)
  const reader = await house.signIn(other, 'peer')
  await reader.goto(`${house.origin}/inbox`)
  await reader.getByRole('heading', { name: 'Received' }).waitFor()
  expect(await reader.getByText('Bulletin of the week').count()).toBe(0)

  await desk.getByRole('button', { name: 'Stop it' }).click()
  await desk.getByText('Stopped.').waitFor()
  await keep(desk, 'held-stopped')
  await desk.getByRole('button', { name: 'Back to the terms' }).click()
  const delay = desk.getByLabel('When it leaves')
  expect(await delay.inputValue()).toBe('5')
  await delay.selectOption('1')
  await desk.getByRole('button', { name: 'Look again' }).click()
  await desk.getByRole('button', { name: 'Look again', disabled: false }).waitFor()
  await delay.waitFor()
  expect(await delay.inputValue()).toBe('1')
  await desk.getByRole('button', { name: 'Release to 1 member' }).click()
  await desk.getByText('Leaves in').waitFor()
  await desk.setViewportSize({ width: 375, height: 800 })
  await desk.goto(`${house.origin}/sent`)
  await desk.getByRole('button', { name: 'Stop Bulletin of the week' }).waitFor()
  await keep(desk, 'held-sent-phone')
  await context.close()
  await other.close()
})

test('a template is renamed by one person while another changes it: the later is told what differs and keeps both', async () => {
  const [one, two] = [await newPerson(browser), await newPerson(browser)]
  const first = await house.signIn(one, 'platform')
  await first.setViewportSize({ width: 1440, height: 900 })
  await first.goto(`${house.origin}/templates`)
  await first.getByLabel('Name of the template').fill('Daily bulletin')
  await first.getByLabel('In one line').fill('Bulletin of the day')
  await first.getByRole('button', { name: 'Save the template' }).click()
  await first.getByText('Saved: Daily bulletin.').waitFor()
  await first.getByRole('button', { name: 'Change the template Daily bulletin' }).click()

  const second = await house.signIn(two, 'platform')
  await second.goto(`${house.origin}/templates`)
  await second.getByRole('button', { name: 'Change the template Daily bulletin' }).click()
  await second.getByLabel('Name of the template').fill('Morning bulletin')
  await second.getByRole('button', { name: 'Save the change' }).click()
  await second.getByRole('button', { name: 'Change the template Morning bulletin' }).waitFor()

  await first.getByLabel('In one line').fill('Bulletin of today')
  await first.getByRole('button', { name: 'Save the change' }).click()
  const refused = first.getByRole('alert')
  await refused
    .getByText(/it is called “Morning bulletin”; the title is “Bulletin of the day”/)
    .waitFor()
  await keep(first, 'template-conflict')
  await refused.getByRole('button', { name: 'Save mine as a template of its own' }).click()
  await first.getByRole('button', { name: 'Change the template Daily bulletin' }).waitFor()
  await first.getByRole('button', { name: 'Change the template Morning bulletin' }).waitFor()
  expect(await first.getByRole('alert').count()).toBe(0)
  await one.close()
  await two.close()
})
