import {
  answerAlert,
  getRelease,
  listAlerts,
  listOpenedSeals,
  listReleases,
  type PartyAlert,
} from '@tocsin/api'
import { freshPostgres, startMailServer, startTestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf } from './cast.ts'
import { sixNames } from './six-names.ts'

type Node = Awaited<ReturnType<typeof startTestExchange>>
let node: Node
let mail: Awaited<ReturnType<typeof startMailServer>>

beforeAll(async () => {
  mail = await startMailServer()
  node = await startTestExchange({
    database: await freshPostgres(),
    smtpUrl: mail.url,
    start: sixNames.start,
  })
  const operator = { name: 'Hub', kind: 'hub', email: 'operator@drill.example' } as const
  await node.admit({ ...operator, roles: ['operator'] })
  await sixNames.prepare(node.stage, operator.email)
})
afterAll(async () => {
  const { database } = node.context
  await node.close()
  await database.close()
  await mail.stop()
})

/** Plays the next beats, each at its minute. */
let done = 0
async function playTo(minute: number): Promise<void> {
  for (const beat of sixNames.beats.slice(done)) {
    if (beat.minute > minute) break
    node.clock.set(new Date(sixNames.start.getTime() + beat.minute * 60_000))
    await node.drain()
    await beat.play(node.stage, 'seed')
    await node.drain()
    done += 1
  }
}
async function alertsOf(key: string): Promise<PartyAlert[]> {
  const client = await node.stage.as(emailOf(key))
  return (await client(listAlerts, { query: { limit: 200 } })).items
}

test('the drill finds the six names, tells the four that they imitate by two contacts each, and seals them', async () => {
  await playTo(sixNames.liveFrom)
  const found = await alertsOf('company')
  expect(new Set(found.map(({ name }) => name)).size).toBe(6)
  expect(found.map(({ seal }) => seal?.opened)).toEqual(Array(7).fill(false))
  // Whoever was invited got a mail too, at an address of another domain.
  const told = mail.mails.map(({ to }) => to).filter((to) => !to.endsWith('@drill.example'))
  const four = ['chamber', 'company', 'think-tank-a', 'think-tank-b']
  expect(told.toSorted()).toEqual(
    ['director', 'it']
      .flatMap((who) => four.map((key) => `${who}@${key}.drill.example`))
      .toSorted(),
  )
})

test('what a person who plays a party answered first stands, and the drill answers for the others', async () => {
  const [own] = await alertsOf('chamber')
  const chamber = await node.stage.as(emailOf('chamber'))
  await chamber(answerAlert, {
    params: { id: own!.id },
    body: { answer: 'ours', mayKnow: 'nobody', wantsHelp: false },
  })
  await playTo(sixNames.beats.at(-3)!.minute)
  const answers = (await alertsOf('chamber')).map(({ id, answer }) => [
    id === own!.id,
    answer?.answer,
  ])
  expect(answers.toSorted()).toEqual([
    [false, 'not-ours'],
    [false, 'not-ours'],
    [true, 'ours'],
  ])
  expect((await alertsOf('think-tank-b')).map(({ answer }) => answer)).toEqual([undefined])
})

test('no peer is told before the announcement, and after it of all but what a party calls its own', async () => {
  const company = await node.stage.as(emailOf('company'))
  const sent = () => company(listReleases, { query: { direction: 'out' } })
  expect((await sent()).items).toEqual([])
  await playTo(Infinity)
  const { items } = await node.stage.anonymous(listOpenedSeals)
  expect(items).toHaveLength(6)
  const [released] = (await sent()).items
  const { recipients } = await company(getRelease, { params: { id: released!.id } })
  expect(
    recipients.map(({ member, readAt }) => [member.name, readAt !== undefined]).toSorted(),
  ).toEqual([
    ['Platform B', true],
    ['Platform C', true],
  ])
})
