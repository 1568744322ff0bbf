/** What a party says is its own is proposed for its names, and what it knows is not told to it again. */
import {
  answerAlert,
  answerByLink,
  changeParty,
  listAlerts,
  listParties,
  openPartyLink,
  settleParty,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailOf, openWatching, statementOf, type Watching } from './watching.ts'

onServer('names that a party calls its own, or knows', (open) => {
  let room: Watching
  beforeAll(async () => {
    room = await openWatching(await open())
    await room.enrol('campaign', statementOf('quillwort-hall.org', { othersAfter: 24 }), true)
    const deputy = { title: 'Adviser', email: mailOf('deputy'), language: 'en' as const }
    const { contacts } = statementOf('sedgefen-lab.org')
    const told = statementOf('sedgefen-lab.org', { contacts: [...contacts, deputy] })
    await room.enrol('hub', told, false)
  })
  afterAll(() => room?.close())

  const alertOf = async (who: string, name: string) =>
    (await (await room.as(who))(listAlerts)).items.find((one) => one.name === name)
  const partyOf = async (domain: string) =>
    (await (await room.as('deputy'))(listParties)).items.find(
      ({ inForce }) => inForce?.statement.domains[0] === domain,
    )!
  const mailsTo = (address: string) => room.mail.mails.filter(({ to }) => to === address)

  test('by its link a party calls a name its own, somebody else than who has that mailbox lets it stand, and nobody finds it again', async () => {
    await room.look('platform', ['sedgefen-lab.net'])
    await room.node.drain()
    const token = /\/p#([\w-]+)/.exec(mailsTo(mailOf('deputy'))[0]!.text)![1]!
    const { anonymous } = room.node.stage
    const { alerts } = await anonymous(openPartyLink, { body: { token } })
    const said = { mayKnow: 'nobody' as const, wantsHelp: false, addName: true }
    const body = { token, alertId: alerts[0]!.id, answer: 'ours' as const, ...said }
    await expect(
      anonymous(answerByLink, { body: { ...body, answer: 'not-ours' } }),
    ).rejects.toMatchObject({ code: 'bad-request', path: '/body/addName' })
    await anonymous(answerByLink, { body })
    const { id, waiting, ownProposal } = await partyOf('sedgefen-lab.org')
    expect(ownProposal).toBe(false)
    expect(waiting).toMatchObject({
      version: 2,
      proposedBy: 'a contact of the party, by its link',
      statement: { domains: ['sedgefen-lab.org', 'sedgefen-lab.net'] },
    })
    expect(waiting!.statement.contacts).toHaveLength(2)
    const settling = { params: { id }, body: { version: 2, stands: true } }
    await expect((await room.as('deputy'))(settleParty, settling)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await (
      await room.as('hub')
    )(settleParty, settling)
    await room.look('stranger', ['sedgefen-lab.net', 'mail.sedgefen-lab.net'])
    expect(await alertOf('stranger', 'sedgefen-lab.net')).toBeUndefined()
    expect(await alertOf('stranger', 'mail.sedgefen-lab.net')).toBeUndefined()
  })

  test('two names become one change, and while another person’s change waits the answer is not taken', async () => {
    await room.look('platform', ['quillwort-hall.net', 'quillwort-hall.com', 'quillwort-hall.info'])
    await room.node.drain()
    const campaign = await room.as('campaign')
    const call = async (name: string, addName: boolean) => {
      const { id } = (await alertOf('campaign', name))!
      const body = {
        answer: 'ours' as const,
        mayKnow: 'nobody' as const,
        wantsHelp: false,
        addName,
      }
      await campaign(answerAlert, { params: { id }, body })
    }
    await call('quillwort-hall.net', true)
    await call('quillwort-hall.com', true)
    await call('quillwort-hall.com', true)
    const { id, waiting } = await partyOf('quillwort-hall.org')
    expect(waiting!.statement.domains).toEqual([
      'quillwort-hall.org',
      'quillwort-hall.net',
      'quillwort-hall.com',
    ])
    const second = await room.as('deputy')
    const settling = { version: waiting!.version, stands: false, reason: 'Not shown to be theirs' }
    await second(settleParty, { params: { id }, body: settling })
    const { inForce } = await partyOf('quillwort-hall.org')
    await second(changeParty, { params: { id }, body: { statement: inForce!.statement } })
    await expect(call('quillwort-hall.info', true)).rejects.toMatchObject({ code: 'conflict' })
    expect((await alertOf('campaign', 'quillwort-hall.info'))!.answer).toBeUndefined()
    await call('quillwort-hall.info', false)
    expect((await alertOf('campaign', 'quillwort-hall.info'))!.answer?.answer).toBe('ours')
  })

  test('a name that a party knows is mailed to it by no later finder, whose hours run from the find', async () => {
    await room.look('platform', ['quillwort-hall.live', 'quillwort-hall.site'])
    await room.node.drain()
    const campaign = await room.as('campaign')
    for (const [name, mayKnow] of [
      ['quillwort-hall.live', 'nobody'],
      ['quillwort-hall.site', 'members'],
    ] as const) {
      const { id } = (await alertOf('campaign', name))!
      const body = { answer: 'known' as const, mayKnow, wantsHelp: true, words: 'For you alone.' }
      await campaign(answerAlert, { params: { id }, body })
    }
    const before = mailsTo('it@quillwort-hall.org').length
    await room.look('stranger', [
      'quillwort-hall.live',
      'quillwort-hall.site',
      'quillwort-hall.world',
    ])
    await room.node.drain()
    const mails = mailsTo('it@quillwort-hall.org').slice(before)
    expect(mails.map(({ text }) => /quillwort-hall\[\.\]\w+/g.exec(text)![0])).toEqual([
      'quillwort-hall[.]world',
    ])
    const [held, free] = [
      (await alertOf('stranger', 'quillwort-hall.live'))!,
      (await alertOf('stranger', 'quillwort-hall.site'))!,
    ]
    expect(held).toMatchObject({ state: 'answered', mayShare: false, answer: { answer: 'known' } })
    expect(held.answer).toMatchObject({ wantsHelp: false })
    expect(held.answer!.words).toBeUndefined()
    const hours = (Date.parse(held.othersFrom!) - Date.parse(held.firstSeen)) / 3_600_000
    expect(hours).toBe(24)
    expect(free.mayShare).toBe(true)
    // It changes its mind about one of them, as of any name.
    const own = (await (await room.as('campaign'))(listAlerts)).items.find(
      ({ id }) => id === held.id,
    )!
    const body = { answer: 'not-ours' as const, mayKnow: 'members' as const, wantsHelp: false }
    const changed = await campaign(answerAlert, { params: { id: own.id }, body })
    expect(changed).toMatchObject({ mayShare: true, answer: { answer: 'not-ours' } })
  })
})
