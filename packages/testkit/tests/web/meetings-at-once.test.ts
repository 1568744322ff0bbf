/** Two people of one organisation take minutes on two phones, and change the same item at once. */
import { callMeeting, listGroups, openMeeting } from '@tocsin/api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { seedPerson } from '../../src/seed.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { keep } from './screenshot.ts'

const COLLEAGUE = 'colleague@platform.example'
let house: House
let browser: Browser
let path: string
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  const { db } = house.exchange.context.database
  await seedPerson(db, house.memberOf('platform'), { email: COLLEAGUE, roles: ['analyst'] })
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  const { id, version } = await call(callMeeting, {
    body: {
      groupId: group!.id,
      title: 'Before the vote',
      purpose: 'election-security',
      basis: group!.legalBasis,
      tlp: 'amber',
      pap: 'amber',
      agenda: ['What was seen'],
      day: '2026-10-01',
      time: '12:00',
      zone: 'UTC',
      minutes: 60,
      way: 'video',
      place: 'Room 7',
      invited: [house.memberOf('peer')],
    },
  })
  await call(openMeeting, { params: { id }, body: { version } })
  path = `/meetings/${id}`
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel('What you said').fill(words)
  await page.getByRole('button', { name: 'Look at it first' }).click()
  await page.getByRole('button', { name: 'Take it into the minutes' }).click()
}

test('what a colleague changed meanwhile is shown and not written over, and the next meeting opens with the promises of this one', async () => {
  const one = await house.signIn(await newPerson(browser, true), 'platform', path)
  const two = await house.signInBy(await newPerson(browser, true), COLLEAGUE, path)
  await one.getByRole('button', { name: 'Write down what you said' }).click()
  await one.getByLabel('Type').selectOption('notice-of-information')
  await one.getByLabel('In one line').fill('Accounts in step')
  await write(one, 'We see twelve of them')
  await two.getByText('We see twelve of them').waitFor()
  for (const page of [one, two]) await page.getByRole('button', { name: 'Change it' }).click()
  await write(one, 'We see thirteen of them')
  await two.getByText('A colleague changed this meanwhile').waitFor()
  await write(two, 'We see eleven of them')
  await two.getByText(/look again|since you looked/).waitFor()
  await keep(two, 'meeting-at-once-phone')
  await one.getByText('We see thirteen of them').waitFor()
  expect(await one.getByText('We see eleven of them').count()).toBe(0)

  await one.getByLabel('Platform A promises').fill('We look at our own logs again')
  await one.getByLabel('Until').fill('2026-10-08')
  await one.getByRole('button', { name: 'Promise it' }).click()
  await one.getByText('Yours alone: open').waitFor()
  await one.getByRole('button', { name: 'End the meeting' }).click()
  await one.getByRole('link', { name: 'Call the next meeting' }).click()
  await one.getByLabel('Title').fill('After the vote')
  await one.getByLabel('Agenda').fill('What became of it')
  await one.getByLabel('Day').fill('2026-10-08')
  await one.getByLabel('Time', { exact: false }).first().fill('12:00')
  await one.getByRole('button', { name: 'Call the meeting' }).click()
  await one.getByRole('heading', { name: 'Promised at the meeting before' }).waitFor()
  await one.getByText('We look at our own logs again').waitFor()
  await keep(one, 'meeting-next-phone')
})
