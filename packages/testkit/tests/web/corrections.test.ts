import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let notice: string
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  notice = await sendExampleNotice(house)
  await vi.waitUntil(() => house.mail.mails.length === 2, { timeout: 20_000 })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a wrong notice is corrected from its page; the office finds what is right behind the old link and confirms by the new one', async () => {
  const old = linkOf(house.mail.mails.find(({ to }) => to === 'office-39049-0@office.example')!)
  const desk = await house.signIn(await newPerson(browser), 'agency', `/notices/${notice}`)

  await desk.setViewportSize({ width: 1440, height: 1000 })

  await desk.getByRole('link', { name: 'Correct or clear' }).click()
  await desk.getByLabel('What was wrong').fill('We gave the wrong address of the site.')
  await desk.getByLabel('What is right').fill('The site is at votes.example.')
  await desk.getByLabel('How sure are you').fill('We looked at it again.')
  for (const box of await desk.getByRole('checkbox', { checked: true }).all()) await box.uncheck()
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByText('2 mails go').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'correction-preview')
  await desk.getByRole('button', { name: 'Send it to 2 offices now' }).click()
  await desk.getByText('This corrects a notice that was wrong:').waitFor()
  await desk
    .getByText(/mail handed over/)
    .first()
    .waitFor()
  await keep(desk, 'correction-sent')
  await desk.goto(`${house.origin}/notices/${notice}`)
  await desk.getByText('This notice was wrong and has been corrected.').waitFor()
  await keep(desk, 'correction-original')

  await vi.waitUntil(() => house.mail.mails.length === 4, { timeout: 20_000 })
  const clerk = await (await newPerson(browser, true)).newPage()
  await clerk.goto(`${house.origin}${old}`)
  await clerk.getByText('The site is at votes.example.').waitFor()
  await keep(clerk, 'correction-old-link-phone')
  expect(await clerk.getByRole('button', { name: 'I was told' }).count()).toBe(0)
  const mail = house.mail.mails.findLast(({ to }) => to === 'office-39049-0@office.example')!
  expect(mail.subject).toContain('CORRECTION')
  await clerk.goto('about:blank')
  await clerk.goto(`${house.origin}${linkOf(mail)}`)
  await clerk.getByText('This corrects a notice that was wrong:').waitFor()
  await keep(clerk, 'correction-phone')
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'We have this correction' }).click()
  await clerk.getByLabel('Who at your office acts on this?').waitFor()
})

test('the states that a notice did not go to are told from its page that they are not known to be hit, and read so on a phone', async () => {
  const hit = await sendExampleNotice(house, [{ jurisdiction: '20', role: 'chief-official' }])
  house.mail.mails.length = 0
  const desk = await house.signIn(await newPerson(browser), 'agency', `/notices/${hit}`)
  await desk.setViewportSize({ width: 1440, height: 1000 })
  await desk.getByRole('link', { name: 'Tell who is not hit' }).click()
  await desk.getByLabel('What happened').fill('Some sites in Kansas were scanned.')
  await desk.getByLabel('How sure are you').fill('We see some of the records.')
  for (const box of await desk.getByRole('checkbox', { checked: true }).all()) await box.uncheck()
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByText('The words name Kansas.').waitFor()
  expect(await desk.getByRole('button', { name: /^Tell \d+ offices$/ }).isDisabled()).toBe(true)
  await desk.getByLabel('What happened').fill('Some sites were scanned.')
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByText(/1 place had the notice or a correction/).waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'not-hit-preview')
  await desk.setViewportSize({ width: 375, height: 800 })
  await keep(desk, 'not-hit-preview-375')
  await desk.setViewportSize({ width: 1440, height: 1000 })
  await desk.getByRole('button', { name: /^Tell \d+ offices$/ }).click()
  await desk.getByText(/Says that these places are not known to be hit/).waitFor()
  await keep(desk, 'not-hit-sent')
  const download = desk.waitForEvent('download')
  await desk.getByRole('button', { name: 'Letters to who is not reached' }).click()
  expect((await download).suggestedFilename()).toMatch(/^letters-.*\.pdf$/)
  await desk.getByText('48 letters in one file.').waitFor()
  await keep(desk, 'letters-printed')
  await desk.goto(`${house.origin}/notices/${hit}`)
  await desk.getByText(/counted apart/).waitFor()
  await keep(desk, 'not-hit-of-the-notice')

  await vi.waitUntil(() => house.mail.mails.length === 1, { timeout: 20_000 })
  const [mail] = house.mail.mails
  expect(mail!.subject).toContain('NOT KNOWN TO BE HIT')
  const clerk = await (await newPerson(browser, true)).newPage()
  await clerk.goto(`${house.origin}${linkOf(mail!)}`)
  await clerk.getByText(/Ohio is not among the places that were hit/).waitFor()
  await keep(clerk, 'not-hit-phone')
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'I was told' }).click()
  await clerk.getByText(/now sees that your office was told/).waitFor()
})

test('what is marked CLEAR is said to become public, and anybody reads it with no account', async () => {
  const targets = [{ jurisdiction: '39', role: 'chief-official' } as const]
  const id = await sendExampleNotice(house, targets, 'clear')
  const reader = await (await newPerson(browser)).newPage()
  await reader.setViewportSize({ width: 1440, height: 900 })
  await reader.goto(`${house.origin}/bulletins`)
  await reader.getByRole('link', { name: /False closing times/ }).waitFor()
  expect(await faultsOf(reader)).toEqual([])
  await keep(reader, 'bulletins')
  await reader.getByRole('link', { name: /False closing times/ }).click()
  await reader.getByRole('link', { name: /CAP 1.2/ }).waitFor()
  expect(await faultsOf(reader)).toEqual([])
  await keep(reader, 'bulletin')
  await reader.setViewportSize({ width: 375, height: 800 })
  await keep(reader, 'bulletin-375')
  const cap = await reader.request.get(`${house.origin}/api/bulletins/entries/${id}/cap`)
  expect(cap.headers()['content-type']).toContain('application/cap+xml')
})

function linkOf({ text }: { text: string }): string {
  return /\/n#[\w-]+/.exec(text)![0]
}
