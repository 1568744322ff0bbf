/** What is new to a person, over all that they work with: theirs alone, counted, and gone once it is done. */
import {
  addShifts,
  answerCaseInvitation,
  changeSettings,
  createRelease,
  getNews,
  getSettings,
  listReplies,
  makeReply,
  markRepliesSeen,
  markSeen,
  offerCaseStep,
  openCase,
  previewRelease,
  recallRelease,
  retractReply,
  writeHandover,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onServer('What is new', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let platform: Actor
  let colleague: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    platform = await stage.admit('Platform', 'platform')
    colleague = await stage.join(platform, ['reviewer'])
    group = await stage.found('Room', [lab, platform])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const newsOf = async (by: Actor) =>
    Object.fromEntries((await by.call(getNews)).items.map(({ kind, ...line }) => [kind, line]))
  const release = async () => {
    const draft: ReleaseDraft = {
      title: 'Seen in step',
      terms: { groupId: group, tlp: 'amber', pap: 'amber', purpose: 'election-security', basis: 'Charter' }, // prettier-ignore
      objects: [
        {
          type: 'user-account',
          spec_version: '2.1',
          id: `user-account--${randomUUID()}`,
          account_login: 'quill',
        },
      ],
    }
    const { digest } = await lab.call(previewRelease, { body: draft })
    return (await lab.call(createRelease, { body: { draft, digest } })).summary.id
  }

  test('a release is new to each person it came to until they looked, and a recall waits; whoever sent it has no news', async () => {
    const id = await release()
    for (const by of [platform, colleague])
      expect(await newsOf(by)).toEqual({ release: { total: 1, ids: [id] } })
    expect(await newsOf(lab)).toEqual({})
    await platform.call(markSeen, { body: { releases: [id], seen: true } })
    expect(await newsOf(platform)).toEqual({})
    stage.clock.advance(60_000)
    await lab.call(recallRelease, { params: { id }, body: { reason: 'One was wrong' } })
    expect(await newsOf(platform)).toEqual({
      release: { total: 1, ids: [id] },
      recall: { total: 1, ids: [] },
    })
    await platform.call(markSeen, { body: { releases: [id], seen: true } })
  })

  test('an invitation and a step that is offered wait for the analysts of a member, and for nobody who may not answer', async () => {
    const { id } = await lab.call(openCase, {
      body: { groupId: group, title: 'In step', purpose: 'election-security', invited: [platform.id] }, // prettier-ignore
    })
    expect((await newsOf(platform))['invitation']).toEqual({ total: 1, ids: [id] })
    expect((await newsOf(colleague))['invitation']).toBeUndefined()
    await platform.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    await lab.call(offerCaseStep, { params: { id }, body: { to: platform.id, words: 'Look' } })
    const { invitation, offer } = await newsOf(platform)
    expect([invitation, offer]).toEqual([undefined, { total: 1, ids: [id] }])
    expect((await newsOf(lab))['offer']).toBeUndefined()
  })

  test('a hand-over waits for colleagues and not for whoever wrote it, a shift for whom it was offered', async () => {
    const handoverId = randomUUID()
    await platform.call(writeHandover, { body: { handoverId, steps: [], waits: 'A call' } })
    const at = (hours: number) =>
      new Date(stage.clock.now().getTime() + hours * 3_600_000).toISOString()
    const shift = { shiftId: randomUUID(), personId: colleague.personId, from: at(1), until: at(9), zone: 'UTC' } // prettier-ignore
    await platform.call(addShifts, { body: { shifts: [shift] } })
    expect(await newsOf(colleague)).toMatchObject({
      handover: { total: 1, ids: [handoverId] },
      shift: { total: 1, ids: [shift.shiftId] },
    })
    const mine = await newsOf(platform)
    expect([mine['handover'], mine['shift']]).toEqual([undefined, undefined])
  })

  test('a reply calls each analyst it was addressed to until they looked at it or it is taken back, and nobody else', async () => {
    const other = await stage.join(lab, ['analyst'])
    const id = await release()
    const say = (kind: 'useful' | 'no-use', to: string[] = [lab.id]) =>
      platform.call(makeReply, { params: { id }, body: { kind, to, bodies: [] } })
    const first = await say('useful')
    for (const by of [lab, other])
      expect((await newsOf(by))['reply']).toEqual({ total: 1, ids: [id] })
    expect((await newsOf(platform))['reply']).toBeUndefined()
    const look = (by: Actor, replies: string[]) => by.call(markRepliesSeen, { body: { replies } })
    await look(lab, [first.id])
    await look(lab, [first.id])
    expect((await newsOf(lab))['reply']).toBeUndefined()
    expect((await newsOf(other))['reply']).toEqual({ total: 1, ids: [id] })
    const second = await say('no-use')
    expect((await newsOf(lab))['reply']).toEqual({ total: 1, ids: [id] })
    await platform.call(retractReply, { params: { id: second.id } })
    expect((await newsOf(lab))['reply']).toBeUndefined()
    for (const none of [second.id, randomUUID()])
      await expect(look(lab, [none])).rejects.toMatchObject({ code: 'not-found' })
    await expect(look(await stage.withKey(lab), [first.id])).rejects.toMatchObject({ code: 'forbidden' }) // prettier-ignore
  })

  test('a body of government is not called by what a platform says, even where it was told by name', async () => {
    const agency = await stage.admit('Agency', 'agency')
    const room = await stage.found('With agency', [agency, lab, platform])
    const terms = { groupId: room, tlp: 'green', pap: 'green', purpose: 'election-security', basis: 'Charter' } as const // prettier-ignore
    const account = { type: 'user-account', spec_version: '2.1', id: `user-account--${randomUUID()}`, account_login: 'reed' } // prettier-ignore
    const draft: ReleaseDraft = { title: 'Seen here', terms, objects: [account] }
    const { digest } = await lab.call(previewRelease, { body: draft })
    const { id } = (await lab.call(createRelease, { body: { draft, digest } })).summary
    const body = { kind: 'seen-too' as const, to: [agency.id], bodies: ['Agency'] }
    await platform.call(makeReply, { params: { id }, body })
    expect((await agency.call(listReplies, { params: { id } })).items).toHaveLength(1)
    expect((await newsOf(agency))['reply']).toBeUndefined()
  })

  test('how it is announced is chosen by each for themselves: on, off, and quiet hours; a time that no clock has is refused', async () => {
    expect((await lab.call(getSettings)).announced).toBe(true)
    const quiet = { from: '22:00', until: '07:00' }
    const kept = await lab.call(changeSettings, { body: { quiet } })
    expect([kept.announced, kept.quiet]).toEqual([true, quiet])
    const off = await lab.call(changeSettings, { body: { announced: false } })
    expect([off.announced, off.quiet]).toEqual([false, quiet])
    const none = await lab.call(changeSettings, { body: { quiet: null } })
    expect([none.announced, none.quiet]).toEqual([false, undefined])
    expect((await platform.call(getSettings)).announced).toBe(true)
    for (const from of ['24:00', '7:00', '', '22:00:00'])
      await expect(
        lab.call(changeSettings, { body: { quiet: { from, until: '07:00' } } }),
      ).rejects.toMatchObject({ code: 'bad-request' })
    const both = [true, false, true].map((announced) => lab.call(changeSettings, { body: { announced } })) // prettier-ignore
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(Array(3).fill('fulfilled')) // prettier-ignore
  })
})
