/** Reports of the public: work shown, people masked, answered or late, followed and taken back by number and code. */
import {
  answerPublicReport,
  approveErasure,
  askErasure,
  erasePublicReport,
  followPublicReport,
  getPublicForm,
  liftHold,
  listLateReports,
  listPublicReports,
  listReports,
  makePublicReport,
  openPublicReport,
  placeHold,
  withdrawPublicReport,
  type BodyOf,
} from '@tocsin/api'
import {
  AGENCY,
  findInRows,
  HUB,
  onServer,
  seedPerson,
  startApprising,
  type Apprising,
} from '@tocsin/testkit'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const HOME = '12 Main Street, Springfield, OH 45501'
const MAILBOX = 'neighbour@home.example'
const CODE = 'ABCD-EFGH-JKMN'
const SECOND = 'second@hub.example'
type Sent = BodyOf<typeof makePublicReport>

/** The work that a challenge asks for, as the page does it. */
function workFor(challenge: string, bits: number): string {
  for (let answer = 0; ; answer++) {
    const digest = createHash('sha256').update(`${challenge}:${answer}`).digest()
    if (digest.readUInt32BE(0) >>> (32 - bits) === 0) return String(answer)
  }
}

onServer('reports of the public', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  beforeAll(async () => {
    ;({ node, close } = await startApprising(await open(), {}))
    await node.context.database.db
      .updateTable('people')
      .set({ roles: ['operator', 'analyst'] })
      .where('email', '=', HUB)
      .execute()
    const { db } = node.context.database
    const { member_id: hub } = await db
      .selectFrom('people')
      .select('member_id')
      .where('email', '=', HUB)
      .executeTakeFirstOrThrow()
    await seedPerson(db, hub, { email: SECOND, roles: ['operator'] })
  })
  afterAll(() => close?.())

  const turn = (publicReports: { perDay?: number } | undefined) =>
    Object.assign(node.context.config, { publicReports })
  const toSend = async (more: Partial<Sent> = {}): Promise<Sent> => {
    const { challenge, bits } = await node.stage.anonymous(getPublicForm)
    return {
      challenge,
      answer: workFor(challenge, bits),
      code: CODE,
      kind: 'false-voting-information',
      where: 'https://vote.example/where',
      what: `It says that the vote is on Wednesday. I got it at ${HOME}; ask ${MAILBOX}.`,
      ...more,
    }
  }
  const make = async (more?: Partial<Sent>) =>
    node.stage.anonymous(makePublicReport, { body: await toSend(more) })

  test('nobody can report until the operator turns it on, and nobody where no hub could answer', async () => {
    await expect(node.stage.anonymous(getPublicForm)).rejects.toMatchObject({ code: 'not-found' })
    turn({})
    expect((await node.stage.anonymous(getPublicForm)).to).toMatchObject({ name: 'Hub' })
    const { db } = node.context.database
    const people = (active: boolean) =>
      db.updateTable('people').set({ active }).where('email', '=', HUB).execute()
    await people(false)
    await expect(node.stage.anonymous(getPublicForm)).rejects.toMatchObject({ code: 'not-found' })
    await people(true)
  })

  test('who must answer reads it masked until a person opens it, which is on record; homes are kept nowhere, and no office list shows it', async () => {
    const made = await make()
    expect(made).toMatchObject({ state: 'waiting', struck: 1, to: { name: 'Hub' } })
    expect(JSON.stringify(made)).not.toContain('Wednesday')
    const hub = await node.stage.as(HUB)
    const { items, open: waiting, late } = await hub(listPublicReports)
    expect([waiting, late]).toEqual([1, 0])
    expect(items[0]).toMatchObject({
      reference: made.reference,
      masked: 1,
      what: 'It says that the vote is on Wednesday. I got it at [address withheld]; ask [mail address].',
    })
    const { id } = items[0]!
    const opened = await hub(openPublicReport, { params: { id } })
    expect(opened.what).toContain(MAILBOX)
    expect(opened.hops.map(({ kind }) => kind)).toEqual(['received', 'opened'])
    expect((await hub(listPublicReports)).items[0]!.what).not.toContain(MAILBOX)
    expect(await findInRows(node.context.database.db, ['12 Main'])).toEqual([])
    expect((await hub(listReports)).items).toEqual([])
    const agency = await node.stage.as(AGENCY)
    expect((await agency(listPublicReports)).items).toEqual([])
    for (const call of [openPublicReport, erasePublicReport, answerPublicReport] as const)
      await expect(
        agency(call as typeof answerPublicReport, {
          params: { id },
          body: { words: 'x', reason: 'x' } as never,
        }),
      ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('whoever made it reads the answer by number and code, and nobody by one of them alone', async () => {
    const { reference } = await make()
    const hub = await node.stage.as(HUB)
    const { items } = await hub(listPublicReports)
    const { id } = items.find((one) => one.reference === reference)!
    await hub(answerPublicReport, { params: { id }, body: { words: 'The vote is on Tuesday.' } })
    await expect(
      hub(answerPublicReport, { params: { id }, body: { words: 'Again.' } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const body = { reference, code: CODE }
    const followed = await node.stage.anonymous(followPublicReport, { body })
    expect(followed).toMatchObject({ state: 'answered' })
    expect(followed.hops.at(-1)).toMatchObject({ words: 'The vote is on Tuesday.' })
    for (const wrong of [{ code: 'ABCD-EFGH-JKMP' }, { reference: 'R-2222-2222' }])
      await expect(
        node.stage.anonymous(followPublicReport, { body: { ...body, ...wrong } }),
      ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('one that nobody answers in time is late to whoever made it, and behind those of offices to operators, who read nothing of it', async () => {
    const { reference } = await make({ kind: 'threat', what: 'A caller threatened poll workers.' })
    node.clock.advance(4 * 3_600_000 + 1)
    await node.drain()
    const body = { reference, code: CODE }
    const followed = await node.stage.anonymous(followPublicReport, { body })
    expect(followed.hops.map(({ kind }) => kind)).toEqual(['received', 'escalated'])
    const hub = await node.stage.as(HUB)
    expect(await hub(listPublicReports)).toMatchObject({ late: 1, items: [{ reference }, {}, {}] })
    const late = (await hub(listLateReports)).items
    expect(late.find((one) => one.reference === reference)).toMatchObject({ place: 'The public' })
    expect(JSON.stringify(late)).not.toContain('caller')
  })

  test('it is erased by whoever made it or by who must answer: its words are nowhere, and that it was stays on record', async () => {
    const words = 'A person named by nobody else: QUILLWORT-IN-PUBLIC.'
    const [first, second] = [await make({ what: words }), await make({ what: words })]
    const { db } = node.context.database
    expect(await findInRows(db, ['quillwort-in-public'])).not.toEqual([])
    const own = { reference: first!.reference, code: CODE }
    expect(await node.stage.anonymous(withdrawPublicReport, { body: own })).toMatchObject({
      state: 'withdrawn',
    })
    const again = await node.stage.anonymous(withdrawPublicReport, { body: own })
    expect(again.hops.map(({ kind }) => kind)).toEqual(['received', 'withdrawn'])
    const hub = await node.stage.as(HUB)
    const { items } = await hub(listPublicReports)
    const { id } = items.find(({ reference }) => reference === second!.reference)!
    const params = { params: { id } }
    const erased = await hub(erasePublicReport, { ...params, body: { reason: 'It defames.' } })
    expect(erased).toMatchObject({ state: 'erased', masked: 0 })
    expect(erased).not.toHaveProperty('what')
    expect(await findInRows(db, ['quillwort-in-public'])).toEqual([])
    await expect(hub(openPublicReport, params)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('while a legal hold on it stands, neither whoever made it nor who must answer erases its words; an approved erasure then does', async () => {
    const { reference } = await make({ what: 'It names THRIFTWORT-HELD.' })
    const hub = await node.stage.as(HUB)
    const { items } = await hub(listPublicReports)
    const { id } = items.find((one) => one.reference === reference)!
    const hold = { subject: `public-report:${id}`, reason: 'A court asks for it.' }
    await hub(placeHold, { body: hold })
    const own = { body: { reference, code: CODE } }
    const held = { code: 'conflict', message: expect.stringContaining('legal hold') }
    await expect(node.stage.anonymous(withdrawPublicReport, own)).rejects.toMatchObject(held)
    await expect(
      hub(erasePublicReport, { params: { id }, body: { reason: 'It defames.' } }),
    ).rejects.toMatchObject(held)
    await hub(liftHold, { body: hold })
    await hub(answerPublicReport, { params: { id }, body: { words: 'We look at it.' } })
    const wish = { subject: hold.subject, reason: 'Asked by whoever it names.' }
    const { id: wished } = await hub(askErasure, { body: wish })
    const second = await node.stage.as(SECOND)
    await second(approveErasure, { params: { id: wished } })
    const followed = await node.stage.anonymous(followPublicReport, own)
    expect(followed.state).toBe('erased')
    expect(JSON.stringify(followed)).not.toContain('We look at it.')
    expect(
      await findInRows(node.context.database.db, ['thriftwort-held', 'We look at it.']),
    ).toEqual([])
  })

  test('work is done for each report, in time, and the same work makes one report', async () => {
    const body = await toSend()
    const refused = { code: 'bad-request' }
    const send = (more: Partial<Sent>) =>
      node.stage.anonymous(makePublicReport, { body: { ...body, ...more } })
    await expect(send({ answer: '0' + body.answer + '1' })).rejects.toMatchObject(refused)
    await expect(send({ challenge: 'x'.repeat(60) })).rejects.toMatchObject(refused)
    for (const what of ['A zero \0 byte.', 'Half a sign \ud800.', 'x'.repeat(2001)])
      await expect(send({ what })).rejects.toMatchObject(refused)
    const made = await Promise.all([1, 2, 3].map(() => send({})))
    expect(new Set(made.map(({ reference }) => reference)).size).toBe(1)
    for (const other of [{ what: 'Something else.' }, { code: 'ABCD-EFGH-JKMP' }])
      await expect(send(other)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a day holds so many and no more, from however many addresses they come; offices report all the same', async () => {
    turn({ perDay: 1 })
    await expect(make()).rejects.toMatchObject({ code: 'too-many-requests' })
    turn({})
    await make()
  })

  test('its list goes on page by page, those that wait first', async () => {
    const hub = await node.stage.as(HUB)
    const states: string[] = []
    let after: string | undefined
    do {
      const page = await hub(listPublicReports, {
        query: { limit: 2, ...(after ? { after } : {}) },
      })
      states.push(...page.items.map(({ state }) => state))
      after = page.next
    } while (after !== undefined)
    const isOpen = states.map((state) => state === 'waiting' || state === 'escalated')
    expect(isOpen).toEqual(isOpen.toSorted((a, b) => Number(b) - Number(a)))
    expect(states.length).toBeGreaterThan(6)
  })
})
