/**
 * S3, state scanning and the 400-day notice, over a federal exchange and a hub of the states. Replies to the log check come as
 * reports of an intrusion where a state found something; there is no kind for having found nothing, which is an answer to the notice.
 */
import {
  answerReport,
  closeNotice,
  composeStix,
  correctNotice,
  getCoverage,
  getExchange,
  getNotice,
  getReceipt,
  getRelease,
  joinReport,
  listLateReports,
  listNoticeEvents,
  listOwnReports,
  listReports,
  makeReport,
  openNotice,
  previewNotHit,
  sendNotHit,
  type Client,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { newId } from '@tocsin/stix'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADDRESSES,
  ATTRIBUTION,
  bulletinObjects,
  CORRECTION,
  FIRST_WARNING,
  NOT_SEEN_HERE,
  SEEN_HERE,
  toStates,
} from './bulletin.ts'
import {
  answer,
  foundGroup,
  HUB_AT_AGENCY,
  AGENCY,
  mailsOf,
  notify,
  openS3,
  pollBulletins,
  release,
  type S3Stage,
} from './stage.ts'

const HOUR = 3_600_000
/** When the second bulletin came, election day, and the day after the correction. */
const OCTOBER = new Date('2016-10-14T14:00:00.000Z')
const ELECTION_DAY = new Date('2016-11-08T12:00:00.000Z')
const DECEMBER = new Date('2016-12-01T12:00:00.000Z')

let stage: S3Stage
let hub: S3Stage['hub']
let states: string[]
let group: string
let hubId: string

beforeAll(async () => {
  stage = await openS3()
  ;({ hub, states } = stage)
  ;({ group, hubId } = await foundGroup(stage))
})
afterAll(() => stage?.close())

test('the bulletin reaches the hub over TAXII with its context, and nobody outside the group', async () => {
  const objects = bulletinObjects(newId)
  await stage.federal.admit({
    name: 'Outsider',
    kind: 'platform',
    email: 'x@platform.example',
    roles: ['analyst'],
  })
  const title = 'Scanning of state election sites'
  expect((await release(stage, group, { title, objects })).to).toEqual([hubId])
  const received = await pollBulletins(stage)
  const ids = received.map((text) => (JSON.parse(text) as { id: string }).id)
  expect(ids).toEqual(expect.arrayContaining(objects.map((object) => object.id)))
  expect(ADDRESSES.every((address) => received.some((text) => text.includes(address)))).toBe(true)
})

test('an IT contact who answers does not count for the accountable official', async () => {
  const { duty, id } = await notify(
    stage,
    toStates(FIRST_WARNING, states, ['chief-official', 'it']),
  )
  await answer(stage, id, (to) => to.startsWith('it.'), 'understood')
  const { targets } = await duty(getCoverage, { params: { id }, query: {} })
  const chiefs = targets.filter((target) => target.role === 'chief-official')
  expect(chiefs).toHaveLength(50)
  expect(chiefs.every((target) => target.state === 'waiting')).toBe(true)
  await expect(duty(closeNotice, { params: { id }, body: {} })).rejects.toMatchObject({
    rule: 'close-needs-reason',
  })
})

test('twenty states find the addresses in their logs and say so by their links; each gets an answer in time, and reads it', async () => {
  const check = toStates(FIRST_WARNING, states.slice(0, 20), ['it'])
  const { duty, id } = await notify(stage, { ...check, answerWithin: 5 * 60 })
  const links = await mailsOf(stage, id, (to) => to.startsWith('it.'))
  for (const [i, { token }] of links.entries())
    await hub.stage.anonymous(makeReport, {
      body: {
        token,
        key: `log-check-of-state-${i}`,
        kind: 'intrusion',
        where: ADDRESSES[0]!,
        what: `Our logs show ${i + 3} requests of this address in July. No record was changed.`,
      },
    })
  const reports = await waiting(duty)
  expect(reports).toHaveLength(20)
  const [first, ...others] = reports
  expect(others.every(({ duplicates }) => duplicates.length > 0)).toBe(true)
  for (const other of others.slice(0, 18))
    await duty(joinReport, { params: { id: other.id }, body: { to: first!.id } })
  const words = 'It is the same scanning. Keep the logs; the hub goes through them with you.'
  await duty(answerReport, { params: { id: first!.id }, body: { words } })
  await duty(answerReport, { params: { id: others[18]!.id }, body: { words } })
  expect(await waiting(duty)).toEqual([])
  for (const { token } of links) {
    const { items } = await hub.stage.anonymous(listOwnReports, { body: { token } })
    expect(items).toMatchObject([{ state: 'answered' }])
    expect(items[0]!.hops.at(-1)).toMatchObject({ kind: 'answered', words })
  }
  hub.clock.advance(2 * HOUR)
  await hub.drain()
  expect((await duty(listLateReports)).items).toEqual([])
})

test('within 24 hours every chief official has answered or the next contact was asked, and past instants can be rebuilt', async () => {
  const { duty, id } = await notify(stage, toStates(FIRST_WARNING, states, ['chief-official']))
  const slow = new Set(states.slice(0, 12))
  await answer(stage, id, (to) => !slow.has(to.split('@')[1]!.slice(0, 2)), 'understood')
  const early = hub.clock.now().toISOString()
  hub.clock.advance(7 * HOUR)
  await hub.drain()
  const isAlternate = (to: string) => to.startsWith('chief-official.1@') && !to.includes('@01.')
  await answer(stage, id, isAlternate, 'understood')
  hub.clock.advance(17 * HOUR)
  await hub.drain()
  const at = async (instant?: string) =>
    (await duty(getCoverage, { params: { id }, query: instant ? { at: instant } : {} })).counts
  expect(await at(early)).toMatchObject({ understood: 38, waiting: 12 })
  expect(await at(new Date(Date.parse(early) + 6.5 * HOUR).toISOString())).toMatchObject({
    understood: 38,
    overdue: 12,
  })
  expect(await at()).toMatchObject({ understood: 49, overdue: 1, waiting: 0 })
  const { targets } = await duty(getCoverage, { params: { id }, query: {} })
  expect(targets.find((target) => target.state === 'overdue')).toMatchObject({
    attempt: 2,
    fault: expect.stringContaining('must call'),
  })
})

test('the attribution follows as a part of its own: likely, with moderate confidence, each in its own sentence', async () => {
  stage.federal.clock.set(OCTOBER)
  const agency = await stage.federal.stage.as(AGENCY)
  const composition = {
    title: 'Who is behind the scanning',
    words: 'These addresses searched state election sites for weaknesses.',
    items: ADDRESSES.map((value, i) => ({ row: i + 1, kind: 'ipv4' as const, value })),
    lookFor: true,
    attribution: ATTRIBUTION,
  }
  const mixed = 'It is likely that state, with moderate confidence.'
  await expect(agency(composeStix, { body: { ...composition, words: mixed } })).rejects.toThrow(
    mixed,
  )
  const made = await agency(composeStix, { body: composition })
  const part = (kind: 'facts' | 'attribution', objects: readonly unknown[]) =>
    release(stage, group, {
      title: composition.title,
      objects: [...objects],
      composed: { asGiven: [] },
      part: { statement: made.statement, kind },
    })
  const facts = await part('facts', made.objects)
  await part('attribution', made.attribution!)
  const desk = await stage.federal.stage.as(HUB_AT_AGENCY)
  const { statement } = await desk(getRelease, { params: { id: facts.id } })
  expect(statement).toMatchObject({
    withheld: 0,
    parts: [{ kind: 'facts' }, { kind: 'attribution' }],
  })
  const received = await pollBulletins(stage)
  const notes = received.filter((text) => text.includes('"note"') && text.includes('moderate'))
  expect(notes).toHaveLength(1)
  expect(notes[0]).toContain('"likelihood":"likely"')
  expect(JSON.stringify(made.objects)).not.toContain(ATTRIBUTION.actor)
})

test('the 29 states that were not hit are told so, one of them is corrected, and the record shows what each knew at three instants', async () => {
  hub.clock.set(OCTOBER)
  const hit = states.slice(0, 21)
  const first = await notify(stage, toStates(SEEN_HERE, hit, ['chief-official']))
  const { duty } = first
  const second = await tellOthers(duty, first.id)
  const spared = states.slice(21)
  const [wrong] = spared
  expect(second.places).toEqual(spared)
  await answer(stage, second.id, () => true, 'told')
  const { toldNotHit } = await duty(getNotice, { params: { id: first.id } })
  expect(toldNotHit).toMatchObject([{ id: second.id, offices: 29, counts: { told: 29 } }])
  const [before] = await mailsOf(stage, second.id, (to) => to.includes(`@${wrong}.`))
  expect(before!.mail.text).not.toMatch(/Alabama|Alaska|Arizona/)

  hub.clock.set(DECEMBER)
  const correction = await duty(correctNotice, {
    params: { id: second.id },
    body: { as: 'correction', texts: { en: CORRECTION }, answerWithin: 360, places: [wrong!] },
  })
  await hub.drain()
  expect(correction.corrects).toMatchObject({ id: second.id, offices: 1 })
  const old = await hub.stage.anonymous(openNotice, { body: { token: before!.token } })
  expect(old.correctedBy).toMatchObject({ noticeId: correction.summary.id })
  const { id: third } = correction.summary
  await answer(stage, third, () => true, 'understood')

  const knew = async (at: Date) => {
    const query = { at: at.toISOString() }
    const { targets } = await duty(getCoverage, { params: { id: second.id }, query })
    return targets.find((target) => target.jurisdiction === wrong)
  }
  expect(await knew(new Date(OCTOBER.getTime() - HOUR))).toBeUndefined()
  const onElectionDay = await knew(ELECTION_DAY)
  expect(onElectionDay).toMatchObject({ state: 'told', version: { notice: second.id, number: 1 } })
  expect(onElectionDay).not.toHaveProperty('correctedBy')
  expect(await knew(hub.clock.now())).toMatchObject({
    correctedBy: { notice: third },
    version: { notice: third, number: 2, by: 'answered' },
  })
  const query = { at: ELECTION_DAY.toISOString() }
  expect((await duty(getCoverage, { params: { id: first.id }, query })).targets).toHaveLength(21)
  expect((await duty(getCoverage, { params: { id: third }, query })).targets).toEqual([])
})

test('every answer of a state is proven by a file that verifies with nothing but the public key', async () => {
  const warning = toStates(FIRST_WARNING, states.slice(0, 5), ['chief-official'])
  const { duty, id } = await notify(stage, warning)
  await answer(stage, id, () => true, 'understood')
  await hub.drain()
  const { items } = await duty(listNoticeEvents, { params: { id } })
  const understood = items.filter((event) => event.kind === 'notice.understood')
  expect(understood).toHaveLength(5)
  const keys = toVerifiers((await duty(getExchange)).logKey)
  for (const event of understood) {
    const file = await duty(getReceipt, { params: { index: event.logIndex } })
    const { disclosure } = await verifyReceipt(file, keys)
    expect(disclosure).toMatchObject({ state: 'open', kind: 'notice.understood' })
    const at = file.indexOf('\n\n') - 3
    const flipped = file.slice(0, at) + (file[at] === 'A' ? 'B' : 'A') + file.slice(at + 1)
    await expect(verifyReceipt(flipped, keys)).rejects.toMatchObject({ name: 'ProofError' })
  }
})

async function waiting(duty: Client) {
  const { items } = await duty(listReports, { query: { limit: 100 } })
  return items.filter(({ state }) => state !== 'answered')
}

/** Tells all states that a notice did not go to that they are not known to be hit, as of now. */
async function tellOthers(
  duty: Client,
  noticeId: string,
): Promise<{ id: string; places: string[] }> {
  const params = { id: noticeId }
  const draft = { texts: { en: NOT_SEEN_HERE }, knownAt: hub.clock.now().toISOString() }
  const { digest, lines } = await duty(previewNotHit, { params, body: draft })
  const { summary } = await duty(sendNotHit, { params, body: { ...draft, digest } })
  await hub.drain()
  return { id: summary.id, places: lines.map((line) => line.jurisdiction).toSorted() }
}
