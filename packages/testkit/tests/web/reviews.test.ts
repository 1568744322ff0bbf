import { importFindings, listRegister, listReleases } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import { giveMasked, REVIEWER, seedReviewer } from './given-messages.ts'
import { FINDING, mailOf, newPerson, openHouse, type House } from './house.ts'
import { press } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  await seedReviewer(house)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an agency states a message, another person of it approves what is shown, and only then it reaches a platform', async () => {
  const author = await newPerson(browser)
  const desk = await house.signIn(author, 'agency')
  const call = await house.exchange.stage.as(mailOf('agency'))
  const { items } = await call(importFindings, { body: { findings: [FINDING] } })
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.goto(`${house.origin}/share/${items[0]!.id}`)
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await desk.getByRole('heading', { name: 'What you state to platforms and campaigns' }).waitFor()
  await desk.getByText('This message is for your information only').waitFor()
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('row', { name: /Platform A.*No.*message-needs-type/ }).waitFor()
  await desk.getByLabel('Type of message').selectOption('notice-of-information')
  await desk.getByLabel('Foreign power behind it').selectOption('foreign-government')
  await desk.getByLabel('Basis for saying so').fill('Seen in the works of a foreign service')
  await desk.getByLabel('Authority', { exact: false }).first().fill('Act, section 4')
  await desk.getByLabel('Holds from').fill('2026-01-01')
  await desk.getByLabel('Holds until').fill('2027-01-01')
  await desk.getByRole('button', { name: /^(See who would receive it|Look again)$/ }).click()
  await desk.getByRole('row', { name: /Platform A.*No.*persons-not-reviewed/ }).waitFor()
  await desk.getByLabel('You state').selectOption('foreign')
  await desk.getByLabel('Why they are shown').fill('Run by one service')
  await keep(desk, 'message-persons')
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'message-persons-phone')
  expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(375)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('button', { name: /^State it of/ }).click()
  await desk.getByRole('row', { name: /Platform A.*No.*message-needs-second/ }).waitFor()
  await keep(desk, 'message-form')
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'message-form-phone')
  await desk.getByRole('button', { name: 'Submit for review' }).click()
  await desk.getByText('Submitted, and not sent.').waitFor()
  const platform = await house.exchange.stage.as(mailOf('platform'))
  const inbox = () => platform(listReleases, { query: { direction: 'in' } })
  expect((await inbox()).items).toEqual([])
  // The next message begins with the authority that was stated in this one.
  const next = await author.newPage()
  await next.goto(desk.url())
  await next.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await expect
    .poll(() => next.getByLabel('Authority', { exact: false }).first().inputValue())
    .toBe('Act, section 4')
  await next.close()

  const second = await newPerson(browser)
  const review = await house.signInBy(second, REVIEWER)
  await review.setViewportSize({ width: 1440, height: 900 })
  await review.goto(house.origin)
  await review.getByRole('heading', { name: 'Second review' }).waitFor()
  await review.getByRole('link', { name: /4 accounts used the same hashtags/ }).click()
  await review.getByRole('row', { name: /Platform A.*Yes/ }).waitFor()
  await review
    .getByRole('row', { name: /Foreign: shown \(Run by one service\)/ })
    .first()
    .waitFor()
  await review.getByRole('heading', { name: 'What it says in words' }).waitFor()
  await keep(review, 'message-review')
  await review.setViewportSize({ width: 375, height: 812 })
  await keep(review, 'message-review-phone')
  await review.getByRole('button', { name: /^Approve and release to \d+ member/ }).click()
  await review.getByText('Approved and released.').waitFor()
  expect((await inbox()).items).toHaveLength(1)
  await desk.getByRole('link', { name: 'See what becomes of it' }).click()
  await desk.getByText('Approved and released.').waitFor()

  const reader = await newPerson(browser)
  const received = await house.signIn(reader, 'platform', '/inbox')
  await received.getByRole('link', { name: /4 accounts used the same hashtags/ }).click()
  await received.getByText('It asks you to do nothing').waitFor()
  await keep(received, 'message-received')
})

test('anybody finds the message in the public register with no account, also by the link of its feed', async () => {
  const feed = await (await fetch(`${house.origin}/api/register/feed`)).text()
  const link = /<entry>[\s\S]*?<link href="[^"]*(\/register\/[^"]+)"/.exec(feed)![1]!
  const anybody = await newPerson(browser)
  const page = await anybody.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${house.origin}/register`)
  await page.getByRole('row', { name: /Notice of information.*fewer than 5.*Not shown/ }).waitFor()
  await keep(page, 'register')
  await page.getByLabel('Sender').fill('Nobody of that name')
  await page.getByLabel('Sender').press('Enter')
  await page.getByText('No message in the register fits').waitFor()
  expect(page.url()).toContain('sender=Nobody')
  await page.getByRole('link', { name: 'Counts' }).click()
  await page.getByRole('table', { name: 'Messages by sender and type' }).waitFor()
  await keep(page, 'register-counts')
  await page
    .getByRole('table', { name: 'Messages by month and type' })
    .getByRole('link', { name: '1' })
    .click()
  await page.getByRole('row', { name: /Notice of information/ }).waitFor()
  expect(await page.getByLabel('To (UTC day)').inputValue()).toMatch(/-(28|29|30|31)$/)
  await keep(page, 'register-of-month')
  await page.goto(`${house.origin}${link}`)
  await page.getByText('None was stated').waitFor()
  await keep(page, 'register-entry')
  await page.setViewportSize({ width: 375, height: 812 })
  await keep(page, 'register-entry-phone')
  await page.goto(`${house.origin}/register`)
  await page.getByRole('link', { name: 'Atom feed' }).waitFor()
  await keep(page, 'register-phone')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
})

test('people of the sender see whom the pseudonyms stand for, on a desk and on a phone, and a receiver sees that there are some', async () => {
  const id = await giveMasked(house)
  const desk = await house.signIn(await newPerson(browser), 'agency')
  for (const [width, name] of [
    [1440, 'masked-persons'],
    [375, 'masked-persons-phone'],
  ] as const) {
    await desk.setViewportSize({ width, height: 900 })
    await desk.goto(`${house.origin}/releases/${id}`)
    await desk.getByRole('heading', { name: 'Whom the pseudonyms stand for' }).waitFor()
    await desk.getByRole('row', { name: /person-\w{8}.*a\.roe@example\.com/ }).waitFor()
    await keep(desk, name)
    expect(await axeFaultsOf(desk)).toEqual([])
    expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
  const received = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await received.getByText('Persons of the sender’s country are masked').waitFor()
  expect(await received.content()).not.toContain('roe@example.com')
  expect(await received.getByText('Whom the pseudonyms stand for').count()).toBe(0)
})

test('a second reviewer puts off the day on which words become public, by keyboard on a phone, and anybody reads who did and why', async () => {
  const { db } = house.exchange.context.database
  const { items } = await (await house.exchange.stage.as(REVIEWER))(listRegister)
  const entry = items[0]!
  const day = new Date(Date.parse(entry.at) + 10 * 86_400_000)
  await db
    .updateTable('register_entries' as never)
    .set({ text_from: day } as never)
    .where('id' as never, '=', entry.id as never)
    .execute()
  const desk = await house.signInBy(await newPerson(browser), REVIEWER, `/releases/${entry.id}`)
  await desk.setViewportSize({ width: 375, height: 812 })
  await press(desk, desk.getByRole('button', { name: 'Put the day off' }))
  const until = new Date(day.getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
  await desk.getByLabel('New day (UTC)').fill(until)
  await desk.getByLabel('Reason').fill('Please remove these accounts.')
  await press(desk, desk.getByRole('button', { name: 'Put it off' }))
  await desk.getByText(/not ask it to act/).waitFor()
  await desk
    .getByLabel('Reason')
    .fill('An inquiry that the words would disclose is not at its end.')
  await keep(desk, 'register-delay-phone')
  await press(desk, desk.getByRole('button', { name: 'Put it off' }))
  await desk.getByText('The day was put off.').waitFor()
  expect(await desk.evaluate('document.activeElement.textContent')).toContain('was put off')
  await keep(desk, 'register-delayed-phone')

  const page = await (await newPerson(browser)).newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${house.origin}/register`)
  await page.getByLabel('Words not public yet').selectOption('30')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('No message in the register fits').waitFor()
  await page.goto(`${house.origin}/register`)
  await page.getByText('Put off').waitFor()
  await keep(page, 'register-put-off')
  await page.goto(`${house.origin}/register/${entry.id}`)
  await page.getByRole('list', { name: 'Delays of that day' }).getByText(until).waitFor()
  await keep(page, 'register-entry-delayed')
  expect(await axeFaultsOf(page)).toEqual([])
})
