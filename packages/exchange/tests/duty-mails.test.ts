/** Whoever must act on a hand-over or an offered shift is mailed, in words that name nothing of it, and the page says what became of the mails. */
import { addShifts, answerHandover, answerShift, listHandovers, writeHandover } from '@tocsin/api'
import { freshPostgres, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

let database: TestDatabase
let mail: Awaited<ReturnType<typeof startMailServer>>
let stage: Stage
let first: Actor
let second: Actor
let third: Actor
let other: Actor
beforeAll(async () => {
  database = await freshPostgres()
  mail = await startMailServer()
  stage = await openStage(database, { logins: { smtpUrl: mail.url } })
  first = await stage.admit('Platform', 'platform')
  second = await stage.join(first, ['analyst'])
  third = await stage.join(first, ['analyst'])
  other = await stage.admit('Other platform', 'platform')
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
const addressesOf = async (...actors: Actor[]) =>
  (await Promise.all(actors.map(addressOf))).toSorted()
const sent = async () => {
  await stage.exchange.drain()
  return mail.mails.splice(0)
}
const sentTo = async () => (await sent()).map(({ to }) => to).toSorted()
const handOver = (by: Actor, more: object = {}) =>
  by.call(writeHandover, {
    body: { handoverId: randomUUID(), steps: [], waits: 'Quillfeather is to be called', ...more },
  })
const settle = (by: Actor, id: string, answer: 'taken' | 'declined' | 'withdrawn') =>
  by.call(answerHandover, { params: { id }, body: { answer } })
const shiftFor = (of: Actor, from = 0) => ({
  shiftId: randomUUID(),
  personId: of.personId,
  from: new Date(stage.clock.now().getTime() + from * 3_600_000).toISOString(),
  until: new Date(stage.clock.now().getTime() + (from + 8) * 3_600_000).toISOString(),
  zone: 'Europe/Dublin',
})

test('whom a hand-over is meant for is mailed where to look and nothing else; declined, it is told to the others; nobody else hears', async () => {
  const one = await handOver(first, { forId: second.personId })
  expect(one.mails).toEqual({ handedOver: 0, waiting: 1, failed: 0 })
  const mails = await sent()
  expect(mails.map(({ to }) => to)).toEqual([await addressOf(second)])
  expect(mails[0]!.text).toContain('/duty')
  expect(mails[0]!.text).not.toContain('Quillfeather')
  const { items } = await second.call(listHandovers, { query: { state: 'open' } })
  expect(items[0]!.mails).toEqual({ handedOver: 1, waiting: 0, failed: 0 })
  await settle(second, one.id, 'declined')
  expect(await sentTo()).toEqual([await addressOf(third)])
  await settle(third, one.id, 'taken')
  expect(await sentTo()).toEqual([])
  expect((await other.call(listHandovers, { query: {} })).items).toEqual([])
})

test('a hand-over that is meant for nobody is told to whoever is on duty, and to all where none is; settled before its turn it is not sent', async () => {
  const all = await handOver(first)
  expect(await sentTo()).toEqual(await addressesOf(second, third))
  await settle(first, all.id, 'withdrawn')
  await third.call(addShifts, { body: { shifts: [shiftFor(third)] } })
  const onDuty = await handOver(first)
  expect(await sentTo()).toEqual([await addressOf(third)])
  await settle(third, onDuty.id, 'taken')
  const soon = await handOver(first)
  await settle(third, soon.id, 'taken')
  expect(await sentTo()).toEqual([])
  const { items } = await first.call(listHandovers, { query: {} })
  expect(items.find(({ id }) => id === soon.id)!.mails).toEqual({
    handedOver: 0,
    waiting: 0,
    failed: 0,
  })
})

test('a colleague is mailed once that shifts were put on the roster for them, however many; an own shift and one declined at once mail nobody', async () => {
  const shifts = [shiftFor(second, 24), shiftFor(second, 48), shiftFor(first, 24)]
  await first.call(addShifts, { body: { shifts } })
  const [only, ...more] = await sent()
  expect(only!.to).toBe(await addressOf(second))
  expect(only!.subject).toContain('offered a shift')
  expect(more).toEqual([])
  // Sent again, it is kept once and mailed once.
  await first.call(addShifts, { body: { shifts } })
  expect(await sentTo()).toEqual([])
  for (const { shiftId } of shifts.slice(0, 2))
    await second.call(answerShift, { params: { id: shiftId }, body: { answer: 'declined' } })
  const late = shiftFor(second, 72)
  await first.call(addShifts, { body: { shifts: [late] } })
  await second.call(answerShift, { params: { id: late.shiftId }, body: { answer: 'declined' } })
  expect(await sentTo()).toEqual([])
})
