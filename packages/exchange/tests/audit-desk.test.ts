/** The auditor's desk: who may look, what is shown and what is not, and that every look is on record. */
import {
  ACT_KINDS,
  AUDITED_KINDS,
  answerRecall,
  approveErasure,
  approveMessage,
  askErasure,
  createRelease,
  exportAudited,
  getMessage,
  getReleaseObjects,
  getSession,
  invitePerson,
  listAudited,
  listAuditSearches,
  listPeople,
  openAuditedMessage,
  previewRelease,
  recallRelease,
  returnMessage,
  searchHeld,
  searchRecord,
  setRoles,
  signIn,
  submitMessage,
  setPersonActive,
  type AuditAct,
  type AuditFilter,
  type MemberKind,
  type ReleaseDraft,
  type Role,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { formatPacket, toVerifiers, verifyPacket } from '@tocsin/proof'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueLink } from '../src/auth/links.ts'
import { recordEndings } from '../src/record/endings.ts'
import { recordRefusals } from '../src/refusals/record.ts'
import {
  MESSAGE,
  openStage,
  sendReviewed,
  START,
  type Actor,
  type Stage,
} from './members-at-work.ts'
import { walk } from './walk.ts'

const END = new Date('2026-10-08T00:00:00.000Z')
const WORD = 'Quillfeather'
const MINUTE = 60_000

onEachDatabase('the desk of auditors', (open) => {
  let database: TestDatabase
  let stage: Stage
  let group: string
  const who: Record<string, Actor> = {}
  /** A message of the agency, and a release between platforms. */
  let told: string
  let own: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    who['agency'] = await stage.admit('Agency', 'agency', ['analyst'])
    who['second'] = await stage.join(who['agency'], ['reviewer'])
    who['platform'] = await stage.admit('Platform A', 'platform')
    who['other'] = await stage.admit('Platform B', 'platform')
    who['auditor'] = await auditor('Inspector general', 'agency')
    group = await stage.found('Circle', [who['agency'], who['platform'], who['other']])
    const message = draftOf('What a service prepares', { message: MESSAGE })
    told = (await sendReviewed(who['agency'], who['second'], message)).summary.id
    stage.clock.advance(MINUTE)
    own = await release(who['platform'], draftOf(`${WORD} title`))
    for (const id of [told, own]) await who['other'].call(getReleaseObjects, { params: { id } })
    const waits = draftOf(`${WORD} waits`, { message: MESSAGE })
    await who['agency'].call(submitMessage, { body: { draft: waits } })
    stage.clock.advance(MINUTE)
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  async function auditor(
    name: string,
    kind: MemberKind,
    { endsAt = END, roles = ['auditor'] }: { endsAt?: Date | null; roles?: Role[] } = {},
  ): Promise<Actor> {
    const actor = await stage.admit(name, kind, roles)
    const ends_at = endsAt
    await database.db
      .updateTable('people')
      .set({ ends_at })
      .where('id', '=', actor.personId)
      .execute()
    return actor
  }

  function draftOf(title: string, more: Partial<ReleaseDraft> = {}): ReleaseDraft {
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      content: 'Pages that copy a newspaper were set up in one night.',
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const terms = {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
    } as const
    return { title, terms: { ...terms, basis: 'Charter' }, objects: [note], ...more }
  }

  async function release(by: Actor, body: ReleaseDraft): Promise<string> {
    const { digest } = await by.call(previewRelease, { body })
    return (await by.call(createRelease, { body: { draft: body, digest } })).summary.id
  }

  async function find(filter: AuditFilter, by = who['auditor']!): Promise<AuditAct[]> {
    const search = await by.call(searchRecord, { body: { filter } })
    const { items: acts } = await by.call(listAudited, {
      params: { id: search.id },
      query: { limit: 200 },
    })
    expect([acts.length, acts.filter((one) => one.statement === undefined).length]).toEqual([
      search.found,
      search.closed,
    ])
    return acts
  }

  const looks = async (kind: string) => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p join log_entries e using (index)
      where e.leaf like ${`%"${kind}"%`} order by index`.execute(database.db)
    return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
  }

  test('an auditor finds acts of all members by day, member, person, rule, kind and type of message', async () => {
    const all = await find({})
    const { id } = await who['auditor']!.call(searchRecord, { body: { filter: {} } })
    const pages = await walk((query) =>
      who['auditor']!.call(listAudited, { params: { id }, query }),
    )
    expect(pages.flat().slice(1)).toEqual(all)
    expect(all.map((one) => one.index)).toEqual(
      all.map((one) => one.index).toSorted((a, b) => b - a),
    )
    const kindsOf = (acts: AuditAct[]) => [...new Set(acts.map((one) => one.kind))].toSorted()
    expect(kindsOf(all)).toEqual(
      expect.arrayContaining([
        'message.approved',
        'message.submitted',
        'release.created',
        'release.granted',
      ]),
    )
    const later = new Date(START.getTime() + MINUTE).toISOString()
    expect((await find({ from: later })).every((one) => one.at >= later)).toBe(true)
    expect((await find({ until: later })).some((one) => one.subject === `release:${own}`)).toBe(
      false,
    )
    const byMember = await find({ member: 'platform b' })
    expect(byMember.every((one) => one.parties.includes('Platform B'))).toBe(true)
    expect(kindsOf(await find({ kind: 'release.granted' }))).toEqual(['release.granted'])
    const rules = await find({ rule: 'tlp-amber' })
    expect(rules.length).toBeGreaterThan(0)
    expect(rules.every((one) => one.rule === 'tlp-amber')).toBe(true)
    const typed = await find({ messageType: 'notice-of-information' })
    expect(new Set(typed.map((one) => one.subject.split(':')[0]))).toEqual(
      new Set(['release', 'message']),
    )
    const author = await find({ person: 'analyst, agency' })
    expect(kindsOf(author)).toEqual(
      expect.arrayContaining(['message.submitted', 'release.created']),
    )
    expect(await find({ member: 'nobody of this name' })).toEqual([])
  })

  test('the statement of a message of a body of government is shown, and no word of what members tell each other', async () => {
    const acts = await find({})
    const ofMessage = acts.find(
      (one) => one.kind === 'release.created' && one.subject === `release:${told}`,
    )
    expect(ofMessage?.statement).toContain('What a service prepares')
    const between = acts.filter((one) => one.subject === `release:${own}`)
    expect(between.length).toBeGreaterThan(1)
    expect(between.every((one) => one.statement === undefined)).toBe(true)
    expect(JSON.stringify(acts)).not.toContain(WORD)
  })

  test('neither a reading nor an answer is shown, nor a message that waits for its second person', async () => {
    await who['platform']!.call(recallRelease, { params: { id: own }, body: { reason: WORD } })
    await who['other']!.call(answerRecall, { params: { id: own }, body: { answer: 'deleted' } })
    const kinds = new Set((await find({})).map((one) => one.kind))
    expect(kinds).toContain('release.recalled')
    for (const act of ['release.read', 'recall.answered'])
      expect((await looks('member.acted')).map((one) => one['act'])).toContain(act)
    expect([...kinds].filter((kind) => !AUDITED_KINDS.includes(kind as never))).toEqual([])
    const submitted = await find({ kind: 'message.submitted' })
    expect(submitted).toHaveLength(1)
    const answer = await who['auditor']!.call(searchRecord, {
      body: { filter: { kind: 'release.read' as never } },
    }).catch((error: { code: string }) => error)
    expect(answer).toMatchObject({ code: 'bad-request' })
  })

  test('the kinds of act that an auditor can search for are those that the database shows', async () => {
    const { rows } = await sql<{ text: string }>`
      select pg_get_viewdef('audit_acts'::regclass) as text`.execute(database.db)
    // The list that restricts the rows comes last; the one before says which statements are open.
    const list = /WHERE[^]*?kind = ANY \(ARRAY\[([^\]]*)\]/.exec(rows[0]!.text)?.[1] ?? ''
    const shown = [...list.matchAll(/'([a-z.-]+)'/g)].map(([, kind]) => kind)
    expect(shown.toSorted()).toEqual([...AUDITED_KINDS].toSorted())
    // A kind that is new is either shown or stands here, and in docs/audit.md, as one that is not.
    expect(ACT_KINDS.filter((kind) => !AUDITED_KINDS.includes(kind as never))).toEqual([
      'notice.opened',
      'party.proposed',
      'party.settled',
      'party.ended',
      'alert.found',
      'alert.telling',
      'alert.told',
      'alert.unreached',
      'alert.opened',
      'alert.answered',
      'alert.set-aside',
      'alert.sealed',
      'alert.unsealed',
      'release.read',
      'release.held',
      'release.stopped',
      'release.unsent',
      'recall.answered',
      'person.signed-in',
      'person.signed-out',
      'key.created',
      'key.revoked',
      'meeting.item-written',
      'meeting.promise-settled',
      'meeting.promise-told',
      'run.started',
      'run.ended',
      'run.cancelled',
      'findings.imported',
      'finding.changed',
      'release.opened',
      'member.acted',
    ])
  })

  test('a message opens with its words, its author and approver, its review and to whom it went; its sender may prove that it was opened', async () => {
    const opened = await who['auditor']!.call(openAuditedMessage, { params: { id: told } })
    expect(opened.title).toBe('What a service prepares')
    expect(opened.text).toContain('Pages that copy a newspaper')
    expect(opened.nexusBasis).toBe(MESSAGE.nexus!.basis)
    expect(opened.author?.id).toBe(who['agency']!.personId)
    expect(opened.approver?.id).toBe(who['second']!.personId)
    expect(opened.history.map((one) => one.what)).toEqual(['submitted', 'approved'])
    expect(opened.given.map((one) => one.member.name)).toEqual(['Platform A', 'Platform B'])
    expect(JSON.stringify(opened)).not.toMatch(/read/i)
    expect(await looks('audit.opened')).toEqual([
      {
        release: told,
        by: { member: who['auditor']!.id, person: who['auditor']!.personId },
      },
    ])
    const [act] = await find({ kind: 'audit.opened' })
    const receipt = (actor: Actor) => actor.send(`/api/receipts/${act!.index}`)
    expect((await receipt(who['agency']!)).status).toBe(200)
    expect((await receipt(who['platform']!)).status).toBe(404)
    for (const id of [own, randomUUID()])
      await expect(
        who['auditor']!.call(openAuditedMessage, { params: { id } }),
      ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('what each member had been given at an instant is told as it stood then, with no title of what members tell each other', async () => {
    const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE).toISOString()
    const held = async (minutes: number, member?: string) => {
      const body = { at: at(minutes), ...(member ? { member } : {}) }
      return who['auditor']!.call(searchHeld, { body })
    }
    const first = await held(0)
    expect(first.items.map((one) => [one.member.name, one.releaseId, one.title])).toEqual([
      ['Platform B', told, 'What a service prepares'],
      ['Platform A', told, 'What a service prepares'],
    ])
    const second = await held(1, 'platform b')
    expect(second.items.map((one) => [one.releaseId, one.title])).toEqual([
      [own, undefined],
      [told, 'What a service prepares'],
    ])
    // It was taken back since.
    expect((await held(2, 'platform b')).items.map((one) => one.releaseId)).toEqual([told])
    await expect(held(60 * 24)).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('each search is on record with who searched for what and how much was found, and its pages stay as they were', async () => {
    const before = (await looks('audit.searched')).length
    const filter = { member: 'Platform B' }
    const search = await who['auditor']!.call(searchRecord, { body: { filter } })
    const recorded = (await looks('audit.searched')).slice(before)
    expect(recorded).toEqual([
      {
        search: search.id,
        filter,
        upTo: search.upTo,
        found: search.found,
        closed: search.closed,
        by: { member: who['auditor']!.id, person: who['auditor']!.personId },
      },
    ])
    await release(who['platform']!, draftOf('Another'))
    const { items } = await who['auditor']!.call(listAudited, { params: { id: search.id } })
    expect(items.every((one) => one.index < search.upTo)).toBe(true)
    expect((await who['auditor']!.call(listAuditSearches)).items[0]).toEqual(search)
    const colleague = await auditor('Another inspector', 'agency')
    await expect(colleague.call(listAudited, { params: { id: search.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('what a search found is exported as proofs that are checked offline, whole, with closed statements left out', async () => {
    const call = who['auditor']!.call
    const search = await call(searchRecord, { body: { filter: { member: 'Platform B' } } })
    const reply = await who['auditor']!.send(`/api/audit/searches/${search.id}/export`, {
      method: 'POST',
    })
    const text = await reply.text()
    expect([reply.status, text.includes(WORD)]).toEqual([200, false])
    const { log } = stage.exchange.context
    const keys = toVerifiers(log.verifier)
    const bytes = (packet: string) => new TextEncoder().encode(packet)
    const { about, receipts } = await verifyPacket(bytes(text), keys)
    const states = receipts.map((one) => one.disclosure.state)
    expect(about).toBe(`search:${search.id}`)
    expect(receipts.length).toBe(search.found + 2)
    expect(states.filter((state) => state === 'entry')).toHaveLength(search.closed)
    expect(search.closed).toBeGreaterThan(0)
    expect(receipts.slice(-2).map((one) => one.disclosure.kind)).toEqual([
      'audit.searched',
      'audit.exported',
    ])
    const packet = JSON.parse(text) as { receipts: string[] }
    for (const left of [0, packet.receipts.length - 2, packet.receipts.length - 1]) {
      const cut = formatPacket({ about, receipts: packet.receipts.toSpliced(left, 1) })
      await expect(verifyPacket(bytes(cut), keys)).rejects.toMatchObject({ name: 'ProofError' })
    }
  })

  test('what a search found stays as it was when a message that waited is decided, and one that waits again takes nothing back', async () => {
    const { agency, second, auditor } = who as Record<string, Actor>
    const draft = draftOf('Said twice', { message: MESSAGE })
    const { id } = await agency!.call(submitMessage, { body: { draft } })
    const steps = (acts: AuditAct[]) =>
      acts
        .filter((one) => one.subject === `message:${id}`)
        .map((one) => [one.kind, one.statement !== undefined])
    const look = async () => {
      const search = await auditor!.call(searchRecord, { body: { filter: { member: 'Agency' } } })
      return { search, acts: await read(search.id) }
    }
    const read = async (of: string) =>
      (await auditor!.call(listAudited, { params: { id: of }, query: { limit: 200 } })).items
    const waiting = await look()
    expect(steps(waiting.acts)).toEqual([])
    await second!.call(returnMessage, { params: { id }, body: { reason: 'Say who' } })
    const returned = await look()
    const closed = [
      ['message.returned', false],
      ['message.submitted', false],
    ]
    expect(steps(returned.acts)).toEqual(closed)
    await agency!.call(submitMessage, { body: { draft, revises: id } })
    const again = await look()
    expect(steps(again.acts)).toEqual(closed)
    const { digest, summary } = await second!.call(getMessage, { params: { id } })
    const { revision } = summary
    await second!.call(approveMessage, { params: { id }, body: { revision, digest } })
    const approved = await look()
    expect(steps(approved.acts)).toEqual([
      ['message.approved', true],
      ['message.submitted', true],
      ['message.returned', true],
      ['message.submitted', true],
    ])
    for (const { search, acts } of [waiting, returned, again, approved]) {
      expect(await read(search.id)).toEqual(acts)
      const { found, closed: unsaid } = search
      expect([acts.length, acts.filter((one) => one.statement === undefined).length]).toEqual([
        found,
        unsaid,
      ])
      const file = JSON.parse(
        await auditor!.call(exportAudited, { params: { id: search.id } }),
      ) as { receipts: string[] }
      expect(file.receipts).toHaveLength(found + 2)
    }
  })

  test('a notice that was refused shows nothing of its title, whatever the title reads like', async () => {
    const titles = [`${WORD} for clerks`, 'release:none', `release:${told}`, `message:${told}x`]
    const decision = { allow: false, rule: 'no-such-list', reason: 'no' } as const
    const by = { memberId: who['agency']!.id, personId: who['agency']!.personId }
    await database.db.transaction().execute((tx) =>
      recordRefusals(
        tx,
        stage.clock.now(),
        titles.map((subject) => ({ act: 'notice.send', subject, by, decision })),
      ),
    )
    const acts = await find({ rule: 'no-such-list' })
    expect(acts.map((one) => [one.subject, one.statement])).toEqual(
      titles.map(() => ['notice', undefined]),
    )
  })

  test('an erasure tells whom it was about and why, and not which entries that emptied: the log would say when somebody read it', async () => {
    const [first, other] = await Promise.all([
      stage.admit('Hub one', 'hub', ['operator']),
      stage.admit('Hub two', 'hub', ['operator']),
    ])
    const gone = await release(who['platform']!, draftOf('To be erased'))
    await who['other']!.call(getReleaseObjects, { params: { id: gone } })
    const wish = { subject: `release:${gone}`, reason: 'By a court' }
    const { id } = await first.call(askErasure, { body: wish })
    await other.call(approveErasure, { params: { id } })
    const said = async (kind: 'erasure.asked' | 'payload.erased') =>
      (await find({ kind })).map((one) => one.statement)
    expect(await said('erasure.asked')).toEqual([expect.stringContaining(gone)])
    expect(await said('payload.erased')).toEqual([undefined])
  })

  test('marks of patterns are letters to a search, and what no record can hold is refused by its place', async () => {
    for (const text of ['%', '_latform', 'Platform\\', "' or true --", '\\u0000'])
      for (const part of ['member', 'person', 'rule'] as const)
        expect(await find({ [part]: text }), text).toEqual([])
    const { call } = who['auditor']!
    const { id } = await call(searchRecord, { body: { filter: {} } })
    const before = (await looks('audit.searched')).length
    for (const filter of [
      { member: '\0' },
      { member: '\ud800' },
      { person: 'x'.repeat(301) },
      { from: '2026-02-30T00:00:00Z' },
      { until: '0000-01-01T00:00:00Z' },
      { until: '2026-10-01T24:00:00Z' },
    ])
      await expect(call(searchRecord, { body: { filter } })).rejects.toMatchObject({
        code: 'bad-request',
        path: expect.stringContaining(`/body/filter/${Object.keys(filter)[0]}`),
      })
    await expect(
      call(searchRecord, { body: { filter: { person: 'x'.repeat(1 << 20) } } }),
    ).rejects.toMatchObject({ code: 'too-large' })
    for (const at of ['9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z'])
      await expect(call(searchHeld, { body: { at } })).rejects.toMatchObject({
        code: 'bad-request',
      })
    for (const after of ['-1', '1e9', '9'.repeat(16), '1_2', 'x'.repeat(200)])
      for (const page of [
        () => call(listAudited, { params: { id }, query: { after } }),
        () => call(listAuditSearches, { query: { after } }),
      ])
        await expect(page(), after).rejects.toMatchObject({ code: 'bad-request' })
    expect((await looks('audit.searched')).length).toBe(before)
    const far = await call(listAudited, { params: { id }, query: { after: '9'.repeat(15) } })
    expect(far.items.length).toBeGreaterThan(0)
    expect((await call(searchHeld, { body: { at: '0001-01-01T00:00:00Z' } })).total).toBe(0)
  })

  test('whoever is suspended, or whose day comes, between two pages is given no further page, and no file', async () => {
    const [suspended, late] = [
      await auditor('Suspended inspector', 'agency'),
      await auditor('Inspector for an hour', 'agency', {
        endsAt: new Date(stage.clock.now().getTime() + MINUTE),
      }),
    ]
    const search = async (by: Actor) => (await by.call(searchRecord, { body: { filter: {} } })).id
    const ids = [await search(suspended), await search(late)]
    const page = (by: Actor, id: string) =>
      by.call(listAudited, { params: { id }, query: { limit: 1 } })
    for (const [i, by] of [suspended, late].entries()) {
      const { next, items } = await page(by, ids[i]!)
      expect([items.length, typeof next]).toEqual([1, 'string'])
      // A search is its searcher's alone, also between two who look at once.
      await expect(page(by, ids[1 - i]!)).rejects.toMatchObject({ code: 'not-found' })
    }
    const hub = await stage.admit('Hub of the suspension', 'hub', ['operator'])
    await hub.call(setPersonActive, { params: { id: suspended.personId }, body: { active: false } })
    stage.clock.advance(MINUTE)
    for (const [i, by] of [suspended, late].entries())
      for (const look of [
        () => page(by, ids[i]!),
        () => by.call(exportAudited, { params: { id: ids[i]! } }),
        () => by.call(openAuditedMessage, { params: { id: told } }),
      ])
        await expect(look()).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test.each([
    ['audit-needs-end', 'agency', { endsAt: null }],
    ['audit-alone', 'agency', { roles: ['auditor', 'analyst'] }],
    ['audit-public-body', 'platform', {}],
    ['audit-public-body', 'researcher', {}],
  ] as [string, MemberKind, Parameters<typeof auditor>[2]][])(
    'the rule %s keeps out an auditor of the kind %s that it means, on record',
    async (rule, kind, more) => {
      const actor = await auditor(`${rule} ${kind}`, kind, more)
      const calls = [
        () => actor.call(searchRecord, { body: { filter: {} } }),
        () => actor.call(listAuditSearches),
        () => actor.call(listAudited, { params: { id: randomUUID() } }),
        () => actor.call(exportAudited, { params: { id: randomUUID() } }),
        () => actor.call(openAuditedMessage, { params: { id: told } }),
        () => actor.call(searchHeld, { body: { at: START.toISOString() } }),
      ]
      for (const call of calls) await expect(call()).rejects.toMatchObject({ rule })
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from refusals
        where by_member = ${actor.id}::uuid and act = 'audit' and rule = ${rule}`.execute(
        database.db,
      )
      expect(rows[0]!.n).toBe(calls.length)
    },
  )

  test('a key of an auditor finds nothing, and one who is no auditor finds no desk', async () => {
    const machine = await stage.withKey(who['auditor']!)
    await expect(machine.call(searchRecord, { body: { filter: {} } })).rejects.toMatchObject({
      rule: 'audit-person',
    })
    await expect(who['agency']!.call(searchRecord, { body: { filter: {} } })).rejects.toMatchObject(
      { code: 'forbidden' },
    )
  })

  test('the database itself shows the record to nobody who does not read as an auditor', async () => {
    const views = ['audit_acts', 'audit_messages', 'audit_given', 'audit_people', 'audit_members']
    const { asMember } = await import('../src/db/as-member.ts')
    const count = (audits: boolean) =>
      asMember(database.db, { memberId: who['auditor']!.id, audits }, END, (tx) =>
        Promise.all(
          views.map(async (view) => {
            const { rows } = await sql<{ n: number }>`
              select count(*)::int as n from ${sql.table(view)}`.execute(tx)
            return rows[0]!.n
          }),
        ),
      )
    expect(await count(false)).toEqual([0, 0, 0, 0, 0])
    expect((await count(true)).every((n) => n > 0)).toBe(true)
  })

  test('an operator invites until a day that lies ahead, which is shown and on record, and never another operator so', async () => {
    const hub = await stage.admit('Hub', 'hub', ['operator'])
    const invite = (roles: Role[], endsAt: string) => {
      const email = `${randomUUID()}@inspector.example`
      return hub.call(invitePerson, {
        params: { id: hub.id },
        body: { name: 'Inspector', email, roles, endsAt },
      })
    }
    const invited = await invite(['auditor'], END.toISOString())
    expect(invited.endsAt).toBe(END.toISOString())
    const { items } = await hub.call(listPeople, { params: { id: hub.id } })
    expect(items.find(({ id }) => id === invited.id)?.endsAt).toBe(END.toISOString())
    expect((await looks('person.invited')).at(-1)).toMatchObject({
      person: invited.id,
      endsAt: END.toISOString(),
    })
    for (const [roles, endsAt] of [
      [['auditor'], START.toISOString()],
      [['auditor'], '2027-02-30T00:00:00.000Z'],
      [['operator'], END.toISOString()],
    ] as [Role[], string][])
      await expect(invite(roles, endsAt)).rejects.toMatchObject({ code: 'bad-request' })
    await expect(
      hub.call(setRoles, {
        params: { id: invited.id },
        body: { roles: ['operator'], had: ['auditor'] },
      }),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('at the date that the invitation names nobody is let in any more, by session, key or link, and it is on record', async () => {
    const late = await auditor('Late inspector', 'agency')
    const machine = await stage.withKey(late)
    expect((await late.call(getSession)).person.endsAt).toBe(END.toISOString())
    const token = await issueLink(database.db, late.personId, new Date())
    stage.clock.set(END)
    await expect(late.call(signIn, { body: { token } })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
    for (const actor of [late, machine])
      await expect(actor.call(listAuditSearches)).rejects.toMatchObject({
        code: 'not-signed-in',
        message: expect.stringContaining('2026-10-08'),
      })
    while (await recordEndings(stage.exchange.context)) continue
    const ended = await looks('person.ended')
    expect(ended).toContainEqual({ person: late.personId, endedAt: END.toISOString(), by: 'clock' })
    expect(ended.filter((one) => one['person'] === late.personId)).toHaveLength(1)
  })
})
