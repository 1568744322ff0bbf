import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { greyPng, greySpots } from '../../src/grey-png.ts'
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

const ACCOUNTS = Array.from({ length: 2000 }, (_, i) => `@made_up_${i}`)

test('a platform pastes 2,000 accounts, sees what was not read, sets their platform at once and releases them', async () => {
  const context = await newPerson(browser)
  const desk = await house.signIn(context, 'platform', '/notices')
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Share something' }).click()
  const list = [...ACCOUNTS, '@made_up_7', 'nothing', 'votes[.]county(dot)com', '10.0.0.0/0'].join(
    '\n',
  )
  await desk.getByLabel('Paste or write').fill(list)
  await desk.getByRole('button', { name: 'Read it' }).click()
  await desk.getByText('2,004 rows').waitFor()
  await desk
    .getByRole('region', { name: 'Rows that were not read' })
    .getByText('10.0.0.0/0')
    .waitFor()
  await desk.getByText('Still missing: the platform of 2,000 accounts, what it is about').waitFor()
  await desk.getByLabel('Platform of 2,000 accounts').selectOption({ label: 'X (Twitter)' })
  await desk.getByRole('button', { name: 'Set for 2,000 accounts without one' }).click()
  await desk.getByLabel('In one line').fill('Accounts that spread a wrong day')
  await desk.getByText('None of it stands on a warning list of this exchange.').waitFor()
  await keep(desk, 'compose-read')
  await desk.getByRole('button', { name: 'Go on to the terms' }).click()
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('row', { name: /Election Security Agency/ }).waitFor()
  await keep(desk, 'compose-preview')
  await desk.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await desk.getByText('Released.').waitFor()
  await keep(desk, 'compose-released')

  const peer = await newPerson(browser, true)
  const inbox = await house.signIn(peer, 'peer', '/compose')
  await inbox.setViewportSize({ width: 375, height: 800 })
  await inbox.getByLabel('Paste or write').fill('https://x.com/made_up_7\nhttps://x.com/nobody_has')
  await inbox.getByRole('button', { name: 'Read it' }).click()
  await inbox.getByText('here already:').waitFor()
  const known = inbox.getByRole('region', { name: 'Here already' })
  expect(await known.getByText('Platform A').count()).toBe(1)
  await keep(inbox, 'compose-phone')
  await context.close()
  await peer.close()
})

test('what is typed while an input is read is kept, and no draft is kept without what is being read', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform')
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/compose/read**', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${house.origin}/compose`)
  await page.getByLabel('Paste or write').fill('votes-county.com')
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByLabel('In one line').fill('One domain')
  // Kept now, it would be kept without what is being read.
  const keepIt = page.getByRole('button', { name: 'Keep as a draft' })
  await page.getByText('Still missing: what is being read').first().waitFor()
  expect(await keepIt.isDisabled()).toBe(true)
  answer()
  await page.getByRole('button', { name: 'Remove votes-county.com' }).waitFor()
  expect(await page.getByLabel('In one line').inputValue()).toBe('One domain')
  expect(await keepIt.isEnabled()).toBe(true)
  await context.close()
})

test('pictures and videos dropped together are listed by their hashes, and what cannot be read is named', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', '/compose')
  const picture = greyPng(120, 120, greySpots(120))
  const film = Buffer.from('\0\0\0\u0018ftypisom', 'latin1')
  await page.getByLabel('Keep the names of pictures and videos').check()
  await page.locator('input[type=file]').setInputFiles([
    { name: 'poster.png', mimeType: 'image/png', buffer: picture },
    { name: 'cut.png', mimeType: 'image/png', buffer: picture.subarray(0, 200) },
    { name: 'film.mp4', mimeType: 'video/mp4', buffer: film },
    { name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004') },
  ])
  // The last of them, which is a fault: the others are read by then.
  await page.getByRole('alert').getByText('save the sheet as CSV').waitFor()
  const read = page.getByRole('region', { name: 'What was read', exact: true })
  await read
    .getByRole('row', { name: /Picture, by hashes/ })
    .getByText('poster.png')
    .waitFor()
  await read
    .getByRole('row', { name: /Video, by hash/ })
    .getByText('film.mp4')
    .waitFor()
  const unread = page.getByRole('region', { name: 'Rows that were not read' })
  await unread.getByText('no picture that can be decoded').waitFor()
  await page.getByLabel('In one line').fill('A poster with a wrong day')
  await page.getByText('None of it stands on a warning list of this exchange.').waitFor()
  await page.getByText('sheet.csv', { exact: true }).waitFor()
  expect(await read.getByRole('row', { name: /by hash/ }).count()).toBe(2)
  await keep(page, 'compose-media')
  await page.getByRole('button', { name: 'Go on to the terms' }).click()
  await page.getByText('the bytes of 2 pictures and videos').first().waitFor()
  await context.close()
})

test('a text with headings proposes attribution and advice as parts of their own, to be read and changed', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', '/compose')
  const text = [
    'Hechos:',
    'votes-county.com',
    'Atribución:',
    'Actor: Group Nine',
    'Confianza: alta',
    'It shares a certificate with pages of that group.',
    'Recomendaciones:',
    'Offices may say where the official page is.',
  ]
  await page.getByLabel('Paste or write').fill(text.join('\n'))
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByText('that is a proposal').waitFor()
  expect(await page.getByLabel('Advice', { exact: true }).inputValue()).toBe(
    'Offices may say where the official page is.',
  )
  await page.getByText(/Still missing: what it is about, how likely that is/).waitFor()
  await keep(page, 'compose-parts')
  await context.close()
})

test('a second person opens a draft, and the later of two saves is refused with what changed and both ways out', async () => {
  const [one, two] = [await newPerson(browser), await newPerson(browser)]
  const first = await house.signIn(one, 'platform', '/compose')
  await first.getByLabel('Paste or write').fill('votes-county.com\nother-votes.com')
  await first.getByRole('button', { name: 'Read it' }).click()
  await first.getByLabel('In one line').fill('Two domains')
  await first.getByRole('button', { name: 'Keep as a draft' }).click()
  await first.getByRole('button', { name: 'Save the draft' }).waitFor()

  const second = await house.signIn(two, 'platform', '/compose')
  await second.getByRole('link', { name: 'Two domains' }).click()
  await second.getByRole('button', { name: 'Remove other-votes.com' }).click()
  await second.getByRole('button', { name: 'Save the draft' }).click()
  await second.getByText(/Saved on/).waitFor()

  await first.getByLabel('In one line').fill('Two domains, seen today')
  await first.getByRole('button', { name: 'Save the draft' }).click()
  const refused = first.getByRole('alert')
  await refused.getByText(/the title is “Two domains”; 1 fewer \(other-votes\.com\)/).waitFor()
  await keep(first, 'compose-conflict')
  await refused.getByRole('button', { name: 'Keep mine as a draft of its own' }).click()
  await first.getByRole('link', { name: 'All drafts' }).click()
  await first.getByRole('link', { name: 'Two domains, seen today' }).waitFor()
  expect(await first.getByRole('link', { name: 'Two domains', exact: true }).count()).toBe(1)
  await one.close()
  await two.close()
})
