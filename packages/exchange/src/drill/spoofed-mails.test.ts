import {
  answerReport,
  getDrillScore,
  joinReport,
  listReports,
  sendNotice,
  type NoticeText,
} from '@tocsin/api'
import { freshPostgres, startMailServer, startTestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf } from './cast.ts'
import { spoofedMails } from './spoofed-mails.ts'
import { toScore, type ScoreFacts } from './spoofed-mails-score.ts'

const at = (minutes: number) => new Date(Date.UTC(2020, 9, 20, 13, minutes))
const TEXT: NoticeText = {
  subject: 'S',
  what: 'Voters got mails.',
  howSure: 'We saw them.',
  actions: ['Tell them'],
  whoToCall: 'Desk',
}
const NOTHING: ScoreFacts = {
  reports: [],
  notices: [],
  states: [],
  allStates: 50,
  saidWho: at(2000),
  now: at(2100),
}

test('whoever does nothing is told so, and is given no time', () => {
  const report = { group: 'a', received: at(0), answerBy: at(60), answered: null }
  const { clocks, offices, mistakes } = toScore({ ...NOTHING, reports: [report] })
  expect(clocks.map(({ here }) => here)).toEqual([
    0,
    undefined,
    undefined,
    undefined,
    undefined,
    2000,
  ])
  expect(offices).toEqual({ all: 50, sent: 0, told: 0, understood: 0 })
  expect(mistakes.map(({ count }) => count)).toEqual([1, 50, 1])
})

test('what is not due yet is not late, and what is to be said later was not said', () => {
  const report = { group: 'a', received: at(0), answerBy: at(60), answered: null }
  const { clocks, mistakes } = toScore({ ...NOTHING, reports: [report], now: at(30) })
  expect(clocks.at(-1)).not.toHaveProperty('here')
  expect(mistakes.map(({ count }) => count)).toEqual([50, 1])
})

test('times run from the first report, half of the states are half of all, and what was told well is no mistake', () => {
  const states = Array.from({ length: 50 }, (_, n) => ({
    sent: at(70),
    told: n < 26 ? at(71 + n) : null,
    state: n < 20 ? ('understood' as const) : n < 26 ? ('told' as const) : ('waiting' as const),
  }))
  const text = { ...TEXT, context: 'Lists are public.' }
  const { clocks, offices, mistakes } = toScore({
    ...NOTHING,
    reports: [{ group: 'a', received: at(10), answerBy: at(70), answered: at(40) }],
    notices: [{ sent: at(70), texts: { en: text }, isPublic: true }],
    states,
  })
  expect(clocks.map(({ here }) => here)).toEqual([0, 60, 85, 30, 60, 1990])
  expect(offices).toEqual({ all: 50, sent: 50, told: 26, understood: 20 })
  expect(mistakes).toEqual([])
})

test.each([
  [
    'who is behind it before anybody could know',
    { what: 'Actors of a foreign country sent mails.' },
  ],
  ['a party', { what: 'Mails went to Democratic voters.' }],
  ['the address of a home', { what: 'One went to 14 Heronsgate Lane.' }],
  [
    'grade 8',
    {
      what: 'Adversarial infrastructure impersonating governmental registration necessitates remediation.',
    },
  ],
])('a notice with what it should not have is a mistake: %s', (_, words) => {
  const notices = [{ sent: at(70), texts: { en: { ...TEXT, ...words } }, isPublic: false }]
  const found = toScore({ ...NOTHING, notices }).mistakes.map(({ what }) => what)
  expect(found).toHaveLength(3)
  expect(found[1]).toMatch(/before anybody|party|home|grade/)
})

type Node = Awaited<ReturnType<typeof startTestExchange>>
let node: Node
let mail: Awaited<ReturnType<typeof startMailServer>>
let done = 0

beforeAll(async () => {
  mail = await startMailServer()
  node = await startTestExchange({
    database: await freshPostgres(),
    smtpUrl: mail.url,
    start: spoofedMails.start,
    pack: 'us',
    exercise: true,
  })
  const operator = { name: 'Operator', kind: 'hub', email: 'operator@drill.example' } as const
  await node.admit({ ...operator, roles: ['operator'] })
  await spoofedMails.prepare(node.stage, operator.email)
})
afterAll(async () => {
  const { database } = node.context
  await node.close()
  await database.close()
  await mail.stop()
})

async function playTo(minute: number): Promise<void> {
  for (const beat of spoofedMails.beats.slice(done)) {
    if (beat.minute > minute) break
    node.clock.set(new Date(spoofedMails.start.getTime() + beat.minute * 60_000))
    await node.drain()
    await beat.play(node.stage, 'seed')
    await node.drain()
    done += 1
  }
}
const score = () => spoofedMails.score!(node.context)

test('three clerks report within an hour; whoever plays joins, answers and tells all states, and is scored by that', async () => {
  await playTo(spoofedMails.liveFrom)
  expect((await score()).clocks[0]!.here).toBeUndefined()
  await playTo(101)
  const hub = await node.stage.as(emailOf('hub'))
  const [third, second, first] = (await hub(listReports)).items
  expect([first!.struck, third!.kind]).toEqual([1, 'phishing'])
  for (const { id } of [second!, third!])
    await hub(joinReport, { params: { id }, body: { to: first!.id } })
  await hub(answerReport, { params: { id: first!.id }, body: { words: 'We warn all states.' } })
  const rows = await node.context.database.db
    .selectFrom('jurisdictions')
    .select('id')
    .where('kind', '=', 'state')
    .execute()
  await hub(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'clear',
      texts: { en: { ...TEXT, context: 'Lists of voters are public in some states.' } },
      targets: rows.map(({ id }) => ({ jurisdiction: id, role: 'chief-official' as const })),
      answerWithin: 60,
    },
  })
  await node.drain()
  const now = await score()
  expect(now.mistakes).toEqual([])
  expect(now.offices).toMatchObject({ all: 50, sent: 50, told: 0 })
  expect(now.clocks.map(({ here }) => here)).toEqual([0, 40, undefined, 40, 40, undefined])
})

test('the drill plays the peers and the agency to its end, and who is behind it is said apart', async () => {
  await playTo(Infinity)
  expect(done).toBe(spoofedMails.beats.length)
  const rows = await node.context.database.db.selectFrom('releases').select('title').execute()
  expect(rows.map(({ title }) => title).toSorted()).toEqual([
    'Frames of the film',
    'Servers of the threatening mails',
    'Who sent the threatening mails',
    'Who sent the threatening mails',
  ])
  expect((await score()).mistakes).toEqual([])
})

test('an exchange that plays no scored drill has no score', async () => {
  const hub = await node.stage.as(emailOf('hub'))
  await expect(hub(getDrillScore)).rejects.toMatchObject({ code: 'not-found' })
})
