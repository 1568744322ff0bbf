import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMasked, REVIEWER, seedReviewer } from './given-messages.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

let house: House
let browser: Browser
/** The release that is asked about. */
let id: string
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  await seedReviewer(house)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const FOUR =
  'Sent to a.roe@example.com, b.roe@example.com, c.roe@example.com and d.roe@example.com.'

test('a receiver is told what asking tells before it asks for one pseudonym', async () => {
  id = await giveMasked(house, FOUR)
  const asker = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await asker.getByRole('heading', { name: 'Persons under a pseudonym' }).waitFor()
  await asker.getByText('That you read a message is told to nobody. By asking').waitFor()
  const button = asker.getByRole('button', { name: 'Ask Election Security Agency' })
  await asker.getByLabel('Pseudonym').selectOption({ index: 1 })
  await asker.getByLabel('Legal basis').fill('Terms of service, section 4')
  await asker
    .getByLabel('Why your organisation must know')
    .fill('The account of one of our users may be theirs')
  await asker.getByText('Still missing: that you know what is told').waitFor()
  await look(asker, 'unmasking-ask')
  await asker.getByLabel(/^I know that Election Security Agency learns/).check()
  await button.press('Enter')
  await asker.getByText('Asked. The answer will stand below.').waitFor()
  await asker.getByRole('row', { name: /person-\w{8}.*Waits for the sender/ }).waitFor()
  expect(await asker.getByText(/@example\.com/).count()).toBe(0)
  await look(asker, 'unmasking-waits')
  await asker.getByRole('button', { name: 'Take the ask back' }).press('Enter')
  await asker.getByRole('row', { name: /person-\w{8}.*Taken back by who asked/ }).waitFor()
  await asker.getByLabel('Pseudonym').selectOption({ index: 1 })
  await asker.getByLabel('Legal basis').fill('Terms of service, section 4')
  await asker.getByLabel('Why your organisation must know').fill('A user of ours may be meant')
  await asker.getByLabel(/^I know that Election Security Agency learns/).check()
  await button.click()
  await asker.getByRole('row', { name: /person-\w{8}.*Waits for the sender/ }).waitFor()
})

test('not the author but a second reviewer of the sender decides, and the asker alone sees whom', async () => {
  const author = await house.signIn(await newPerson(browser), 'agency', `/releases/${id}`)
  await author.getByText('It waits for a second reviewer of your organisation').waitFor()
  expect(await author.getByRole('button', { name: /^Tell Platform A/ }).count()).toBe(0)

  const second = await house.signInBy(await newPerson(browser), REVIEWER, '/messages')
  await second.getByRole('row', { name: /Mails that a foreign service sent.*Platform A/ }).waitFor()
  await look(second, 'unmasking-waiting')
  await second.getByRole('link', { name: 'Mails that a foreign service sent' }).first().click()
  await second.getByText('Platform A, for whom person-').waitFor()
  await second.getByText(/^1 (handed to a mail server|waiting to be sent)$/).waitFor()
  await second
    .getByLabel('On which basis they are told, or why not')
    .fill('The mail was written to a user of its own')
  await look(second, 'unmasking-decide')
  await second.getByRole('button', { name: 'Tell Platform A who it is' }).click()
  await second.getByRole('row', { name: /person-\w{8}.*Approved/ }).waitFor()

  const asker = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await asker
    .getByRole('row', { name: /person-\w{8}.*@example\.com.*Approved.*a user of its own/ })
    .waitFor()
  await look(asker, 'unmasking-told')
  expect((await asker.content()).match(/\w\.roe@example\.com/g)).toHaveLength(1)
  const peer = await house.signIn(await newPerson(browser), 'peer', `/releases/${id}`)
  await peer.getByText('Nothing was asked').waitFor()
  expect(await peer.content()).not.toContain('roe@example.com')
})

test('a receiver that would be told of all but one reads why it is not', async () => {
  const other = await giveMasked(house)
  const asker = await house.signIn(await newPerson(browser), 'platform', `/releases/${other}`)
  await asker.getByLabel('Pseudonym').selectOption({ index: 1 })
  await asker.getByLabel('Legal basis').fill('Terms of service, section 4')
  await asker.getByLabel('Why your organisation must know').fill('A user of ours may be meant')
  await asker.getByLabel(/^I know that/).check()
  await asker.getByRole('button', { name: 'Ask Election Security Agency' }).click()
  await asker.getByText('could be found by leaving out those whom it was told').waitFor()
  expect(await asker.getByText('Nothing was asked').count()).toBe(1)
})
