import {
  getExchange,
  getOverview,
  inviteAgain,
  invitePerson,
  listPeople,
  requestLink,
} from '@tocsin/api'
import { onServer, startMailServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smtpMailer, type Mailer } from '../mail/outgoing.ts'

const OPERATOR = 'operator@hub.example'

onServer('inviting people', (open) => {
  let node: TestExchange
  let platform: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    await node.admit({ name: 'Hub', kind: 'hub', email: OPERATOR, roles: ['operator'] })
    platform = await node.admit({
      name: 'Platform',
      kind: 'platform',
      email: 'analyst@platform.example',
      roles: ['analyst'],
    })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const invite = async (email: string) => {
    const operator = await node.stage.as(OPERATOR)
    const body = { name: 'Second analyst', email, roles: ['analyst' as const] }
    return operator(invitePerson, { params: { id: platform }, body })
  }
  const signIn = (token: string) =>
    node.app.request('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8080' },
      body: JSON.stringify({ token }),
    })

  test('with no mail server gives the link to whoever admits, says that nothing was mailed, and the link works once', async () => {
    const person = await invite('second@platform.example')
    expect(person.invitation).toMatchObject({
      state: 'not-mailed',
      reason: expect.stringContaining('no mail server is set'),
    })
    const operator = await node.stage.as(OPERATOR)
    const stateOf = async () => {
      const { items } = await operator(listPeople, { params: { id: platform } })
      return items.find((one) => one.id === person.id)!.invitation
    }
    expect(await stateOf()).toEqual({ state: 'not-mailed' })
    const colleague = await node.stage.as('analyst@platform.example')
    const seen = await colleague(listPeople, { params: { id: platform } })
    expect(seen.items.map((one) => one.invitation)).toEqual(seen.items.map(() => undefined))
    const token = person.invitation!.link!.split('#token=')[1]!
    const again = await operator(inviteAgain, { params: { id: person.id } })
    expect(again.invitation!.link).not.toBe(person.invitation!.link)
    expect((await signIn(token)).status).toBe(200)
    expect((await signIn(token)).status).toBe(410)
    expect(await stateOf()).toBeUndefined()
    await expect(operator(inviteAgain, { params: { id: person.id } })).rejects.toMatchObject({
      code: 'conflict',
    })
    const listed = await operator(listPeople, { params: { id: platform } })
    expect(JSON.stringify(listed)).not.toContain('#token=')
  })

  test('with no mail server nobody waits for a mail unsaid: not who signs in, not the operator', async () => {
    const asked = await node.stage.anonymous(requestLink, {
      body: { email: 'analyst@platform.example' },
    })
    expect(asked.mail).toBe('none')
    expect((await node.stage.anonymous(getExchange)).mail).toBe('none')
    const operator = await node.stage.as(OPERATOR)
    expect((await operator(getOverview)).mail).toMatchObject({
      state: 'none',
      act: expect.stringContaining('The operator must set one'),
    })
  })

  test('an invitation that its mailbox refuses is seen by the operator, on the person and on the overview', async () => {
    const server = await startMailServer()
    server.refused.add('nobody@platform.example')
    const mailer: Mailer = smtpMailer(server.url, 'tocsin@exchange.example')
    node.context.mailer = mailer
    const person = await invite('nobody@platform.example')
    expect(person.invitation).toEqual({ state: 'queued' })
    await node.auth.settle()
    const operator = await node.stage.as(OPERATOR)
    const { items } = await operator(listPeople, { params: { id: platform } })
    expect(items.find((one) => one.id === person.id)!.invitation).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('no such user'),
    })
    expect((await operator(getOverview)).faultySignInMails).toMatchObject([
      { kind: 'invitation', address: 'nobody@platform.example' },
    ])
    node.context.mailer = undefined
    mailer.close()
    await server.stop()
  })

  test('an address that is no single mailbox is refused with the place and in words', async () => {
    await expect(invite('jones,clerk@baldwin.example')).rejects.toMatchObject({
      status: 400,
      path: '/body/email',
      message: expect.stringContaining('is no e-mail address'),
    })
  })
})
