/** The gate between government and platforms or campaigns, at every door by which something leaves. */
import {
  getNoAsk,
  getReceipt,
  getRelease,
  getReleaseObjects,
  listLog,
  listRefusals,
  previewRelease,
  type Message,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, MESSAGE } from './members-at-work.ts'
import { CLEAR, note, object, openGate, stopped, TAXII, TIME, type Gate } from './gate-room.ts'

onServer('The gate', (open) => {
  let gate: Gate
  beforeAll(async () => {
    gate = await openGate(await open())
  })
  afterAll(() => gate?.close())

  test('what states no type reaches the others of the group, and the refusals are on record', async () => {
    const { agency, platform, draftOf, send } = gate
    const { summary, recipients, refusals } = await send(draftOf(undefined))
    expect(recipients.map(({ member }) => member.kind)).toEqual(['hub'])
    expect(refusals.map(({ rule }) => rule)).toEqual(['message-needs-type', 'message-needs-type'])
    const { items } = await agency.call(listRefusals, { query: { limit: 2 } })
    expect(items.map(({ subject }) => subject)).toEqual(Array(2).fill(`release:${summary.id}`))
    await expect(platform.call(getRelease, { params: { id: summary.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test.each<[string, Partial<Message>]>([
    ['message-needs-nexus', { nexus: undefined as never }],
    ['message-needs-authority', { authority: undefined as never }],
    ['authority-lapsed', { authority: { ...MESSAGE.authority!, until: TIME } }],
    ['legal-process-by-paper', { type: 'legal-process' }],
  ])('%s: the preview says so before anything is sent', async (rule, changes) => {
    const { draftOf, rulesOf } = gate
    const message = JSON.parse(JSON.stringify({ ...MESSAGE, ...changes })) as Message
    expect(await rulesOf(draftOf(message))).toEqual(stopped(rule))
  })

  test('what a platform receives holds the message and the text that nothing is asked', async () => {
    const { platform, draftOf, send } = gate
    const noAsk = await platform.call(getNoAsk)
    const { id } = (await send(draftOf(MESSAGE))).summary
    const { summary } = await platform.call(getRelease, { params: { id } })
    expect(summary.message).toEqual({ ...MESSAGE, noAsk, persons: 'none-found' })
    const bundle = await platform.call(getReleaseObjects, { params: { id } })
    const terms = bundle.objects[0] as { description: string; extensions: object }
    expect(terms.description).toContain(noAsk.text)
    expect(JSON.stringify(terms.extensions)).toContain('"no_ask"')
  })

  test('a member that is no government body states no type', async () => {
    const { platform, draftOf } = gate
    await expect(platform.call(previewRelease, { body: draftOf(MESSAGE) })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/message',
    })
  })

  test('nobody learns from the log, its list or its files, when a platform read what it was told', async () => {
    const { stage, agency, platform, draftOf, send } = gate
    const { id } = (await send(draftOf(MESSAGE))).summary
    const colleague = await stage.join(platform, ['analyst'])
    const { size } = await agency.call(listLog, { query: {} })
    for (const reader of [platform, colleague])
      await reader.call(getReleaseObjects, { params: { id } })
    const list = async (headers: Record<string, string>) => {
      const response = await stage.exchange.app.request('/api/log?limit=500', { headers })
      return (await response.json()) as { size: number; items: { index: number; kind: string }[] }
    }
    for (const headers of [agency.headers, platform.headers, {}]) {
      const { items } = await list(headers)
      const fresh = items.filter(({ index }) => index >= size)
      expect(fresh.map(({ kind }) => kind)).toEqual(['member.acted', 'member.acted'])
    }
    const receipt = await platform.call(getReceipt, { params: { index: size } })
    const key = await (await agency.send('/log/key')).text()
    const { disclosure } = await verifyReceipt(receipt, toVerifiers(key))
    expect(disclosure).toMatchObject({ state: 'open', kind: 'member.acted' })
    expect(JSON.parse((disclosure as { payload: string }).payload)).toMatchObject({
      act: 'release.read',
      release: id,
      member: platform.id,
    })
    await expect(agency.call(getReceipt, { params: { index: size } })).rejects.toMatchObject({
      code: 'not-found',
    })
    const [, covered] = (await (await agency.send('/log/checkpoint')).text()).split('\n')
    const tile = Number(covered) < 256 ? `000.p/${covered}` : '000'
    const entries = await (await stage.exchange.app.request(`/log/tile/entries/${tile}`)).text()
    expect(entries).toContain('"kind":"release.granted"')
    expect(entries).not.toMatch(/release\.read|release\.opened|recall\.answered|signed-in/)
  })

  test('a hub passes what an agency brought first to no platform, by no door, but what is its own', async () => {
    const { stage, platform, hub, group, draftOf, send } = gate
    const clear = { ...draftOf(undefined).terms, tlp: 'clear', pap: 'clear' } as const
    const said = note('What the agency knows')
    const place = object('location', { name: 'Ohio', country: 'US' })
    await send({ ...draftOf(undefined, [said, place]), terms: clear })
    const rules = async (objects: object[]) =>
      (
        await hub.call(previewRelease, { body: { ...draftOf(undefined, objects), terms: clear } })
      ).verdicts.map(({ member, rule }) => [member.kind, rule])
    const later = { ...said, modified: '2026-10-01T11:00:00.000Z', content: 'In other words' }
    const relayed = [
      ['agency', 'tlp-clear'],
      ['campaign', 'government-not-relayed'],
      ['platform', 'government-not-relayed'],
    ]
    expect(await rules([said])).toEqual(relayed)
    expect(await rules([later, note()])).toEqual(relayed)
    expect(await rules([note(), place])).toEqual(relayed.map(([kind]) => [kind, 'tlp-clear']))
    const machine = await stage.withKey(hub)
    const response = await machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
      method: 'POST',
      headers: TAXII,
      body: JSON.stringify({ objects: [{ ...later, object_marking_refs: [CLEAR] }] }),
    })
    expect(response.status).toBe(202)
    expect(await response.text()).toContain('(rule government-not-relayed)')
    const read = await (
      await stage.withKey(platform)
    ).send(`/taxii2/exchange/collections/${group}/objects/`, { headers: TAXII })
    expect(await read.text()).not.toContain(said.id)
  })

  test('posted over TAXII, it goes to no platform, and the status and the record say so', async () => {
    const { stage, agency, platform, hub, group } = gate
    const machine = await stage.withKey(agency)
    const post = (objects: object[]) =>
      machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
        method: 'POST',
        headers: TAXII,
        body: JSON.stringify({ objects }),
      })
    const first = note()
    for (const objects of [[first], [first, note()]]) {
      const response = await post(objects)
      expect(response.status).toBe(202)
      const { successes } = (await response.json()) as { successes: { message?: string }[] }
      expect(successes.at(-1)!.message).toContain('not to 2 platforms or campaigns')
      expect(successes.at(-1)!.message).toContain('(rule message-needs-type)')
      const { items } = await agency.call(listRefusals, { query: { limit: 2 } })
      expect(items.map(({ rule }) => rule)).toEqual(['message-needs-type', 'message-needs-type'])
    }
    const read = async (by: Actor) =>
      (await by.send(`/taxii2/exchange/collections/${group}/objects/`, { headers: TAXII })).text()
    expect(await read(await stage.withKey(platform))).not.toContain(first.id)
    expect(await read(await stage.withKey(hub))).toContain(first.id)
  })

  test('a group of government and platforms alone refuses a posting, by its rule', async () => {
    const { stage, agency, platform } = gate
    const alone = await stage.found('Two', [agency, platform])
    const machine = await stage.withKey(agency)
    const response = await machine.send(`/taxii2/exchange/collections/${alone}/objects/`, {
      method: 'POST',
      headers: TAXII,
      body: JSON.stringify({ objects: [note()] }),
    })
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('message-needs-type'),
    ])
  })
})
