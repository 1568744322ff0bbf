import {
  acknowledgeNotice,
  beginCall,
  checkCallBackCode,
  endCall,
  eraseAddress,
  exportCalls,
  getCallSheet,
  getCoverage,
  importContacts,
  listCalls,
  listContactProposals,
  listContacts,
  listNoticeEvents,
  mailAgain,
  proposeContact,
  sendNotice,
  settleContactProposal,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, PLATFORM, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOfficeToken } from '../src/offices/door.ts'

const SECOND = 'second@agency.example'
const OFFICE = { jurisdiction: '12', role: 'chief-official' } as const

onServer('calls by telephone', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    const database = await open()
    ;({ node, mail, close } = await startApprising(database, {
      contacts: [
        { ...OFFICE, email: 'chief@12.example', phone: '+1 850 555 0100', language: 'es' },
        { ...OFFICE, rank: 1, email: 'deputy@12.example', phone: '+1 850 555 0101' },
        { ...OFFICE, rank: 2, email: 'nobody@12.example' },
      ],
    }))
    const { member_id: memberId } = await database.db
      .selectFrom('people')
      .select('member_id')
      .where('email', '=', AGENCY)
      .executeTakeFirstOrThrow()
    const person = { id: randomUUID(), member_id: memberId, name: 'Second analyst', email: SECOND }
    await database.db
      .insertInto('people')
      .values({ ...person, roles: ['analyst'], created_at: node.clock.now() })
      .execute()
  })
  afterAll(() => close?.())

  /** A notice whose office nobody answers at: overdue. */
  async function overdue() {
    const agency = await node.stage.as(AGENCY)
    mail.mails.length = 0
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: {
          en: {
            subject: `A false site ${randomUUID()}`,
            what: 'W',
            howSure: 'H',
            actions: ['A'],
            whoToCall: 'D',
          },
        },
        targets: [OFFICE],
        answerWithin: 60,
      },
    })
    await node.drain()
    const code = /\d{4}-\d{4}-\d{4}/.exec(mail.mails[0]!.text)![0].replaceAll('-', '')
    node.clock.advance(61 * 60_000)
    await node.drain()
    const params = { id: notice.summary.id }
    const sheet = async () => (await agency(getCallSheet, { params, query: { all: 'true' } })).items
    return {
      agency,
      notice: params.id,
      token: findOfficeToken(mail.mails[0]!.text)!,
      clerk: code.slice(6),
      target: (await sheet())[0]!.targetId,
      sheet,
      office: async () => (await agency(getCoverage, { params, query: {} })).targets[0]!,
      events: async () => (await agency(listNoticeEvents, { params })).items,
    }
  }

  test('the sheet says whom to call next, and the call what to say, in the language of who is called', async () => {
    const { agency, sheet, target, clerk } = await overdue()
    const [office] = await sheet()
    expect(office).toMatchObject({ place: 'Florida', next: 1, timeZone: expect.any(String) })
    expect(office!.contacts.map(({ phone }) => phone)).toEqual([
      '+1 850 555 0100',
      '+1 850 555 0101',
      undefined,
    ])
    const spanish = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    expect(spanish.script.language).toBe('es')
    expect(spanish.script.lines.join(' ')).toContain([...spanish.half].join(' '))
    // The notice of this test has words in English alone.
    expect(spanish.script.lines.join(' ')).toContain('Le leo sus palabras en inglés')
    expect(JSON.stringify(spanish)).not.toContain(clerk)
    expect(JSON.stringify(await sheet())).not.toContain(clerk)
    await agency(endCall, { params: { id: spanish.id }, body: { outcome: 'wrong-number' } })
    const english = await agency(beginCall, { params: { id: target }, body: { rank: 1 } })
    expect(english.script.language).toBe('en')
    await agency(endCall, { params: { id: english.id }, body: { outcome: 'not-reached' } })
    expect((await sheet())[0]).toMatchObject({
      next: 1,
      contacts: [{ wrongNumber: true }, { calls: 1 }, {}],
    })
  })

  test('the list over all open notices says what is known of each office, filters, and leaves as a file', async () => {
    const first = await overdue()
    const { agency, target, notice } = await overdue()
    const listed = async (query: object) => (await agency(listCalls, { query })).items
    const all = await listed({})
    expect(all.map(({ targetId }) => targetId)).toEqual(
      expect.arrayContaining([first.target, target]),
    )
    expect(await listed({ notice })).toMatchObject([
      {
        targetId: target,
        state: 'overdue',
        known: { by: 'mailed', mailed: 2 },
        overdueSince: expect.any(String),
      },
    ])
    const call = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    await agency(endCall, { params: { id: call.id }, body: { outcome: 'reached' } })
    expect(await listed({ notice, called: 'reached' })).toMatchObject([{ known: { by: 'spoken' } }])
    for (const none of [
      { called: 'never' },
      { state: 'unreachable' },
      { role: 'it' },
      { words: 'nowhere' },
    ])
      expect([none, await listed({ notice, ...none })]).toEqual([none, []])
    expect(await listed({ notice, words: 'florida SITE' })).toHaveLength(1)
    for (const sort of ['place', 'longest', 'calls'] as const)
      expect((await listed({ sort })).length).toBe(all.length)
    const csv = await agency(exportCalls, { query: { notice, format: 'csv' } })
    expect(csv).toContain('Florida')
    expect(csv).toContain("'+1 850 555 0101")
    expect(await agency(exportCalls, { query: { format: 'pdf' } })).toMatch(/^%PDF-1.7/)
    const platform = await node.stage.as(PLATFORM)
    expect((await platform(listCalls, { query: {} })).items).toEqual([])
    await expect(platform(listCalls, { query: { notice } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('a contact that a caller proposes stands once another person lets it, and is mailed the notice then', async () => {
    const { agency, target, office, sheet } = await overdue()
    const hub = await node.stage.as(HUB)
    const draft = { ...OFFICE, rank: 3, title: 'New deputy', email: 'new@12.example', language: 'en' } // prettier-ignore
    const body = { ...draft, why: 'The desk said so' }
    const proposed = await agency(proposeContact, { body })
    expect(proposed).toMatchObject({ state: 'proposed', mine: true, overtaken: false })
    await expect(agency(proposeContact, { body })).rejects.toMatchObject({ code: 'conflict' })
    const settle = { params: { id: proposed.id }, body: { stands: true } }
    await expect(agency(settleContactProposal, settle)).rejects.toMatchObject({ code: 'forbidden' })
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(proposeContact, { body })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await platform(listContactProposals)).items).toEqual([])
    const twice = await Promise.allSettled([
      hub(settleContactProposal, settle),
      hub(settleContactProposal, settle),
    ])
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { items } = await agency(listContacts, { params: { id: OFFICE.jurisdiction } })
    const contact = items.find(({ email }) => email === draft.email)!.id
    mail.mails.length = 0
    const again = await agency(mailAgain, { params: { id: target }, body: { contact } })
    expect(again).toMatchObject({ title: 'New deputy' })
    await expect(
      agency(mailAgain, { params: { id: target }, body: { contact } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await node.drain()
    expect(mail.mails.map(({ to }) => to)).toContain(draft.email)
    await expect(agency(mailAgain, { params: { id: target }, body: { contact } })).rejects.toThrow(
      /less than 10 minutes/,
    )
    expect((await sheet())[0]!.contacts.at(-1)).toMatchObject({ title: 'New deputy' })
    expect(await office()).toMatchObject({ state: 'overdue' })
    await expect(
      platform(mailAgain, { params: { id: target }, body: { contact } }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a proposed contact changes nothing that came on file meanwhile, and is refused with a reason', async () => {
    const agency = await node.stage.as(AGENCY)
    const hub = await node.stage.as(HUB)
    const draft = { ...OFFICE, rank: 2, title: 'Nobody', email: 'other@12.example', language: 'en' } // prettier-ignore
    const { id } = await agency(proposeContact, { body: { ...draft, why: 'By telephone' } })
    await hub(importContacts, { body: { contacts: [{ ...draft, email: 'third@12.example' }] } })
    const settle = (body: object) => hub(settleContactProposal, { params: { id }, body } as never)
    await expect(settle({ stands: true })).rejects.toMatchObject({ code: 'conflict' })
    await expect(settle({ stands: false })).rejects.toMatchObject({ code: 'bad-request' })
    expect(await settle({ stands: false, reason: 'Old' })).toMatchObject({ state: 'refused' })
    const erase = { email: 'other@12.example', reason: 'Asked' }
    expect(await hub(eraseAddress, { body: erase })).toMatchObject({ changes: 1 })
    const [one] = (await hub(listContactProposals)).items.filter((each) => each.id === id)
    expect([one!.proposed, one!.why]).toEqual([undefined, ''])
  })

  test('who answers and reads back the right digits is told by telephone: by whom, to whom and when, on record', async () => {
    const { agency, target, clerk, office, events } = await overdue()
    const call = await agency(beginCall, { params: { id: target }, body: { rank: 1 } })
    const asked = await node.stage.anonymous(checkCallBackCode, { body: { code: call.half } })
    expect(asked).toMatchObject({ genuine: true, from: 'Agency' })
    // Who was called by mistake hears the first half, and must not find the other by it.
    expect(JSON.stringify(asked)).not.toContain(clerk)
    const body = {
      outcome: 'understood',
      readBack: clerk,
      spokeWith: 'the duty clerk',
      who: 'IT lead',
    } as const
    const ended = await agency(endCall, { params: { id: call.id }, body })
    expect(await office()).toMatchObject({
      state: 'understood',
      acknowledgedBy: 'IT lead (by telephone)',
    })
    const said = (await events()).at(-1)!
    expect(said).toMatchObject({ kind: 'notice.understood', logIndex: ended.logIndex })
    expect(said.detail).toMatch(
      /by telephone, as Agency states; .*spoken with: the duty clerk; who acts: IT lead/,
    )
    expect(await node.stage.anonymous(checkCallBackCode, { body: { code: call.half } })).toEqual({
      genuine: false,
    })
  })

  test('a prank: wrong digits tell nobody, three times end the call, and that stands on record', async () => {
    const { agency, target, clerk, office, events } = await overdue()
    const call = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    const guess = (readBack: string) =>
      agency(endCall, {
        params: { id: call.id },
        body: { outcome: 'told', readBack, spokeWith: 'somebody' },
      })
    await expect(guess(call.half)).rejects.toMatchObject({ code: 'bad-request' })
    await expect(guess('000000')).rejects.toMatchObject({ code: 'bad-request' })
    expect(
      await guess(clerk.replace(/.$/, (last) => String((Number(last) + 1) % 10))),
    ).toMatchObject({ outcome: 'wrong-code' })
    await expect(guess(clerk)).rejects.toMatchObject({ code: 'conflict' })
    expect(['told', 'understood']).not.toContain((await office()).state)
    expect((await events()).at(-1)).toMatchObject({
      kind: 'notice.called',
      detail: expect.stringContaining('nobody counts as told'),
    })
  })

  test('that somebody answered tells nobody, and a call too long ago no more', async () => {
    const { agency, target, clerk, office } = await overdue()
    const call = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    await agency(endCall, { params: { id: call.id }, body: { outcome: 'reached' } })
    const late = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    node.clock.advance(31 * 60_000)
    const body = { outcome: 'told', readBack: clerk, spokeWith: 'the clerk' } as const
    await expect(agency(endCall, { params: { id: late.id }, body })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await office()).state).not.toBe('told')
  })

  test('of two officers who call one office at once, one does, and the other is told who', async () => {
    const { agency, target } = await overdue()
    const second = await node.stage.as(SECOND)
    const begun = await Promise.allSettled(
      [agency, second, agency, second].map((one) =>
        one(beginCall, { params: { id: target }, body: { rank: 0 } }),
      ),
    )
    const ids = new Set(begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])))
    const refused = begun.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(ids.size).toBe(1)
    expect(refused).toHaveLength(2)
    expect(refused[0]).toContain('is on the phone with this office')
  })

  test('an answer by the link and one by telephone in the same instant leave both on record and the office at the higher', async () => {
    const { agency, target, clerk, token, office } = await overdue()
    const call = await agency(beginCall, { params: { id: target }, body: { rank: 0 } })
    await Promise.all([
      agency(endCall, {
        params: { id: call.id },
        body: { outcome: 'told', readBack: clerk, spokeWith: 'the clerk' },
      }),
      node.stage.anonymous(acknowledgeNotice, { body: { token, step: 'understood', who: 'IT' } }),
    ])
    expect(await office()).toMatchObject({ state: 'understood', acknowledgedBy: 'IT' })
  })

  test('nobody but people of the sender sees the sheet or calls', async () => {
    const { target, agency } = await overdue()
    const params = { id: target }
    for (const email of [PLATFORM])
      await expect(
        (await node.stage.as(email))(beginCall, { params, body: { rank: 0 } }),
      ).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      (await node.stage.as(HUB))(beginCall, { params, body: { rank: 0 } }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const call = await agency(beginCall, { params, body: { rank: 0 } })
    const second = await node.stage.as(SECOND)
    await expect(
      second(endCall, { params: { id: call.id }, body: { outcome: 'reached' } }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
