import { createRelease, listGroups, previewRelease, type ReleaseDraft } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tlpMarking } from '@tocsin/stix'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import { seedReviewerBeside } from './given-messages.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
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

const AT = '2026-09-30T10:00:00.000Z'

type Words = { title?: string; told?: string; content?: string; level?: 'green' | 'amber' }

/** A release under AMBER of which one object may go lower without its description, and one is marked whole, unless it is not. */
async function releaseMarked({
  title = 'Domains of one operation',
  told = 'Told by somebody at the registrar',
  content = 'A confidential source gave the account name.',
  level = 'amber',
}: Words = {}): Promise<string> {
  const ids = [randomUUID(), randomUUID()]
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  const head = { spec_version: '2.1', created: AT, modified: AT }
  const draft: ReleaseDraft = {
    title,
    terms: {
      groupId: group!.id,
      tlp: 'amber',
      pap: 'green',
      purpose: 'platform-integrity',
      basis: group!.legalBasis,
    },
    objects: [
      {
        ...head,
        type: 'indicator',
        id: `indicator--${ids[0]}`,
        name: 'Copies a newspaper',
        description: told,
        pattern: "[domain-name:value = 'daily.example']",
        pattern_type: 'stix',
        valid_from: '2026-09-28T08:00:00.000Z',
        object_marking_refs: [tlpMarking('green').id],
        granular_markings: [{ marking_ref: tlpMarking('amber').id, selectors: ['description'] }],
      },
      {
        ...head,
        type: 'note',
        id: `note--${ids[1]}`,
        abstract: 'How it was found',
        content,
        object_refs: [`indicator--${ids[0]}`],
        object_marking_refs: [tlpMarking(level).id],
      },
    ],
  }
  const { digest } = await call(previewRelease, { body: draft })
  return (await call(createRelease, { body: { draft, digest } })).summary.id
}

test('on one screen what is cut stands beside what remains, words on sources are flagged, and the lower version is released and timed', async () => {
  const id = await releaseMarked()
  const desk = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}`)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('link', { name: 'Make a tear-line' }).click()
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.locator('del', { hasText: 'Told by somebody at the registrar' }).waitFor()
  await desk.getByText('it is marked TLP:AMBER as a whole').waitFor()
  await desk.getByText('None of the forms that are looked for').waitFor()
  await desk.getByText('No name, value or run of words that was cut').waitFor()
  // What may go under one marking is not taken along under a lower one.
  const level = desk.getByLabel('Marking of the lower version')
  await level.selectOption('clear')
  await desk.getByText('Under another marking it is proposed by the markings first').waitFor()
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.getByText('it is marked TLP:GREEN as a whole').waitFor()
  await desk.getByText('Nothing remains under this marking').waitFor()
  await level.selectOption('green')
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.locator('del', { hasText: 'Told by somebody at the registrar' }).waitFor()
  await desk.getByLabel(/^note: /).check()
  await desk.getByText('You changed what goes').waitFor()
  await desk.getByRole('button', { name: 'Propose it anew' }).click()
  await desk.getByText('“confidential source” (a human source)').waitFor()
  await desk.getByText('a second person of your organisation approves it').waitFor()
  await keep(desk, 'tear-line')
  expect(await axeFaultsOf(desk)).toEqual([])
  await desk.setViewportSize({ width: 375, height: 812 })
  await keep(desk, 'tear-line-phone')
  expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(375)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByLabel(/^note: /).uncheck()
  await desk.getByRole('button', { name: 'Propose it anew' }).click()
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await desk.getByLabel('Who may see it (TLP)').selectOption('green')
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('button', { name: /^Release to \d+ member/ }).click()
  await desk.getByRole('link', { name: 'See who has read it' }).waitFor()
  const lower = await lowerOf()
  await desk.goto(`${house.origin}/releases/${lower}`)
  await desk.getByText('From first seen to released').waitFor()
  await desk.getByRole('link', { name: 'Domains of one operation' }).waitFor()
  await keep(desk, 'tear-line-released')
  const peer = await house.signIn(await newPerson(browser), 'peer', `/releases/${lower}`)
  await peer.setViewportSize({ width: 375, height: 812 })
  await peer.getByText('Tied to its source by').waitFor()
  await peer.getByText('Copies a newspaper').first().waitFor()
  await keep(peer, 'tear-line-received-phone')
  expect(await peer.content()).not.toMatch(/registrar|confidential source|First seen/)
  expect(await peer.evaluate('document.documentElement.scrollWidth')).toBe(375)
})

test('what was cut in one place and stands in another is named, and goes on once it is cut there or let stand', async () => {
  const id = await releaseMarked({
    title: 'Accounts of one operation',
    told: 'Told by Quillfeather at the registrar',
    content: 'QUILLFEATHER posts at night.',
    level: 'green',
  })
  const desk = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}/tear-line`)
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.getByText('“Quillfeather” in content of the note').waitFor()
  expect(await desk.getByRole('button', { name: 'See who would receive it' }).count()).toBe(0)
  expect(await axeFaultsOf(desk)).toEqual([])
  for (const width of [1440, 375]) {
    await desk.setViewportSize({ width, height: 900 })
    await keep(desk, width === 375 ? 'tear-line-remaining-phone' : 'tear-line-remaining')
    expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
  await desk.getByRole('button', { name: 'Let it stand' }).press('Enter')
  await desk.getByText('You let this stand, though it was cut elsewhere').waitFor()
  await desk.getByRole('button', { name: 'See who would receive it' }).waitFor()
})

test('a lower version with words on sources waits for a second person, who is shown them, returns it with words, sees what changed and approves it', async () => {
  // From the day on which the rule holds.
  house.exchange.clock.set(new Date('2026-12-01T12:00:00.000Z'))
  const id = await releaseMarked({
    title: 'Pages of one operation',
    content: 'A confidential source gave the account name. It posts at night.',
    level: 'green',
  })
  const desk = await house.signIn(await newPerson(browser), 'platform', `/releases/${id}/tear-line`)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.getByText('“confidential source” (a human source)').waitFor()
  await desk.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  await desk.getByLabel('Who may see it (TLP)').selectOption('green')
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk
    .getByRole('row', { name: /No.*tear-line-needs-second/ })
    .first()
    .waitFor()
  await desk.getByRole('button', { name: 'Submit for review' }).click()
  await desk.getByText('Submitted, and not sent.').waitFor()
  await desk.getByRole('link', { name: 'See what becomes of it' }).click()
  await desk.getByText('It waits for another person of your organisation.').waitFor()

  await seedReviewerBeside(house, 'platform', SECOND)
  const review = await house.signInBy(await newPerson(browser), SECOND)
  await review.setViewportSize({ width: 1440, height: 900 })
  await review.goto(`${house.origin}/messages`)
  await review.getByRole('link', { name: 'Pages of one operation' }).click()
  await review.getByText('“confidential source” (a human source)').waitFor()
  await review.getByText('A confidential source gave the account name. It posts').first().waitFor()
  expect(await axeFaultsOf(review)).toEqual([])
  for (const width of [1440, 375]) {
    await review.setViewportSize({ width, height: 900 })
    await keep(review, width === 375 ? 'tear-line-review-phone' : 'tear-line-review')
    expect(await review.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
  await review.setViewportSize({ width: 1440, height: 900 })
  await review.getByRole('button', { name: 'Return it' }).click()
  await review.getByLabel('Reason').fill('Leave the source out')
  await review.getByRole('dialog').getByRole('button', { name: 'Return it' }).click()
  await review.getByText('Returned to its author, and not sent.').waitFor()

  await desk.getByRole('link', { name: 'Propose it anew' }).click()
  await desk.getByText('“Leave the source out”').waitFor()
  await desk.getByRole('button', { name: 'Propose by the markings' }).click()
  await desk.getByText('Cut parts of it').last().click()
  await desk.getByLabel(/^Cut abstract:/).check()
  await desk.getByRole('button', { name: 'Propose it anew' }).click()
  await desk.getByRole('button', { name: 'See who would receive it' }).click()
  await desk.getByRole('button', { name: 'Submit for review' }).click()
  await desk.getByText('Submitted, and not sent.').waitFor()

  await review.reload()
  await review.getByRole('heading', { name: 'What changed since you first looked' }).waitFor()
  await keep(review, 'tear-line-review-changed')
  await review.getByRole('button', { name: /^Approve and release to \d+ member/ }).click()
  await review.getByText('Approved and released.').waitFor()
  await review.getByRole('link', { name: 'Open the release' }).click()
  await review.getByText('1 flagged').waitFor()
  await review.getByText('Reviewed by').waitFor()
  await keep(review, 'tear-line-reviewed')
})

const SECOND = 'second@platform-a.example'

async function lowerOf(): Promise<string> {
  const row = await house.exchange.context.database.db
    .selectFrom('tear_lines')
    .select('release_id')
    .where('release_id', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.release_id!
}
