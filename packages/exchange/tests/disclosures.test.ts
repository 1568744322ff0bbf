/** Joint disclosures: agreed by each, sealed until their instant, opened together by the clock, read by everybody. */
import {
  answerDisclosure,
  answerInstant,
  type DisclosureDraft,
  type DisclosurePack,
  getDisclosure,
  getPublished,
  inviteToDisclosure,
  listDisclosures,
  listPublished,
  listRefusals,
  offerInstant,
  proposeDisclosure,
  signResearchTerms,
  takeOutPart,
} from '@tocsin/api'
import { toVerifier, verifyReceipt } from '@tocsin/proof'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { hash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { openDue } from '../src/disclosures/open-due.ts'
import { digestOf } from '../src/disclosures/version.ts'
import { awaitParty } from './awaiting.ts'
import { DAY, draftOf, packOf, toBody } from './disclosure-room.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onEachDatabase('Joint disclosure', (open) => {
  let database: TestDatabase
  let stage: Stage
  let [a, b, c]: Actor[] = []
  let agency: Actor
  let researcher: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    a = await stage.admit('Alpha', 'platform')
    b = await stage.admit('Beta', 'platform')
    c = await stage.admit('Gamma', 'platform')
    agency = await stage.admit('Agency', 'agency')
    researcher = await stage.admit('Observatory', 'researcher')
    operator = await stage.admit('Hub', 'hub', ['operator', 'analyst'])
    group = await stage.found('Group', [a, b, c, agency, researcher, operator])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const instant = () => new Date(stage.clock.now().getTime() + 2 * DAY).toISOString()
  const propose = (by: Actor, invited: Actor[], more: Partial<DisclosureDraft> = {}) => {
    const draft = draftOf(group, { opensAt: instant(), invited: invited.map(({ id }) => id) })
    return by.call(proposeDisclosure, { body: { ...draft, ...more } })
  }
  const page = (by: Actor, id: string) => by.call(getDisclosure, { params: { id } })
  const answer = (
    by: Actor,
    id: string,
    body: { answer: 'agree' | 'alone' | 'decline' | 'leave'; opensAt?: string },
  ) => by.call(answerDisclosure, { params: { id }, body })
  const agree = async (by: Actor, id: string) =>
    answer(by, id, { answer: 'agree', opensAt: (await page(by, id)).opensAt })
  const handIn = async (by: Actor, id: string, pack: DisclosurePack) => {
    const reply = await by.send(`/api/disclosures/${id}/part`, toBody(pack))
    return { status: reply.status, body: await reply.json() }
  }
  const joint = async () => {
    const { id } = await propose(a!, [b!, c!])
    await agree(b!, id)
    await agree(c!, id)
    return id
  }
  const published = (id: string, version = 1) => a!.call(getPublished, { params: { id, version } })
  const file = async (id: string, name: string, version = 1) => {
    const path = `/api/published-disclosures/${id}/${version}/files/${name}`
    const reply = await stage.exchange.app.request(path)
    return { status: reply.status, text: await reply.text() }
  }
  const entries = async (id: string) => {
    const { rows } = await sql<{ kind: string; payload: string; members: string[] }>`
      select e.leaf::json ->> 'kind' as kind, p.payload, p.members from log_payloads p join log_entries e using (index)
      where p.subject = ${`disclosure:${id}`} order by index`.execute(database.db)
    return rows.map(({ payload, ...row }) => ({ ...row, said: JSON.parse(payload) }))
  }
  const pass = (ms = 2 * DAY) => stage.clock.advance(ms)

  test('parts open together at the instant and not before; one that is missing is named and delays nobody', async () => {
    const id = await joint()
    expect((await handIn(a!, id, packOf('alpha'))).status).toBe(201)
    expect((await handIn(b!, id, packOf('beta'))).status).toBe(201)
    pass(2 * DAY - 1)
    await openDue(stage.exchange.context)
    await expect(published(id)).rejects.toMatchObject({ code: 'not-found' })
    pass(1)
    await openDue(stage.exchange.context)
    const seen = await published(id)
    expect(seen.parts.map(({ member, state }) => [member.name, state])).toEqual([
      ['Alpha', 'opened'],
      ['Beta', 'opened'],
      ['Gamma', 'missing'],
    ])
    expect(seen.instant).toBe(seen.openedAt)
    expect(await openDue(stage.exchange.context)).toBe(false)
    expect((await entries(id)).filter(({ kind }) => kind === 'disclosure.opened')).toHaveLength(1)
    expect((await a!.call(listPublished, { query: {} })).items[0]).toMatchObject({ id, version: 1 })
  })

  test('before it opens nobody but its owner learns what is in a part, how large it is or when it came', async () => {
    const id = await joint()
    await handIn(a!, id, packOf('alpha'))
    await handIn(a!, id, packOf('alpha', 30))
    const secrets = ['alpha-big', 'alpha_person0', 'Person 0 of']
    const own = await page(a!, id)
    expect(own.ownParts.map(({ seq, state }) => [seq, state])).toEqual([
      [2, 'sealed'],
      [1, 'replaced'],
    ])
    const seen = await page(b!, id)
    expect(seen.ownParts).toEqual([])
    expect(seen.members.find(({ member }) => member.id === a!.id)).toEqual({
      member: { id: a!.id, name: 'Alpha', kind: 'platform' },
      standing: 'agreed',
      handedIn: true,
    })
    for (const other of [b!, agency, operator]) {
      const reply = await other.send(`/api/disclosures/${id}/part`)
      expect([404, (await reply.text()).includes('alpha')]).toEqual([reply.status, false])
    }
    for (const path of ['1', '1/files/accounts.csv', '1/files/disclosure.json', '1/proof'])
      expect((await b!.send(`/api/published-disclosures/${id}/${path}`)).status).toBe(404)
    expect((await b!.send(`/api/published-disclosures/${id}/1/full/${a!.id}`)).status).toBe(404)
    // Nor what lies in the database, its log and its events, in any column that is text.
    const { rows } = await sql<{ found: string }>`
      select row_to_json(d)::text as found from disclosures d union all
      select row_to_json(m)::text from disclosure_members m union all
      select row_to_json(p)::text || encode(p.sealed, 'escape') from disclosure_parts p where p.disclosure_id = ${id}::uuid and p.sealed is not null
      union all select payload from log_payloads union all select row_to_json(l)::text from live_events l`.execute(
      database.db,
    )
    const all = rows.map(({ found }) => found).join('\n')
    expect(secrets.filter((one) => all.includes(one))).toEqual([])
    const { rows: sizes } = await sql<{ size: number }>`
      select octet_length(sealed) as size from disclosure_parts where sealed is not null and disclosure_id = ${id}::uuid`.execute(
      database.db,
    )
    expect(sizes).toEqual([{ size: 4096 + 28 }])
  })

  test('no live event and no entry that names its kind tells that something was handed in; each commitment stays, for its owner alone', async () => {
    const id = await joint()
    const { rows: before } = await sql<{
      n: number
    }>`select count(*)::int as n from live_events`.execute(database.db)
    await handIn(a!, id, packOf('alpha'))
    await handIn(a!, id, packOf('alpha', 7))
    await a!.call(takeOutPart, { params: { id } })
    const { rows: after } = await sql<{
      n: number
    }>`select count(*)::int as n from live_events`.execute(database.db)
    expect(after).toEqual(before)
    const own = (await entries(id)).filter(({ said }) => /handed-in|taken-out/.test(said.act))
    expect(own.map(({ kind, members }) => [kind, members])).toEqual([
      ['member.acted', [a!.id]],
      ['member.acted', [a!.id]],
      ['member.acted', [a!.id]],
    ])
    const parts = (await page(a!, id)).ownParts.toReversed()
    expect(parts.map(({ digest }) => digest)).toEqual(
      own.slice(0, 2).map(({ said }) => said.digest),
    )
    expect(parts.map(({ state }) => state)).toEqual(['replaced', 'taken-out'])
    expect((await b!.send(`/api/receipts/${parts[0]!.logIndex}`)).status).toBe(404)
    expect((await a!.send(`/api/receipts/${parts[0]!.logIndex}`)).status).toBe(200)
  })

  test('a reader of the database sees no part and no secret, and when nobody but those who were asked a disclosure', async () => {
    const id = await joint()
    await handIn(a!, id, packOf('alpha'))
    const as = (memberId: string, query: string) =>
      asMember(database.db, { memberId, operator: true, audits: true }, stage.clock.now(), (tx) =>
        sql.raw(query).execute(tx),
      )
    for (const table of ['disclosure_parts', 'disclosure_secrets', 'disclosure_pieces'])
      await expect(as(b!.id, `select * from ${table}`)).rejects.toThrow(/permission denied/)
    await expect(as(b!.id, 'select own_opens_at from disclosure_members')).rejects.toThrow(/denied/)
    for (const other of [agency, operator]) {
      expect((await as(other.id, `select id from disclosures where id = '${id}'`)).rows).toEqual([])
      expect(
        (await as(other.id, `select state from disclosure_members where disclosure_id = '${id}'`))
          .rows,
      ).toEqual([])
      await expect(page(other, id)).rejects.toMatchObject({ code: 'not-found' })
      expect(
        (await other.call(listDisclosures, { query: {} })).items.map((one) => one.id),
      ).not.toContain(id)
    }
  })

  test('a body of government is in none with a platform, on either side; the refusal is seen by whoever tried alone', async () => {
    await expect(propose(a!, [b!, agency])).rejects.toMatchObject({
      rule: 'disclosure-government-apart',
    })
    await expect(propose(agency, [a!])).rejects.toMatchObject({
      rule: 'disclosure-government-apart',
    })
    const { id } = await propose(a!, [b!])
    const invite = (by: Actor, memberId: string) =>
      by.call(inviteToDisclosure, { params: { id }, body: { memberId } })
    await expect(invite(a!, agency.id)).rejects.toMatchObject({
      rule: 'disclosure-government-apart',
    })
    await expect(invite(b!, c!.id)).rejects.toMatchObject({ rule: 'disclosure-by-its-proposer' })
    expect((await invite(a!, c!.id)).members).toHaveLength(3)
    const refusals = await operator.call(listRefusals, { query: {} })
    expect(refusals.items.filter(({ act }) => act.startsWith('disclosure.'))).toEqual([])
    // Nor does an auditor of a body of government find it in the record.
    const auditor = { memberId: agency.id, audits: true }
    const { rows } = await asMember(database.db, auditor, stage.clock.now(), (tx) =>
      sql<{ rule: string }>`select rule from audit_acts where rule like 'disclosure-%'`.execute(tx),
    )
    expect(rows).toEqual([])
    expect((await propose(agency, [researcher], { purpose: 'research' })).members).toHaveLength(2)
  })

  test('nobody sets the instant of another: a new one holds once all who are bound said yes, and one no ends it', async () => {
    const id = await joint()
    const old = (await page(a!, id)).opensAt
    const later = new Date(Date.parse(old) + DAY).toISOString()
    const offer = await a!.call(offerInstant, { params: { id }, body: { opensAt: later } })
    expect([offer.opensAt, offer.offer?.opensAt]).toEqual([old, later])
    const say = (by: Actor, number: number, accepts: boolean) =>
      by.call(answerInstant, { params: { id }, body: { offer: number, accepts } })
    expect((await say(b!, 1, true)).opensAt).toBe(old)
    expect(await say(c!, 1, false)).not.toHaveProperty('offer')
    await expect(say(b!, 1, true)).rejects.toMatchObject({ code: 'conflict' })
    await b!.call(offerInstant, { params: { id }, body: { opensAt: later } })
    await say(a!, 2, true)
    expect((await say(c!, 2, true)).opensAt).toBe(later)
    pass()
    await openDue(stage.exchange.context)
    await expect(published(id)).rejects.toMatchObject({ code: 'not-found' })
    pass(DAY)
    await openDue(stage.exchange.context)
    expect((await published(id)).instant).toBe(later)
  })

  test('a yes to another instant is void for whoever was bound no more and comes back to the old one', async () => {
    const id = await joint()
    const old = (await page(a!, id)).opensAt
    const later = new Date(Date.parse(old) + DAY).toISOString()
    const say = (by: Actor) =>
      by.call(answerInstant, { params: { id }, body: { offer: 1, accepts: true } })
    await a!.call(offerInstant, { params: { id }, body: { opensAt: later } })
    await say(b!)
    const early = new Date(stage.clock.now().getTime() + DAY).toISOString()
    await answer(b!, id, { answer: 'alone', opensAt: early })
    await agree(b!, id)
    expect((await say(c!)).opensAt).toBe(old)
    expect((await say(b!)).opensAt).toBe(later)
  })

  test('a member hands in so many parts at once and no more, and another once these are taken in', async () => {
    const id = await joint()
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => handIn(a!, id, packOf('alpha'))),
    )
    const refused = tries.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(tries.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
    expect(refused[0]!.body.error.code).toBe('too-many-requests')
    expect((await handIn(a!, id, packOf('alpha'))).status).toBe(201)
  })

  test('a member may open alone at its own instant, which no other sees, and what opens early names nobody who waits', async () => {
    const id = await joint()
    const early = new Date(stage.clock.now().getTime() + DAY).toISOString()
    await answer(b!, id, { answer: 'alone', opensAt: early })
    expect(JSON.stringify(await page(a!, id))).not.toContain(early)
    expect((await page(b!, id)).ownOpensAt).toBe(early)
    await handIn(a!, id, packOf('alpha'))
    await handIn(b!, id, packOf('beta'))
    pass(DAY)
    await openDue(stage.exchange.context)
    const first = await published(id)
    expect(first.parts.map(({ member }) => member.name)).toEqual(['Beta'])
    expect(first).not.toHaveProperty('instant')
    pass(DAY)
    await openDue(stage.exchange.context)
    const second = await published(id, 2)
    expect(second.parts.map(({ member, since }) => [member.name, since])).toEqual([
      ['Alpha', 2],
      ['Beta', 1],
      ['Gamma', 2],
    ])
    expect(second.versions.map(({ version }) => version)).toEqual([1, 2])
    expect((await published(id)).parts).toHaveLength(1)
  })

  test('whoever only was asked, declined or left has no part in it, and is not named when it opens', async () => {
    const { id, opensAt } = await propose(a!, [b!, c!, researcher])
    expect((await handIn(b!, id, packOf('beta'))).body.error).toMatchObject({
      rule: 'disclosure-no-part',
    })
    await answer(b!, id, { answer: 'decline' })
    await agree(c!, id)
    await handIn(c!, id, packOf('gamma'))
    expect((await answer(c!, id, { answer: 'leave' })).standing).toBe('left')
    await expect(page(c!, id)).rejects.toMatchObject({ code: 'not-found' })
    const stale = new Date(Date.parse(opensAt) + 1).toISOString()
    await expect(answer(researcher, id, { answer: 'agree', opensAt: stale })).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    )
    await handIn(a!, id, packOf('alpha'))
    pass()
    await openDue(stage.exchange.context)
    expect((await published(id)).parts.map(({ member }) => member.name)).toEqual(['Alpha'])
  })

  test('once its instant has come a part is neither replaced nor taken out, also before the clock has opened it', async () => {
    const id = await joint()
    await handIn(a!, id, packOf('alpha'))
    pass()
    expect((await handIn(a!, id, packOf('alpha', 9))).body.error.code).toBe('conflict')
    await expect(a!.call(takeOutPart, { params: { id } })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(answer(a!, id, { answer: 'alone', opensAt: instant() })).rejects.toMatchObject({
      code: 'conflict',
    })
    await openDue(stage.exchange.context)
    expect((await published(id)).parts[0]!.named).toBe(1)
  })

  test('a correction is a new version that says what was wrong and stands beside the old one; a late part comes the same way', async () => {
    const id = await joint()
    await handIn(a!, id, packOf('alpha'))
    pass()
    await openDue(stage.exchange.context)
    const correct = async (by: Actor, pack: DisclosurePack) => {
      const reply = await by.send(`/api/disclosures/${id}/corrections`, toBody(pack))
      return { status: reply.status, body: await reply.json() }
    }
    const before = await file(id, 'accounts.csv')
    expect((await correct(a!, packOf('alpha', 5))).body.error).toMatchObject({
      path: '/body/corrections',
    })
    const corrected = {
      ...packOf('alpha', 5),
      corrections: [{ text: 'One account was no part of it.' }],
    }
    expect(await correct(a!, corrected)).toEqual({ status: 201, body: { version: 2 } })
    expect(await correct(b!, packOf('beta'))).toEqual({ status: 201, body: { version: 3 } })
    const seen = await published(id, 3)
    expect(seen.versions.map(({ why }) => why)).toEqual([
      'Opened by the clock',
      'Corrected by Alpha',
      'Handed in late by Beta',
    ])
    expect(seen.parts).toMatchObject([
      { since: 1, correctedIn: 2, corrections: ['One account was no part of it.'] },
      { state: 'opened', since: 3 },
      { state: 'missing', since: 1 },
    ])
    expect(await file(id, 'accounts.csv')).toEqual(before)
    expect((await file(id, 'accounts.csv', 2)).text.split('\r\n')).toHaveLength(8)
  })

  test('every file has the hash that the page and a proof name, which verifies offline, and what opened is what was committed to', async () => {
    const id = await joint()
    const { body: handed } = await handIn(a!, id, packOf('alpha'))
    pass()
    await openDue(stage.exchange.context)
    const { files, parts, citation } = await published(id)
    expect(files.map(({ name }) => name)).toEqual([
      'accounts.csv',
      'bundle.json',
      'disclosure.json',
      'figures.csv',
      'indicators.csv',
      'posts.csv',
    ])
    const reply = await stage.exchange.app.request(`/api/published-disclosures/${id}/1/proof`)
    const { log } = stage.exchange.context
    const verified = await verifyReceipt(await reply.text(), [await toVerifier(log.verifier)])
    const said = JSON.parse((verified.disclosure as { payload: string }).payload)
    expect(verified.disclosure.kind).toBe('disclosure.opened')
    for (const { name, sha256, bytes } of files) {
      const { text } = await file(id, name)
      expect([name, hash('sha256', text, 'hex'), Buffer.byteLength(text)]).toEqual([
        name,
        sha256,
        bytes,
      ])
      expect(said.files[name]).toBe(sha256)
    }
    expect(said.parts[0]).toEqual({ member: 'Alpha', state: 'opened', digest: handed.digest })
    expect(parts[0]!.digest).toBe(handed.digest)
    expect(citation).toContain(`/disclosures/${id}/1`)
  })

  test('a researcher that signed the terms is given what was handed in, on record for both; nobody else is, whatever its kind', async () => {
    const id = await joint()
    const full = (by: Actor) => by.send(`/api/published-disclosures/${id}/1/full/${a!.id}`)
    await handIn(a!, id, packOf('alpha'))
    pass()
    await openDue(stage.exchange.context)
    const { researchTerms } = await published(id)
    const sign = (by: Actor, digest = researchTerms.digest) =>
      by.call(signResearchTerms, { params: { id }, body: { digest } })
    for (const other of [agency, b!, operator]) {
      expect((await full(other)).status).toBe(422)
      await expect(sign(other)).rejects.toMatchObject({ rule: 'disclosure-terms-researchers-only' })
    }
    expect((await full(researcher)).status).toBe(422)
    await expect(sign(researcher, 'f'.repeat(64))).rejects.toMatchObject({
      code: 'conflict',
    })
    const signed = await sign(researcher)
    expect(await sign(researcher)).toEqual(signed)
    const given = await (await full(researcher)).json()
    expect(given.pack).toEqual(packOf('alpha'))
    const salt = Buffer.from(given.salt, 'base64')
    expect(digestOf(salt, Buffer.from(JSON.stringify(given.pack)))).toBe(given.digest)
    const log = (await entries(id)).filter(({ said }) => /terms-signed|full-read/.test(said.act))
    expect(
      log.map(({ said, members }) => [said.act, said.by.person, members.includes(a!.id)]),
    ).toEqual([
      ['disclosure.terms-signed', researcher.personId, true],
      ['disclosure.full-read', researcher.personId, true],
    ])
    expect((await full(a!)).status).toBe(200)
    // Of a version that is not there nothing is given, and nothing goes on record.
    expect((await researcher.send(`/api/published-disclosures/${id}/9/full/${a!.id}`)).status).toBe(
      404,
    )
    expect(
      (await stage.exchange.app.request(`/api/published-disclosures/${id}/1/full/${a!.id}`)).status,
    ).toBe(401)
  })

  test('two processes that open at once open once, and what could not be written is written by the next', async () => {
    const id = await joint()
    await handIn(a!, id, packOf('alpha'))
    pass()
    // As a process that is killed in the midst: nothing of it stands.
    await sql
      .raw(`alter table disclosure_pieces add constraint away check (seq < 0) not valid`)
      .execute(database.db)
    await expect(openDue(stage.exchange.context)).rejects.toThrow(/away/)
    await expect(published(id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await page(a!, id)).ownParts[0]!.state).toBe('sealed')
    await sql.raw(`alter table disclosure_pieces drop constraint away`).execute(database.db)
    await Promise.all([openDue(stage.exchange.context), openDue(stage.exchange.context)])
    expect((await published(id)).versions).toHaveLength(1)
    expect((await entries(id)).filter(({ kind }) => kind === 'disclosure.opened')).toHaveLength(1)
  })

  test('more that cannot open than are taken at a time keep no other from opening', async () => {
    const broken: string[] = []
    for (let at = 0; at < 12; at++) broken.push((await propose(c!, [])).id)
    const secrets = () =>
      database.db.selectFrom('disclosure_secrets').where('disclosure_id', 'in', broken)
    const kept = await secrets().selectAll().execute()
    await database.db
      .updateTable('disclosure_secrets')
      .set({ sealed: Buffer.alloc(64) })
      .where('disclosure_id', 'in', broken)
      .execute()
    const id = await joint()
    pass()
    const opened = () => published(id).catch(() => undefined)
    for (let tries = 0; tries < 60 && !(await opened()); tries++)
      await openDue(stage.exchange.context).catch(() => undefined)
    expect((await published(id)).versions).toHaveLength(1)
    for (const { disclosure_id, sealed } of kept)
      await database.db
        .updateTable('disclosure_secrets')
        .set({ sealed })
        .where('disclosure_id', '=', disclosure_id)
        .execute()
    while (await openDue(stage.exchange.context));
    expect((await published(broken[0]!)).versions).toHaveLength(1)
  })

  test('a part names nothing that waits for its party, while it waits; its owner alone is told so', async () => {
    const id = await joint()
    await awaitParty(database, a!.id, 'quillwort-hall-login.net', stage.clock.now())
    const pack = packOf('alpha')
    pack.posts[3]!.text = 'See quillwort-hall-login[.]net'
    expect((await handIn(a!, id, pack)).body.error).toMatchObject({ rule: 'party-first' })
    expect((await page(b!, id)).members.find(({ member }) => member.id === a!.id)).toMatchObject({
      handedIn: false,
    })
    expect((await handIn(b!, id, pack)).status).toBe(201)
  })

  test('of two parts that come at once one is sealed, and what comes after the opening is refused by a server whose clock is behind too', async () => {
    const id = await joint()
    const both = await Promise.all([
      handIn(a!, id, packOf('alpha')),
      handIn(a!, id, packOf('alpha', 8)),
    ])
    // The second finds its number taken, or comes after the first and replaces it.
    expect(both.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const { ownParts } = await page(a!, id)
    expect(ownParts).toHaveLength(both.filter(({ status }) => status === 201).length)
    expect(ownParts.filter(({ state }) => state === 'sealed')).toHaveLength(1)
    pass()
    await openDue(stage.exchange.context)
    // As a server whose clock is behind sees it.
    stage.clock.advance(-DAY)
    expect((await handIn(b!, id, packOf('beta'))).body.error.code).toBe('conflict')
    pass(DAY)
  })

  test.each([
    ['a year and more ahead', '2030-01-01T00:00:00.000Z'],
    ['gone', '2026-01-01T00:00:00.000Z'],
    ['in no calendar', '2026-13-40T00:00:00.000Z'],
  ])('an instant that is %s is refused', async (_what, opensAt) => {
    await expect(propose(a!, [b!], { opensAt })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/opensAt',
    })
  })

  test('what is not there is not found, and what is no part is no failure of the exchange', async () => {
    const id = randomUUID()
    for (const path of [
      `disclosures/${id}`,
      `published-disclosures/${id}/1`,
      `published-disclosures/${id}/1/files/accounts.csv`,
    ])
      expect((await a!.send(`/api/${path}`)).status).toBe(404)
    const there = await joint()
    for (const body of ['', 'null', '[]', '{"accounts":1}', '{"__proto__":{}}', '\ufeff{}']) {
      const reply = await a!.send(`/api/disclosures/${there}/part`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect([body, reply.status]).toEqual([body, 400])
    }
  })
})
