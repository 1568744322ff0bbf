/** How much a person does to release 2,000 accounts: acts are counted and the time printed, never asserted. */
import type { Browser, Page } from 'playwright-core'
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

const COUNT = 2000
/** What a person needs for a press or a choice, and for each sign that is typed (Card, Moran and Newell 1980, KLM: K, P and M). */
const ACT_SECONDS = 0.2 + 1.1 + 1.35
const SIGN_SECONDS = 0.2

/** A desk whose acts are counted. */
function counted(page: Page) {
  let acts = 0
  let signs = 0
  const began = performance.now()
  const press = async (role: 'button' | 'link', name: string | RegExp) => {
    acts++
    await page.getByRole(role, { name }).first().click()
  }
  return {
    press,
    choose: async (label: string, option: string) => {
      acts++
      await page.getByLabel(label).first().selectOption({ label: option })
    },
    type: async (label: string, text: string) => {
      acts++
      signs += text.length
      await page.getByLabel(label).fill(text)
    },
    /** A paste is two keys, however much it brings. */
    paste: async (label: string, text: string) => {
      acts += 2
      await page.getByLabel(label).fill(text)
    },
    tell: (what: string) => {
      const machine = (performance.now() - began) / 1000
      const person = acts * ACT_SECONDS + signs * SIGN_SECONDS
      console.log(
        `${what}: ${acts} presses and choices, ${signs} signs typed; ${machine.toFixed(1)} s of this machine, ` +
          `and by the keystroke-level model ${person.toFixed(1)} s of a person, of 120`,
      )
      return { acts, signs }
    },
  }
}

async function release(desk: Page, hand: ReturnType<typeof counted>): Promise<void> {
  await hand.press('button', 'Go on to the terms')
  await hand.choose('Group', 'Integrity circle')
  await hand.press('button', 'See who would receive it')
  await hand.press('button', /^Release to \d+ member/)
  await desk.getByText('Released.').waitFor()
}

test('2,000 handles that are pasted are released in one screen with a dozen acts', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform', '/compose')
  const hand = counted(desk)
  const list = Array.from({ length: COUNT }, (_, i) => `@pasted_${i}`).join('\n')
  await hand.choose('Platform of accounts that do not say theirs', 'X (Twitter)')
  await hand.paste('Paste or write', list)
  await hand.press('button', 'Read it')
  await desk.getByText('2,000 rows').waitFor()
  await hand.type('In one line', 'Accounts that spread a wrong day')
  await release(desk, hand)
  const { acts } = hand.tell('2,000 handles, pasted')
  expect(acts).toBeLessThanOrEqual(12)
  await context.close()
})

test('a table of 2,000 accounts under headings that nobody planned for is released in one screen with a dozen acts', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform', '/compose')
  const hand = counted(desk)
  const rows = Array.from(
    { length: COUNT },
    (_, i) => `${i + 1};@tabled_${i};twitter;seen by the night shift`,
  )
  const table = ['Lfd. Nr.;Acct / Handle;Netzwerk;Remarks (internal)', ...rows].join('\n')
  await hand.paste('Paste or write', table)
  await hand.press('button', 'Read it')
  await desk.getByText(/2,00[01] rows/).waitFor()
  await keep(desk, 'two-thousand-table')
  const missing = desk.getByText(/the platform of 2,000 accounts/)
  if ((await missing.count()) > 0) {
    await hand.choose('Platform of 2,000 accounts', 'X (Twitter)')
    await hand.press('button', 'Set for 2,000 accounts without one')
  }
  await hand.type('In one line', 'Accounts of the night shift')
  await release(desk, hand)
  const { acts } = hand.tell('2,000 accounts in a table')
  expect(acts).toBeLessThanOrEqual(12)
  await context.close()
})
