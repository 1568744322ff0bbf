/** Second reviewers are told by mail that something waits for them, in words that name nothing of it; and who asked may take it back. */
import {
  addMeetingItem,
  addShifts,
  approveUnmasking,
  askUnmasking,
  callMeeting,
  getMessage,
  listUnmaskings,
  previewRelease,
  submitMessage,
  withdrawMessage,
  withdrawUnmasking,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf, saying } from './meeting-parties.ts'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

onServer('A second person', (open) => {
  let database: TestDatabase
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    mail = await startMailServer()
    stage = await openStage(database, { logins: { smtpUrl: mail.url } })
    agency = await stage.admit('Agency', 'agency', ['analyst', 'reviewer'])
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform', 'platform', ['analyst', 'reviewer'])
    group = await stage.found('Room', [agency, platform])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
    await mail?.stop()
  })

  const addressOf = async (actor: Actor) => {
    const person = database.db.selectFrom('people').where('id', '=', actor.personId)
    return (await person.select('email').executeTakeFirstOrThrow()).email
  }
  const sent = async () => {
    await stage.exchange.drain()
    return mail.mails.splice(0)
  }
  const draftOf = (words: string): ReleaseDraft => ({
    title: `Quillfeather ${randomUUID()}`,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-09-30T10:00:00.000Z',
        modified: '2026-09-30T10:00:00.000Z',
        content: words,
        object_refs: [`identity--${agency.id}`],
      },
    ],
    message: MESSAGE,
  })
  const submit = (words = 'Seen in step') =>
    agency.call(submitMessage, { body: { draft: draftOf(words) } })
  const mailsOf = async (id: string) => (await agency.call(getMessage, { params: { id } })).mails

  test('is mailed that a message waits, and its author is not; the mail names nothing of it and its state is told', async () => {
    const { id } = await submit()
    expect(await mailsOf(id)).toEqual({ handedOver: 0, waiting: 1, failed: 0 })
    const [one, ...more] = await sent()
    expect(more).toEqual([])
    expect(one!.to).toBe(await addressOf(second))
    expect(JSON.stringify(one)).toContain(`/messages/${id}`)
    expect(JSON.stringify(one)).not.toMatch(/Quillfeather|Seen in step/)
    expect(await mailsOf(id)).toEqual({ handedOver: 1, waiting: 0, failed: 0 })
  })

  test('is not mailed of what waits no longer, and that is said of the mail', async () => {
    const { id } = await submit()
    await agency.call(withdrawMessage, { params: { id } })
    expect(await sent()).toEqual([])
    expect(await mailsOf(id)).toEqual({ handedOver: 0, waiting: 0, failed: 1 })
    const rows = await database.db
      .selectFrom('deliveries')
      .select('fault')
      .where('about', '=', `message:${id}`)
      .execute()
    expect(rows).toEqual([{ fault: 'Withheld: it waits no longer.' }])
  })

  test('is mailed once an hour of lines that wait in a meeting', async () => {
    const { id } = await agency.call(callMeeting, { body: meetingOf(group, [platform]) })
    await sent()
    for (const words of ['Seen on Monday.', 'Seen on Tuesday.'])
      await agency.call(addMeetingItem, { params: { id }, body: saying(words) })
    expect((await sent()).map(({ to }) => to)).toEqual([await addressOf(second)])
    stage.clock.advance(3_600_001)
    await agency.call(addMeetingItem, { params: { id }, body: saying('Seen on Friday.') })
    expect(await sent()).toHaveLength(1)
  })

  test('is mailed at once where they are on duty, and the others half an hour later if it still waits', async () => {
    const off = await stage.join(agency, ['reviewer'])
    const from = stage.clock.now().toISOString()
    const until = new Date(stage.clock.now().getTime() + 2 * 3_600_000).toISOString()
    const shift = { shiftId: randomUUID(), personId: second.personId, from, until, zone: 'UTC' }
    await second.call(addShifts, { body: { shifts: [shift] } })
    const [settled, waits] = [await submit(), await submit()]
    expect(await mailsOf(waits.id)).toEqual({ handedOver: 0, waiting: 1, failed: 0, later: 1 })
    expect((await sent()).map(({ to }) => to)).toEqual([
      await addressOf(second),
      await addressOf(second),
    ])
    await agency.call(withdrawMessage, { params: { id: settled.id } })
    stage.clock.advance(1_800_001)
    const [late, ...more] = await sent()
    expect([late!.to, more]).toEqual([await addressOf(off), []])
    expect(JSON.stringify(late)).toContain(`/messages/${waits.id}`)
    expect(await mailsOf(waits.id)).toEqual({ handedOver: 2, waiting: 0, failed: 0 })
    expect(await mailsOf(settled.id)).toEqual({ handedOver: 1, waiting: 0, failed: 0 })
    // Nobody of them on duty: all at once.
    stage.clock.advance(2 * 3_600_000)
    await submit()
    const told = (await sent()).map(({ to }) => to)
    expect(told.toSorted()).toEqual([await addressOf(second), await addressOf(off)].toSorted())
    await sql`update people set active = false where id = ${off.personId}::uuid`.execute(
      database.db,
    )
  })

  test('is mailed that a receiver asks for a masked person; how that mail fares is for the sender’s people alone', async () => {
    const words = 'It was written by official.1@example.com, they say'
    const body = draftOf(words)
    const { persons } = await agency.call(previewRelease, { body })
    const found = persons!.found.map(({ key }) => key)
    const reviewed = {
      ...body,
      persons: { of: persons!.of, statements: [{ as: 'of-the-country' as const, found }] },
    }
    const { id } = (await sendReviewed(agency, second, reviewed)).summary
    await sent()
    const given = await platform.send(`/api/releases/${id}/objects`)
    const token = /person-\w{8}/.exec(await given.text())![0]
    const ask = () =>
      platform.call(askUnmasking, {
        params: { id },
        body: { token, reason: 'One of ours', legalBasis: 'Terms', senderMayKnow: true },
      })
    const asked = await ask()
    expect(asked).not.toHaveProperty('mails')
    const read = async (by: Actor) =>
      (await by.call(listUnmaskings, { query: { releaseId: id } })).items[0]!
    expect((await read(second)).mails).toEqual({ handedOver: 0, waiting: 1, failed: 0 })
    expect((await sent()).map(({ to }) => to)).toEqual([await addressOf(second)])
    expect((await read(platform)).mails).toBeUndefined()

    const params = { id: asked.id }
    const colleague = await stage.join(platform, ['analyst'])
    await expect(agency.call(withdrawUnmasking, { params })).rejects.toMatchObject({
      code: 'not-found',
    })
    const back = await colleague.call(withdrawUnmasking, { params })
    expect(back).toMatchObject({ state: 'withdrawn', own: true })
    expect(await read(second)).toMatchObject({ state: 'withdrawn', mayDecide: false })
    await expect(colleague.call(withdrawUnmasking, { params })).rejects.toMatchObject({
      code: 'conflict',
    })
    const approved = second.call(approveUnmasking, { params, body: { basis: 'It is needed' } })
    await expect(approved).rejects.toMatchObject({ code: 'conflict' })
    expect((await ask()).state).toBe('asked')
  })
})
