import {
  acknowledgeAsOffice,
  acknowledgeNotice,
  createKey,
  getCoverage,
  getNotice,
  getOfficeReceipt,
  getOwnOfficeReceipt,
  getReceipt,
  listNoticeEvents,
  listOfficeNotices,
  openNotice,
  revokeKey,
  sendNotice,
  type NoticeDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { AGENCY, HUB, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const EN = {
  subject: 'A false site copies your page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk, Agency A',
}
const ES = {
  subject: 'Un sitio falso copia su página',
  what: 'Un sitio con un nombre como el suyo muestra lugares de votación falsos.',
  howSure: 'Vimos el sitio nosotros mismos.',
  actions: ['Avise a su personal', 'Publique su dirección verdadera'],
  whoToCall: 'Guardia, Agencia A',
}
const CLERK = 'clerk@county.example'
const MINUTE = 60_000

onServer('What an office was shown', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      offices: [{ name: 'Orange County', email: CLERK, jurisdiction: '12095' }],
      contacts: [
        { jurisdiction: '12', role: 'chief-official', title: 'Chief official', language: 'es' },
      ],
    }))
  })
  afterAll(() => close())

  const STATE = { jurisdiction: '12', role: 'chief-official' } as const
  const COUNTY = { jurisdiction: '12095', role: 'clerk' } as const
  async function send(targets: NoticeDraft['targets']) {
    const agency = await node.stage.as(AGENCY)
    const draft = {
      kind: 'notice',
      tlp: 'amber',
      texts: { en: EN, es: ES },
      targets,
      answerWithin: 60,
      again: true,
    } as const
    const { summary } = await agency(sendNotice, { body: draft })
    const before = mail.mails.length
    await node.drain()
    const token = /\/n#([\w-]+)/.exec(mail.mails[before]!.text)![1]!
    return { agency, id: summary.id, link: { token } }
  }
  async function openReceipt(file: string) {
    const { disclosure } = await verifyReceipt(file, toVerifiers(node.context.log.verifier))
    if (disclosure.state !== 'open') throw new Error('not an open receipt')
    return { kind: disclosure.kind, said: JSON.parse(disclosure.payload) }
  }

  test('opening a link is recorded once, acknowledges nothing, and its receipt binds words, markings and language', async () => {
    const { agency, id, link } = await send([STATE])
    for (let i = 0; i < 3; i++) {
      const notice = await node.stage.anonymous(openNotice, { body: link })
      expect(notice.state).toBe('waiting')
    }
    const { items } = await agency(listNoticeEvents, { params: { id } })
    expect(items.filter(({ kind }) => kind === 'notice.opened')).toHaveLength(1)
    const { kind, said } = await openReceipt(
      await node.stage.anonymous(getOfficeReceipt, { body: link }),
    )
    expect(kind).toBe('notice.opened')
    expect(said.by).toMatchObject({ office: '12', role: 'chief-official' })
    const { subject: title, ...words } = ES
    const { subject, ...english } = EN
    expect(said.shown).toMatchObject({
      language: 'es',
      title,
      words,
      others: [{ language: 'en', title: subject, words: english }],
      markings: { tlp: 'amber', kind: 'notice', exercise: false },
      from: { name: 'Agency' },
      to: { role: 'chief-official' },
    })
    const hash = createHash('sha256').update(JSON.stringify(said.shown)).digest('hex')
    expect(said.shownSha256).toBe(hash)
  })

  test('the receipt of an answer binds the text too, and stays that of the answer', async () => {
    const { link } = await send([STATE])
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    await node.stage.anonymous(openNotice, { body: link })
    const { kind, said } = await openReceipt(
      await node.stage.anonymous(getOfficeReceipt, { body: link }),
    )
    expect(kind).toBe('notice.told')
    expect(said.shown.title).toBe(ES.subject)
  })

  test('a signed-in office gets the receipt of what it saw and answered; its sender gets the same, others none', async () => {
    const { agency, id } = await send([STATE, COUNTY])
    const clerk = await node.stage.as(CLERK)
    const { items } = await clerk(listOfficeNotices)
    const mine = items.find(({ noticeId }) => noticeId === id)!
    const params = { id: mine.targetId }
    expect((await openReceipt(await clerk(getOwnOfficeReceipt, { params }))).kind).toBe(
      'notice.opened',
    )
    const told = await clerk(acknowledgeAsOffice, { params, body: { step: 'told' } })
    const { kind, said } = await openReceipt(await clerk(getOwnOfficeReceipt, { params }))
    expect(kind).toBe('notice.told')
    expect(said.by).toEqual({ member: expect.any(String), person: expect.any(String) })
    expect(said.shown.language).toBe('en')
    const index = { params: { index: told.logIndex } }
    expect((await openReceipt(await clerk(getReceipt, index))).said).toEqual(said)
    expect((await openReceipt(await agency(getReceipt, index))).said).toEqual(said)
    await expect(agency(getOwnOfficeReceipt, { params })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('what a machine fetched is not told as opened by somebody', async () => {
    const { agency, id } = await send([STATE, COUNTY])
    const clerk = await node.stage.as(CLERK)
    const { key, secret } = await clerk(createKey, { body: { label: 'Desk', canWrite: false } })
    const read = () =>
      node.app.request('/api/office/notices', { headers: { authorization: `Bearer ${secret}` } })
    expect((await read()).status).toBe(200)
    const { items } = await agency(listNoticeEvents, { params: { id } })
    const opened = items.filter(({ kind }) => kind === 'notice.opened')
    expect(opened.map(({ detail }) => detail)).toEqual(['An API key of Orange County fetched it'])
    await clerk(revokeKey, { params: { id: key.id } })
    await clerk(listOfficeNotices)
    const { items: later } = await agency(listNoticeEvents, { params: { id } })
    expect(later.at(-1)!.detail).toBe('Orange County opened it when signed in')
  })

  test('who acted for an office at a past moment is told as it stood then', async () => {
    const { agency, id, link } = await send([STATE])
    const at = () => node.clock.now().toISOString()
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    const told = at()
    node.clock.advance(MINUTE)
    const answer = { ...link, step: 'understood', who: 'The deputy' } as const
    await node.stage.anonymous(acknowledgeNotice, { body: answer })
    const understood = at()
    node.clock.advance(MINUTE)
    await node.stage.anonymous(acknowledgeNotice, {
      body: { ...link, step: 'acted', who: 'The clerk' },
    })
    const whoAt = async (when: string) =>
      (await agency(getCoverage, { params: { id }, query: { at: when } })).targets[0]!
        .acknowledgedBy
    expect(await whoAt(told)).toBe('Chief official')
    expect(await whoAt(understood)).toBe('The deputy')
    expect(await whoAt(at())).toBe('The clerk')
  })

  test("an operator's look at a notice of another is recorded once an hour, for its sender to know", async () => {
    const { id } = await send([STATE])
    const operator = await node.stage.as(HUB)
    for (let i = 0; i < 2; i++) {
      await operator(getNotice, { params: { id } })
      await operator(getCoverage, { params: { id }, query: {} })
    }
    const rows = await node.context.database.db
      .selectFrom('log_payloads')
      .select(['payload', 'members'])
      .where('subject', '=', `notice:${id}`)
      .where('payload', 'like', '%"envelope"%')
      .execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]!.members).toHaveLength(2)
  })
})
