import { getCoverage, getNotice, hearGateway, listNoticeEvents, sendNotice } from '@tocsin/api'
import { AGENCY, onServer, startApprising, type Apprising } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const CLERK = '+16145550100'

type Posted = { id: string; channel: string; to: string; text: string }

onServer('notices by a webhook', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let gateway: Server
  const posted: Posted[] = []
  const signatures: boolean[] = []
  /** What the gateway answers, and whether it takes the message before it fails. */
  let answer: number

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        const headers = request.headers as Record<string, string>
        signatures.push(isSigned(body, headers))
        posted.push(JSON.parse(body) as Posted)
        response.writeHead(answer, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ id: `g-${posted.at(-1)!.id}` }))
      })
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`
    ;({ node, close } = await startApprising(await open(), {
      settings: {
        smsUrl: url,
        voiceUrl: url,
        gatewaySecret: SECRET,
        gatewayOnPrivateNetwork: true,
      },
      contacts: [{ jurisdiction: '39', role: 'chief-official', sms: CLERK, voice: CLERK }],
    }))
  })
  beforeEach(() => {
    posted.length = 0
    signatures.length = 0
    answer = 202
  })
  afterAll(async () => {
    await close()
    gateway.close()
  })

  function isSigned(body: string, headers: Record<string, string>): boolean {
    try {
      new Webhook(SECRET).verify(body, headers)
      return true
    } catch {
      return false
    }
  }

  async function send() {
    const agency = await node.stage.as(AGENCY)
    const text = { what: 'A false site.', howSure: 'Seen.', actions: ['Tell'], whoToCall: 'Desk' }
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { ...text, subject: `A false site ${randomUUID()}` } },
        targets: [{ jurisdiction: '39', role: 'chief-official' }],
        answerWithin: 60,
      },
    })
    const params = { id: notice.summary.id }
    return {
      texts: async () => (await agency(getNotice, { params })).summary.texts!,
      state: async () =>
        (await agency(getCoverage, { params, query: {} })).targets.map((one) => one.state),
      told: async () =>
        (await agency(listNoticeEvents, { params })).items
          .filter(({ kind }) => kind === 'notice.told')
          .map(({ detail }) => detail),
    }
  }

  /** Calls the door as a gateway does; gives the status. */
  async function call(
    body: object,
    { secret = SECRET, at = new Date(), id = randomUUID() as string } = {},
  ): Promise<number> {
    const text = JSON.stringify(body)
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
    }
    const init = { method: 'POST', headers, body: text }
    return (await node.app.request(hearGateway.path, init)).status
  }
  const of = (channel: string) => posted.find((one) => one.channel === channel)!

  test('each message is posted signed, by its channel, and a call by a machine says no link', async () => {
    const { texts } = await send()
    await node.drain()
    expect(posted.map(({ channel }) => channel).toSorted()).toEqual(['sms', 'voice'])
    expect(signatures).toEqual([true, true])
    expect(of('sms').text).toMatch(/\/n#/)
    expect(of('voice').text).not.toMatch(/http|\/n#/)
    expect(of('voice').text).toMatch(/Press (\d ){5}\d /)
    expect((await texts()).map((one) => [one.channel, one.handedOver])).toEqual([
      ['sms', 1],
      ['voice', 1],
    ])
  })

  test('what perhaps arrived is posted again under the same id, so that a gateway hands it on once', async () => {
    answer = 500
    const { texts } = await send()
    await node.drain()
    answer = 202
    node.clock.advance(2 * 60_000)
    await node.drain()
    const ids = posted.filter(({ channel }) => channel === 'sms').map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(1)
    expect((await texts())[0]).toMatchObject({ queued: 0, handedOver: 1 })
  })

  test('a number that it refuses has failed', async () => {
    answer = 422
    const { texts } = await send()
    await node.drain()
    expect((await texts())[0]).toMatchObject({ failed: 1 })
  })

  test('a receipt and digits that were pressed are taken when signed; twice said changes nothing', async () => {
    const { texts, state, told } = await send()
    await node.drain()
    const receipt = { channel: 'sms', type: 'receipt', id: `g-${of('sms').id}`, said: 'delivered' }
    expect(await call(receipt)).toBe(200)
    const code = /Press ((?:\d ){5}\d) /.exec(of('voice').text)![1]!
    const reply = { channel: 'voice', type: 'reply', from: CLERK, text: code.replaceAll(' ', '') }
    const id = randomUUID()
    expect([await call(reply, { id }), await call(reply, { id })]).toEqual([200, 200])
    await node.drain()
    expect((await texts())[0]).toMatchObject({ channel: 'sms', delivered: 1, handedOver: 0 })
    expect(await state()).toEqual(['told'])
    expect(await told()).toEqual([
      'chief-official 0 of 39 was told, by machine call from the number ending 00',
    ])
  })

  test('what is signed by another, too long ago, or not at all changes nothing', async () => {
    const { state } = await send()
    await node.drain()
    const code = /reply (\d{6}) to/.exec(of('sms').text)![1]!
    const reply = { channel: 'sms', type: 'reply', from: CLERK, text: code }
    const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
    const at = new Date(Date.now() - 600_000)
    expect([await call(reply, { secret }), await call(reply, { at })]).toEqual([403, 403])
    await node.drain()
    expect(await state()).toEqual(['waiting'])
  })
})
