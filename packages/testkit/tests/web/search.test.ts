/** The search of the desk as a person uses it, by keyboard: to a screen, to what was shared, to an office. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import { newPerson, openHouse, releaseFinding, sendExampleNotice, type House } from './house.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await releaseFinding(house)
  await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const chosen = (page: Page) => page.locator('[role=option][aria-selected=true] .palette-label')
const field = (page: Page) => page.locator('.palette [role=combobox]')

test('an analyst goes to a screen, to a release and to a finding by keys alone, and a screen reader follows', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform')
  await page.keyboard.press('Control+k')
  await field(page).waitFor()
  await keep(page, 'search-screens')
  await page.keyboard.type('templ')
  await expect.poll(() => chosen(page).textContent()).toBe('Templates')
  expect(await page.locator('[role=option]').count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/templates')

  await page.keyboard.press('/')
  await page.keyboard.type('sample_two')
  await page.getByRole('group', { name: /^Releases that hold it/ }).waitFor()
  await page.getByRole('group', { name: /^Findings/ }).waitFor()
  const named = await field(page).getAttribute('aria-activedescendant')
  const isChosen = page.locator(`[id="${named}"][aria-selected=true]`)
  expect(await isChosen.textContent()).toContain('Accounts in step')
  expect(await axeFaultsOf(page)).toEqual([])
  await keep(page, 'search-found')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/releases\//)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('nothing of the kind')
  await page.getByText('Nothing that you may see holds “nothing of the kind”').waitFor()
  await keep(page, 'search-nothing')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.context().close()
})

test('keys alone can be turned off, and what is written is written', async () => {
  const page = await house.signIn(await newPerson(browser), 'agency')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  expect(await axeFaultsOf(page)).toEqual([])
  await keep(page, 'search-keys')
  await page.getByLabel('Keys without Ctrl or ⌘ work').uncheck()
  await page.keyboard.press('Escape')
  await page.locator('#main').focus()
  await page.keyboard.press('/')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Franklin, Ohio')
  await page.getByRole('option', { name: 'Franklin County, Ohio' }).click()
  await page.getByRole('heading', { name: 'Contacts: Franklin County', exact: true }).waitFor()
  await page.getByText('office-39049-0@office.example', { exact: true }).waitFor()
  await keep(page, 'search-office')
  await page.context().close()
})

test('a clerk on a phone finds a notice of the office in Spanish, and no screen that is not theirs', async () => {
  const page = await house.signIn(await newPerson(browser, true, 'es'), 'clerk')
  await page.getByRole('button', { name: 'Buscar' }).click()
  await field(page).fill('closing times')
  await page.getByRole('group', { name: /^Avisos/ }).waitFor()
  const faults = await axeFaultsOf(page)
  expect(faults).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBe(0)
  await keep(page, 'search-clerk')
  await page.getByRole('option', { name: /closing times/ }).click()
  await page.waitForURL(/\/notices\//)
  await page.getByRole('button', { name: 'Buscar' }).click()
  await field(page).fill('findings')
  await page.getByText('Nada de lo que usted puede ver').waitFor()
  await page.context().close()
})
