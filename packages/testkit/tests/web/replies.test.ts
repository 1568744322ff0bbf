import { addDecisionKey } from '@tocsin/api'
import { makeDecisionKey } from '@tocsin/proof/sealing'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { giveMasked, seedReviewer } from './given-messages.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House, type Who } from './house.ts'
import { look } from './look.ts'

/** A key file of another member, as far as anybody looks at it before it is used. */
const STRANGER = { publicKey: 'AA==', privateKey: { kty: 'EC' } }

let house: House
let browser: Browser
/** A message of the agency to both platforms. */
let id: string
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  await seedReviewer(house)
  id = await giveMasked(house)
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('a holder replies to whom it picks: nothing is chosen beforehand, and a body of government only by its name in words', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await page.getByText('Say something of this release').click()
  expect(await page.locator('form input:checked').count()).toBe(0)
  await page.getByText('It goes to: nobody yet').waitFor()
  await page.getByText('Still missing: what you say, to whom').waitFor()
  await page.getByLabel('Something in it is wrong').check()
  await page.getByLabel('What is wrong, and why').fill('The second page is a parody')
  await page.getByRole('button', { name: 'All of these' }).click()
  await page.getByText('It goes to: Example Observatory, Platform B').waitFor()
  const name = page.getByLabel('To tell Election Security Agency too, type its name')
  await name.fill('election security agency')
  await page.getByText('This is not its name, letter by letter').waitFor()
  await page.getByText('It goes to: Example Observatory, Platform B.').waitFor()
  await name.fill('')
  await look(page, 'reply-form')
  await page.getByRole('button', { name: 'Reply' }).press('Enter')
  await page.getByText('Said. It stands above.').waitFor()
  await page
    .getByRole('row', { name: /Something in it is wrong: The second page is a parody/ })
    .waitFor()
  await look(page, 'reply-own')
})

test('whoever was told reads it, and the body of government that sent the message sees nothing of it', async () => {
  const peer = await house.signIn(await newPerson(browser), 'peer', `/releases/${id}`)
  await peer.getByRole('row', { name: /The second page is a parody.*Platform A/ }).waitFor()
  const agency = await house.signIn(await newPerson(browser), 'agency', `/releases/${id}`)
  await agency.getByText('No reply is shown to you').waitFor()
  expect(await agency.content()).not.toContain('parody')
  await look(agency, 'reply-unseen')
  await agency.goto(`${house.origin}/sent`)
  await agency.getByRole('heading', { name: 'Sent' }).waitFor()
  expect(await agency.content()).not.toContain('Said to be wrong')
})

test('what a holder finds wrong waits on the desk of the platform that sent it until somebody has dealt with it', async () => {
  const release = await releaseFinding(house)
  const peer = await house.signIn(await newPerson(browser), 'peer', `/releases/${release}`)
  await peer.getByText('Say something of this release').click()
  await peer.getByLabel('Something in it is wrong').check()
  await peer.getByLabel('What is wrong, and why').fill('sample_two is a newspaper')
  await peer.getByLabel('Platform A, who sent it').check()
  await peer.getByRole('button', { name: 'Reply' }).click()
  await peer.getByText('Said. It stands above.').waitFor()
  const page = await house.signIn(await newPerson(browser), 'platform', '/sent')
  await page.getByRole('row', { name: /sample_two is a newspaper.*Platform B/ }).waitFor()
  await look(page, 'reply-wrong')
  await page.getByRole('button', { name: 'Dealt with' }).click()
  await page.getByText('sample_two is a newspaper').waitFor({ state: 'detached' })
  await peer.getByRole('button', { name: 'Take back: Something in it is wrong' }).click()
  await peer.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  await peer.getByText('Taken back').waitFor()
  await page.goto(`${house.origin}/releases/${release}`)
  await page.getByText('No reply is shown to you').waitFor()
  expect(await page.content()).not.toContain('is a newspaper')
})

test('a holder seals what it decided to a key that it keeps, opens it in its browser, and nobody else sees that it did', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.postData() ?? ''))
  await page.goto(`${house.origin}/releases/${id}`)
  await page.getByRole('heading', { name: 'What you decide' }).waitFor()
  await look(page, 'decision-first')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make a key and save it' }).click()
  const file = await (await saved).path()
  await page.getByText('The key was saved as a file').waitFor()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ privateKey: { kty: 'EC' } })

  await page.getByText('Seal a decision').click()
  await page.getByText('Still missing: what was decided, the policy').waitFor()
  await page.getByLabel('It did not act').check()
  await page.getByLabel('How, or why not').fill('The pages are satire')
  await page.getByLabel('Your own policy by which it decided').fill('Satire, section 9')
  await page.getByLabel('We knew already').check()
  await look(page, 'decision-form')
  await page.getByRole('button', { name: 'Seal it' }).press('Enter')
  await page.getByText('Sealed. The clock commits to it with its next batch.').waitFor()
  await page.locator('input[accept=".json"]').setInputFiles(file)
  await page.getByRole('button', { name: 'Open it here' }).click()
  await page.getByText('The pages are satire').waitFor()
  await page.getByText('Satire, section 9').waitFor()
  await look(page, 'decision-opened')
  expect(sent.join()).not.toMatch(/satire|declined|"d":/i)

  const agency = await house.signIn(await newPerson(browser), 'agency', `/releases/${id}`)
  await agency.getByText('No reply is shown to you').waitFor()
  expect(await agency.getByRole('heading', { name: 'What you decide' }).count()).toBe(0)
  const peer = await house.signIn(await newPerson(browser), 'peer', `/releases/${id}`)
  await peer.getByText('Nothing is sealed').waitFor()
})

test('a file that is no key, or the key of somebody else, opens nothing and that is said', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  const chooser = page.locator('input[accept=".json"]')
  await chooser.setInputFiles({ name: 'x.json', mimeType: 'text/plain', buffer: Buffer.from('{}') })
  await page.getByText('This file is not a key for decisions.').waitFor()
  const other = JSON.stringify({ decisionKey: 'tocsin/decision-key/v1', member: 'x', ...STRANGER })
  await chooser.setInputFiles({
    name: 'y.json',
    mimeType: 'text/plain',
    buffer: Buffer.from(other),
  })
  await page.getByText('This key opens none of them').waitFor()
  expect(await page.getByRole('button', { name: 'Open it here' }).count()).toBe(0)
})

test('two key holders whom the charter names open a decision for a court, each in its own browser with its own key', async () => {
  const files = new Map<Who, { name: string; mimeType: string; buffer: Buffer }>()
  for (const who of ['researcher', 'peer', 'agency'] as const) {
    const key = await makeDecisionKey()
    const call = await house.exchange.stage.as(mailOf(who))
    await call(addDecisionKey, { body: { publicKey: key.publicKey } })
    const text = JSON.stringify({ decisionKey: 'tocsin/decision-key/v1', member: who, ...key })
    files.set(who, { name: 'key.json', mimeType: 'text/plain', buffer: Buffer.from(text) })
  }
  const { db } = house.exchange.context.database
  const holders = await db
    .selectFrom('members')
    .select('id')
    .where('name', 'in', ['Example Observatory', 'Platform B', 'Election Security Agency'])
    .orderBy('name')
    .execute()
  const keyHolders = holders.map((one) => one.id)
  const { terms } = await db
    .selectFrom('charter_versions')
    .select('terms')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('charter_versions')
    .set({ terms: JSON.stringify({ ...terms, keyHolders }) })
    .execute()
  const page = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await page.getByText('two of these three open it together').waitFor()
  await page.getByText('Seal a decision').click()
  await page.getByLabel('It acted').check()
  await page.getByLabel('How, or why not').fill('Labelled after an own look')
  await page.getByLabel('Your own policy by which it decided').fill('Labels, section 3')
  await page.getByRole('button', { name: 'Seal it' }).click()
  await page.getByText('Sealed. The clock commits to it').waitFor()

  const asker = await house.signIn(await newPerson(browser), 'researcher', '/openings')
  await asker.getByText('Nothing is asked').waitFor()
  await asker.getByText('Ask the key holders to open a decision').click()
  await asker.getByLabel('Release').fill(`${house.origin}/releases/${id}`)
  await asker.getByLabel('Whose decision').selectOption({ label: 'Platform A' })
  await asker.getByLabel('For whom').fill('District court, order 12 of 2026')
  await asker.getByLabel('On what grounds').fill('Named in the order')
  await look(asker, 'opening-ask')
  await asker.getByRole('button', { name: 'Ask, and agree to it' }).click()
  await asker.getByText('Waits for a second key holder').waitFor()

  const second = await house.signIn(await newPerson(browser), 'peer', '/openings')
  await second.getByText('has not answered').waitFor()
  await look(second, 'opening-answer')
  await second.getByRole('button', { name: 'Agree' }).click()
  await second.getByText('Two agreed: they pass their shares on').waitFor()
  const shares = second.getByLabel('Choose your key file and pass your share on').last()
  await shares.setInputFiles(files.get('researcher')!)
  await second.getByText('this key does not open it').waitFor()
  await shares.setInputFiles(files.get('peer')!)
  await second.getByText('passed its share on').waitFor()

  await asker.reload()
  await asker
    .getByLabel('Choose your key file and pass your share on')
    .last()
    .setInputFiles(files.get('researcher')!)
  await asker.getByText('Two shares were passed on').waitFor()
  await asker
    .getByLabel('Choose your key file to open it here')
    .last()
    .setInputFiles(files.get('researcher')!)
  await asker.getByText('Labelled after an own look').waitFor()
  await look(asker, 'opening-opened')

  // The member is told; the sender, a key holder too, is not.
  await page.goto(`${house.origin}/openings`)
  await page.getByText('District court, order 12 of 2026').waitFor()
  expect(await page.getByRole('button', { name: 'Agree' }).count()).toBe(0)
  const agency = await house.signIn(await newPerson(browser), 'agency', '/openings')
  await agency.getByText('Nothing is asked').waitFor()
  await agency.goto(`${house.origin}/groups`)
  expect(await agency.content()).not.toContain('District court')
})
