/** Lists: every line of them can be reached, each once and in their order, and none ends without saying so. */
import {
  askErasure,
  importContacts,
  listContactChanges,
  listErasures,
  listJurisdictions,
  listMeetings,
  listNoticeEvents,
  listNotices,
  listOfficeNotices,
  listRefusals,
  listReleases,
  acknowledgeAsOffice,
  sendNotice,
  type NoticeSending,
} from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordRefusals } from '../src/refusals/record.ts'
import { walk } from './walk.ts'

const [AGENCY, HUB, COUNTY] = ['agency', 'hub', 'county'].map(
  (name) => `person@${name}.example`,
) as [string, string, string]
const PLACE = { params: { id: '12095' } }
const MINUTE = 60_000

onEachDatabase('lists in pages', (open) => {
  let node: TestExchange
  let agencyId: string
  const notices: string[] = []

  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    agencyId = await node.admit({
      name: 'Agency',
      kind: 'agency',
      email: AGENCY,
      roles: ['analyst'],
    })
    await node.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
    const county = { name: 'Orange County', kind: 'office', email: COUNTY } as const
    await node.admit({ ...county, roles: ['clerk'], jurisdiction: '12095' })
    const hub = await node.stage.as(HUB)
    for (const title of ['First', 'Second', 'Third'])
      await hub(importContacts, {
        body: {
          contacts: [contact('12095', 'clerk', title), contact('12', 'chief-official', title)],
        },
      })
    const agency = await node.stage.as(AGENCY)
    for (let i = 0; i < 5; i++) {
      const { summary } = await agency(sendNotice, { body: sending(i) })
      notices.unshift(summary.id)
      node.clock.advance(MINUTE)
    }
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  test('notices go on, newest first, and each is there once', async () => {
    const agency = await node.stage.as(AGENCY)
    const pages = await walk((query) => agency(listNotices, { query }))
    expect(pages.flat().map((one) => one.id)).toEqual(notices)
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1])
    expect(await agency(listNotices)).not.toHaveProperty('next')
  })

  test('an office sees first what awaits its answer, on whatever page that would stand by its date', async () => {
    const clerk = await node.stage.as(COUNTY)
    const all = (await clerk(listOfficeNotices)).items
    expect(all.map((one) => one.noticeId)).toEqual(notices)
    for (const one of all.slice(0, 3))
      await clerk(acknowledgeAsOffice, {
        params: { id: one.targetId },
        body: { step: 'understood', who: 'Deputy' },
      })
    const pages = await walk((query) => clerk(listOfficeNotices, { query }))
    expect(pages.flat().map((one) => one.noticeId)).toEqual([
      ...notices.slice(3),
      ...notices.slice(0, 3),
    ])
  })

  test('events go back page by page, each in order; of a place and of a past moment no others come', async () => {
    const agency = await node.stage.as(AGENCY)
    const params = { id: notices[0]! }
    const whole = (await agency(listNoticeEvents, { params })).items
    expect(whole.length).toBeGreaterThan(2)
    const pages = await walk((query) => agency(listNoticeEvents, { params, query }))
    expect(pages.toReversed().flat()).toEqual(whole)
    const county = await agency(listNoticeEvents, { params, query: { place: '12095' } })
    expect(new Set(county.items.map((one) => one.place))).toEqual(
      new Set(['Orange County, Florida', 'Florida']),
    )
    const other = await agency(listNoticeEvents, { params, query: { place: '12086' } })
    expect(new Set(other.items.map((one) => one.place))).toEqual(new Set(['Florida']))
    const { at } = whole[0]!
    const then = await agency(listNoticeEvents, { params, query: { at } })
    expect(then.items).toEqual(whole.filter((one) => one.at <= at))
    const before = new Date(Date.parse(at) - 1).toISOString()
    expect((await agency(listNoticeEvents, { params, query: { at: before } })).items).toEqual([])
  })

  test('refusals go on, newest first', async () => {
    const { db } = node.context.database
    const by = { memberId: agencyId }
    const decision = { allow: false, rule: 'not-yours', reason: 'no' } as const
    const refused = Array.from({ length: 5 }, (_, i) => ({
      act: 'release',
      subject: `case ${i}`,
      by,
      decision,
    }))
    await db.transaction().execute((tx) => recordRefusals(tx, node.clock.now(), refused))
    const agency = await node.stage.as(AGENCY)
    const pages = await walk((query) => agency(listRefusals, { query }))
    expect(pages.flat().map((one) => one.subject)).toEqual([4, 3, 2, 1, 0].map((i) => `case ${i}`))
  })

  test('places found go on, each once, and the number still to come is true', async () => {
    const hub = await node.stage.as(HUB)
    const search = 'washington'
    const seen: string[] = []
    let after: string | undefined
    let total: number | undefined
    do {
      const query = { search, limit: 10, ...(after ? { after } : {}) }
      const page = await hub(listJurisdictions, { query })
      seen.push(...page.items.map((one) => one.id))
      total ??= page.items.length + (page.more ?? 0)
      expect(seen.length + (page.more ?? 0)).toBe(total)
      after = page.next
    } while (after !== undefined)
    expect(total).toBeGreaterThan(30)
    expect(new Set(seen).size).toBe(total)
  })

  test('changes of contacts go on, newest first, and say how many are still to come', async () => {
    const hub = await node.stage.as(HUB)
    const read = (query: { limit: number; after?: string }) =>
      hub(listContactChanges, { ...PLACE, query })
    expect(await read({ limit: 2 })).toMatchObject({ more: 1, next: expect.any(String) })
    const pages = await walk(read)
    expect(pages.flat().map((one) => one.title)).toEqual(['Third', 'Second', 'First'])
  })

  test('wishes to erase go on, newest first', async () => {
    const hub = await node.stage.as(HUB)
    for (const id of notices.slice(0, 3)) {
      await hub(askErasure, { body: { subject: `notice:${id}`, reason: 'asked for' } })
      node.clock.advance(MINUTE)
    }
    const pages = await walk((query) => hub(listErasures, { query }))
    expect(pages.flat().map((one) => one.subject)).toEqual(
      notices
        .slice(0, 3)
        .toReversed()
        .map((id) => `notice:${id}`),
    )
  })

  test('where a list goes on says nothing of how many events others had, and is good for that list alone', async () => {
    const agency = await node.stage.as(AGENCY)
    const params = { id: notices[0]! }
    const events = (query: { limit?: number; after?: string }) =>
      agency(listNoticeEvents, { params, query })
    const { next } = await events({ limit: 1 })
    expect(next).toMatch(/^[\w-]{60,}$/)
    expect(await events({ limit: 1 })).toMatchObject({ next })
    const query = { after: next! }
    const wrong = [
      agency(listReleases, { query: { ...query, direction: 'out' } }),
      agency(listMeetings, { query }),
      agency(listNotices, { query }),
      events({ after: '1' }),
    ]
    for (const result of await Promise.allSettled(wrong))
      expect(result).toMatchObject({ status: 'rejected', reason: { path: '/query/after' } })
  })

  test('a place that is not in a list is refused with its path, never read as the beginning', async () => {
    const [agency, hub, clerk] = await Promise.all(
      [AGENCY, HUB, COUNTY].map((who) => node.stage.as(who)),
    )
    const query = { after: "' or 1=1" }
    const params = { id: notices[0]! }
    const wrong = [
      agency!(listNotices, { query }),
      agency!(listNoticeEvents, { params, query }),
      agency!(listRefusals, { query }),
      agency!(listReleases, { query: { ...query, direction: 'in' } }),
      clerk!(listOfficeNotices, { query }),
      hub!(listContactChanges, { ...PLACE, query }),
      hub!(listJurisdictions, { query: { ...query, search: 'washington' } }),
      hub!(listErasures, { query }),
      hub!(listErasures, { query: { after: randomUUID() } }),
    ]
    for (const result of await Promise.allSettled(wrong))
      expect(result).toMatchObject({ status: 'rejected', reason: { path: '/query/after' } })
  })
})

function contact(jurisdiction: string, role: 'clerk' | 'chief-official', title: string) {
  const email = `${title.toLowerCase()}@office-${jurisdiction}.example`
  return { jurisdiction, role, rank: 0, title, email, language: 'en' as const }
}

function sending(i: number): NoticeSending {
  return {
    kind: 'notice',
    tlp: 'green',
    texts: {
      en: {
        subject: `Notice ${i}`,
        what: 'Some accounts post that polls close at noon.',
        howSure: 'We saw the posts.',
        actions: ['Post the right hours today'],
        whoToCall: 'Duty desk',
      },
    },
    targets: [
      { jurisdiction: '12', role: 'chief-official' },
      { jurisdiction: '12095', role: 'clerk' },
    ],
    answerWithin: 60,
    again: true,
  }
}
