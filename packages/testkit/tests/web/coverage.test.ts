import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
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

async function openCoverage(phone: boolean): Promise<Page> {
  const context = await newPerson(browser, phone)
  const page = await house.signIn(context, 'agency', `/notices/${notice}`)
  await place(page, '39').waitFor()
  return page
}

const place = (page: Page, id: string) => page.locator(`.map [data-id="${id}"]`)
const card = (page: Page) => page.getByRole('region', { name: /^Chosen place/ })
const picked = (page: Page) => page.locator('tr[data-picked]')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-id'))

for (const phone of [false, true]) {
  const where = phone ? 'touched on a phone' : 'clicked on a desktop'
  test(`a county ${where} shows who is accountable, how far they are, and what is next`, async () => {
    const page = await openCoverage(phone)
    const press = (id: string) => (phone ? place(page, id).tap() : place(page, id).click())
    await press('39')
    await press('39049')
    await card(page)
      .getByRole('heading', { name: /^Franklin County/ })
      .waitFor()
    const facts = await card(page).locator('dl').innerText()
    expect(facts).toMatch(/Whose turn\s+Head of the office/)
    expect(facts).toMatch(/State\s+Waiting/)
    expect(facts).toMatch(/Due\s+\d+ \w+ \d{4}, \d\d:\d\d (UTC|GMT)/)
    expect(facts).toMatch(/Next\s+Wait, or call the office/)
    await card(page).getByText('Notice made out to Head of the office').waitFor()
    await expect
      .poll(() => picked(page).getByRole('button').textContent())
      .toMatch(/^Franklin County/)
    await page
      .getByRole('status')
      .filter({ hasText: /^Franklin County.*Head of the office: Waiting/ })
      .waitFor()
    expect(await axeFaultsOf(page)).toEqual([])
    await press('39049')
    await card(page).getByRole('heading', { name: /^Ohio/ }).waitFor()
    await press('39')
    await card(page).waitFor({ state: 'detached' })
    await page.context().close()
  })
}

test('the map is walked by keyboard, and Escape steps back with the focus kept on it', async () => {
  const page = await openCoverage(false)
  await place(page, '39').focus()
  await page.keyboard.press('Enter')
  await place(page, '39049').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toBe('39051')
  await page.keyboard.press('Enter')
  await card(page).getByText('No office of Fulton itself was addressed').waitFor()
  await card(page).getByText('Chief election official, Ohio').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('39051')
  await page.keyboard.press('Escape')
  await card(page).waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('39')
  await page.context().close()
})

test('a place chosen in the table is chosen on the map, and its card can be cleared', async () => {
  const page = await openCoverage(true)
  const row = page.getByRole('row', { name: /^Franklin County/ }).getByRole('button')
  await row.press('Enter')
  await expect.poll(() => row.getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => place(page, '39049').getAttribute('aria-pressed')).toBe('true')
  await card(page)
    .getByRole('button', { name: /^Clear/ })
    .press('Enter')
  await expect.poll(() => focused(page)).toBe('39049')
  await page.context().close()
})
