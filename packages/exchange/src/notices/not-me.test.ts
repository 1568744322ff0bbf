import {
  acknowledgeNotice,
  getCoverage,
  listNoticeEvents,
  openNotice,
  sayNotMe,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, onEachDatabase, startApprising, type Apprising } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const TEXT = {
  subject: 'A false site copies your page',
  what: 'A site with a name like yours shows wrong polling places.',
  howSure: 'We saw the site ourselves.',
  actions: ['Tell your staff', 'Post your true address'],
  whoToCall: 'Duty desk, Agency A',
}
const MINUTE = 60_000

onEachDatabase('This is not me', (open) => {
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    ;({ node, mail, close } = await startApprising(await open(), {
      contacts: [
        { jurisdiction: '12', role: 'chief-official' },
        { jurisdiction: '12', role: 'chief-official', rank: 1 },
        { jurisdiction: '13', role: 'chief-official' },
      ],
    }))
  })
  afterAll(() => close())

  const STATE = { jurisdiction: '12', role: 'chief-official' } as const
  const OTHER = { jurisdiction: '13', role: 'chief-official' } as const

  async function send(target: typeof STATE | typeof OTHER) {
    const agency = await node.stage.as(AGENCY)
    const said = { kind: 'notice', tlp: 'green', texts: { en: TEXT }, answerWithin: 60 } as const
    const before = mail.mails.length
    const notice = await agency(sendNotice, { body: { ...said, targets: [target], again: true } })
    await node.drain()
    const params = { id: notice.summary.id }
    return {
      link: linkIn(mail.mails[before]!.text),
      target: async () => (await agency(getCoverage, { params, query: {} })).targets[0]!,
      events: async () => (await agency(listNoticeEvents, { params })).items,
    }
  }
  const linkIn = (text: string) => ({ token: /\/n#([\w-]+)/.exec(text)![1]! })
  const deny = (link: { token: string }, who?: string) =>
    node.stage.anonymous(sayNotMe, { body: { ...link, ...(who ? { who } : {}) } })

  test('goes on to the next contact at once, is no answer, and the sender reads who is accountable', async () => {
    const { link, target, events } = await send(STATE)
    const before = mail.mails.length
    const seen = await deny(link, 'The deputy secretary')
    expect(seen).toMatchObject({ state: 'waiting', contact: { notMeAt: expect.any(String) } })
    expect(seen.acknowledgedBy).toBeUndefined()
    await node.drain()
    const mails = mail.mails.slice(before)
    expect(mails.map(({ to }) => to)).toEqual(['chief-official.1@12.example'])
    expect(await target()).toMatchObject({ state: 'waiting', attempt: 2 })
    const said = (await events()).filter(({ kind }) => kind === 'notice.not-me')
    expect(said.map(({ detail }) => detail)).toEqual([
      'Whoever holds the link for chief-official 0 of 12 says that this is not them; accountable is, they say: The deputy secretary. Next is chief-official 1 of 12, whose mail waits to go out',
    ])
    const next = await node.stage.anonymous(openNotice, { body: linkIn(mails[0]!.text) })
    expect(next.contact).toEqual({ rank: 1, title: 'chief-official 1 of 12' })
    expect(next.dueAt).toBeDefined()
  })

  test('said twice changes nothing, and whoever said it by mistake can still answer', async () => {
    const { link, target, events } = await send(STATE)
    await deny(link)
    await deny(link, 'Somebody else')
    await node.drain()
    const said = (await events()).filter(({ kind }) => kind === 'notice.not-me')
    expect(said).toHaveLength(1)
    expect(said[0]!.detail).toContain('they do not say who is accountable')
    await node.stage.anonymous(acknowledgeNotice, { body: { ...link, step: 'told' } })
    expect((await target()).state).toBe('told')
  })

  test('with nobody else on file the sender must call, and no contact counts as one who answered', async () => {
    const { link, target } = await send(OTHER)
    await deny(link)
    await node.drain()
    expect(await target()).toMatchObject({
      state: 'overdue',
      attempt: 1,
      fault:
        'Whoever holds the link for chief-official 0 of 13 says that this is not them; they do not say who is accountable. Nobody is left on file. The sender must call.',
    })
  })

  test('of a contact whose turn is over it moves nobody on, and the last silence says that one was not them', async () => {
    const { link, target, events } = await send(STATE)
    node.clock.advance(60 * MINUTE)
    await node.drain()
    await deny(link)
    expect((await events()).at(-1)!.detail).toContain('It changes nothing about whose turn it is')
    expect((await target()).attempt).toBe(2)
    node.clock.advance(60 * MINUTE)
    await node.drain()
    expect((await target()).fault).toBe(
      'Every contact on file was mailed and none answered; 1 of 2 said that they are not who is accountable. The sender must call.',
    )
  })
})
