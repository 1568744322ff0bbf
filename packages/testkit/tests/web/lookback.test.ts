/** Look-back as an analyst keeps a log, is told of a hit, opens it, and sees it withdrawn. */
import {
  createRelease,
  getReleaseObjects,
  listGroups,
  listReleases,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

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

const LOG =
  '203.0.113.7 - - [28/Sep/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "https://bad.example/a" "curl"\n'

async function release(): Promise<string> {
  const sender = await house.exchange.stage.as(mailOf('peer'))
  const { items } = await sender(listGroups, { query: {} })
  const at = house.exchange.clock.now().toISOString()
  const draft: ReleaseDraft = {
    title: 'Names of one operation',
    terms: {
      groupId: items[0]!.id,
      tlp: 'green',
      pap: 'green',
      purpose: 'platform-integrity',
      basis: 'Charter',
    },
    objects: [
      {
        type: 'indicator',
        spec_version: '2.1',
        id: `indicator--${randomUUID()}`,
        created: at,
        modified: at,
        name: 'Phishing page',
        pattern: "[domain-name:value = 'bad.example']",
        pattern_type: 'stix',
        valid_from: at,
      },
    ],
  }
  const { digest } = await sender(previewRelease, { body: draft })
  return (await sender(createRelease, { body: { draft, digest } })).summary.id
}

test('a log is kept, a release that hits it is told by itself, opened with its values, and shown as withdrawn once it is', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', '/lookback')
  await page.getByText('You keep nothing here, so nothing is looked for').waitFor()
  await page
    .getByLabel('Choose the file')
    .setInputFiles({ name: 'access.log', mimeType: 'text/plain', buffer: Buffer.from(LOG) })
  await page.getByText('access.log is kept: 1 line').waitFor()
  await page.getByRole('cell', { name: 'all that you received' }).waitFor()
  await look(page, 'lookback-kept')
  const id = await release()
  await page.getByRole('link', { name: 'Names of one operation' }).waitFor()
  await page.getByRole('link', { name: 'Look-back 1 with hits not opened' }).waitFor()
  await look(page, 'lookback-hit')
  await page.getByRole('link', { name: 'Names of one operation' }).press('Enter')
  await page.getByText('bad.example').waitFor()
  await page.getByText('Phishing page').waitFor()
  await look(page, 'lookback-hits')
  await page.getByRole('link', { name: 'Send sightings back to the sender' }).press('Enter')
  await page.getByLabel('Title').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('Seen: Names of one operation')
  await page.getByText('Look at the objects').click()
  await page.getByText('Platform B alone is named').waitFor()
  await page.getByRole('button', { name: 'See who would receive it' }).click()
  await page.getByRole('button', { name: 'Release to 1 member' }).waitFor()
  await look(page, 'lookback-sightings')
  expect(await page.getByText('bad.example').count()).toBe(0)
  await page.getByRole('button', { name: 'Release to 1 member' }).click()
  await page.getByText('1 member can read it now').waitFor()
  const sender = await house.exchange.stage.as(mailOf('peer'))
  const { items: received } = await sender(listReleases, { query: { direction: 'in' } })
  const back = received.find(({ title }) => title === 'Seen: Names of one operation')!
  const bundle = await sender(getReleaseObjects, { params: { id: back.id } })
  const seen = (bundle as { objects: Record<string, unknown>[] }).objects.find(
    ({ type }) => type === 'sighting',
  )
  expect(seen).toMatchObject({ count: 1, first_seen: '2026-09-28T10:00:00.000Z' })
  // Others of the group were not told.
  const other = await house.exchange.stage.as(mailOf('researcher'))
  expect((await other(listReleases, { query: { direction: 'in' } })).items).toEqual([])
  await page.goto(`${house.origin}/lookback/${id}`)
  await page.getByText('Phishing page').waitFor()
  await sender(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
  await page.reload()
  await page.getByText('since withdrawn: the release was taken back').waitFor()
  expect(await page.getByText('bad.example').count()).toBe(0)
  await page.goto(`${house.origin}/lookback`)
  await page.getByText('of what was since withdrawn').waitFor()
  await page.getByRole('button', { name: 'Erase access.log' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).press('Enter')
  await page.getByText('You keep nothing here, so nothing is looked for').waitFor()
  await page.context().close()
})
