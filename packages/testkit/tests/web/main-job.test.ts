import { generateTraffic, trafficCsv } from '@tocsin/detect'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
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

test('an export is uploaded, its columns confirmed, and the network planted in it found and drawn', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'peer', '/findings')
  const operations = [
    { name: 'planted', size: 14, traces: ['hashtag' as const], actsPerDay: 14, jitter: 20 },
  ]
  const options = { seed: 'house', days: 2, accounts: 300, postsPerDay: 3, operations }
  const buffer = Buffer.from([...trafficCsv(generateTraffic(options))].join(''))
  const file = { name: 'posts.csv', mimeType: 'text/csv', buffer }
  await desk.locator('input[type=file]').first().setInputFiles(file)
  await desk.getByText('looks like tocsin-generated').waitFor()
  await keep(desk, 'columns-guessed')
  await desk.getByRole('button', { name: 'Look for coordination' }).click()
  await desk
    .getByRole('link', { name: /: 14 accounts, / })
    .first()
    .click()
  await desk.getByRole('heading', { name: 'Innocent explanations tried' }).waitFor()
  await desk.locator('canvas').first().waitFor()
  expect(await desk.getByRole('row', { name: /_/ }).count()).toBeGreaterThan(13)
  await keep(desk, 'dossier')
  await context.close()
})

test('an analyst previews and releases a finding, a peer sees it live, and a recall is answered', async () => {
  const sender = await newPerson(browser)
  const peer = await newPerson(browser)
  const inbox = await house.signIn(peer, 'peer', '/inbox')
  await inbox.getByText('Nothing was shared with you yet').waitFor()
  await inbox.getByText('Live', { exact: true }).waitFor()

  const desk = await house.signIn(sender, 'platform', '/findings')
  await desk.getByRole('link', { name: /^#examplehashtag: 4 accounts/ }).click()
  await desk.getByRole('button', { name: 'Show sample_two in the picture' }).click()
  await desk.getByRole('heading', { name: 'sample_two' }).waitFor()
  await desk.getByRole('link', { name: 'Share', exact: true }).click()
  await desk.getByText('Still missing: a group').waitFor()
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByText('Because').or(desk.getByRole('alert')).first().waitFor()
  await keep(desk, 'release-preview')
  await desk.getByRole('row', { name: /Platform B.*Yes/ }).waitFor()
  await desk
    .getByRole('row', { name: /Example Observatory.*No.*researcher-research-only/ })
    .waitFor()
  await desk.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await desk.getByText('Released.').waitFor()

  await inbox.getByRole('link', { name: /4 accounts used the same hashtags/ }).click()
  await inbox.getByRole('table', { name: 'Accounts' }).getByText('sample_two').waitFor()
  await inbox.getByText(/^STIX 2\.1 objects \(\d+\)/).click()
  await inbox.getByText('user-account').first().waitFor()
  await keep(inbox, 'release-received')

  await desk.getByRole('link', { name: 'See who has read it' }).click()
  await desk.getByRole('button', { name: 'Take it back' }).click()
  await desk.getByLabel('Reason').fill('One account does not belong.')
  await desk.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()

  await inbox.getByText('A recall waits for your answer').waitFor()
  const answer = inbox.getByRole('button', { name: 'Send the answer' })
  expect(await answer.isDisabled()).toBe(true)
  await inbox.getByLabel('We have deleted it').check()
  await answer.click()
  await inbox.getByText('it goes into the log in the name of your organisation').waitFor()
  await keep(inbox, 'recall-asked')
  await inbox.getByRole('button', { name: 'Sign and send' }).click()
  await inbox.getByText('Withheld').waitFor()
  await desk
    .getByRole('row', { name: /Platform B/ })
    .getByText('Deleted')
    .waitFor()
  expect(await desk.getByText('Was given it, has not read it here; no answer').count()).toBe(1)
  await sender.close()
  await peer.close()
})

test('a notice is written, mailed, acknowledged in two taps, shown on the map and proven offline', async () => {
  const agency = await newPerson(browser)
  const desk = await house.signIn(agency, 'agency', '/notices/new')
  await desk.getByLabel('Also in Spanish').uncheck()
  await desk.getByLabel('Subject').fill('False closing times are being spread')
  await desk.getByLabel('What happened').fill('Some accounts post that polls close at noon.')
  await desk.getByLabel('How sure are you').fill('We are sure that they act together.')
  await desk.getByLabel('Action 1').fill('Post the right hours today.')
  await desk.getByLabel('Who to call').fill('Duty desk, +1 555 0147')
  await desk.getByLabel('Find a place').fill('Franklin')
  await desk.getByRole('button', { name: /Franklin County, Ohio/ }).click()
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByText('These offices are owed it too:').waitFor()
  await desk.getByRole('button', { name: 'Add them' }).click()
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByRole('button', { name: 'Send to 2 offices' }).click()
  await desk.getByRole('heading', { name: 'Coverage' }).waitFor()

  const link = await waitForMail('office-39049-0@office.example')
  const office = await newPerson(browser, true)
  const page = await office.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'I was told' }).click()
  await page.getByRole('button', { name: 'I understand, this person acts' }).click()
  await page.getByText('The sender now sees who acts at your office.').waitFor()

  await keep(page, 'notice-understood')
  const offices = desk.getByRole('region', { name: 'Offices and their answers' })
  await offices.getByText('Understood').waitFor()
  await keep(desk, 'coverage')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the receipt' }).click()
  const file = await (await saved).path()

  const auditor = await newPerson(browser)
  const check = await auditor.newPage()
  await check.goto(`${house.origin}/verify`)
  const input = check.locator('input[type=file]')
  const keys = check.getByLabel('Verifier keys, one a line')
  await expect.poll(() => keys.inputValue()).toContain('+')
  await auditor.setOffline(true)
  await input.setInputFiles({ name: 'a.tlog-proof', mimeType: '', buffer: await readFile(file) })
  await check.getByText('a.tlog-proof is genuine.').waitFor()
  await keep(check, 'receipt-genuine')
  // The verdict goes with the key: under another one the same file is not called genuine.
  const key = await keys.inputValue()
  await keys.fill(key.replace(/.$/, (last) => (last === '0' ? '4' : '0')))
  await check.getByText('a.tlog-proof does not prove anything.').waitFor()
  expect(await check.getByText('is genuine').count()).toBe(0)
  await keys.fill(key)
  await check.getByText('a.tlog-proof is genuine.').waitFor()
  const forged = Buffer.from(await readFile(file))
  forged[forged.length - 40]! ^= 1
  await input.setInputFiles({ name: 'b.tlog-proof', mimeType: '', buffer: forged })
  await check.getByText('b.tlog-proof does not prove anything.').waitFor()
  expect(await check.getByText('is genuine').count()).toBe(0)
  for (const context of [agency, office, auditor]) await context.close()
})

async function waitForMail(to: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const mail = house.mail.mails.find((one) => one.to === to)
    const link = mail && /https?:\/\/\S+\/n#[\w-]+/.exec(mail.text)?.[0]
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail came to ${to}`)
}
