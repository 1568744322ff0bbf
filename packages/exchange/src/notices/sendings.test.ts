import { listNotices, sendNotice, type NoticeDraft } from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const AGENCY = 'analyst@agency.example'
const OTHER = 'analyst@other.example'
const MINUTE = 60_000

onEachDatabase('sendings of notices', (open) => {
  let node: TestExchange

  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    await node.admit({ name: 'Agency A', kind: 'agency', email: AGENCY, roles: ['analyst'] })
    await node.admit({ name: 'Agency B', kind: 'agency', email: OTHER, roles: ['analyst'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  /** A notice that says what no other says. */
  const draft = (): NoticeDraft => ({
    kind: 'notice',
    tlp: 'green',
    texts: {
      en: {
        subject: `A false site ${randomUUID()}`,
        what: 'A site with a name like yours shows wrong polling places.',
        howSure: 'We saw the site ourselves.',
        actions: ['Tell your staff'],
        whoToCall: 'Duty desk',
      },
    },
    targets: [
      { jurisdiction: '12', role: 'chief-official' },
      { jurisdiction: '13', role: 'chief-official' },
    ],
    answerWithin: 60,
  })
  const count = async (subject: string) =>
    (await (await node.stage.as(AGENCY))(listNotices)).items.filter(
      (one) => one.subject === subject,
    ).length
  const entries = async () =>
    Number(
      (
        await node.context.database.db
          .selectFrom('log_entries')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )

  test('twenty posts of one key at once are one notice, and each is answered with it', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = { ...draft(), sendKey: randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => agency(sendNotice, { body })),
    )
    expect(new Set(answers.map(({ summary }) => summary.id)).size).toBe(1)
    expect(await count(body.texts.en!.subject)).toBe(1)
    const before = await entries()
    const again = await agency(sendNotice, {
      body: { ...body, targets: body.targets.toReversed() },
    })
    expect(again.summary.id).toBe(answers[0]!.summary.id)
    expect(await entries()).toBe(before)
  })

  test('a key that was used for other words, or other offices, is a conflict and sends nothing', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = { ...draft(), sendKey: randomUUID() }
    await agency(sendNotice, { body })
    const others = [
      { ...body, texts: { en: { ...body.texts.en!, what: 'Another thing.' } } },
      { ...body, targets: body.targets.slice(0, 1) },
      { ...body, answerWithin: 61 },
    ]
    for (const other of others)
      await expect(agency(sendNotice, { body: other })).rejects.toMatchObject({
        status: 409,
        code: 'conflict',
        path: '/body/sendKey',
      })
    expect(await count(body.texts.en!.subject)).toBe(1)
  })

  test('another member may choose the same key and say the same', async () => {
    const body = { ...draft(), sendKey: randomUUID() }
    const [agency, other] = [await node.stage.as(AGENCY), await node.stage.as(OTHER)]
    const mine = await agency(sendNotice, { body })
    const theirs = await other(sendNotice, { body })
    expect(theirs.summary.id).not.toBe(mine.summary.id)
  })

  test('the same body 343 times is one notice, and each refusal names it', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = draft()
    const refused: unknown[] = []
    const ids: string[] = []
    const post = () =>
      agency(sendNotice, { body }).then(
        ({ summary }) => ids.push(summary.id),
        (error: unknown) => refused.push(error),
      )
    for (let posted = 0; posted < 343; posted += 49)
      await Promise.all(Array.from({ length: 49 }, post))
    expect(ids).toHaveLength(1)
    expect(refused).toHaveLength(342)
    for (const error of refused)
      expect(error).toMatchObject({ status: 409, code: 'conflict', path: '/body/again' })
    expect((refused[0] as Error).message).toContain(ids[0]!)
    expect(await count(body.texts.en!.subject)).toBe(1)
  })

  test('whoever means it sends the same once more; after an hour nobody has to say so', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = draft()
    await agency(sendNotice, { body })
    await agency(sendNotice, { body: { ...body, again: true } })
    node.clock.advance(59 * MINUTE)
    await expect(agency(sendNotice, { body })).rejects.toMatchObject({ path: '/body/again' })
    node.clock.advance(MINUTE)
    await agency(sendNotice, { body })
    expect(await count(body.texts.en!.subject)).toBe(3)
  })

  test('a sending that fails keeps neither its key nor its words', async () => {
    const agency = await node.stage.as(AGENCY)
    const body = { ...draft(), sendKey: randomUUID() }
    const nowhere = { jurisdiction: '99', role: 'clerk' as const }
    await expect(
      agency(sendNotice, { body: { ...body, targets: [...body.targets, nowhere] } }),
    ).rejects.toMatchObject({ status: 400 })
    await agency(sendNotice, { body })
    expect(await count(body.texts.en!.subject)).toBe(1)
  })
})
