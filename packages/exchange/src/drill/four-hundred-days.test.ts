import {
  acknowledgeNotice,
  answerReport,
  correctNotice,
  getPaper,
  joinReport,
  listPapers,
  listReleases,
  listReports,
  previewNotHit,
  sendNotHit,
  sendNotice,
  type NoticeText,
} from '@tocsin/api'
import { freshPostgres, startTestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf } from './cast.ts'
import { fourHundredDays } from './four-hundred-days.ts'
import { toScore, type ScoreFacts } from './four-hundred-days-score.ts'
import { SPARED } from './four-hundred-days-seed.ts'
import { createMailbox } from './mailbox.ts'

const at = (days: number, minutes = 0) => new Date(Date.UTC(2016, 7, 18 + days, 14, minutes))
const STATES = Array.from({ length: 50 }, (_, n) => String(n + 1).padStart(2, '0'))
const NOTHING: ScoreFacts = {
  bulletin: at(0),
  list: at(57),
  saidWho: at(57, 30),
  election: at(82),
  spared: at(105),
  end: at(109),
  reports: [],
  notices: [],
  lines: [],
  states: STATES,
  hit: STATES.slice(0, 21),
  now: at(110),
}
const TEXT: NoticeText = {
  subject: 'Sites were scanned',
  what: 'Computers searched sites of states for weak points.',
  howSure: 'We saw it.',
  actions: ['Check your logs'],
  whoToCall: 'Desk of the hub',
}
const line = (state: string, rest: Partial<ScoreFacts['lines'][number]>) => ({
  notice: 'a',
  kind: 'notice',
  sent: at(1),
  state,
  role: 'chief-official' as const,
  told: null,
  standing: 'waiting' as const,
  corrects: false,
  ...rest,
})

test('whoever does nothing is told whom nobody told, and nobody is said to have known', () => {
  const { clocks, offices, mistakes, knew } = toScore(NOTHING)
  expect(clocks.map(({ here }) => here)).toEqual([0, ...Array(6).fill(undefined)])
  expect(offices).toEqual({ all: 50, sent: 0, told: 0, understood: 0 })
  expect(mistakes.map(({ count }) => count)).toEqual([50, 21, 29])
  expect(knew!.map(({ told, whetherHit }) => [told, whetherHit])).toEqual([[0, 0], [0, 0], [0, 0]]) // prettier-ignore
})

test('before the list is there nobody can be late with it, and instants to come are left out', () => {
  const { mistakes, knew } = toScore({ ...NOTHING, now: at(2) })
  expect(mistakes.map(({ count }) => count)).toEqual([50])
  expect(knew).toEqual([])
})

test('what IT staff was told counts for no official, as in 2016', () => {
  const lines = STATES.map((state) => line(state, { role: 'it', told: at(1, 5) }))
  const { offices, mistakes } = toScore({ ...NOTHING, lines, now: at(2) })
  expect(offices.told).toBe(0)
  expect(mistakes.map(({ what, count }) => [what, count])).toEqual([
    ['States whose chief election official was sent no notice', 50],
    ['States of which only the IT staff was sent a notice', 50],
  ])
})

test('a notice to all says of no state whether it was hit, and a hit state that is told otherwise is a mistake', () => {
  const wide = STATES.map((state) => line(state, { sent: at(58) }))
  const all = toScore({ ...NOTHING, lines: wide }).mistakes
  expect(all.find(({ what }) => what.includes('of their own'))?.count).toBe(21)
  const wrong = line('03', { notice: 'b', kind: 'not-hit', sent: at(59) })
  const told = toScore({ ...NOTHING, lines: [...wide, wrong] }).mistakes
  expect(told.find(({ what }) => what.startsWith('States that were hit and were told'))?.count).toBe(1) // prettier-ignore
})

test('a state that was told otherwise and is not corrected is a mistake until it is', () => {
  const spared = { notice: 'c', state: SPARED, kind: 'not-hit', sent: at(58) }
  const mistake = (lines: ScoreFacts['lines']) =>
    toScore({ ...NOTHING, lines }).mistakes.some(({ what }) => what.startsWith('A state was told'))
  expect(mistake([line(SPARED, spared)])).toBe(true)
  const corrected = line(SPARED, { notice: 'd', sent: at(106), corrects: true })
  expect(mistake([line(SPARED, spared), corrected])).toBe(false)
})

type Node = Awaited<ReturnType<typeof startTestExchange>>
let node: Node
const mail = createMailbox(() => true)
let done = 0

beforeAll(async () => {
  node = await startTestExchange({
    database: await freshPostgres(),
    start: fourHundredDays.start,
    pack: 'us',
    exercise: true,
  })
  node.context.mailer = mail
  const operator = { name: 'Operator', kind: 'hub', email: 'operator@drill.example' } as const
  await node.admit({ ...operator, roles: ['operator'] })
  await fourHundredDays.prepare(node.stage, operator.email)
})
afterAll(async () => {
  const { database } = node.context
  await node.close()
  await database.close()
})

/** Plays so many more beats. */
async function play(count: number): Promise<void> {
  for (const beat of fourHundredDays.beats.slice(done, done + count)) {
    node.clock.set(new Date(fourHundredDays.start.getTime() + beat.minute * 60_000))
    await node.drain()
    await beat.play(node.stage, 'seed')
    await node.drain()
    done += 1
  }
}
const score = () => fourHundredDays.score!(node.context)
const hub = () => node.stage.as(emailOf('hub'))

/** Officials answer the mails that came since, an hour later. */
async function answer(step: 'told' | 'understood'): Promise<void> {
  await node.drain()
  node.clock.advance(3_600_000)
  const mails = mail.take().filter(({ to }) => to.startsWith('chief-official'))
  for (const { text } of mails) {
    const token = /\/n#([\w-]+)/.exec(text)![1]!
    const body = { token, step, ...(step === 'understood' ? { who: 'The duty officer' } : {}) }
    await node.stage.anonymous(acknowledgeNotice, { body })
  }
}

function toChiefs(texts: NoticeText, states: readonly string[]) {
  return {
    kind: 'notice' as const,
    tlp: 'green' as const,
    texts: { en: texts },
    targets: states.map((jurisdiction) => ({ jurisdiction, role: 'chief-official' as const })),
    answerWithin: 360,
  }
}

test('played to its end: all officials told within hours, logs answered, hit and not hit told apart, one corrected, and only the answer that came late is left', async () => {
  await play(2)
  expect((await (await hub())(listReleases, { query: { direction: 'in' } })).items).toHaveLength(1)
  mail.take()
  const call = await hub()
  const states = await node.context.database.db.selectFrom('jurisdictions').select('id').where('kind', '=', 'state').orderBy('id').execute() // prettier-ignore
  const ids = states.map(({ id }) => id)
  await call(sendNotice, { body: toChiefs(TEXT, ids) })
  await answer('understood')
  expect((await score()).offices).toEqual({ all: 50, sent: 50, told: 50, understood: 50 })

  await play(2)
  const [first, ...others] = (await call(listReports)).items.toReversed()
  expect(others).toHaveLength(5)
  for (const { id } of others) await call(joinReport, { params: { id }, body: { to: first!.id } })
  const words = 'It is the same scanning. Keep the logs; we go through them with you.'
  await call(answerReport, { params: { id: first!.id }, body: { words } })

  await play(2)
  const [list] = (await call(listPapers)).items
  const { content } = await call(getPaper, { params: { id: list!.id } })
  expect(content.picked).toHaveLength(21)
  const hit = content.picked.map(({ jurisdiction }) => jurisdiction)
  const toHit = await call(sendNotice, { body: toChiefs({ ...TEXT, what: 'We found the same in your records.' }, hit) }) // prettier-ignore
  await answer('understood')
  const params = { id: toHit.summary.id }
  const draft = { texts: { en: { ...TEXT, what: 'We found no such search in your records.' } }, knownAt: node.clock.now().toISOString() } // prettier-ignore
  const { digest, lines } = await call(previewNotHit, { params, body: draft })
  expect(lines).toHaveLength(29)
  const notHit = await call(sendNotHit, { params, body: { ...draft, digest } })
  await answer('told')

  await play(2)
  expect((await score()).mistakes.map(({ what }) => what)).toEqual([
    'Reports of logs with no answer by their time',
    'A state was told that it is not known to be hit, and not told that this was wrong',
  ])
  const wrong = 'We told you that we had found nothing for your state.'
  await call(correctNotice, {
    params: { id: notHit.summary.id },
    body: {
      as: 'correction',
      texts: { en: { ...TEXT, wrong, what: 'New records show the same in your state.' } },
      answerWithin: 360,
      places: [SPARED],
    },
  })
  await play(Infinity)
  expect(done).toBe(fourHundredDays.beats.length)
  const { clocks, mistakes, knew } = await score()
  // The first three waited three days for their answer here.
  expect(mistakes).toEqual([{ what: 'Reports of logs with no answer by their time', count: 3 }])
  expect(clocks.every(({ here }) => here !== undefined)).toBe(true)
  expect(clocks[1]!.here).toBe(0)
  expect(knew!.map(({ told, whetherHit }) => [told, whetherHit])).toEqual([[50, 0], [50, 50], [50, 50]]) // prettier-ignore
}, 240_000)
