import { eraseAddress, getOverview, listLog, listTryOuts, tryChannel } from '@tocsin/api'
import {
  AGENCY,
  HUB,
  onServer,
  startApprising,
  startSmsServer,
  type Apprising,
  type SmsServer,
} from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeFromGateway } from '../notices/gateway-inbox.ts'

const MINUTE = 60_000

onServer('messages that try a channel', (open) => {
  let apprising: Apprising
  let sms: SmsServer
  beforeAll(async () => {
    sms = await startSmsServer()
    apprising = await startApprising(await open(), {
      settings: { smsUrl: sms.url, smsFrom: '+15550100', gatewayOnPrivateNetwork: true },
    })
  })
  afterAll(async () => {
    await apprising?.close()
    await sms?.stop()
  })

  const ask = async (to: string, channel: 'mail' | 'sms' | 'voice' = 'sms') =>
    (await apprising.node.stage.as(HUB))(tryChannel, { body: { channel, to } })
  const stateOf = async (id: string) => {
    const { items } = await (await apprising.node.stage.as(HUB))(listTryOuts)
    return items.find((one) => one.id === id)
  }
  const settled = async (to: string, channel?: 'mail' | 'sms') => {
    const { id } = await ask(to, channel)
    await apprising.node.drain()
    return stateOf(id)
  }

  test('a mail goes to the address that was typed, says that it is a test, and is said to be handed over and no more', async () => {
    const { mail } = apprising
    expect(await settled('somebody@county.example', 'mail')).toMatchObject({
      channel: 'mail',
      to: 'somebody@county.example',
      state: 'handed-over',
      perhapsTwice: false,
    })
    const sent = JSON.stringify(mail.mails.at(-1))
    expect(sent).toContain('somebody@county.example')
    expect(sent).toContain('nothing is asked of you')
  })

  test('an SMS is handed over, and the network says later that a telephone has it', async () => {
    const { node } = apprising
    const one = await settled('+1 (614) 555-0170')
    expect(one).toMatchObject({ channel: 'sms', to: '…70', state: 'handed-over' })
    expect(sms.texts.at(-1)).toMatchObject({ to: '+16145550170' })
    node.context.gateways.sms!.listen((heard) => takeFromGateway(node.context, 'sms', heard))
    await expect.poll(() => sms.bound()).toBeGreaterThan(0)
    await sms.receipt(sms.texts.at(-1)!.ids[0]!, 'DELIVRD')
    await node.drain()
    expect(await stateOf(one!.id)).toMatchObject({ state: 'delivered' })
  })

  test('what is refused, not known, or not sent since the number asked for none is said as that', async () => {
    const { node } = apprising
    sms.statuses.set('+16145550171', 0x0b)
    expect(await settled('+16145550171')).toMatchObject({
      state: 'refused',
      fault: expect.any(String),
    })
    await sql`insert into stopped_numbers values ('sms', '+16145550173', 'stop', ${node.clock.now()})`.execute(
      node.context.database.db,
    )
    expect(await settled('+16145550173')).toMatchObject({
      state: 'not-sent',
      fault: expect.stringContaining('asked for no messages'),
    })
    sms.mute.add('+16145550172')
    expect(await settled('+16145550172')).toMatchObject({ state: 'unknown' })
  })

  test('while the gateway is away it waits and is said to; after an hour it is given up', async () => {
    const { node } = apprising
    node.clock.advance(2 * MINUTE)
    await sms.down()
    const one = await settled('+16145550174')
    expect(one).toMatchObject({
      state: 'waiting',
      fault: expect.stringContaining('the gateway refuses us or is away'),
    })
    const { faultySignInMails } = await (await node.stage.as(HUB))(getOverview)
    expect(faultySignInMails).toContainEqual(
      expect.objectContaining({ kind: 'try-out', channel: 'sms', address: '…74' }),
    )
    node.clock.advance(61 * MINUTE)
    await sms.up()
    await node.drain()
    expect(await stateOf(one!.id)).toMatchObject({ state: 'not-sent' })
    expect(sms.texts.filter(({ to }) => to === '+16145550174')).toEqual([])
  })

  test('no address, no number, no gateway, nobody but an operator: each is refused with its reason', async () => {
    await expect(ask('not a mailbox', 'mail')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(ask('0614 555')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(ask('+16145550175', 'voice')).rejects.toMatchObject({ code: 'conflict' })
    const agency = await apprising.node.stage.as(AGENCY)
    await expect(
      agency(tryChannel, { body: { channel: 'sms', to: '+16145550175' } }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(agency(listTryOuts)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('an address that was tried is erased once nothing waits to go there, and the message stays', async () => {
    const one = await settled('somebody@town.example', 'mail')
    const hub = await apprising.node.stage.as(HUB)
    const body = { email: 'Somebody@town.example', reason: 'Whoever has it asked for it' }
    expect(await hub(eraseAddress, { body })).toMatchObject({ mails: 1, notices: 0 })
    expect(await stateOf(one!.id)).toMatchObject({ to: '', state: 'handed-over' })
    await expect(hub(eraseAddress, { body })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('one address is written to three times an hour at most', async () => {
    for (let times = 0; times < 2; times += 1) await ask('somebody@county.example', 'mail')
    await expect(ask('Somebody@County.example', 'mail')).rejects.toMatchObject({
      code: 'too-many-requests',
    })
  })

  test('who tried and what became of it is on record, with no address and no number', async () => {
    const { node } = apprising
    const { items } = await node.stage.anonymous(listLog)
    const kinds = items.map(({ kind }) => kind)
    expect(kinds).toContain('exchange.tried-out')
    expect(kinds).toContain('exchange.try-out-ended')
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p where p.subject = 'exchange' order by index`.execute(
      node.context.database.db,
    )
    const said = rows.map(({ payload }) => payload).join('\n')
    expect(said).toContain('"to":"@county.example"')
    expect(said).toContain('"outcome":"unknown"')
    expect(said).not.toMatch(/61455501|somebody/)
  })
})
