import {
  acknowledgeAsOffice,
  ALL_ROUTES,
  checkCallBackCode,
  closeNotice,
  fillPath,
  getOfficeReceipt,
  getReceipt,
  listOfficeNotices,
  openNotice,
  sendNotice,
  type Route,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashSecret, newKeySecret } from '../auth/secrets.ts'
import { findOfficeToken, newLinkToken } from '../offices/door.ts'

const [COUNTY, OTHER] = ['clerk@county.example', 'clerk@other.example']
/** What would tell the county who else was addressed. */
const TRACES = /Miami-Dade|12086|Georgia|office\.13\b/
/** Lists of places and members, which say nothing of who was addressed. */
const PUBLIC_PLACES = ['listJurisdictions', 'listContacts', 'listContactChanges', 'listMembers']
const TAXII = 'application/taxii+json;version=2.1'

/** What a text tells; a receipt has its statement in base64 on its second line. */
function shown(text: string): string {
  const extra = /^extra (.*)$/m.exec(text)?.[1]
  return extra ? `${text} ${Buffer.from(extra, 'base64').toString('latin1')}` : text
}

onServer('an office and the others of its notice', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']
  let countyId: string
  let noticeId: string
  let key: string
  let targetOf: Record<string, string>

  beforeAll(async () => {
    const targets = [
      { jurisdiction: '12', role: 'chief-official' as const },
      { jurisdiction: '13', role: 'chief-official' as const },
      { jurisdiction: '12095', role: 'clerk' as const },
      { jurisdiction: '12086', role: 'clerk' as const },
    ]
    ;({ node, mail, close } = await startApprising(await open(), {
      offices: [
        {
          name: 'Orange County',
          email: COUNTY,
          roles: ['clerk', 'analyst'],
          jurisdiction: '12095',
        },
        { name: 'Office of another county', email: OTHER, jurisdiction: '12086' },
      ],
      contacts: targets.map((target) => ({
        ...target,
        title: `${target.role} of office.${target.jurisdiction}`,
        email: `office.${target.jurisdiction}@clerks.example`,
      })),
    }))
    const { db } = node.context.database
    const county = await db
      .selectFrom('members')
      .select('id')
      .where('jurisdiction', '=', '12095')
      .executeTakeFirstOrThrow()
    countyId = county.id
    key = newKeySecret()
    await db
      .insertInto('api_keys')
      .values({
        id: randomUUID(),
        member_id: countyId,
        person_id: null,
        label: 'desk',
        secret_hash: hashSecret(key),
        can_write: true,
        created_at: node.clock.now(),
      })
      .execute()
    const agency = await node.stage.as(AGENCY)
    const { summary } = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: {
          en: {
            subject: 'A false site',
            what: 'A copy of your page.',
            howSure: 'Seen.',
            actions: ['Tell your staff'],
            whoToCall: 'Duty desk',
          },
        },
        targets,
        answerWithin: 60,
      },
    })
    noticeId = summary.id
    const rows = await db.selectFrom('notice_targets').select(['id', 'jurisdiction']).execute()
    targetOf = Object.fromEntries(rows.map((row) => [row.jurisdiction, row.id]))
  })
  afterAll(() => close())

  const entries = async () =>
    (
      await node.context.database.db
        .selectFrom('log_entries')
        .select('index')
        .orderBy('index')
        .execute()
    ).map(({ index }) => index)

  test('the first receipt of an office is of its own opening, whatever is on record for others', async () => {
    const { token, hash } = newLinkToken()
    await node.context.database.db
      .insertInto('notice_links')
      .values({ token_hash: hash, target_id: targetOf['12095']!, rank: 0 })
      .execute()
    const body = { token }
    expect(await node.stage.anonymous(openNotice, { body })).toMatchObject({ state: 'waiting' })
    const asked = () => node.stage.anonymous(getOfficeReceipt, { body })
    const first = shown(await asked())
    expect(first).toContain('notice.opened')
    expect(first).not.toMatch(TRACES)
    mail.putOff.set('office.12095@clerks.example', () => Promise.resolve())
    await node.drain()
    mail.putOff.clear()
    // The mails of the others are out and on record; the receipt is still of what this office did.
    expect(mail.mails).toHaveLength(3)
    expect(shown(await asked())).not.toMatch(TRACES)
    node.clock.advance(60_000)
    await node.drain()
    const receipt = shown(await asked())
    expect(receipt).toContain(targetOf['12095'])
    expect(receipt).not.toMatch(TRACES)
  })

  test('the receipt of the sending names every office, and its sender alone may have it', async () => {
    const { log_index: index } = await node.context.database.db
      .selectFrom('notices')
      .select('log_index')
      .where('id', '=', noticeId)
      .executeTakeFirstOrThrow()
    const params = { index }
    const agency = await node.stage.as(AGENCY)
    expect(shown(await agency(getReceipt, { params }))).toContain('12086')
    for (const who of [COUNTY, OTHER, HUB]) {
      const call = await node.stage.as(who)
      await expect(call(getReceipt, { params })).rejects.toMatchObject({ status: 404 })
    }
    const leaf = await node.context.database.db
      .selectFrom('log_entries')
      .select('leaf')
      .where('index', '=', index)
      .executeTakeFirstOrThrow()
    // The public line is a commitment under a salt: it names no office and no content.
    expect(leaf.leaf).not.toMatch(TRACES)
    expect(leaf.leaf).not.toContain(noticeId)
  })

  test('no answer of any route, feed, page, mail or live event tells an office of the others', async () => {
    const agency = await node.stage.as(AGENCY)
    const desk = await node.stage.as(COUNTY)
    await desk(acknowledgeAsOffice, {
      params: { id: targetOf['12095']! },
      body: { step: 'understood', who: 'The deputy' },
    })
    node.clock.advance(61 * 60_000)
    await node.drain()
    await agency(closeNotice, { params: { id: noticeId }, body: { reason: 'The site is gone.' } })
    const [office] = (await desk(listOfficeNotices)).items
    const own = mail.mails.filter(({ to }) => to === 'office.12095@clerks.example')
    expect(own.length).toBeGreaterThan(0)
    const token = findOfficeToken(own.at(-1)!.text)!
    const said: [string, string][] = own.map((one) => ['mail', `${one.subject} ${one.text}`])
    for (const route of [openNotice, getOfficeReceipt, checkCallBackCode] as Route[]) {
      const body = { token, code: office!.callBackCode }
      said.push([
        route.name,
        await answer(route.path, { method: 'POST', body: JSON.stringify(body) }),
      ])
    }
    const cookie = await node.stage.cookieOf(COUNTY)
    const readers: Record<string, string>[] = [{ cookie }, { authorization: `Bearer ${key}` }]
    for (const headers of readers) {
      for (const path of await pathsToRead()) said.push([path, await answer(path, { headers })])
      for (const path of ['/taxii2/', '/taxii2/exchange/', '/taxii2/exchange/collections/'])
        said.push([path, await answer(path, { headers: { ...headers, accept: TAXII } })])
    }
    const events = await node.context.live.since(countyId, 0, 1000)
    expect(events.length).toBeGreaterThan(0)
    said.push(['live', JSON.stringify(events)])
    expect(said.filter(([, text]) => text.includes(noticeId)).length).toBeGreaterThan(5)
    const foreign = ['13', '12086'].map((place) => targetOf[place]!)
    const told = said.filter(
      ([, text]) => TRACES.test(text) || foreign.some((target) => text.includes(target)),
    )
    expect(told).toEqual([])
  })

  /** Every path that can be read, with each id that the office can know in it. */
  async function pathsToRead(): Promise<string[]> {
    const indexes = await entries()
    return ALL_ROUTES.filter(
      ({ method, name }) => method === 'GET' && !PUBLIC_PLACES.includes(name),
    ).flatMap(({ path }) => {
      if (path.includes(':index')) return indexes.map((index) => fillPath(path, { index }))
      if (!path.includes(':')) return [path]
      const ids = [noticeId, targetOf['12095']!, countyId]
      return ids.map((id) => fillPath(path, { id, memberId: countyId }))
    })
  }

  async function answer(path: string, init: RequestInit): Promise<string> {
    const { origin } = node.context.config
    const headers = { origin, 'content-type': 'application/json', ...(init.headers as object) }
    const reply = await node.app.request(origin + path, { ...init, headers })
    expect([path, reply.status < 500]).toEqual([path, true])
    return shown(await reply.text())
  }
})
