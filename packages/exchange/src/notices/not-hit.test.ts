import {
  acknowledgeNotice,
  closeNotice,
  addToGroup,
  correctNotice,
  createGroup,
  getCoverage,
  getNotice,
  listNotices,
  openNotice,
  previewNotHit,
  reportByMember,
  sendNotHit,
  sendNotice,
  type NotHitDraft,
  type NoticeText,
} from '@tocsin/api'
import {
  AGENCY,
  freshPostgres,
  HUB,
  startApprising,
  type Apprising,
  type TestDatabase,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const OFFICE = 'chief@13.example'
const HIT = { jurisdiction: '12', role: 'chief-official' } as const
const TEXT: NoticeText = {
  subject: 'Your place is not among those we know to be hit',
  what: 'We looked at what we have.',
  howSure: 'We see some of the records.',
  actions: ['Keep your logs'],
  whoToCall: 'Duty desk',
}

let node: Apprising['node']
let database: TestDatabase
let mail: Apprising['mail']
let close: Apprising['close']

beforeAll(async () => {
  database = await freshPostgres()
  ;({ node, mail, close } = await startApprising(database, {
    offices: [{ name: 'Georgia', email: OFFICE, jurisdiction: '13' }],
    contacts: [
      { ...HIT, email: 'chief@12.example' },
      { jurisdiction: '13', role: 'chief-official', email: OFFICE },
      { jurisdiction: '13', role: 'chief-official', rank: 1, email: 'deputy@13.example' },
      { jurisdiction: '06', role: 'chief-official', email: 'chief@06.example', language: 'es' },
    ],
  }))
})
afterAll(() => close?.())
beforeEach(() => {
  mail.mails.length = 0
})

/** A notice to the one state that is hit, and what would be told to the others. */
async function hit() {
  const agency = await node.stage.as(AGENCY)
  const texts = { en: { ...TEXT, subject: `Scans ${randomUUID()}`, what: 'You were scanned.' } }
  const first = await agency(sendNotice, {
    body: { kind: 'notice', tlp: 'green', texts, targets: [HIT], answerWithin: 60 },
  })
  await node.drain()
  mail.mails.length = 0
  const draft: NotHitDraft = { texts: { en: TEXT }, knownAt: node.clock.now().toISOString() }
  const params = { id: first.summary.id }
  const tell = async (change: Partial<NotHitDraft> = {}) => {
    const body = { ...draft, ...change }
    const { digest } = await agency(previewNotHit, { params, body })
    const told = await agency(sendNotHit, { params, body: { ...body, digest, again: true } })
    await node.drain()
    return told
  }
  return { agency, params, draft, tell, first }
}
const linkTo = (to: string) =>
  /\/n#([\w-]+)/.exec(mail.mails.findLast((one) => one.to === to)!.text)![1]!

test('every other state is told plainly that it is not known to be hit, up to when, and never who is', async () => {
  const { agency, params, draft, tell, first } = await hit()
  const preview = await agency(previewNotHit, { params, body: draft })
  expect(preview.verdict).toMatchObject({ allow: true, rule: 'apprise-agency' })
  expect(preview.lines.map((line) => line.jurisdiction)).not.toContain('12')
  expect(preview.leftOut).toMatchObject({ told: 1, overlapping: 0 })
  expect(new Set(preview.lines.map((line) => line.kind)).size).toBe(1)
  const told = await tell()
  expect(told).toMatchObject({
    answerWithin: 0,
    knownAt: draft.knownAt,
    notHitOf: { id: params.id },
    summary: { kind: 'not-hit' },
  })
  expect(mail.mails.map(({ to }) => to).toSorted()).toEqual([OFFICE, 'chief@06.example'].toSorted())
  const georgia = mail.mails.find(({ to }) => to === OFFICE)!
  const at = draft.knownAt.slice(0, 16).replace('T', ' ')
  expect(georgia.subject).toContain('NOT KNOWN TO BE HIT:')
  expect(georgia.text).toContain(`As of ${at} UTC and as far as Agency knows, Georgia is not among`)
  const rico = mail.mails.find(({ to }) => to === 'chief@06.example')!
  expect(rico.text).toContain('no está entre los lugares afectados')
  const said = JSON.stringify(mail.mails)
  expect(said).not.toContain('Florida')
  expect(said).not.toContain(params.id)
  expect(said).not.toContain(first.summary.subject)
})

test('an office learns of it nothing that leads to the notice of those that are hit; its receipt binds the sentence', async () => {
  const { params, tell } = await hit()
  const told = await tell()
  const office = await node.stage.as(OFFICE)
  const seen = await office(getNotice, { params: { id: told.summary.id } })
  expect(seen.knownAt).toBe(told.knownAt)
  expect(seen).not.toHaveProperty('notHitOf')
  expect(JSON.stringify(seen)).not.toContain(params.id)
  await expect(office(getNotice, { params })).rejects.toMatchObject({ code: 'not-found' })
  const { items } = await office(listNotices, { query: {} })
  expect(items.map(({ id }) => id)).not.toContain(params.id)
  const opened = await node.stage.anonymous(openNotice, { body: { token: linkTo(OFFICE) } })
  expect(opened).toMatchObject({ kind: 'not-hit', knownAt: told.knownAt })
  expect(JSON.stringify(opened)).not.toContain(params.id)
  const hub = await node.stage.as(HUB)
  expect(await hub(getNotice, { params: { id: told.summary.id } })).not.toHaveProperty('notHitOf')
})

test('without a clock nobody is overdue and no alternate is mailed; with one both are; each counts apart from those that are hit', async () => {
  const { agency, params, tell } = await hit()
  const calm = await tell()
  const timed = await tell({ answerWithin: 30 })
  mail.mails.length = 0
  node.clock.advance(31 * 60_000)
  await node.drain()
  const stateOf = async (id: string) => {
    const { targets } = await agency(getCoverage, { params: { id }, query: {} })
    return targets.find((target) => target.jurisdiction === '13')
  }
  expect(await stateOf(calm.summary.id)).toMatchObject({ state: 'waiting', attempt: 1 })
  expect(await stateOf(calm.summary.id)).not.toHaveProperty('dueAt')
  expect(await stateOf(timed.summary.id)).toMatchObject({ state: 'overdue', attempt: 2 })
  expect(mail.mails.map(({ to }) => to)).toEqual(['deputy@13.example'])
  const token = linkTo('deputy@13.example')
  await node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'understood', who: 'I' } })
  const { toldNotHit, summary } = await agency(getNotice, { params })
  expect(toldNotHit).toMatchObject([
    { id: timed.summary.id, counts: { told: 1 }, corrected: 0 },
    { id: calm.summary.id, counts: { told: 0, waiting: 2 }, corrected: 0 },
  ])
  expect(Object.values(summary.counts).reduce((a, b) => a + b)).toBe(1)
})

test('words that name who is hit are refused by name, and so is a time that is not known yet', async () => {
  const { agency, params, draft } = await hit()
  const naming = { ...draft, texts: { en: { ...TEXT, what: 'Only florida was scanned.' } } }
  const preview = await agency(previewNotHit, { params, body: naming })
  expect(preview).toMatchObject({
    names: 'Florida',
    verdict: { allow: false, rule: 'not-hit-names-nobody' },
  })
  const body = { ...naming, digest: preview.digest }
  await expect(agency(sendNotHit, { params, body })).rejects.toMatchObject({
    rule: 'not-hit-names-nobody',
  })
  const early = new Date(node.clock.now().getTime() - 3_600_000).toISOString()
  const late = new Date(node.clock.now().getTime() + 60_000).toISOString()
  for (const knownAt of [early, late, '2026-13-01T00:00:00.000Z'])
    await expect(
      agency(previewNotHit, { params, body: { ...draft, knownAt } }),
    ).rejects.toMatchObject({ code: 'bad-request' })
})

test('it goes to whom the sender looked at or to nobody, is of a notice of the sender itself, and of no correction', async () => {
  const { agency, params, draft, tell } = await hit()
  const { digest } = await agency(previewNotHit, { params, body: draft })
  const fewer = { ...draft, without: ['13'], digest }
  await expect(agency(sendNotHit, { params, body: fewer })).rejects.toMatchObject({
    code: 'conflict',
    path: '/body/digest',
  })
  const hub = await node.stage.as(HUB)
  await expect(hub(previewNotHit, { params, body: draft })).rejects.toMatchObject({
    code: expect.stringMatching(/not-found|forbidden/),
  })
  const told = await tell({ without: ['06'] })
  const again = { id: told.summary.id }
  await expect(agency(previewNotHit, { params: again, body: draft })).rejects.toMatchObject({
    path: '/params/id',
  })
  const sendKey = randomUUID()
  const body = { ...draft, without: ['13', '06'], sendKey }
  const looked = await agency(previewNotHit, { params, body: { ...draft, without: ['13', '06'] } })
  expect(looked).toMatchObject({ leftOut: { bySender: 2 }, again: looked.lines.length })
  const twice = await Promise.all(
    [0, 1].map(() => agency(sendNotHit, { params, body: { ...body, digest: looked.digest } })),
  )
  expect(twice[0]!.summary.id).toBe(twice[1]!.summary.id)
})

test('an office of which something else comes up is shown; a correction takes the place of what it was told, and it is never told so again', async () => {
  const { agency, params, draft, tell } = await hit()
  const told = await tell()
  expect(await agency(getNotice, { params: { id: told.summary.id } })).not.toHaveProperty(
    'maybeHit',
  )
  const texts = { en: { ...TEXT, subject: `More ${randomUUID()}`, what: 'You too.' } }
  const target = { jurisdiction: '13', role: 'chief-official' } as const
  const newer = await agency(sendNotice, {
    body: { kind: 'notice', tlp: 'green', texts, targets: [target], answerWithin: 60 },
  })
  const at = { id: told.summary.id }
  expect((await agency(getNotice, { params: at })).maybeHit).toMatchObject([
    { jurisdiction: '13', why: 'notice', notice: newer.summary.id },
  ])
  const right = {
    ...TEXT,
    subject: 'You are hit',
    what: 'You are hit after all.',
    wrong: 'We said no.',
  }
  const correction = await agency(correctNotice, {
    params: at,
    body: { as: 'correction', texts: { en: right }, answerWithin: 60, places: ['13'] },
  })
  expect(correction.summary.kind).toBe('notice')
  const after = await agency(getNotice, { params: at })
  expect(after).not.toHaveProperty('maybeHit')
  expect((await agency(getNotice, { params })).toldNotHit).toMatchObject([{ corrected: 1 }])
  const preview = await agency(previewNotHit, { params, body: draft })
  expect(preview.lines.map((line) => line.jurisdiction)).not.toContain('13')
  expect(preview.leftOut.told).toBe(2)
})

test('an office that reports when signed in, and not by the link of its notice, is shown too', async () => {
  const { agency, tell } = await hit()
  const told = await tell()
  const hub = await node.stage.as(HUB)
  const { id } = await hub(createGroup, {
    body: {
      name: 'Room',
      charter: 'Bodies of government tell each other of what they saw.',
      purposes: ['election-security'],
      legalBasis: 'Agreement of the members',
      maxTlp: 'green',
      expiresAt: '2036-10-01T00:00:00.000Z',
    },
  })
  const members = await database.db
    .selectFrom('members')
    .select(['id', 'kind'])
    .where('kind', 'in', ['agency', 'office'])
    .execute()
  for (const one of members) await hub(addToGroup, { params: { id, memberId: one.id } })
  const to = members.find(({ kind }) => kind === 'agency')!.id
  const body = { key: randomUUID(), words: 'Sign in at https://elsewhere.example/in', to }
  await (
    await node.stage.as(OFFICE)
  )(reportByMember, { body })
  expect((await agency(getNotice, { params: { id: told.summary.id } })).maybeHit).toMatchObject([
    { jurisdiction: '13', why: 'report' },
  ])
})

test('a place that has another open notice of the sender is shown with it before it is told that it is not hit', async () => {
  const { agency, params, draft } = await hit()
  const linesOf = async () => (await agency(previewNotHit, { params, body: draft })).lines
  const before = await linesOf()
  const subject = `Scans too ${randomUUID()}`
  const other = await agency(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: { ...TEXT, subject, what: 'You were scanned as well.' } },
      targets: [{ jurisdiction: '36', role: 'chief-official' }],
      answerWithin: 60,
    },
  })
  const shown = (lines: typeof before) =>
    lines.find(({ jurisdiction }) => jurisdiction === '36')!.otherNotice?.subject
  expect(shown(before)).toBeUndefined()
  expect(shown(await linesOf())).toBe(subject)
  await agency(closeNotice, {
    params: { id: other.summary.id },
    body: { reason: 'It was a mistake, nothing was scanned.' },
  })
  expect(shown(await linesOf())).toBeUndefined()
})
