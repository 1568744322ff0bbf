/** A method in a browser: the set-up of a run is looked at and released, and its receiver runs it on a file of its own. */
import {
  createRelease,
  draftMethod,
  listGroups,
  listRuns,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { generateTraffic, trafficCsv } from '@tocsin/detect'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
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

const options = { seed: 'method', days: 1, accounts: 40, postsPerDay: 2, operations: [] }
const CSV = {
  name: 'posts.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([...trafficCsv(generateTraffic(options))].join('')),
}

/** Releases the method of the platform's run to its peer; gives the release's id. */
async function releaseMethod(): Promise<string> {
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [run] = (await call(listRuns, { query: {} })).items
  const { objects } = await call(draftMethod, { params: { id: run!.id }, body: {} })
  const [group] = (await call(listGroups)).items
  const terms: ReleaseDraft['terms'] = {
    groupId: group!.id,
    tlp: 'green',
    pap: 'green',
    purpose: 'election-security',
    basis: group!.legalBasis,
    named: [house.memberOf('peer')],
  }
  const draft: ReleaseDraft = { title: 'How we look', terms, objects }
  const { digest } = await call(previewRelease, { body: draft })
  return (await call(createRelease, { body: { draft, digest } })).summary.id
}

test('how a file was looked through is released with nothing of the file, and a receiver runs it on a file of its own with the method filled in', async () => {
  const desk = await house.signIn(await newPerson(browser), 'platform', '/findings')
  await desk.setViewportSize({ width: 1440, height: 1000 })
  await desk.locator('input[type=file]').first().setInputFiles(CSV)
  await desk.getByText('looks like tocsin-generated').waitFor()
  await desk.getByText('Advanced: what is looked at').click()
  await desk.getByLabel('Same text').uncheck()
  await desk.getByLabel('Within (seconds)').fill('60')
  await desk.getByRole('button', { name: 'Look for coordination' }).click()
  await press(desk, desk.getByRole('link', { name: 'Share how posts.csv was looked through' }))
  await desk.getByRole('heading', { name: 'Release a method' }).waitFor()
  await desk.getByText('which columns of the file hold what').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'method-share')

  const release = await releaseMethod()
  const phone = await house.signIn(await newPerson(browser, true), 'peer', `/releases/${release}`)
  await phone.setViewportSize({ width: 375, height: 812 })
  await phone.getByRole('heading', { name: 'A method', exact: true }).waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'method-received-phone')
  await press(phone, phone.getByRole('link', { name: 'Run it on your own activity' }))
  await phone.getByText('Nothing comes back to whoever gave the method').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'method-run-phone')
  await phone.locator('input[type=file]').first().setInputFiles(CSV)
  await phone.getByText('looks like tocsin-generated').waitFor()
  await phone.getByText('Advanced: what is looked at').click()
  expect(await phone.getByLabel('Within (seconds)').inputValue()).toBe('60')
  expect(await phone.getByLabel('Same text').isChecked()).toBe(false)
  expect(await phone.getByLabel('Same hashtag').isChecked()).toBe(true)
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'method-filled-phone')
  await press(phone, phone.getByRole('button', { name: 'Look for coordination' }))
  await phone.getByText('The run has started.').waitFor()
}, 240_000)
