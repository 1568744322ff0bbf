/** What is said in a meeting, under the same gate as a message; and promises, each member's own. */
import {
  addMeetingItem,
  callMeeting,
  changeMeeting,
  changeMeetingItem,
  checkMeetingItem,
  confirmMeetingItem,
  getMeeting,
  listRefusals,
  openMeeting,
  removeFromGroup,
  reviewMeetingItem,
  setRoles,
  type ItemDraft,
  type MeetingDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf, saying } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onServer('Items of a meeting', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let peer: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    operator = await stage.admit('Hub', 'hub', ['operator'])
    agency = await stage.admit('Agency', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform A', 'platform')
    peer = await stage.admit('Platform B', 'platform')
    group = await stage.found('Group', [agency, platform, peer])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** A meeting of agency and platforms, under way unless it is only called. */
  const meet = async (isOpen = true) => {
    const called = await agency.call(callMeeting, { body: meetingOf(group, [platform, peer]) })
    if (isOpen)
      await agency.call(openMeeting, {
        params: { id: called.id },
        body: { version: called.version },
      })
    return called.id
  }
  const add = (by: Actor, id: string, draft: ItemDraft) =>
    by.call(addMeetingItem, { params: { id }, body: draft })
  const itemsFor = async (by: Actor, id: string) =>
    (await by.call(getMeeting, { params: { id } })).items
  const confirm = async (by: Actor, id: string, item: string) => {
    const params = { id, item }
    const { sha256, digest } = await by.call(reviewMeetingItem, { params })
    return by.call(confirmMeetingItem, { params, body: { sha256, digest } })
  }
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('what a government body says waits for a second person of it, and until then nobody else is told that it waits', async () => {
    const id = await meet()
    const item = await add(agency, id, saying('A service abroad runs accounts in step'))
    expect(item).toMatchObject({ state: 'waits', type: 'notice-of-information' })
    expect(await itemsFor(platform, id)).toEqual([])
    expect(await faultOf(confirm(agency, id, item.id))).toBe('forbidden')
    const both = await stage.join(agency, ['reviewer', 'analyst'])
    const own = await add(both, id, saying('Seen since Monday'))
    expect(await faultOf(confirm(both, id, own.id))).toBe('refused-by-policy second-is-another')
    const taken = await confirm(second, id, item.id)
    expect(taken).toMatchObject({ state: 'taken' })
    const seen = await itemsFor(platform, id)
    expect(seen).toMatchObject([
      { memberId: agency.id, state: 'taken', words: 'A service abroad runs accounts in step' },
    ])
    expect(seen[0]!.message).toMatchObject({ type: 'notice-of-information' })
    expect(await faultOf(confirm(second, id, item.id))).toBe('conflict')
  })

  test('what a platform says is taken at once, in its own words, whatever they are', async () => {
    const id = await meet()
    const words = 'The agency asked us to remove the page of @county_votes; please note that'
    const item = await add(platform, id, {
      title: 'What was asked of us',
      words,
      message: { type: 'notice-of-information' },
    })
    expect(item.state).toBe('taken')
    expect((await itemsFor(agency, id))[0]).toMatchObject({ memberId: platform.id, words })
  })

  const NOTHING = { nexus: undefined as never, authority: undefined as never }
  test.each<[string, Partial<ItemDraft>]>([
    ['government-asks-nothing', { words: 'Please take these accounts down' }],
    ['government-asks-nothing', { title: 'We would be grateful if you removed the page' }],
    ['message-needs-nexus', { message: { ...saying('').message, ...NOTHING } }],
    [
      'message-needs-authority',
      { message: { ...saying('').message, authority: undefined as never } },
    ],
    [
      'authority-lapsed',
      {
        message: {
          ...saying('').message,
          authority: {
            text: 'An act',
            from: '2020-01-01T00:00:00.000Z',
            until: '2021-01-01T00:00:00.000Z',
          },
        },
      },
    ],
    [
      'advisory-names-nothing',
      { words: 'Of example-votes.com', message: { ...saying('').message, type: 'advisory' } },
    ],
    [
      'legal-process-by-paper',
      { words: 'An order', message: { ...saying('').message, type: 'legal-process' } },
    ],
    ['persons-not-reviewed', { words: 'Jane Mary Doe writes it, jane.doe@mail.example' }],
  ])(
    'a line that the gate refuses is not taken, and all who were there are told by which rule alone: %s',
    async (rule, change) => {
      const id = await meet()
      const draft = { ...saying('Seen in step'), ...change }
      const body = JSON.parse(JSON.stringify(draft)) as ItemDraft
      const params = { id }
      expect(await agency.call(checkMeetingItem, { params, body })).toMatchObject({
        allow: false,
        rule,
      })
      expect(await itemsFor(agency, id)).toEqual([])
      const item = await add(agency, id, body)
      expect(item).toMatchObject({ state: 'refused', rule, title: draft.title })
      const [seen] = await itemsFor(platform, id)
      expect(seen).toMatchObject({ state: 'refused', rule, memberId: agency.id })
      expect(seen).not.toHaveProperty('title')
      expect(seen).not.toHaveProperty('words')
      expect(seen).not.toHaveProperty('reason')
      const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
      expect(items[0]).toMatchObject({ act: 'meeting.item', subject: `meeting:${id}`, rule })
      // Nobody can lift it.
      expect(await faultOf(confirm(second, id, item.id))).toBe('conflict')
    },
  )

  test('what is prepared and refused goes nowhere, and leaves nothing in the minutes', async () => {
    const id = await meet(false)
    const asking = saying('Please take these accounts down')
    expect(await faultOf(add(agency, id, asking))).toBe('refused-by-policy government-asks-nothing')
    expect(await itemsFor(agency, id)).toEqual([])
    const prepared = await add(agency, id, saying('Seen in step'))
    expect(prepared).toMatchObject({ state: 'waits', prepared: true })
    expect((await confirm(second, id, prepared.id)).state).toBe('taken')
  })

  test('legal process is a paper, without words of its own', async () => {
    const id = await meet()
    const message = {
      ...saying('').message,
      type: 'legal-process' as const,
      reference: 'District court, 26-1234, served on 1 October',
    }
    const item = await add(agency, id, { title: 'A paper was served', message })
    expect((await confirm(second, id, item.id)).state).toBe('taken')
    const [seen] = await itemsFor(platform, id)
    expect(seen).toMatchObject({
      title: 'A paper was served',
      message: { reference: message.reference },
    })
    expect(seen).not.toHaveProperty('words')
  })

  test('who is of the country is masked in what the others see, and in the log', async () => {
    const id = await meet()
    const draft = saying('It was written by jane.doe@mail.example, they say')
    const params = { id }
    const { persons } = await agency.call(checkMeetingItem, { params, body: draft })
    const found = persons!.found.map(({ key }) => key)
    const reviewed = {
      ...draft,
      persons: { of: persons!.of, statements: [{ as: 'of-the-country' as const, found }] },
    }
    const item = await add(agency, id, reviewed)
    await confirm(second, id, item.id)
    const [seen] = await itemsFor(platform, id)
    expect(seen!.words).toMatch(/^It was written by person-\w{8}, they say$/)
    const rows = await database.db
      .selectFrom('log_payloads')
      .select('payload')
      .where('subject', '=', `meeting:${id}`)
      .execute()
    expect(JSON.stringify(rows)).not.toContain('jane.doe')
    expect(rows.map(({ payload }) => JSON.parse(payload!)).at(-1)).toMatchObject({
      by: { member: agency.id, person: second.personId },
      author: agency.personId,
      persons: [{ as: 'of-the-country', kinds: ['mail'] }],
    })
  })

  test('what was said to one’s own before the meeting is put before no other member by a change of the call', async () => {
    const office = await stage.admit('Office', 'office')
    const circle = await stage.found('Circle', [agency, office, platform])
    const { id, version } = await agency.call(callMeeting, {
      body: meetingOf(circle, [office]),
    })
    const change = (invited: Actor[], more: Partial<MeetingDraft> = {}, seen = version) => {
      const body = { version: seen, draft: meetingOf(circle, invited, more) }
      return agency.call(changeMeeting, { params: { id }, body })
    }
    const item = await add(agency, id, saying('Please take these accounts down'))
    expect(item.state).toBe('taken')
    expect(await faultOf(change([office, platform]))).toBe('conflict')
    expect(await faultOf(change([office], { tlp: 'green' }))).toBe('conflict')
    expect(await faultOf(platform.call(getMeeting, { params: { id } }))).toBe('not-found')
    expect(await change([office], { time: '10:00' })).toMatchObject({ time: '10:00' })
  })

  test('a confirmation is of exactly what was looked at', async () => {
    const id = await meet()
    const item = await add(agency, id, saying('Seen in step'))
    const params = { id, item: item.id }
    const { sha256, digest } = await second.call(reviewMeetingItem, { params })
    const draft = saying('Seen in step, and more')
    await agency.call(changeMeetingItem, { params, body: { version: 1, draft } })
    const late = second.call(confirmMeetingItem, { params, body: { sha256, digest } })
    expect(await faultOf(late)).toBe('preview-outdated')
    const colleague = await stage.join(agency, ['analyst'])
    const outdated = colleague.call(changeMeetingItem, { params, body: { version: 1, draft } })
    expect(await faultOf(outdated)).toBe('conflict')
    expect((await confirm(second, id, item.id)).state).toBe('taken')
    const again = agency.call(changeMeetingItem, { params, body: { version: 2, draft } })
    expect(await faultOf(again)).toBe('conflict')
  })

  test('nobody writes down what another member said', async () => {
    const id = await meet()
    const item = await add(platform, id, saying('We saw the same'))
    const params = { id, item: item.id }
    for (const by of [agency, peer]) {
      const asked = by.call(changeMeetingItem, {
        params,
        body: { version: 1, draft: saying('They promised to remove it') },
      })
      expect(await faultOf(asked)).toBe('not-found')
    }
    const own = await platform.call(changeMeetingItem, {
      params,
      body: { version: 1, draft: saying('We saw the same on Monday') },
    })
    expect(own).toMatchObject({ state: 'taken', version: 2, words: 'We saw the same on Monday' })
  })

  test('an author who may no longer write for the body leaves nothing to confirm, and one that left the group hears nothing more', async () => {
    const id = await meet()
    const author = await stage.join(agency, ['analyst'])
    const item = await add(author, id, saying('Seen in step'))
    await operator.call(setRoles, {
      params: { id: author.personId },
      body: { roles: ['clerk'], had: ['analyst'] },
    })
    expect(await faultOf(confirm(second, id, item.id))).toBe('refused-by-policy author-left')
    await operator.call(removeFromGroup, { params: { id: group, memberId: peer.id } })
    expect(await add(agency, id, saying('Seen again'))).toMatchObject({
      state: 'refused',
      rule: 'charter-membership',
    })
  })
})
