/** A person is mailed what is new to them as they chose: counted, once, at their hour, and with nothing of what it is. */
import {
  changeSettings,
  createRelease,
  getSettings,
  markSeen,
  openCase,
  previewRelease,
  recallRelease,
  type BodyOf,
  type ReleaseDraft,
} from '@tocsin/api'
import { freshPostgres, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let database: TestDatabase
let mail: Awaited<ReturnType<typeof startMailServer>>
let stage: Stage
let lab: Actor
let platform: Actor
let group: string
beforeAll(async () => {
  database = await freshPostgres()
  mail = await startMailServer()
  stage = await openStage(database, { logins: { smtpUrl: mail.url } })
  lab = await stage.admit('Lab', 'researcher')
  platform = await stage.admit('Platform', 'platform')
  group = await stage.found('Room', [lab, platform])
})
afterAll(async () => {
  await stage?.close()
  await database?.close()
  await mail?.stop()
})

const sentTo = async (by: Actor) => {
  await stage.exchange.drain()
  const to = `${by.personId}@member.example`
  return mail.mails.splice(0).filter((one) => one.to === to)
}
const choose = (by: Actor, body: BodyOf<typeof changeSettings>) => by.call(changeSettings, { body })
const lastOf = async (by: Actor) => (await by.call(getSettings)).newsMailed
/** Another analyst of the platform, to whom nothing is new yet. */
const someone = async () => {
  const person = await stage.join(platform, ['analyst'])
  stage.clock.advance(1000)
  await database.db
    .updateTable('people')
    .set({ created_at: stage.clock.now() })
    .where('id', '=', person.personId)
    .execute()
  return person
}
const release = async () => {
  stage.clock.advance(1000)
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
/** Brings the clock to the next time that it shows this, in UTC. */
const until = (time: string) => {
  const now = stage.clock.now()
  const at = new Date(`${now.toISOString().slice(0, 10)}T${time}:00.000Z`)
  const days = at > now ? 0 : 24 * HOUR
  stage.clock.advance(at.getTime() + days - now.getTime())
}

test('who chose nothing is mailed nothing; as it comes, each thing is told of once, an hour after the last mail at the earliest, with counts and places alone', async () => {
  const person = await someone()
  await release()
  expect(await sentTo(person)).toEqual([])
  await choose(person, { newsMail: 'at-once' })
  const [first, ...more] = await sentTo(person)
  expect(more).toEqual([])
  expect(first!.text).toContain('Releases that you have not looked at: 1\n')
  expect(first!.text).toContain('/inbox')
  expect(first!.text).not.toContain('Recalls')
  expect(first!.subject + first!.text).not.toMatch(/Seen in step|Lab|quill|amber/i)
  expect(await lastOf(person)).toMatchObject({ state: 'handed-over', unsure: false })
  await release()
  await lab.call(openCase, {
    body: { groupId: group, title: 'In step', purpose: 'election-security', invited: [platform.id] }, // prettier-ignore
  })
  stage.clock.advance(30 * MINUTE)
  expect(await sentTo(person)).toEqual([])
  stage.clock.advance(31 * MINUTE)
  const [second] = await sentTo(person)
  expect(second!.text).toContain('not looked at: 1\n')
  expect(second!.text).toContain('Invitations of your organisation to cases: 1\n')
  stage.clock.advance(3 * HOUR)
  expect(await sentTo(person)).toEqual([])
  await choose(person, { newsMail: 'none' })
  await release()
  stage.clock.advance(3 * HOUR)
  expect(await sentTo(person)).toEqual([])
})

test('once a day it is sent at the hour of the own zone, not in quiet hours, and not where there is nothing or all was looked at; a recall of what was told is told', async () => {
  const person = await someone()
  await choose(person, { newsMail: 'daily', newsMailHour: 9, timeZone: 'Asia/Kathmandu' })
  const id = await release()
  until('03:14')
  expect(await sentTo(person)).toEqual([])
  until('03:15')
  expect(await sentTo(person)).toHaveLength(1)
  until('03:15')
  expect(await sentTo(person)).toEqual([])

  await lab.call(recallRelease, { params: { id }, body: { reason: 'One was wrong' } })
  await choose(person, { quiet: { from: '22:00', until: '10:30' } })
  until('03:15')
  expect(await sentTo(person)).toEqual([])
  until('04:45')
  const [recalled] = await sentTo(person)
  expect(recalled!.text).toContain('Recalls that your organisation has not answered: 1\n')
  expect(recalled!.text).not.toContain('not looked at')

  const looked = await release()
  await person.call(markSeen, { body: { releases: [looked], seen: true } })
  until('04:45')
  expect(await sentTo(person)).toEqual([])
  expect(await lastOf(person)).toMatchObject({ state: 'handed-over' })
  await choose(person, { newsMail: 'none' })
})

test('what a refused mail told of is told again with what came since, and that it was refused is shown to the person alone', async () => {
  const person = await someone()
  const address = `${person.personId}@member.example`
  await choose(person, { newsMail: 'daily', newsMailHour: 9 })
  mail.refused.add(address)
  await release()
  until('09:00')
  expect(await sentTo(person)).toEqual([])
  expect(await lastOf(person)).toMatchObject({ state: 'failed', unsure: false })
  expect(await lastOf(platform)).toBeUndefined()
  mail.refused.delete(address)
  await release()
  until('09:00')
  const [again] = await sentTo(person)
  expect(again!.text).toContain('not looked at: 2\n')
  await choose(person, { newsMail: 'none' })
})

test('a mail that a process may have handed over before it ended goes again as the same, is said to be unsure, and what came since has its own', async () => {
  const person = await someone()
  await choose(person, { newsMail: 'at-once' })
  await release()
  mail.sick = { at: 'mail-from', code: 451, words: 'not now' }
  expect(await sentTo(person)).toEqual([])
  expect(await lastOf(person)).toMatchObject({ state: 'waiting', unsure: false })
  // A process claimed it, and ended before it wrote what came of it.
  const { id } = await database.db
    .updateTable('deliveries')
    .set({ leased_until: new Date(0), begun: true })
    .where('person_id', '=', person.personId)
    .where('purpose', '=', 'news')
    .returning('id')
    .executeTakeFirstOrThrow()
  mail.sick = undefined
  await release()
  stage.clock.advance(6 * MINUTE)
  const [first, ...more] = await sentTo(person)
  expect(more).toEqual([])
  expect(first!.id).toContain(id)
  expect(first!.text).toContain('not looked at: 1\n')
  expect(await lastOf(person)).toMatchObject({ state: 'handed-over', unsure: true })
  stage.clock.advance(2 * HOUR)
  const [second] = await sentTo(person)
  expect(second!.text).toContain('not looked at: 1\n')
  expect(second!.id).not.toBe(first!.id)
  stage.clock.advance(2 * HOUR)
  expect(await sentTo(person)).toEqual([])
  await choose(person, { newsMail: 'none' })
})

test('what is added while a mail waits is told by it, and a mail whose matter was settled, or that nobody wants any more, is not sent', async () => {
  const person = await someone()
  await choose(person, { newsMail: 'at-once' })
  await release()
  mail.sick = { at: 'mail-from', code: 451, words: 'not now' }
  expect(await sentTo(person)).toEqual([])
  const second = await release()
  stage.clock.advance(6 * MINUTE)
  expect(await sentTo(person)).toEqual([])
  mail.sick = undefined
  stage.clock.advance(2 * MINUTE)
  const mails = await sentTo(person)
  expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('not looked at: 2\n')])

  stage.clock.advance(2 * HOUR)
  const third = await release()
  mail.sick = { at: 'mail-from', code: 451, words: 'not now' }
  expect(await sentTo(person)).toEqual([])
  await person.call(markSeen, { body: { releases: [second, third], seen: true } })
  mail.sick = undefined
  stage.clock.advance(10 * MINUTE)
  expect(await sentTo(person)).toEqual([])
  expect(await lastOf(person)).toMatchObject({ state: 'handed-over' })
})

test('an hour that no clock has is refused, and the hour stays where only the rhythm is given', async () => {
  for (const newsMailHour of [24, -1, 8.5])
    await expect(choose(lab, { newsMailHour })).rejects.toMatchObject({ code: 'bad-request' })
  expect(await choose(lab, { newsMailHour: 6 })).toMatchObject({ newsMail: 'none', newsMailHour: 6 }) // prettier-ignore
  const kept = await choose(lab, { newsMail: 'daily' })
  expect(kept).toMatchObject({ newsMail: 'daily', newsMailHour: 6, sendsMail: true })
})
