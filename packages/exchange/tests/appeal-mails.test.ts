/** Holders of what an appeal is about are mailed that it waits, whoever brought it that holders answered once their day is over; nobody else is, and no mail says what it is about. */
import {
  answerAppeal,
  type AppealAnswer,
  bringAppeal,
  createRelease,
  getOverview,
  listAppeals,
  previewRelease,
  type ReleaseDraft,
  withdrawAppeal,
} from '@tocsin/api'
import { freshPostgres, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const HOUR_MS = 3_600_000
let database: TestDatabase
let mail: Awaited<ReturnType<typeof startMailServer>>
let stage: Stage
let platform: Actor
let second: Actor
let peer: Actor
let other: Actor
let hub: Actor
let group: string
beforeAll(async () => {
  database = await freshPostgres()
  mail = await startMailServer()
  stage = await openStage(database, { logins: { smtpUrl: mail.url } })
  platform = await stage.admit('Platform', 'platform')
  second = await stage.join(platform, ['analyst'])
  await stage.join(platform, ['reviewer'])
  peer = await stage.admit('Other platform', 'platform')
  other = await stage.admit('Third platform', 'platform')
  hub = await stage.admit('Hub', 'hub', ['operator'])
  group = await stage.found('Room', [platform, peer, other])
})
afterAll(async () => {
  await stage?.close()
  await database?.close()
  await mail?.stop()
})

const addressesOf = async (...actors: Actor[]) => {
  const ids = actors.map(({ personId }) => personId)
  const people = database.db.selectFrom('people').where('id', 'in', ids)
  return (await people.select('email').execute()).map(({ email }) => email).toSorted()
}
const sent = async () => {
  await stage.exchange.drain()
  return mail.mails.splice(0)
}
const sentTo = async () => (await sent()).map(({ to }) => to).toSorted()
const later = (ms: number) => stage.clock.advance(ms)
const thing = () => ({
  type: 'user-account',
  spec_version: '2.1',
  id: `user-account--${randomUUID()}`,
  account_login: 'quillfeather',
})
type Thing = ReturnType<typeof thing>
const release = async (by: Actor, to: Actor[], objects: Thing[]) => {
  const draft: ReleaseDraft = {
    title: 'Seen in step',
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
      named: to.map(({ id }) => id),
    },
    objects,
  }
  const { digest } = await by.call(previewRelease, { body: draft })
  return (await by.call(createRelease, { body: { draft, digest } })).summary.id
}
const bring = (by: Actor, id: string, things: Thing[]) =>
  by.call(bringAppeal, {
    params: { id },
    body: {
      appealId: randomUUID(),
      behalf: 'person',
      words: 'Quillfeather wrote for itself',
      stixIds: things.map((one) => one.id),
      governmentToo: false,
    },
  })
const answer = (by: Actor, id: string, how: AppealAnswer) =>
  by.call(answerAppeal, { params: { id }, body: { answer: how } })
const mailsOf = async (by: Actor, id: string) =>
  (await by.call(listAppeals)).items.find((one) => one.id === id)!.mails

test('analysts of a holder are mailed that appeals wait and how many, and no more often than by the hour; nobody of another member is, and the page says how the mails fared', async () => {
  const things = [thing()]
  const id = await release(platform, [peer], things)
  await sent()
  const one = await bring(peer, id, things)
  expect(one.mails).toBeUndefined()
  expect(await mailsOf(platform, one.id)).toEqual({ handedOver: 0, waiting: 2, failed: 0 })
  const mails = await sent()
  expect(mails.map(({ to }) => to).toSorted()).toEqual(await addressesOf(platform, second))
  expect(mails[0]!.text).toContain('not answered: 1')
  expect(mails[0]!.text).toContain('/appeals')
  expect(mails[0]!.text.toLowerCase()).not.toContain('quillfeather')
  expect(await mailsOf(platform, one.id)).toEqual({ handedOver: 2, waiting: 0, failed: 0 })
  const next = await bring(peer, id, things)
  await bring(peer, id, things)
  expect(await sent()).toEqual([])
  expect(await mailsOf(platform, next.id)).toEqual({ handedOver: 0, waiting: 2, failed: 0 })
  later(HOUR_MS)
  expect((await sent()).map(({ text }) => /answered: (\d)/.exec(text)?.[1])).toEqual(['3', '3'])
  expect(await mailsOf(platform, next.id)).toEqual({ handedOver: 2, waiting: 0, failed: 0 })
})

test('what was answered or withdrawn before its turn is mailed to nobody', async () => {
  const things = [thing()]
  const id = await release(other, [peer], things)
  later(HOUR_MS)
  await sent()
  const [one, next] = [await bring(peer, id, things), await bring(peer, id, things)]
  await answer(other, one.id, 'looking')
  await peer.call(withdrawAppeal, { params: { id: next.id } })
  expect(await sentTo()).toEqual([])
  expect(await mailsOf(other, one.id)).toEqual({ handedOver: 0, waiting: 0, failed: 0 })
})

test('whoever brought an appeal is mailed once its day is over that holders answered, how many, and neither who nor what', async () => {
  later(2 * 24 * HOUR_MS)
  await sent()
  const things = [thing()]
  const id = await release(platform, [peer, other], things)
  const one = await bring(other, id, things)
  await sent()
  await answer(platform, one.id, 'looking')
  await answer(platform, one.id, 'corrected')
  await answer(peer, one.id, 'kept')
  expect(await sent()).toEqual([])
  later(24 * HOUR_MS)
  const mails = await sent()
  expect(mails.map(({ to }) => to)).toEqual(await addressesOf(other))
  expect(mails[0]!.text).toContain('since the last such mail: 2')
  expect(mails[0]!.text).not.toContain('Platform')
  later(24 * HOUR_MS)
  expect(await sent()).toEqual([])
})

test('operators are shown neither these mails nor any other that a member is written to about its own work', async () => {
  const at = stage.clock.now()
  const row = { channel: 'mail', state: 'failed', fault: 'refused', queued_at: at, settled_at: at }
  const kinds = ['appeal', 'appeal-answer', 'duty', 'unsent', 'second-person', 'person-end']
  const address = 'somebody@platform.example'
  await database.db
    .insertInto('deliveries')
    .values(
      kinds.map((purpose) => ({
        ...row,
        id: randomUUID(),
        purpose,
        address,
        person_id: platform.personId,
      })),
    )
    .execute()
  const { faultySignInMails } = await hub.call(getOverview)
  expect(faultySignInMails!.map(({ kind }) => kind)).toEqual(['person-end'])
})
