/** Cases merged, parted and split: nothing is lost, all can be taken back, and nobody sees more for it. */
import {
  answerCaseInvitation,
  getCase,
  inviteToCase,
  leadCase,
  listCaseEvents,
  listCaseItems,
  listCaseLines,
  listCaseSteps,
  mergeCase,
  openCase,
  partCase,
  putInCase,
  splitCase,
  writeCaseLine,
  writeCaseStep,
  type CaseItem,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openRoom, type Room } from './answering.ts'

onServer('cases merged, parted and split', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  /** A case that all of these have joined. */
  const joined = async (by: Actor, others: Actor[]) => {
    const invited = others.map(({ id }) => id)
    const body = { groupId: room.group, purpose: 'election-security' as const, invited }
    const { id } = await by.call(openCase, { body })
    for (const one of others)
      await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    return id
  }
  const put = (by: Actor, id: string, ref: string) =>
    by.call(putInCase, { params: { id }, body: { kind: 'release', ref } })
  const step = (by: Actor, id: string, words: string) =>
    by.call(writeCaseStep, { params: { id }, body: { editId: randomUUID(), words } })
  const note = (by: Actor, id: string, words: string) =>
    by.call(writeCaseLine, { params: { id }, body: { lineId: randomUUID(), kind: 'note', words } })
  const refsOf = async (by: Actor, id: string) =>
    (await by.call(listCaseItems, { params: { id } })).items.map((one) =>
      'withheld' in one ? one.withheld : one.ref,
    )
  /** All that somebody reads in a case, with the refs of items. */
  const readBy = async (by: Actor, id: string) => {
    const params = { id }
    const steps = (await by.call(listCaseSteps, { params })).items
    const lines = (await by.call(listCaseLines, { params })).items
    return [
      ...(await refsOf(by, id)),
      ...steps.map((one) => one.current.words),
      ...lines.map((one) => one.words),
    ]
  }
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )
  const merge = (by: Actor, id: string, into: string) =>
    by.call(mergeCase, { params: { id }, body: { into } })
  const part = (by: Actor, id: string) => by.call(partCase, { params: { id } })

  test('what two cases hold stands in one, the same thing once, and each word stays for whom it was written', async () => {
    const { platform, peer, third } = room
    const [both, secret] = [await room.tell([platform, peer, third]), await room.tell([platform])]
    const from = await joined(platform, [peer])
    const into = await joined(platform, [peer, third])
    await put(peer, from, both)
    await put(platform, from, secret)
    await put(platform, into, both)
    await step(peer, from, 'We look at our logs')
    await note(platform, from, 'For the two of us')
    await note(platform, into, 'For all three')
    const before = await readBy(third, into)
    const one = await merge(platform, from, into)
    expect(one).toMatchObject({ id: into, state: 'open', itemCount: 2, tookIn: [{ id: from }] })
    expect(await readBy(peer, into)).toEqual([
      both,
      1,
      'We look at our logs',
      'For all three',
      'For the two of us',
    ])
    // To whoever was in the second alone a place is counted; no word of the first is theirs.
    expect(await readBy(third, into)).toEqual([before[0], 1, ...before.slice(1)])
    const husk = await peer.call(getCase, { params: { id: from } })
    expect(husk).toMatchObject({ state: 'merged', mergedInto: { id: into }, itemCount: 1 })
    expect(await faultOf(step(peer, from, 'Too late'))).toBe('conflict')
    const reopened = platform.call(leadCase, { params: { id: from }, body: { act: 'open-again' } })
    expect(await faultOf(reopened)).toBe('conflict')
    expect(await faultOf(merge(platform, from, into))).toBe('conflict')
  })

  test('merging is taken back whole: all that came goes back as it stands, and what was written since stays', async () => {
    const { platform, peer } = room
    const [first, second] = [await room.tell([platform, peer]), await room.tell([platform, peer])]
    const [from, into] = [await joined(platform, [peer]), await joined(platform, [peer])]
    await put(platform, from, first)
    await step(platform, from, 'Of the first')
    await note(peer, from, 'A note')
    const before = await readBy(peer, from)
    await merge(platform, from, into)
    await put(peer, into, second)
    await step(peer, into, 'Since then')
    expect(await part(platform, from)).toMatchObject({ id: from, state: 'open' })
    expect(await readBy(peer, from)).toEqual(before)
    expect(await readBy(peer, into)).toEqual([second, 'Since then'])
    expect(await faultOf(part(platform, from))).toBe('conflict')
    const acts = (await peer.call(listCaseEvents, { params: { id: from } })).items.map(
      ({ act }) => act,
    )
    expect(acts.slice(0, 2)).toEqual(['parted', 'merged'])
    // And again, through a third one, in the order in which it was done.
    const last = await joined(platform, [peer])
    await merge(platform, from, into)
    await merge(platform, into, last)
    expect(await faultOf(part(platform, from))).toBe('conflict')
    await part(platform, into)
    await part(platform, from)
    expect(await readBy(peer, from)).toEqual(before)
  })

  test('nobody is brought into a case by a merge, or loses one', async () => {
    const { platform, peer, third } = room
    const from = await joined(platform, [peer, third])
    const into = await joined(platform, [peer])
    await expect(merge(platform, from, into)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Third platform'),
    })
    await platform.call(inviteToCase, { params: { id: into }, body: { memberId: third.id } })
    await merge(platform, from, into)
    expect((await third.call(getCase, { params: { id: into } })).standing).toBe('invited')
    // Whoever has left the second reads no more of the first by its link.
    await peer.call(answerCaseInvitation, { params: { id: into }, body: { answer: 'left' } })
    const husk = await peer.call(getCase, { params: { id: from } })
    expect(husk.mergedInto).toEqual({})
  })

  test('both are led by whoever merges or parts them, and a body of government does neither where a platform is', async () => {
    const { platform, peer, agency, researcher, outside } = room
    const mine = await joined(platform, [peer])
    const theirs = await joined(peer, [platform])
    expect(await faultOf(merge(platform, mine, theirs))).toBe(
      'refused-by-policy case-merged-by-leads-alone',
    )
    expect(await faultOf(merge(outside, mine, theirs))).toBe('not-found')
    expect(await faultOf(part(outside, mine))).toBe('not-found')
    expect(await faultOf(merge(platform, mine, mine))).toBe('bad-request')
    const seen = await joined(platform, [peer, agency])
    expect(await faultOf(merge(platform, mine, seen))).toBe('conflict')
    const [a, b] = [await joined(agency, [platform]), await joined(agency, [platform])]
    const rule = 'refused-by-policy case-merge-unseen-by-government'
    expect(await faultOf(merge(agency, a, b))).toBe(rule)
    const item = await put(agency, a, await room.tell([platform]))
    const split = agency.call(splitCase, { params: { id: a }, body: { items: [item.id] } })
    expect(await faultOf(split)).toBe(rule)
    const [c, d] = [await joined(agency, [researcher]), await joined(agency, [researcher])]
    expect(await merge(agency, c, d)).toMatchObject({ id: d })
  })

  test('two who merge across each other leave one merged and no failure', async () => {
    const { platform, peer } = room
    const [a, b] = [await joined(platform, [peer]), await joined(platform, [peer])]
    const outcomes = await Promise.all(
      [merge(platform, a, b), merge(platform, b, a), merge(platform, a, b)].map(faultOf),
    )
    expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'none'])
  })

  test('items that its lead sees are split off, everybody is invited anew, and merging takes it back', async () => {
    const { platform, peer, third } = room
    const seen = await room.tell([platform, peer])
    const unseen = await room.tell([peer])
    const from = await joined(platform, [peer, third])
    const item = await put(peer, from, seen)
    const hidden = await put(peer, from, unseen)
    await step(peer, from, 'Mine stays')
    const split = (items: CaseItem[], title?: string) =>
      platform.call(splitCase, {
        params: { id: from },
        body: { items: items.map(({ id }) => id), ...(title === undefined ? {} : { title }) },
      })
    await expect(split([item, hidden])).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/items/1',
    })
    const made = await split([item], 'The second network')
    expect(made).toMatchObject({
      title: 'The second network',
      itemCount: 1,
      splitFrom: { id: from },
    })
    expect(await refsOf(third, from)).toEqual([1])
    expect((await peer.call(getCase, { params: { id: made.id } })).standing).toBe('invited')
    expect(await readBy(peer, from)).toEqual([unseen, 'Mine stays'])
    expect(await refsOf(third, made.id)).toEqual([1])
    await merge(platform, made.id, from)
    expect((await refsOf(peer, from)).toSorted()).toEqual([seen, unseen].toSorted())
  })
})
