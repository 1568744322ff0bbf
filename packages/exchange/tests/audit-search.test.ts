/** What an auditor finds in the record of all members, and what is shown to nobody. */
import {
  ACT_KINDS,
  AUDITED_KINDS,
  answerRecall,
  approveErasure,
  askErasure,
  getReleaseObjects,
  listAudited,
  listAuditSearches,
  recallRelease,
  searchHeld,
  searchRecord,
  type AuditAct,
} from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordRefusals } from '../src/refusals/record.ts'
import { START } from './members-at-work.ts'
import { walk } from './walk.ts'
import { MINUTE, openDesk, WORD, type Desk } from './audit-desk.ts'

onEachDatabase('a search of auditors', (open) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(await open())
  })
  afterAll(() => desk?.close())

  test('an auditor finds acts of all members by day, member, person, rule, kind and type of message', async () => {
    const { inspector, own, find } = desk
    const all = await find({})
    const { id } = await inspector.call(searchRecord, { body: { filter: {} } })
    const pages = await walk((query) => inspector.call(listAudited, { params: { id }, query }))
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
    const { told, own, find } = desk
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
    const { platform, other, inspector, own, find, looks } = desk
    await platform.call(recallRelease, { params: { id: own }, body: { reason: WORD } })
    await other.call(answerRecall, { params: { id: own }, body: { answer: 'deleted' } })
    const kinds = new Set((await find({})).map((one) => one.kind))
    expect(kinds).toContain('release.recalled')
    for (const act of ['release.read', 'recall.answered'])
      expect((await looks('member.acted')).map((one) => one['act'])).toContain(act)
    expect([...kinds].filter((kind) => !AUDITED_KINDS.includes(kind as never))).toEqual([])
    const submitted = await find({ kind: 'message.submitted' })
    expect(submitted).toHaveLength(1)
    const answer = await inspector
      .call(searchRecord, {
        body: { filter: { kind: 'release.read' as never } },
      })
      .catch((error: { code: string }) => error)
    expect(answer).toMatchObject({ code: 'bad-request' })
  })

  test('the kinds of act that an auditor can search for are those that the database shows', async () => {
    const { database } = desk
    const { rows } = await sql<{ text: string }>`
      select pg_get_viewdef('audit_acts'::regclass) as text`.execute(database.db)
    // The list that restricts the rows comes last; the one before says which statements are open.
    const list = /WHERE[^]*?kind = ANY \(ARRAY\[([^\]]*)\]/.exec(rows[0]!.text)?.[1] ?? ''
    const shown = [...list.matchAll(/'([a-z.-]+)'/g)].map(([, kind]) => kind)
    expect(shown.toSorted()).toEqual([...AUDITED_KINDS].toSorted())
    // A kind that is new is either shown or stands here, and in docs/audit.md, as one that is not.
    expect(ACT_KINDS.filter((kind) => !AUDITED_KINDS.includes(kind as never))).toEqual([
      'notice.opened',
      'notice.not-me',
      'notice.asked',
      'notice.question-answered',
      'notice.resent',
      'notice.scheduled',
      'notice.stopped',
      'notice.unsent',
      'public-report.received',
      'public-report.opened',
      'public-report.escalated',
      'public-report.answered',
      'public-report.withdrawn',
      'public-report.erased',
      'party.proposed',
      'party.settled',
      'party.ended',
      'vendors.proposed',
      'vendors.settled',
      'vendors.looked-up',
      'alert.found',
      'alert.telling',
      'alert.told',
      'alert.unreached',
      'alert.opened',
      'alert.answered',
      'alert.set-aside',
      'alert.sealed',
      'alert.unsealed',
      'lookback.set',
      'lookback.kept',
      'lookback.erased',
      'named.asked',
      'named.proven',
      'named.not-proven',
      'named.answered',
      'matching.proposed',
      'matching.accepted',
      'matching.settled',
      'matching.asked',
      'matching.ended',
      'matching.refused',
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
      'case.opened',
      'case.invited',
      'case.lead-changed',
      'case.closed',
      'case.opened-again',
      'case.merged',
      'case.parted',
      'case.split',
      'disclosure.proposed',
      'disclosure.invited',
      'disclosure.answered',
      'disclosure.instant-offered',
      'disclosure.instant-answered',
      'disclosure.handed-in',
      'disclosure.taken-out',
      'disclosure.opened',
      'disclosure.corrected',
      'disclosure.terms-signed',
      'disclosure.full-read',
      'contacts.proposed',
      'contacts.settled',
      'technique.mapped',
      'run.started',
      'run.ended',
      'run.cancelled',
      'findings.imported',
      'finding.changed',
      'release.opened',
      'member.acted',
    ])
  })

  test('a notice that was refused shows nothing of its title, whatever the title reads like', async () => {
    const { database, stage, agency, told, find } = desk
    const titles = [`${WORD} for clerks`, 'release:none', `release:${told}`, `message:${told}x`]
    const decision = { allow: false, rule: 'no-such-list', reason: 'no' } as const
    const by = { memberId: agency.id, personId: agency.personId }
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
    const { stage, platform, other, draftOf, release, find } = desk
    const [first, deputy] = await Promise.all([
      stage.admit('Hub one', 'hub', ['operator']),
      stage.admit('Hub two', 'hub', ['operator']),
    ])
    const gone = await release(platform, draftOf('To be erased'))
    await other.call(getReleaseObjects, { params: { id: gone } })
    const wish = { subject: `release:${gone}`, reason: 'By a court' }
    const { id } = await first.call(askErasure, { body: wish })
    await deputy.call(approveErasure, { params: { id } })
    const said = async (kind: 'erasure.asked' | 'payload.erased') =>
      (await find({ kind })).map((one) => one.statement)
    expect(await said('erasure.asked')).toEqual([expect.stringContaining(gone)])
    expect(await said('payload.erased')).toEqual([undefined])
  })

  test('marks of patterns are letters to a search, and what no record can hold is refused by its place', async () => {
    const { inspector, find, looks } = desk
    for (const text of ['%', '_latform', 'Platform\\', "' or true --", '\\u0000'])
      for (const part of ['member', 'person', 'rule'] as const)
        expect(await find({ [part]: text }), text).toEqual([])
    const { call } = inspector
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
})
