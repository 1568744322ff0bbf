import { addElection } from '@tocsin/api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMessages, REVIEWER } from './given-messages.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, focusOf, press, reach } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let messages: Awaited<ReturnType<typeof giveMessages>>
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  messages = await giveMessages(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function enter(email: string, path: string): Promise<Page> {
  const page = await house.signInBy(await newPerson(browser, true), email, path)
  await page.locator('#main h1').waitFor()
  return page
}

async function write(page: Page, label: string | RegExp, words: string): Promise<void> {
  await reach(page, page.getByLabel(label))
  await page.keyboard.type(words)
}

test('a list becomes a release by keyboard on a phone', async () => {
  const page = await enter(mailOf('platform'), '/compose')
  expect(await faultsOf(page)).toEqual([])
  await write(page, 'Paste or write', '@made_up_1\n@made_up_2\nvotes[.]county(dot)com\n10.0.0.0/0')
  await press(page, page.getByRole('button', { name: 'Read it' }))
  await page.getByText('4 rows').waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
  await keep(page, 'keyboard-compose-read')
  expect(await faultsOf(page)).toEqual([])
  await reach(page, page.getByLabel('Platform of 2 accounts'))
  await page.keyboard.type('X (T')
  await press(page, page.getByRole('button', { name: 'Set for 2 accounts without one' }))
  await expect.poll(() => focusOf(page)).not.toBe('')
  await write(page, 'In one line', 'Accounts that spread a wrong day')
  await press(page, page.getByRole('button', { name: 'Go on to the terms' }))
  await page.getByLabel('Group').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Make it anew/)
  await reach(page, page.getByLabel('Group'))
  await page.keyboard.type('Integrity')
  await keep(page, 'keyboard-compose-terms')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'See who would receive it' }))
  const send = page.getByRole('button', { name: /^Release to \d+ member/ })
  await send.waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Look again/)
  await keep(page, 'keyboard-compose-preview')
  expect(await faultsOf(page)).toEqual([])
  await press(page, send)
  await page.getByText('Released.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Released/)
  await keep(page, 'keyboard-compose-released')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('an agency states a message and submits it, and a second person approves it, by keyboard on a phone', async () => {
  const page = await enter(mailOf('agency'), '/compose')
  await write(page, 'Paste or write', 'votes-county.example')
  await press(page, page.getByRole('button', { name: 'Read it' }))
  await write(page, 'In one line', 'A domain of the same service')
  await press(page, page.getByRole('button', { name: 'Go on to the terms' }))
  await reach(page, page.getByLabel('Group'))
  await page.keyboard.type('Integrity')
  await page.getByRole('heading', { name: 'What you state to platforms and campaigns' }).waitFor()
  await reach(page, page.getByLabel('Type of message'))
  await page.keyboard.type('Notice')
  await reach(page, page.getByLabel('Foreign power behind it'))
  await page.keyboard.type('By or')
  await write(page, 'Basis for saying so', 'Seen in the works of a foreign service')
  await reach(page, page.getByLabel('Authority', { exact: false }).first())
  await page.keyboard.type('Act, section 4')
  await write(page, 'Holds from', '01012026')
  await write(page, 'Holds until', '01012027')
  await keep(page, 'keyboard-message-form')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'See who would receive it' }))
  const submit = page.getByRole('button', { name: 'Submit for review' })
  await submit.waitFor()
  await keep(page, 'keyboard-message-preview')
  expect(await faultsOf(page)).toEqual([])
  await press(page, submit)
  await page.getByText('Submitted, and not sent.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Submitted/)
  await keep(page, 'keyboard-message-submitted')
  await press(page, page.getByRole('link', { name: 'See what becomes of it' }))
  await page.getByRole('heading', { name: 'Yours' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()

  const second = await enter(REVIEWER, '/messages')
  await second.getByRole('table', { name: 'Messages that are settled' }).waitFor()
  await keep(second, 'keyboard-reviews')
  expect(await faultsOf(second)).toEqual([])
  await press(second, second.getByRole('link', { name: 'A domain of the same service' }))
  const approve = second.getByRole('button', { name: /^Approve and release to \d+ member/ })
  await approve.waitFor()
  await keep(second, 'keyboard-review')
  expect(await faultsOf(second)).toEqual([])
  await press(second, second.getByRole('button', { name: 'Return it' }))
  await second.getByRole('dialog').waitFor()
  await second.keyboard.press('Escape')
  await expect.poll(() => focusOf(second)).toMatch(/Return it/)
  await reach(second, approve)
  await second.keyboard.press('Enter')
  await second.getByText('Approved and released.').waitFor()
  await expect.poll(() => focusOf(second)).toMatch(/Approved and released/)
  await keep(second, 'keyboard-approved')
  expect(await faultsOf(second)).toEqual([])
  await second.context().close()
})

test('anybody searches the public register and opens an entry by keyboard on a phone', async () => {
  const context = await newPerson(browser, true)
  const page = await context.newPage()
  await page.goto(`${house.origin}/log`)
  await press(page, page.getByRole('link', { name: 'Public register' }))
  await page
    .getByRole('row', { name: /Notice of information/ })
    .first()
    .waitFor()
  await keep(page, 'keyboard-register')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Test exchange' }).focus()
  await page.waitForLoadState('networkidle')
  expect(page.url()).toBe(`${house.origin}/register`)
  await write(page, 'Sender', 'Security')
  await page.keyboard.press('Enter')
  await page
    .getByRole('row', { name: /Notice of information/ })
    .first()
    .waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/^input/)
  await page.goto(`${house.origin}/register/${messages.entry}`)
  await page.getByText('None was stated').waitFor()
  await keep(page, 'keyboard-register-entry')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})

test('an operator asks the offices of an election and makes a report of a period by keyboard on a phone', async () => {
  const call = await house.exchange.stage.as(mailOf('operator'))
  await call(addElection, {
    body: {
      name: 'General election',
      kind: 'general',
      date: '2026-11-03',
      places: ['39049'],
      deadlines: [],
    },
  })
  const page = await enter(mailOf('operator'), '/elections')
  await press(page, page.getByRole('button', { name: 'Reachability of the offices' }))
  await page.getByText('None was asked yet by your organisation.').waitFor()
  await write(page, 'Whom to call in doubt', 'Election desk')
  await keep(page, 'keyboard-reachability-form')
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'Send the test' }))
  await page.getByRole('table', { name: 'Offices of the election' }).waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Send the test/)
  await keep(page, 'keyboard-reachability')
  expect(await faultsOf(page)).toEqual([])

  await page.goto(`${house.origin}/overview`)
  await reach(page, page.getByLabel('First day'))
  await page.keyboard.type('10012026')
  await reach(page, page.getByLabel('Last day'))
  await page.keyboard.type('10022026')
  const saved = page.waitForEvent('download')
  await press(page, page.getByRole('button', { name: 'Save as a page to print' }))
  expect((await saved).suggestedFilename()).toBe('report-2026-10-01-2026-10-02.html')
  await expect.poll(() => focusOf(page)).toMatch(/Save as a page/)
  await keep(page, 'keyboard-report')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})
