/** A closed case is kept as a past incident, found again by its words, and shown as it stood before. */
import {
  getFinding,
  importFindings,
  leadCase,
  listGroups,
  openCase,
  putInCase,
  type NetworkDocument,
} from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
let caseId: string
beforeAll(async () => {
  house = await openHouse()
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  const { id } = await call(openCase, {
    body: { groupId: group!.id, title: 'In step', purpose: 'election-security', invited: [] },
  })
  caseId = id
  const { finding } = await call(getFinding, { params: { id: house.finding } })
  const again = { ...(finding as NetworkDocument), id: `finding-${'0'.repeat(31)}2` }
  const { items } = await call(importFindings, { body: { findings: [again] } })
  for (const ref of [house.finding, items[0]!.id])
    await call(putInCase, { params: { id }, body: { kind: 'finding', ref } })
  house.exchange.clock.advance(86_400_000)
  await call(leadCase, { params: { id }, body: { act: 'close' } })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

test('an analyst keeps a closed case by keys, a colleague finds it by its words, sees by what a run is replayed, and looks at it as it stood before it was closed', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', `/cases/${caseId}`)
  await press(page, page.getByRole('link', { name: 'Keep as a past incident' }))
  // An address without an end must not make a page wider than its window.
  const address = `https://false.example/${'a'.repeat(250)}`
  await page
    .getByLabel('What happened')
    .fill(`Four accounts spread false closing hours at ${address}`)
  await page.getByLabel('Playbook').selectOption('impersonation')
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'incident-keep')
  await press(page, page.getByRole('button', { name: 'Keep' }))
  await page.getByRole('heading', { level: 1, name: 'In step' }).waitFor()
  const line = page.getByRole('listitem').filter({ hasText: 'closed the case' })
  await line.first().waitFor()
  await page.getByText('Replay the run').first().click()
  await page.getByText('SHA-256 of the finding').first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'incident')

  await page.goto(`${house.origin}/incidents`)
  await page.getByLabel('In a title or in what happened').fill('closing')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).search).toBe('?words=closing')
  await keep(page, 'incidents')
  await page.getByRole('link', { name: 'In step' }).click()
  await line.first().waitFor()
  const before = new Date(house.exchange.clock.now().getTime() - 3_600_000).toISOString()
  await page.goto(`${page.url()}?at=${before}`)
  await page.getByText('Four accounts spread false closing hours').waitFor()
  await line.first().waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'incident-phone')
  await page.context().close()
})
