import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf, focusOf, press, reach } from './keyboard.ts'

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

/** Signs in on a phone-wide page by keyboard alone, by the link in the mail. */
async function enter(who: 'clerk' | 'platform' | 'agency', locale = 'en-US'): Promise<Page> {
  const context = await newPerson(browser, true, locale)
  const page = await context.newPage()
  const since = house.mail.mails.length
  await page.goto(`${house.origin}/sign-in`)
  await reach(page, page.getByRole('textbox'))
  await page.keyboard.type(mailOf(who))
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: /\w/ }).waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
  await page.goto(await linkFor(mailOf(who), /https?:\/\/\S+\/sign-in#\S+/, since))
  await page.reload()
  await press(page, page.getByRole('button', { name: /^(Sign in|Entrar)$/ }))
  await page.locator('#main h1').waitFor()
  return page
}

/** The link in the newest mail to an address, of those after the first `since`. */
async function linkFor(address: string, link: RegExp, since = 0): Promise<string> {
  const find = () =>
    house.mail.mails
      .slice(since)
      .filter((mail) => mail.to === address)
      .map((mail) => link.exec(mail.text)?.[0])
      .findLast((found) => found !== undefined)
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return find()!
}

test('a clerk signs in, changes the language and answers a notice by keyboard on a phone', async () => {
  const page = await enter('clerk', 'es-US')
  await page.getByRole('heading', { name: 'Avisos' }).waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('es')
  const notices = page.getByText('False closing times are being spread')
  await notices.first().waitFor()
  expect(await notices.count()).toBe(1)
  expect(await faultsOf(page)).toEqual([])

  await press(page, page.getByRole('button', { name: 'Menú' }))
  await press(page, page.getByRole('link', { name: 'Reglas' }))
  await page.getByRole('heading', { name: 'Reglas' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.goBack()
  await notices.first().waitFor()

  await press(page, page.getByRole('button', { name: 'English' }))
  await page.getByRole('heading', { name: 'Notices', exact: true }).waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Español/)
  await page.reload()
  await page.getByRole('heading', { name: 'Notices', exact: true }).waitFor()

  await press(page, page.getByRole('button', { name: 'I was told' }))
  await page.getByText('The sender now sees that your office was told.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/your office was told/)
  await reach(page, page.getByLabel('Who at your office acts on this?'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Deputy clerk')
  await page.keyboard.press('Enter')
  await page.getByText('The sender now sees who acts at your office.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/who acts at your office/)
  expect(await faultsOf(page)).toEqual([])

  await press(page, page.getByRole('link', { name: 'The whole notice and its receipt' }))
  await page.getByRole('heading', { name: 'Offices' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'Menu' }))
  await press(page, page.getByRole('link', { name: 'Received' }))
  await page.getByRole('heading', { name: 'Received' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('an analyst goes from the findings to a sent release by keyboard on a phone', async () => {
  const page = await enter('platform')
  await page.getByRole('link', { name: /^#examplehashtag: 4 accounts/ }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('link', { name: /^#examplehashtag: 4 accounts/ }))
  await page.getByRole('link', { name: 'Share' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('link', { name: 'Share' }))
  const look = page.getByRole('button', { name: 'See who would receive it' })
  await look.waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByLabel('Group').focus()
  await page.keyboard.type('Integrity')
  await page.getByLabel('Basis').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, look)
  const send = page.getByRole('button', { name: /^Release to \d+ member/ })
  await send.waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Look again/)
  expect(await faultsOf(page)).toEqual([])
  await press(page, send)
  await page.getByText('Released.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/Released/)
  await press(page, page.getByRole('link', { name: 'See who has read it' }))

  const recall = page.getByRole('button', { name: 'Take it back' })
  await press(page, recall)
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  for (let count = 0; count < 8; count++) {
    await page.keyboard.press('Tab')
    // Past its last control a modal dialog hands the focus to the browser's own buttons, never to the page.
    const behind = await page.evaluate(() =>
      document.activeElement?.matches('#root *:not(dialog, dialog *)'),
    )
    expect(behind).toBe(false)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => focusOf(page)).toMatch(/Take it back/)
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('an agency writes and sends a notice by keyboard on a phone', async () => {
  const page = await enter('agency')
  await page.getByRole('heading', { name: 'Notices', exact: true }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('link', { name: 'Write a notice' }).last())
  await page.getByLabel('Subject').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByLabel('Also in Spanish'), 'Space')
  for (const [label, words] of [
    ['Subject', 'False closing times are being spread'],
    ['What happened', 'Some accounts post that polls close at noon.'],
    ['How sure are you', 'We are sure that they act together.'],
    ['Action 1', 'Post the right hours today.'],
    ['Who to call', 'Duty desk, +1 555 0147'],
    ['Find a place', 'Franklin'],
  ] as const) {
    await reach(page, page.getByLabel(label))
    await page.keyboard.type(words)
  }
  await press(page, page.getByRole('button', { name: /Franklin County, Ohio/ }))
  await expect.poll(() => focusOf(page)).toMatch(/^input/)
  await press(page, page.getByRole('button', { name: 'See who would be told' }))
  await press(page, page.getByRole('button', { name: 'Add them' }))
  await page.getByText('Ohio Chief election official').waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
  await press(page, page.getByRole('button', { name: 'See who would be told' }))
  const send = page.getByRole('button', { name: 'Send to 2 offices' })
  await send.waitFor()
  // What was looked at is read before the way goes on to what sends it.
  const looked = page.getByRole('region', { name: 'What the look shows' })
  await expect.poll(() => looked.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await faultsOf(page)).toEqual([])
  await press(page, send)
  await page.getByRole('heading', { name: 'Coverage' }).waitFor()
  await expect.poll(() => focusOf(page)).not.toBe('')
  await page.context().close()
})

test('an agency reads the map of a notice and thinks again about closing it by keyboard on a phone', async () => {
  const page = await enter('agency')
  await page.goto(`${house.origin}/notices/${notice}`)
  const map = page.getByRole('group', { name: /^Places by/ })
  await reach(page, map.locator('[tabindex="0"]'))
  for (let count = 0; count < 60; count++) {
    if (/Ohio/.test(await focusOf(page))) break
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Chosen place: Ohio' }).waitFor()
  await page.getByRole('group', { name: /^Places below/ }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: /^Close$/ }))
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => focusOf(page)).toMatch(/Close/)
  await page.context().close()
})

test('an office answers by the link in its mail by keyboard on a phone', async () => {
  const context = await newPerson(browser, true)
  const page = await context.newPage()
  await page.goto(await linkFor('office-39-0@office.example', /https?:\/\/\S+\/n#[\w-]+/))
  await page.getByRole('button', { name: 'I was told' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'I was told' }))
  await page.getByText('The sender now sees that your office was told.').waitFor()
  await expect.poll(() => focusOf(page)).toMatch(/your office was told/)
  await press(page, page.getByRole('button', { name: 'I understand, this person acts' }))
  await page.getByText('The sender now sees who acts at your office.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})
