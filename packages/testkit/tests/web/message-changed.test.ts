/** A message that a reviewer returned is put otherwise by its author on the screen and submitted anew; the reviewer is shown what changed. */
import { getMessage, listMessages, returnMessage } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMessages, REVIEWER } from './given-messages.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

let house: House
let browser: Browser
let id: string
beforeAll(async () => {
  house = await openHouse()
  id = (await giveMessages(house)).waiting
  const second = await house.exchange.stage.as(REVIEWER)
  await second(getMessage, { params: { id } })
  await second(returnMessage, { params: { id }, body: { reason: 'Say how many' } })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('its author reads why, changes the words alone and submits it anew, and the reviewer is shown what changed', async () => {
  const author = await house.signIn(await newPerson(browser), 'agency', `/messages/${id}`)
  await author.getByRole('link', { name: 'Change it and submit it anew' }).click()
  await author.getByText('returned it: “Say how many”').waitFor()
  await author
    .getByLabel('In sentences')
    .fill('Twelve pages that copy a newspaper were set up in one night.')
  await look(author, 'message-change')
  await author.getByRole('button', { name: 'Go on to the terms' }).click()
  // What was stated before stands there.
  await expect
    .poll(() => author.getByLabel('Authority', { exact: false }).first().inputValue())
    .toBe('Act on the security of elections, section 4')
  await author.getByRole('button', { name: 'See who would receive it' }).click()
  await author.getByRole('row', { name: /Platform A.*No.*message-needs-second/ }).waitFor()
  await author.getByRole('button', { name: 'Submit for review' }).click()
  await author.getByText('Submitted, and not sent.').waitFor()

  const review = await house.signInBy(await newPerson(browser), REVIEWER, `/messages/${id}`)
  await review.getByRole('heading', { name: 'What changed since you first looked' }).waitFor()
  await review.locator('ins', { hasText: 'Twelve' }).waitFor()
  await look(review, 'message-change-review')
  await review.getByRole('button', { name: /^Approve and release to/ }).click()
  await review.getByText('Approved and released.').waitFor()
  const call = await house.exchange.stage.as(REVIEWER)
  expect((await call(listMessages)).items.find((one) => one.id === id)?.revision).toBe(2)
})
