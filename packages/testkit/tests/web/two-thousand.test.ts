/**
 * How much a person does to release 2,000 accounts: acts are counted and the time printed by the keystroke-level model, never
 * asserted. Counted is each press, choice, tick and field that is filled, two of a paste and of a file that is dropped, and each
 * sign that is typed; not what a person reads or thinks over beyond the pause that the model has before each act.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { saveAudience, saveTemplate, listGroups } from '@tocsin/api'
import { REVIEWER, seedReviewer } from './given-messages.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
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
/**
 * What a person needs for a press or a choice, for each sign that is typed, and for the hand to the keys and back
 * (Card, Moran and Newell 1980, KLM: K, P and M; K; H twice).
 */
const ACT_SECONDS = 0.2 + 1.1 + 1.35
const SIGN_SECONDS = 0.2
const HANDS_SECONDS = 0.4 * 2

/** A desk whose acts are counted. */
function counted(page: Page) {
  let acts = 0
  let signs = 0
  let hands = 0
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
      hands++
      signs += text.length
      await page.getByLabel(label).first().fill(text)
    },
    check: async (label: string) => {
      acts++
      await page.getByLabel(label).check()
    },
    /** A file is taken up and let go. */
    drop: async (file: { name: string; mimeType: string; buffer: Buffer }) => {
      acts += 2
      await page.locator('input[type=file]').setInputFiles([file])
    },
    /** A paste is two keys, however much it brings. */
    paste: async (label: string, text: string) => {
      acts += 2
      await page.getByLabel(label).fill(text)
    },
    tell: (what: string) => {
      const machine = (performance.now() - began) / 1000
      const person = acts * ACT_SECONDS + signs * SIGN_SECONDS + hands * HANDS_SECONDS
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

const AUTHORITY = 'Act on the security of elections, section 4'
const BASIS =
  'Run over the servers that a foreign service used for the network that was made public in September, at the same hours and with the same pictures.'
const SHOWN = 'Accounts that the message is about'
const TITLE = 'Accounts that spread a wrong day of the vote'

/** A mail of a partner with a table of 2,000 accounts. */
function mailWithTable(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from({ length: COUNT }, (_, i) => `@mailed_${i},Telegram`)
  const table = Buffer.from(['handle,platform', ...rows].join('\n')).toString('base64')
  const lines = [
    'From: Desk of an observatory <desk@observatory.example>',
    'To: duty@agency.example',
    'Subject: Accounts of tonight',
    'Date: Mon, 28 Sep 2026 09:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The accounts of tonight are attached.',
    '--b',
    'Content-Type: text/csv; name="accounts.csv"',
    'Content-Disposition: attachment; filename="accounts.csv"',
    'Content-Transfer-Encoding: base64',
    '',
    ...table.match(/.{1,76}/g)!,
    '--b--',
  ]
  return { name: 'mail.eml', mimeType: 'message/rfc822', buffer: Buffer.from(lines.join('\r\n')) }
}

type Hand = ReturnType<typeof counted>

async function putInMail(desk: Page, hand: Hand): Promise<void> {
  await hand.check('A mail only brings what it lists')
  await hand.drop(mailWithTable())
  await desk.getByText(/2,00\d rows/).waitFor()
}

/** What is of this message alone: its type, the basis of the nexus, who is shown and why; then it is put to a second person. */
async function stateAndSubmit(desk: Page, hand: Hand): Promise<void> {
  await hand.choose('Type of message', 'Technical indicator')
  await hand.type('Basis for saying so', BASIS)
  await hand.press('button', 'See who would receive it')
  await desk.getByRole('row', { name: /Platform A.*No.*persons-not-reviewed/ }).waitFor()
  await hand.choose('You state', 'Foreign: shown')
  await hand.type('Why they are shown', SHOWN)
  await hand.press('button', /^State it of/)
  await desk.getByRole('row', { name: /Platform A.*No.*message-needs-second/ }).waitFor()
  await hand.press('button', 'Submit for review')
  await desk.getByText('Submitted, and not sent.').waitFor()
}

test('an agency brings 2,000 accounts of a mail before its second reviewer in one screen, who approves just those', async () => {
  await seedReviewer(house)
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'agency', '/compose')
  const hand = counted(desk)
  await putInMail(desk, hand)
  await hand.type('In one line', TITLE)
  await hand.press('button', 'Go on to the terms')
  await hand.choose('Group', 'Integrity circle')
  await hand.choose('Foreign power behind it', 'Specific and credible facts')
  await hand.type('Authority', AUTHORITY)
  await hand.type('Holds from', '2026-01-01')
  await hand.type('Holds until', '2099-12-31')
  await stateAndSubmit(desk, hand)
  const { acts } = hand.tell('2,000 accounts of a mail by an agency, nothing filled in')
  expect(acts).toBeLessThanOrEqual(17)

  const second = await newPerson(browser)
  const review = await house.signInBy(second, REVIEWER, '/')
  const other = counted(review)
  await other.press('link', TITLE)
  await review.getByRole('row', { name: /Platform A.*Yes/ }).waitFor()
  await other.press('button', /^Approve and release to \d+ member/)
  await review.getByText('Approved and released.').waitFor()
  other.tell('its second reviewer')

  // The next one, in the same browser: the authority stands there as it was stated last.
  await desk.goto(`${house.origin}/compose`)
  const next = counted(desk)
  await putInMail(desk, next)
  await next.type('In one line', TITLE)
  await next.press('button', 'Go on to the terms')
  await next.choose('Group', 'Integrity circle')
  await next.choose('Foreign power behind it', 'Specific and credible facts')
  await stateAndSubmit(desk, next)
  next.tell('the next one, with the authority as it was stated last')
  await context.close()
  await second.close()
})

test('with a template an agency states of such a message only what is of it alone', async () => {
  await seedTemplate()
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'agency', '/compose')
  await desk.setViewportSize({ width: 1440, height: 900 })
  const hand = counted(desk)
  await hand.choose('Begin with a template', 'Accounts to platforms')
  await putInMail(desk, hand)
  await hand.press('button', 'Go on to the terms')
  await desk.getByText('From the template Accounts to platforms').first().waitFor()
  await desk.getByText(/the authority with its dates, and which kind/).waitFor()
  await keep(desk, 'template-message')
  expect(await desk.getByLabel('Purpose').inputValue()).toBe('election-security')
  expect(await desk.getByLabel('Type of message').inputValue()).toBe('')
  expect(await desk.getByLabel('Basis for saying so').inputValue()).toBe('')
  await stateAndSubmit(desk, hand)
  const { acts } = hand.tell('2,000 accounts of a mail by an agency, with a template')
  expect(acts).toBeLessThanOrEqual(14)
  await context.close()
})

/** A template with the authority, purpose and kind of nexus of a body of government, and its audience. */
async function seedTemplate(): Promise<void> {
  const call = await house.exchange.stage.as(mailOf('agency'))
  const [group] = (await call(listGroups)).items
  const { id: audienceId } = await call(saveAudience, {
    body: { name: 'The circle', groupId: group!.id, named: [] },
  })
  await call(saveTemplate, {
    body: {
      name: 'Accounts to platforms',
      title: TITLE,
      words: '',
      advice: '',
      lookFor: true,
      audienceId,
      purpose: 'election-security',
      nexus: 'credible-facts',
      authority: {
        text: AUTHORITY,
        from: '2020-01-01T00:00:00.000Z',
        until: '2100-01-01T00:00:00.000Z',
      },
    },
  })
}
