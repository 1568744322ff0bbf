import {
  correctNotice,
  getBulletin,
  getBulletinCap,
  getBulletinFeed,
  getNoticeCap,
  listBulletins,
  previewNotice,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import { AGENCY, freshPglite, PLATFORM, startApprising, type Apprising } from '@tocsin/testkit'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const CLERK = 'clerk@orange.example'
const TEXT = {
  subject: 'False hours are being spread',
  what: 'Some posts say that polls close at noon.',
  howSure: 'We saw them.',
  actions: ['Post the right hours'],
  whoToCall: 'Duty desk & friends <day>',
}
const TARGETS: NoticeDraft['targets'] = [
  { jurisdiction: '12', role: 'chief-official' },
  { jurisdiction: '12095', role: 'clerk' },
]

let node: Apprising['node']
let close: Apprising['close']

beforeAll(async () => {
  ;({ node, close } = await startApprising(await freshPglite(), {
    offices: [{ name: 'Orange County', email: CLERK, jurisdiction: '12095' }],
    contacts: [
      { ...TARGETS[0]!, email: 'chief@12.example' },
      { ...TARGETS[1]!, email: CLERK },
    ],
  }))
})
afterAll(() => close?.())

const draftOf = (tlp: NoticeDraft['tlp']): NoticeDraft => ({
  kind: 'notice',
  tlp,
  texts: { en: { ...TEXT, subject: `${TEXT.subject} ${randomUUID()}` } },
  targets: TARGETS,
  answerWithin: 60,
})

async function send(tlp: NoticeDraft['tlp']) {
  const agency = await node.stage.as(AGENCY)
  const { summary } = await agency(sendNotice, { body: draftOf(tlp) })
  return { agency, id: summary.id, params: { id: summary.id } }
}
const anybody = () => node.stage.anonymous

test('what is marked CLEAR is read by anybody, and nothing else is; no place and no answer of an office stands in it', async () => {
  const { agency, id, params } = await send('clear')
  const green = await send('green')
  const previewed = await agency(previewNotice, { body: draftOf('clear') })
  expect(previewed.public).toBe(true)
  expect((await agency(previewNotice, { body: draftOf('green') })).public).toBe(false)
  const { items } = await anybody()(listBulletins, { query: {} })
  expect(items.map((one) => one.id)).toContain(id)
  expect(items.map((one) => one.id)).not.toContain(green.id)
  const feed = await anybody()(getBulletinFeed, { query: {} })
  const cap = await anybody()(getBulletinCap, { params })
  const page = JSON.stringify(await anybody()(getBulletin, { params }))
  for (const said of [feed, cap, page]) {
    expect(said).toContain(id)
    expect(said).not.toMatch(/Orange|Florida|12095/)
  }
  expect(feed).not.toContain(green.id)
  expect(cap).toContain('<areaDesc>United States')
  for (const route of [getBulletin, getBulletinCap])
    await expect(anybody()(route, { params: green.params })).rejects.toMatchObject({
      code: 'not-found',
    })
})

test('a correction and an all-clear are public with what they are about; each says of the other where it is', async () => {
  const { agency, id, params } = await send('clear')
  const part = await agency(correctNotice, {
    params,
    body: { as: 'all-clear', texts: { en: TEXT }, answerWithin: 60, places: ['12'] },
  })
  const rest = await agency(correctNotice, {
    params,
    body: { as: 'all-clear', texts: { en: { ...TEXT, what: 'Over.' } }, answerWithin: 60 },
  })
  const seen = await anybody()(getBulletin, { params })
  expect(seen.correctedBy).toMatchObject([
    { id: part.summary.id, isPart: true },
    { id: rest.summary.id, isPart: false },
  ])
  const capOf = (of: string) => anybody()(getBulletinCap, { params: { id: of } })
  expect(await capOf(part.summary.id)).toContain('<msgType>Update</msgType>')
  const cancel = await capOf(rest.summary.id)
  expect(cancel).toContain('<msgType>Cancel</msgType>')
  expect(cancel).toContain(`,${id},`)
})

test('whoever may read a notice saves it as a restricted alert with the places that they may see; nobody else does', async () => {
  const { agency, params } = await send('amber')
  const whole = await agency(getNoticeCap, { params })
  expect(whole).toContain('<scope>Restricted</scope>')
  expect(whole).toContain('TLP:AMBER')
  expect(whole.match(/<areaDesc>/g)).toHaveLength(2)
  const clerk = await node.stage.as(CLERK)
  const own = await clerk(getNoticeCap, { params })
  expect(own.match(/<areaDesc>/g)).toHaveLength(1)
  expect(own).toContain('<areaDesc>Orange County, Florida</areaDesc>')
  const platform = await node.stage.as(PLATFORM)
  await expect(platform(getNoticeCap, { params })).rejects.toMatchObject({ code: 'not-found' })
})

const VENV = resolve(import.meta.dirname, '../../../.cache/capvalidator')
const why = whyNot()
if (why) console.warn(`SKIPPED: capvalidator from PyPI: ${why}`)

/** Why the validator cannot be run here, or nothing. */
function whyNot(): string | undefined {
  if (process.env['CI'] === 'true') return 'CI has no Python registry'
  const python = join(VENV, 'bin/python')
  if (!existsSync(python)) {
    mkdirSync(VENV, { recursive: true })
    if (spawnSync('python3', ['-m', 'venv', VENV]).status !== 0) return 'no python3 with venv'
  }
  const packages = ['-m', 'pip', 'install', '-q', 'capvalidator==0.1.0.dev4']
  const installed = spawnSync(python, packages, { encoding: 'utf8' })
  return installed.status === 0 ? undefined : installed.stderr.trim().split('\n').at(-1)
}

describe.skipIf(why !== undefined)('the validator of the World Meteorological Organization', () => {
  test('takes each alert for one of CAP 1.2', async () => {
    const { agency, params } = await send('clear')
    const update = await agency(correctNotice, {
      params,
      body: {
        as: 'correction',
        texts: { en: { ...TEXT, wrong: 'We said “noon” < eight & more.' } },
        answerWithin: 60,
      },
    })
    const cancel = await agency(correctNotice, {
      params: { id: update.summary.id },
      body: { as: 'all-clear', texts: { en: TEXT }, answerWithin: 60 },
    })
    const ids = [params.id, update.summary.id, cancel.summary.id]
    const alerts = [
      ...(await Promise.all(ids.map((id) => anybody()(getBulletinCap, { params: { id } })))),
      ...(await Promise.all(ids.map((id) => agency(getNoticeCap, { params: { id } })))),
    ]
    const said = execFileSync(
      join(VENV, 'bin/python'),
      [
        '-c',
        'import json, sys\nfrom capvalidator import check_schema\nfor one in json.load(sys.stdin):\n  r = check_schema(one.encode())\n  print("valid" if r.passed else r.message)',
      ],
      { input: JSON.stringify(alerts), encoding: 'utf8' },
    )
    expect(said.trim().split('\n')).toEqual(alerts.map(() => 'valid'))
  })
})
