import {
  getFinding,
  importFindings,
  listNetworks,
  triageNetworks,
  type NetworkDocument,
} from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
  const call = await house.exchange.stage.as(mailOf('platform'))
  const { finding: whole } = await call(getFinding, { params: { id: house.finding } })
  const finding = whole as NetworkDocument
  const findings = ['stands', 'stands', 'explained', 'chance'].map((verdict, at) => ({
    ...finding,
    id: `finding-${String(at + 2).padStart(32, '0')}`,
    verdict,
    confidence: verdict === 'chance' ? 0.2 : 1,
    q: 0.001,
    ...(verdict === 'explained' ? { explainedBy: 'declared' } : {}),
    evidence: finding.evidence.map((one) => ({ ...one, object: `#pushed${at}` })),
    members: finding.members.map((one) => ({ ...one, account: `${one.account}_${at}` })),
  }))
  await call(importFindings, { body: { findings } })
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('networks are triaged many at once, undone, filtered by the address, and what somebody else changed meanwhile is said', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', '/findings')
  const table = page.getByRole('table', { name: 'Findings of your organisation' })
  await table.getByRole('link', { name: /^#pushed0/ }).waitFor()
  const rows = await table.locator('tbody tr').allInnerTexts()
  expect(rows.map((row) => /#\w+/.exec(row)?.[0])).toEqual([
    expect.stringMatching(/#pushed[01]/),
    expect.stringMatching(/#pushed[01]/),
    '#examplehashtag',
    '#pushed2',
  ])
  expect(rows[3]).toMatch(
    /Explained\s+Declared automation\s+sure to 1\.00 of 1 that they acted as one all/,
  )
  const tabs = page.getByRole('navigation', { name: 'State of networks' })
  for (const thing of ['#pushed0', '#pushed1'])
    await page.getByRole('checkbox', { name: new RegExp(`^Tick ${thing}`) }).check()
  await page.getByRole('button', { name: 'Benign', exact: true }).click()
  await page.getByText('2 networks are now: benign.').waitFor()
  await tabs.getByRole('link', { name: 'Benign 2' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone, on record too.').waitFor()
  await tabs.getByRole('link', { name: 'Benign 0' }).waitFor()

  await tabs.getByRole('link', { name: /^Chance would do 1/ }).click()
  await table.getByRole('link', { name: /^#pushed3/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('tab')).toBe('chance')
  await page.goto(`${house.origin}/findings?standing=explained`)
  await table.getByRole('link', { name: /^#pushed2/ }).waitFor()
  expect(await table.locator('tbody tr').count()).toBe(1)
  await keep(page, 'findings-filtered')

  const call = await house.exchange.stage.as(mailOf('platform'))
  const [one] = (await call(listNetworks, { query: { standing: 'explained' } })).items
  // The live screen would show it before anybody could press.
  await context.route('**/api/networks?*', (route) => route.abort())
  const change = { id: one!.id, version: one!.version, state: 'looking' as const }
  await call(triageNetworks, { body: { changes: [change] } })
  await page.getByRole('combobox', { name: /^State of #pushed2/ }).selectOption('closed')
  await page.getByText(/changed since you looked: .*#pushed2.* is being looked at/i).waitFor()
  await context.close()
})

test('a dossier begins with the verdict, shows the posts, keeps a note on record and is saved as files', async () => {
  const context = await newPerson(browser, true)
  const page = await house.signIn(context, 'platform', `/findings/${house.finding}`)
  await page.getByRole('heading', { name: 'Strongest evidence' }).waitFor()
  await page
    .getByText(/4 of these 4 accounts used the hashtag #examplehashtag in 12 posts/)
    .waitFor()
  await page.getByRole('heading', { name: 'The posts side by side' }).waitFor()
  await page.getByText('Example words').waitFor()
  await page.getByLabel('Note for colleagues').fill('Ask the desk of the night')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  await page.getByText('1 change on record').waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Graph (GraphML)' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^finding-.*\.graphml$/)
  await context.close()
})

test('a network that is found again says what was made of it before, which holds once somebody says the same', async () => {
  const call = await house.exchange.stage.as(mailOf('platform'))
  const { finding } = await call(getFinding, { params: { id: house.finding } })
  house.exchange.clock.advance(60_000)
  const { items } = await call(importFindings, { body: { findings: [finding] } })
  const [before] = (await call(listNetworks, { query: {} })).items.filter(
    ({ id }) => id === house.finding,
  )
  const change = { id: house.finding, version: before!.version, note: 'A fan club' }
  await call(triageNetworks, { body: { changes: [{ ...change, state: 'benign' }] } })
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', '/findings')
  const said =
    /Looked at before, in an earlier run or import \(the same: 4 of 4 accounts of both\): benign, by /
  await page.getByText(said).waitFor()
  await keep(page, 'findings-again')
  await page.goto(`${house.origin}/findings/${items[0]!.id}`)
  await page.getByText(said).waitFor()
  await keep(page, 'finding-again')
  await page.getByRole('button', { name: 'Say the same here' }).click()
  await page.getByText('1 change on record').waitFor()
  expect(await page.getByLabel('State').inputValue()).toBe('benign')
  expect(await page.getByRole('button', { name: 'Say the same here' }).count()).toBe(0)
  await context.close()
})

test('what is new to a person is counted in menu and title, and once looked at it is new no more', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'peer', '/inbox')
  await page.getByText('Live', { exact: true }).waitFor()
  await releaseFinding(house)
  const menu = page.getByRole('link', { name: 'Received 1 new' })
  await menu.waitFor()
  await expect.poll(() => page.title()).toMatch(/^\(1\) Received/)
  await page.getByText('New to you', { exact: true }).waitFor()
  await keep(page, 'inbox-new')
  await page.getByRole('link', { name: 'Accounts in step' }).click()
  await page.getByRole('heading', { name: 'What was shared' }).waitFor()
  await page.getByRole('link', { name: 'Received', exact: true }).waitFor()
  await expect.poll(() => page.title()).toBe('Accounts in step · Tocsin')
  await page.goto(`${house.origin}/inbox?onlyNew=true`)
  await page.getByText('Nothing is new to you', { exact: true }).waitFor()
  expect(await page.getByText('Nothing was shared with you yet').count()).toBe(0)
  await keep(page, 'inbox-nothing-new')
  await page.getByText('Only what is new to you').click()
  await page.getByRole('link', { name: 'Accounts in step' }).waitFor()
  await context.close()
})
