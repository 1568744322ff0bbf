/** Persons in what a government body tells platforms: found, looked at by a person, masked, and nowhere in what leaves. */
import {
  approveMessage,
  createRelease,
  getMessage,
  getRegisterEntry,
  getReleaseObjects,
  listMasked,
  listRefusals,
  openAuditedMessage,
  submitMessage,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { MESSAGE, sendReviewed } from './members-at-work.ts'
import {
  account,
  MAIL,
  note,
  object,
  openWriters,
  textFor,
  type Writers,
} from './person-messages.ts'

const HIDDEN = 'jane\u200b.roe [at] example [dot] com'

onEachDatabase('Persons in a message', (open) => {
  let writers: Writers
  beforeAll(async () => {
    writers = await openWriters(open)
  })
  afterAll(() => writers?.close())

  const rulesOf = async (draft: ReleaseDraft) =>
    (await writers.look(draft)).verdicts
      .filter(({ member }) => member.kind === 'platform')
      .map(({ rule }) => rule)

  test.each([
    ['a mail address', `Written to ${MAIL} in May`],
    ['a hidden one', `Written to ${HIDDEN} in May`],
    ['a telephone number', 'Reached under two zero two, 555-01 three four'],
    ['a name', 'It was written by Jane Roe, a freelance writer'],
  ])('what names %s goes to no platform before a person has looked', async (_, content) => {
    const { agency, draftOf } = writers
    const draft = draftOf([note(content)])
    expect(await rulesOf(draft)).toEqual(['persons-not-reviewed'])
    await expect(agency.call(submitMessage, { body: { draft } })).rejects.toMatchObject({
      code: 'refused-by-policy',
      rule: 'persons-not-reviewed',
    })
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ rule: 'persons-not-reviewed' })
  })

  test('once looked at, it may be submitted; a change of any word undoes that, and so does one more person', async () => {
    const { draftOf, reviewed } = writers
    const draft = await reviewed(draftOf([note(`Written to ${MAIL} in May`)]), 'of-the-country')
    expect(await rulesOf(draft)).toEqual(['message-needs-second'])
    const [one] = draft.objects as [{ content: string }]
    const changes: Partial<ReleaseDraft>[] = [
      { title: 'Another title' },
      { objects: [{ ...one, content: `${one.content}.` }] },
      { objects: [one, account('eagle_1776')] },
      { message: { ...MESSAGE, nexus: { kind: 'credible-facts', basis: 'Seen by many' } } },
    ]
    for (const change of changes)
      expect(await rulesOf({ ...draft, ...change })).toEqual(['persons-not-reviewed'])
  })

  test('who is shown is shown for a reason', async () => {
    const { draftOf, reviewed } = writers
    const draft = await reviewed(draftOf([account('eagle_1776')]), 'foreign')
    expect(await rulesOf(draft)).toEqual(['message-needs-second'])
    const statements = draft.persons.statements.map(({ as, found }) => ({ as, found }))
    const bare = { ...draft, persons: { ...draft.persons, statements } }
    expect(await rulesOf(bare)).toEqual(['persons-not-reviewed'])
  })

  test('a person of the country stands under one pseudonym wherever they are named, and nowhere as themselves', async () => {
    const { database, stage, agency, second, platform, hub, draftOf, look } = writers
    const person = {
      type: 'email-addr',
      spec_version: '2.1',
      id: `email-addr--${randomUUID()}`,
      value: MAIL,
    }
    const writer = object('identity', { name: 'Jane Roe', identity_class: 'individual' })
    const untouched = account('eagle_1776')
    const first = note(`Written to ${MAIL}, and to ${HIDDEN}; JANE  ROE answered.`, [person.id])
    const base = draftOf([person, writer, untouched, first])
    const { persons } = await look(base)
    const keys = persons!.found.map(({ key }) => key)
    expect(keys.toSorted()).toEqual(['account:eagle_1776', `mail:${MAIL}`, 'name:janeroe'])
    const draft = {
      ...base,
      persons: {
        of: persons!.of,
        names: ['Jane Roe'],
        statements: [
          {
            as: 'of-the-country' as const,
            found: keys.filter((key) => !key.startsWith('account')),
          },
          { as: 'subject' as const, basis: 'Posts in step', found: ['account:eagle_1776'] },
        ],
      },
    }
    const { summary } = await sendReviewed(agency, second, draft)
    expect(summary.message?.persons).toBe('masked')
    for (const by of [platform, hub]) {
      const text = await textFor(by, summary.id)
      expect(text).not.toMatch(/jane|roe|example.com/i)
      expect(text).not.toContain(person.id)
      expect(text).toContain('eagle_1776')
      expect(text).toContain(untouched.id)
    }
    const { items } = await agency.call(listMasked, { params: { id: summary.id } })
    expect(items.map(({ original }) => original).toSorted()).toEqual(['Jane Roe', MAIL])
    const token = items.find(({ kind }) => kind === 'mail')!.token
    const text = await textFor(platform, summary.id)
    expect(text).toContain(`"value":"${token}@masked.invalid"`)
    expect(text.split(token)).toHaveLength(4)
    await expect(platform.call(listMasked, { params: { id: summary.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
    const rows = await asMember(
      database.db,
      { memberId: platform.id, operator: false },
      stage.clock.now(),
      (tx) => tx.selectFrom('masked_persons').selectAll().execute(),
    )
    expect(rows).toEqual([])
  })

  test('the same person has another pseudonym in another release, and the same object another id', async () => {
    const { agency, second, platform, draftOf, reviewed } = writers
    const person = {
      type: 'email-addr',
      spec_version: '2.1',
      id: `email-addr--${randomUUID()}`,
      value: MAIL,
    }
    const send = async () => {
      const draft = await reviewed(
        draftOf([person, note(`Written to ${MAIL}`, [person.id])]),
        'of-the-country',
      )
      const { summary } = await sendReviewed(agency, second, draft)
      const { items } = await agency.call(listMasked, { params: { id: summary.id } })
      const { objects } = await platform.call(getReleaseObjects, { params: { id: summary.id } })
      const ids = (objects as { id: string; type: string }[]).flatMap(({ id, type }) =>
        type === 'note' || type === 'email-addr' ? [id] : [],
      )
      return [...items.map((one) => one.token), ...ids]
    }
    const [a, b] = [await send(), await send()]
    expect(a).toHaveLength(3)
    expect(a.filter((one) => b.includes(one))).toEqual([])
  })

  test('a title names nobody who is masked', async () => {
    const { draftOf, look, reviewed } = writers
    const draft = await reviewed(
      draftOf([note('Seen')], { title: `Mails of ${MAIL}` }),
      'of-the-country',
    )
    expect((await look(draft)).persons).toMatchObject({ reviewed: false, inTitle: [MAIL] })
    expect(await rulesOf(draft)).toEqual(['persons-not-reviewed'])
  })

  test('what the log, the register and the auditor are told names nobody either', async () => {
    const { database, stage, agency, second, platform, draftOf, reviewed } = writers
    const inspector = await stage.admit('Inspector', 'agency', [])
    await database.db
      .updateTable('people')
      .set({ roles: ['auditor'], ends_at: new Date('2026-12-01T00:00:00.000Z') })
      .where('id', '=', inspector.personId)
      .execute()
    const message = {
      ...MESSAGE,
      nexus: { kind: 'credible-facts' as const, basis: `Found by ${MAIL}` },
    }
    const draft = await reviewed(
      draftOf([note(`Written to ${MAIL}`)], { message }),
      'of-the-country',
    )
    const { summary } = await sendReviewed(agency, second, draft)
    const { rows } = await sql<{ payload: string }>`select payload from log_payloads`.execute(
      database.db,
    )
    expect(rows.filter(({ payload }) => payload.includes(MAIL))).toEqual([])
    stage.clock.advance(181 * 86_400_000)
    const entry = await platform.call(getRegisterEntry, { params: { id: summary.id } })
    expect(entry.usPersons).toBe('masked')
    expect(entry.text).toContain('Written to person-')
    expect(JSON.stringify(entry)).not.toContain(MAIL)
    stage.clock.advance(-181 * 86_400_000)
    const opened = await inspector.call(openAuditedMessage, { params: { id: summary.id } })
    expect(opened).toMatchObject({
      persons: [{ as: 'of-the-country', kinds: ['mail'] }],
      author: { id: agency.personId },
      approver: { id: second.personId },
    })
    expect(JSON.stringify(opened)).not.toContain(MAIL)
  })

  test('a message that names nobody needs no statement, and the register says that none is named', async () => {
    const { agency, second, platform, draftOf } = writers
    const { summary } = await sendReviewed(agency, second, draftOf([note('Seen in step')]))
    const entry = await platform.call(getRegisterEntry, { params: { id: summary.id } })
    expect(entry.usPersons).toBe('none-found')
  })

  test('two thousand accounts are reviewed in one act, and sent', async () => {
    const { agency, second, draftOf, reviewed } = writers
    const accounts = Array.from({ length: 2000 }, (_, i) => account(`persona_${i}`))
    const draft = await reviewed(draftOf(accounts), 'foreign')
    const { id, revision } = await agency.call(submitMessage, { body: { draft } })
    const { digest, persons } = await second.call(getMessage, { params: { id } })
    expect(persons).toMatchObject({ reviewed: true })
    expect(persons!.found).toHaveLength(2000)
    const sent = await second.call(approveMessage, { params: { id }, body: { revision, digest } })
    expect(sent.releaseId).toEqual(expect.any(String))
  })

  test('to members that are not behind the gate it goes masked as well', async () => {
    const { agency, hub, draftOf, look, reviewed } = writers
    const draft = await reviewed(draftOf([note(`Written to ${MAIL}`)]), 'of-the-country')
    const { digest } = await look(draft)
    const { summary } = await agency.call(createRelease, { body: { draft, digest } })
    expect(await textFor(hub, summary.id)).not.toContain(MAIL)
  })
})
