/** Persons in what stands around a message: why it was taken back, what was stated, what is refused and what is erased. */
import {
  answerRecall,
  approveErasure,
  askErasure,
  createRelease,
  listMasked,
  listRefusals,
  previewRelease,
  recallRelease,
  submitMessage,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReviewed } from './members-at-work.ts'
import { account, MAIL, note, openWriters, textFor, type Writers } from './person-messages.ts'

onServer('What is said around a message that names persons', (open) => {
  let writers: Writers
  beforeAll(async () => {
    writers = await openWriters(open)
  })
  afterAll(() => writers?.close())

  test('where nobody has looked, a message does not say that it names nobody', async () => {
    const { stage, agency, hub, draftOf, look } = writers
    const alone = await stage.found('Room without platforms', [agency, hub])
    const base = draftOf([note(`Written to ${MAIL}`)])
    const draft = { ...base, terms: { ...base.terms, groupId: alone } }
    const { digest } = await look(draft)
    const { summary } = await agency.call(createRelease, { body: { draft, digest } })
    expect(summary.message).toBeDefined()
    expect(summary.message!.persons).toBeUndefined()
    // To a hub beside a platform that is refused it goes as it was written, and says as little.
    const other = draftOf([note(`Written to ${MAIL}`)])
    const { digest: seen } = await look(other)
    const sent = await agency.call(createRelease, { body: { draft: other, digest: seen } })
    expect(sent.summary.message!.persons).toBeUndefined()
  })

  test('a reason for taking back names nobody to a platform, and is refused on record where it may', async () => {
    const { agency, second, draftOf, reviewed } = writers
    const draft = await reviewed(draftOf([note(`Written to ${MAIL}`)]), 'of-the-country')
    const { summary } = await sendReviewed(agency, second, draft)
    const { id } = summary
    for (const reason of [`It named ${MAIL}`, 'It was about Jane Roe, a writer'])
      await expect(
        agency.call(recallRelease, { params: { id }, body: { reason } }),
      ).rejects.toMatchObject({ code: 'refused-by-policy', rule: 'persons-not-reviewed' })
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ act: 'recall', rule: 'persons-not-reviewed' })
    expect(JSON.stringify(items[0])).not.toMatch(/jane/i)
    const back = await agency.call(recallRelease, {
      params: { id },
      body: { reason: 'It was sent by mistake' },
    })
    expect(back.summary.recalledAt).toBeDefined()
  })

  test('nor does the answer of a government body to the recall of a platform', async () => {
    const { agency, platform, draftOf } = writers
    const base = draftOf([note('Seen in step')])
    const { message: _, ...draft } = base
    const { digest } = await platform.call(previewRelease, { body: draft })
    const { summary } = await platform.call(createRelease, { body: { draft, digest } })
    const { id } = summary
    await platform.call(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    const answer = (note: string) =>
      agency.call(answerRecall, { params: { id }, body: { answer: 'deleted', note } })
    await expect(answer(`We had asked ${MAIL}`)).rejects.toMatchObject({
      rule: 'persons-not-reviewed',
    })
    expect((await answer('Nothing is left')).summary.id).toBe(id)
  })

  test('why somebody else is shown names nobody who is masked, to no auditor and in no log', async () => {
    const { database, agency, second, draftOf, look } = writers
    const base = draftOf([account('eagle_1776'), note(`Written to ${MAIL}`)])
    const { persons } = await look(base)
    const draft = {
      ...base,
      persons: {
        of: persons!.of,
        statements: [
          { as: 'of-the-country' as const, found: [`mail:${MAIL}`] },
          { as: 'subject' as const, basis: `It wrote to ${MAIL}`, found: ['account:eagle_1776'] },
        ],
      },
    }
    await sendReviewed(agency, second, draft)
    const { rows } = await sql<{ said: string }>`
      select person_review::text as said from register_entries
      union all select payload from log_payloads`.execute(database.db)
    expect(rows.filter(({ said }) => said?.includes('It wrote to person-')).length).toBe(2)
    expect(rows.filter(({ said }) => said?.includes(MAIL))).toEqual([])
  })

  test('what is more than is read for persons is refused, and says how much and where', async () => {
    const { draftOf, look } = writers
    const draft = draftOf([note('Seen in step. '.repeat(220_000))])
    await expect(look(draft)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(/no more than 3000000 characters.*begins with “Seen in step/),
    })
  })

  test('where masking would leave no STIX its author is told at once, and nothing waits', async () => {
    const { agency, draftOf, reviewed } = writers
    const process = {
      type: 'process',
      spec_version: '2.1',
      id: `process--${randomUUID()}`,
      pid: 2025550134,
    }
    const draft = await reviewed(draftOf([process]), 'of-the-country')
    await expect(agency.call(submitMessage, { body: { draft } })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('/pid'),
    })
  })

  test('erased at the wish of one person and by another, nobody knows any more for whom a pseudonym stands', async () => {
    const { stage, agency, second, platform, hub, draftOf, reviewed } = writers
    const draft = await reviewed(draftOf([note(`Written to ${MAIL}`)]), 'of-the-country')
    const { summary } = await sendReviewed(agency, second, draft)
    const { id } = summary
    const kept = async () => (await agency.call(listMasked, { params: { id } })).items.length
    const other = await stage.admit('Second hub', 'hub', ['operator'])
    const body = { subject: `release:${id}`, reason: 'asked for by whom it names' }
    const wish = await hub.call(askErasure, { body })
    expect(await kept()).toBe(1)
    await other.call(approveErasure, { params: { id: wish.id } })
    expect(await kept()).toBe(0)
    expect(await textFor(platform, id)).toContain('Written to person-')
  })
})
