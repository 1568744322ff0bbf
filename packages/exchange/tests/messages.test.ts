/** The second person behind a message of government: what they see, what they approve, and every way it can end. */
import {
  addToGroup,
  approveMessage,
  getMessage,
  getReceipt,
  getRelease,
  listMessages,
  listRefusals,
  listReleases,
  returnMessage,
  setPersonActive,
  setRoles,
  submitMessage,
  withdrawMessage,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { loadPolicies, parsePolicies } from '../src/policy/policies.ts'
import { type Actor, MESSAGE, openStage, type Stage } from './members-at-work.ts'

const HOUR_MS = 3_600_000
const CODES = [
  'ok',
  'conflict',
  'preview-outdated',
  'refused-by-policy',
  'not-signed-in',
  'forbidden',
]

onEachDatabase('A second person', (open) => {
  let database: TestDatabase
  let stage: Stage
  let operator: Actor
  let agency: Actor
  let second: Actor
  let third: Actor
  let platform: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    operator = await stage.admit('Hub', 'hub', ['operator'])
    agency = await stage.admit('Agency', 'agency', ['analyst', 'reviewer'])
    second = await stage.join(agency, ['reviewer'])
    third = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform', 'platform')
    group = await stage.found('Room', [agency, platform, operator])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const draftOf = (content = 'Accounts post in step', groupId = group): ReleaseDraft => ({
    title: `Title ${randomUUID()}`,
    terms: { groupId, tlp: 'amber', pap: 'amber', purpose: 'election-security', basis: 'Charter' },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-10-01T10:00:00.000Z',
        modified: '2026-10-01T10:00:00.000Z',
        content,
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
    message: MESSAGE,
  })
  const submit = (draft = draftOf(), by = agency, revises?: string) =>
    by.call(submitMessage, { body: { draft, ...(revises ? { revises } : {}) } })
  const look = (id: string, by = second) => by.call(getMessage, { params: { id } })
  const approve = async (id: string, by = second, seen?: { revision: number; digest: string }) => {
    const { summary, digest } = seen ? { summary: seen, digest: seen.digest } : await look(id, by)
    const body = { revision: summary.revision, digest }
    return by.call(approveMessage, { params: { id }, body })
  }
  const seenOf = async (id: string, by = second) => {
    const { summary, digest } = await look(id, by)
    return { revision: summary.revision, digest }
  }
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    )
  const stateOf = async (id: string) => (await look(id)).summary.state

  test('nothing reaches a platform before another person has approved it, who then sends it', async () => {
    const draft = draftOf()
    const { id, state, dueAt } = await submit(draft)
    expect([state, dueAt]).toEqual(['submitted', '2026-10-02T12:00:00.000Z'])
    const inbox = () => platform.call(listReleases, { query: { direction: 'in' } })
    expect((await inbox()).items.map(({ title }) => title)).not.toContain(draft.title)
    const shown = await look(id)
    expect(shown.draft).toEqual(draft)
    expect(shown.verdicts.map(({ member, allow }) => [member.name, allow])).toEqual([
      ['Hub', true],
      ['Platform', true],
    ])
    const sent = await approve(id)
    expect(sent).toMatchObject({ state: 'approved', releaseId: expect.any(String) })
    expect((await inbox()).items.map(({ title }) => title)).toContain(draft.title)
    const { history } = await look(id)
    expect(history.map(({ what, by }) => [what, by?.id])).toEqual([
      ['submitted', agency.personId],
      ['approved', second.personId],
    ])
  })

  test('whoever holds it is shown who wrote it and who approved it, and the receipt of the release names them', async () => {
    const { id } = await submit()
    const { releaseId } = await approve(id)
    const params = { id: releaseId! }
    const { summary, signers } = await platform.call(getRelease, { params })
    const names = { author: expect.any(String), approver: expect.any(String) }
    expect(signers).toEqual({ ...names, approvedAt: expect.any(String) })
    const receipt = await platform.call(getReceipt, { params: { index: summary.logIndex } })
    const { verifier } = stage.exchange.context.log
    const { disclosure } = await verifyReceipt(receipt, toVerifiers(verifier))
    const payload = disclosure.state === 'open' ? disclosure.payload : '{}'
    expect(JSON.parse(payload)).toMatchObject({
      author: agency.personId,
      approvedBy: second.personId,
      message: { type: 'notice-of-information', noAsk: { version: '1' } },
    })
  })

  test('whoever wrote it does not approve it, though they hold the role; the refusal is on record', async () => {
    const { id } = await submit()
    await expect(approve(id, agency)).rejects.toMatchObject({ rule: 'second-is-another' })
    const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ act: 'approve', rule: 'second-is-another' })
    expect(await stateOf(id)).toBe('submitted')
  })

  test('no machine submits, approves, or reads what waits', async () => {
    const { id } = await submit()
    const seen = await seenOf(id)
    const machine = await stage.withKey(second)
    expect(await codeOf(approve(id, machine, seen))).toBe('forbidden')
    expect(await codeOf(submit(draftOf(), await stage.withKey(agency)))).toBe('forbidden')
    expect(await codeOf(look(id, machine))).toBe('not-found')
    expect((await machine.call(listMessages)).items).toEqual([])
  })

  test('nobody else knows that a message waits, by any route or by the database', async () => {
    const { id } = await submit()
    const other = await stage.admit('Agency B', 'agency', ['analyst', 'reviewer'])
    for (const by of [other, platform, operator]) {
      expect(await codeOf(look(id, by))).toBe('not-found')
      expect((await by.call(listMessages)).items).toEqual([])
      const reader = { memberId: by.id, operator: by === operator }
      const rows = await asMember(database.db, reader, stage.clock.now(), async (tx) => [
        await tx.selectFrom('messages').selectAll().execute(),
        await tx.selectFrom('message_revisions').selectAll().execute(),
        await tx.selectFrom('message_looks').selectAll().execute(),
        await tx.selectFrom('message_events').selectAll().execute(),
      ])
      expect(rows).toEqual([[], [], [], []])
    }
    expect(await codeOf(approve(id, other, { revision: 1, digest: 'x' }))).toBe('not-found')
  })

  test('what was submitted anew is not what was looked at: the approval is refused and says what changed', async () => {
    const draft = draftOf('Polls close at noon, they say')
    const { id } = await submit(draft)
    const seen = await seenOf(id)
    const [note] = draft.objects as [object]
    const changed = {
      ...note,
      modified: '2026-10-01T11:00:00.000Z',
      content: 'Polls close at eight, they say',
    }
    const added = { ...draftOf().objects[0]!, content: 'One more' }
    await submit({ ...draft, objects: [changed, added] }, agency, id)
    await expect(approve(id, second, seen)).rejects.toMatchObject({
      code: 'preview-outdated',
      message: expect.stringMatching(
        /its words have changed; 1 object was added; 1 object was changed/,
      ),
    })
    const { changes } = await look(id)
    expect(changes).toMatchObject({ sinceRevision: 1, receivers: [] })
    expect(
      changes!.words.filter(({ kind }) => kind !== 'same').map(({ text }) => text.trim()),
    ).toEqual(['noon,', 'eight,', 'One more'])
    expect((await look(id, third)).changes).toBeUndefined()
    expect(await approve(id)).toMatchObject({ state: 'approved', revision: 2 })
  })

  test('a receiver more, or rules that changed, make the approval one of something else', async () => {
    const room = await stage.found('Room that grows', [agency, platform])
    const { id } = await submit(draftOf('Text', room))
    const seen = await seenOf(id)
    expect((await look(id, agency)).sinceSubmitted).toBeUndefined()
    const late = await stage.admit('Late platform', 'platform')
    await operator.call(addToGroup, { params: { id: room, memberId: late.id } })
    await expect(approve(id, second, seen)).rejects.toMatchObject({
      code: 'preview-outdated',
      message: expect.stringContaining(
        'Late platform was not in the group then and would receive it',
      ),
    })
    // Its author is told too, and a reviewer who looks for the first time.
    const joined = expect.stringContaining('Late platform was not in the group then')
    stage.clock.advance(1000)
    // However often its author looks, who is a reviewer of others' messages.
    for (const by of [agency, agency, third])
      expect((await look(id, by)).sinceSubmitted).toEqual([joined])
    const again = await seenOf(id)
    const now = stage.exchange.context.policies
    const { schema, texts } = loadPolicies()
    const more =
      '@id("one-more") @reason("one") @since("2026-11-28") forbid (principal, action, resource) when { false };'
    stage.exchange.context.policies = parsePolicies(schema, [...texts, more])
    await expect(approve(id, second, again)).rejects.toMatchObject({
      code: 'preview-outdated',
      message: expect.stringContaining('the rules of the exchange have changed'),
    })
    expect((await look(id, agency)).sinceSubmitted).toEqual([
      joined,
      'the rules of the exchange have changed',
    ])
    stage.exchange.context.policies = now
    expect(await codeOf(approve(id, second, again))).toBe('ok')
  })

  test('submitted anew by what holds now, nothing is said to have changed since', async () => {
    const room = await stage.found('Room that grew', [agency, platform])
    const draft = draftOf('Text', room)
    const { id } = await submit(draft)
    const late = await stage.admit('Platform of that room', 'platform')
    await operator.call(addToGroup, { params: { id: room, memberId: late.id } })
    expect((await look(id, agency)).sinceSubmitted).toHaveLength(1)
    await submit(draft, agency, id)
    expect((await look(id, agency)).sinceSubmitted).toBeUndefined()
    expect((await look(id)).sinceSubmitted).toBeUndefined()
  })

  test('a named receiver who left since is said to stand in the way, and the message can be returned', async () => {
    const room = await stage.found('Room that shrinks', [agency, platform])
    const draft = draftOf('Text', room)
    const { id } = await submit({ ...draft, terms: { ...draft.terms, named: [platform.id] } })
    const seen = await seenOf(id)
    await database.db
      .deleteFrom('group_members')
      .where('group_id', '=', room)
      .where('member_id', '=', platform.id)
      .execute()
    expect((await look(id)).fault).toContain('no other member of the group')
    expect(await codeOf(approve(id, second, seen))).toBe('conflict')
    await second.call(returnMessage, { params: { id }, body: { reason: 'It left' } })
    expect(await stateOf(id)).toBe('returned')
  })

  test('returned with a reason, changed by its author alone, submitted anew', async () => {
    const { id } = await submit()
    await second.call(returnMessage, { params: { id }, body: { reason: 'Name the law' } })
    const { history } = await look(id)
    expect(history.at(-1)).toMatchObject({ what: 'returned', note: 'Name the law' })
    expect(await codeOf(approve(id, second, { revision: 1, digest: 'x' }))).toBe('conflict')
    const colleague = await stage.join(agency, ['analyst'])
    expect(await codeOf(submit(draftOf(), colleague, id))).toBe('conflict')
    expect(await submit(draftOf(), agency, id)).toMatchObject({ state: 'submitted', revision: 2 })
    expect(await codeOf(colleague.call(withdrawMessage, { params: { id } }))).toBe('forbidden')
    await agency.call(withdrawMessage, { params: { id } })
    expect(await stateOf(id)).toBe('withdrawn')
  })

  test('what nobody looks after in time ends, visibly, and can be submitted anew', async () => {
    const { id } = await submit()
    stage.clock.advance(24 * HOUR_MS - 1000)
    await stage.exchange.drain()
    expect(await stateOf(id)).toBe('submitted')
    stage.clock.advance(1000)
    await stage.exchange.drain()
    const { summary, history } = await look(id)
    expect([summary.state, summary.dueAt]).toEqual(['timed-out', undefined])
    expect(history.at(-1)).toMatchObject({ what: 'timed-out' })
    expect(history.at(-1)).not.toHaveProperty('by')
    expect(await codeOf(approve(id, second, { revision: 1, digest: 'x' }))).toBe('conflict')
    expect((await submit(draftOf(), agency, id)).state).toBe('submitted')
  })

  test('an author who may no longer write stops the approval; a reviewer who may no longer review approves nothing', async () => {
    const author = await stage.join(agency, ['analyst'])
    const { id } = await submit(draftOf(), author)
    const seen = await seenOf(id)
    await operator.call(setPersonActive, {
      params: { id: author.personId },
      body: { active: false },
    })
    await expect(approve(id, second, seen)).rejects.toMatchObject({ rule: 'author-left' })
    await operator.call(setPersonActive, {
      params: { id: author.personId },
      body: { active: true },
    })
    const leaving = await stage.join(agency, ['reviewer'])
    const own = await seenOf(id, leaving)
    await operator.call(setRoles, {
      params: { id: leaving.personId },
      body: { roles: ['clerk'], had: ['reviewer'] },
    })
    expect(await codeOf(approve(id, leaving, own))).toBe('forbidden')
    await operator.call(setPersonActive, {
      params: { id: leaving.personId },
      body: { active: false },
    })
    expect(await codeOf(approve(id, leaving, own))).toBe('not-signed-in')
    expect(await codeOf(approve(id))).toBe('ok')
  })

  test('what no platform may receive whoever approves it is refused at once, with its rule', async () => {
    const lacks = { ...draftOf(), message: { type: 'advisory' } as const }
    await expect(submit(lacks)).rejects.toMatchObject({
      code: 'refused-by-policy',
      rule: 'message-needs-nexus',
    })
    const none = await stage.found('No platform', [agency, operator])
    expect(await codeOf(submit(draftOf('Text', none)))).toBe('bad-request')
  })

  test('two reviewers, an author who takes it back, and changes at once: one outcome each time, and never a fault', async () => {
    for (let round = 0; round < 6; round++) {
      const author = await stage.join(agency, ['analyst'])
      const draft = draftOf()
      const { id } = await submit(draft, author)
      const [a, b] = [await seenOf(id), await seenOf(id, third)]
      const codes = await Promise.all(
        [
          () => approve(id, second, a),
          () => approve(id, third, b),
          () => author.call(withdrawMessage, { params: { id } }),
          () => third.call(returnMessage, { params: { id }, body: { reason: 'No' } }),
          () => submit({ ...draft, title: 'Other' }, author, id),
          () =>
            operator.call(setPersonActive, {
              params: { id: author.personId },
              body: { active: round % 2 === 0 },
            }),
        ].map((act) => codeOf(act())),
      )
      expect(codes.filter((code) => !CODES.includes(code))).toEqual([])
      const { summary, history } = await look(id)
      const sent = await database.db
        .selectFrom('releases')
        .select('id')
        .where('title', 'in', [draft.title])
        .execute()
      expect(sent.length).toBe(history.some(({ what }) => what === 'approved') ? 1 : 0)
      expect(summary.state === 'approved').toBe(summary.releaseId !== undefined)
    }
  })

  test('lists by state, newest first, a page at a time', async () => {
    const ids = [await submit(), await submit(), await submit()].map(({ id }) => id).toReversed()
    const first = await second.call(listMessages, { query: { state: 'submitted', limit: 2 } })
    const rest = await second.call(listMessages, {
      query: { state: 'submitted', limit: 2, after: first.next! },
    })
    expect([...first.items, ...rest.items].slice(0, 3).map(({ id }) => id)).toEqual(ids)
  })
})
