import { listGroups } from '@tocsin/api'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { REVIEWER, seedReviewer } from './given-messages.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, focusOf, press, reach } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
let group: string
beforeAll(async () => {
  house = await openHouse()
  await seedReviewer(house)
  const call = await house.exchange.stage.as(mailOf('operator'))
  group = (await call(listGroups)).items[0]!.id
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const CHARTER = () => `/groups/${group}/charter`

async function enter(email: string): Promise<Page> {
  return house.signInBy(await newPerson(browser, true), email)
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(house.origin + path)
  await page.locator('#main h1').waitFor()
}

/** What of words in a text of law or a hash would make somebody wince: a face whose signs differ in width, or an end out of sight. */
async function winces(words: Locator): Promise<string[]> {
  return words.evaluate((element) => {
    const brush = document.createElement('canvas').getContext('2d')!
    const { fontSize, fontFamily } = getComputedStyle(element)
    brush.font = `${fontSize} ${fontFamily}`
    const [narrow, wide] = ['iiii', 'WWWW'].map((signs) => brush.measureText(signs).width)
    const { left, right } = element.getBoundingClientRect()
    return [
      ...(narrow === wide ? [] : [`${fontFamily}: ${narrow} and ${wide} pixels`]),
      ...(left >= 0 && right <= innerWidth ? [] : [`from ${left} to ${right}`]),
      ...(element.scrollWidth <= element.clientWidth + 1 ? [] : ['goes on out of sight']),
    ]
  })
}

test('each screen of a charter says by keyboard on a phone that it loads, what went wrong, and what is not there', async () => {
  const page = await enter(mailOf('operator'))
  for (const [name, path] of [
    ['charter', CHARTER()],
    ['propose', `${CHARTER()}/propose`],
    ['version', `${CHARTER()}/1`],
  ] as const) {
    let release = () => {}
    const held = new Promise<void>((done) => (release = done))
    let isBroken = true
    await page.route(/\/api\/groups\/[^/]+\/charter/, async (route) => {
      await held
      if (isBroken) await route.fulfill({ status: 503, body: 'no' })
      else await route.continue()
    })
    await go(page, path)
    await page.locator('output.busy').first().waitFor()
    await keep(page, `keyboard-${name}-loading`)
    release()
    const again = page.getByRole('button', { name: 'Try again' })
    await again.first().waitFor({ timeout: 30_000 })
    await keep(page, `keyboard-${name}-fault`)
    expect(await faultsOf(page)).toEqual([])
    isBroken = false
    await press(page, again)
    await again.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('output.busy').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.unroute(/\/api\/groups\/[^/]+\/charter/)
  }
  for (const [name, path] of [
    ['no-version', `${CHARTER()}/99`],
    ['no-group', `/groups/${crypto.randomUUID()}/charter`],
  ] as const) {
    await go(page, path)
    await page.getByRole('alert').first().waitFor({ timeout: 30_000 })
    await keep(page, `keyboard-${name}`)
    expect(await faultsOf(page)).toEqual([])
  }
  await page.context().close()
})

test('a charter is proposed, refused with a reason, proposed anew and withdrawn by keyboard on a phone', async () => {
  const page = await enter(mailOf('operator'))
  await go(page, CHARTER())
  await page.getByText('with the group, by no second person').waitFor()
  await keep(page, 'keyboard-charter')
  expect(await faultsOf(page)).toEqual([])
  await proposeWith(page, '90')
  await keep(page, 'keyboard-charter-waits')

  const second = await enter(REVIEWER)
  await go(second, CHARTER())
  await press(second, second.getByRole('link', { name: 'See who gains or loses what' }))
  await second.getByText(/cases compared with version 1/).waitFor({ timeout: 30_000 })
  expect(await winces(second.locator('pre.charter-text'))).toEqual([])
  expect(await winces(second.locator('dd .mono'))).toEqual([])
  await keep(second, 'keyboard-version-waits')
  expect(await faultsOf(second)).toEqual([])
  await press(second, second.getByRole('button', { name: 'Refuse it' }))
  const dialog = second.getByRole('dialog')
  await dialog.waitFor()
  await keep(second, 'keyboard-version-refuse')
  expect(await faultsOf(second)).toEqual([])
  await reach(second, dialog.getByRole('textbox'))
  await second.keyboard.type('Ninety days are too few for a hand count')
  await press(second, dialog.getByRole('button', { name: 'Refuse it' }))
  await second.getByText('Version 2 is refused.').waitFor()
  await expect.poll(() => focusOf(second)).toMatch(/Version 2 is refused/)
  await keep(second, 'keyboard-version-refused')
  expect(await faultsOf(second)).toEqual([])
  await second.context().close()

  await go(page, CHARTER())
  await page.getByText('Ninety days are too few for a hand count').waitFor()
  await proposeWith(page, '120')
  await press(page, page.getByRole('link', { name: 'See who gains or loses what' }))
  await press(page, page.getByRole('button', { name: 'Withdraw it' }))
  await reach(page, page.getByRole('dialog').getByRole('textbox'))
  await page.keyboard.type('It comes back after the election')
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }))
  await page.getByText('Version 3 is withdrawn.').waitFor()
  await keep(page, 'keyboard-version-withdrawn')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
}, 180_000)

/** From the screen of the charter to a proposal with another term, with a text that is wrong on the way. */
async function proposeWith(page: Page, days: string): Promise<void> {
  await press(page, page.getByRole('button', { name: 'Propose a change or a renewal' }))
  await page.getByLabel('A release ends within days').waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
  await reach(page, page.getByLabel('A release ends within days'))
  await page.keyboard.type(days)
  await press(page, page.getByRole('checkbox', { name: 'Edit the text itself' }), 'Space')
  const text = page.getByLabel('Policies')
  await reach(page, text)
  expect(await winces(text)).toEqual([])
  await page.keyboard.press('Control+A')
  await page.keyboard.type('permit (principal, action, resource);')
  const work = page.getByRole('button', { name: 'Work out who gains or loses what' })
  await press(page, work)
  await page.getByText(/^Line 1, place 1: /).waitFor({ timeout: 30_000 })
  await keep(page, 'keyboard-propose-fault')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('checkbox', { name: 'Edit the text itself' }), 'Space')
  await press(page, work)
  await page.getByText(/cases compared with version 1/).waitFor({ timeout: 30_000 })
  await keep(page, 'keyboard-propose-worked-out')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'Propose it' }))
  await page.getByText(/proposed by .*, waits for a second person/).waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
}
