/** What an auditor opens of a message, and what each member had been given at an instant. */
import { openAuditedMessage, recallRelease, searchHeld } from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MESSAGE, START, type Actor } from './members-at-work.ts'
import { MINUTE, openDesk, WORD, type Desk } from './audit-desk.ts'

onServer('what auditors open', (open) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(await open())
  })
  afterAll(() => desk?.close())

  test('a message opens with its words, its author and approver, its review and to whom it went; its sender may prove that it was opened', async () => {
    const { agency, second, platform, inspector, told, own, find, looks } = desk
    const opened = await inspector.call(openAuditedMessage, { params: { id: told } })
    expect(opened.title).toBe('What a service prepares')
    expect(opened.text).toContain('Pages that copy a newspaper')
    expect(opened.nexusBasis).toBe(MESSAGE.nexus!.basis)
    expect(opened.author?.id).toBe(agency.personId)
    expect(opened.approver?.id).toBe(second.personId)
    expect(opened.history.map((one) => one.what)).toEqual(['submitted', 'approved'])
    expect(opened.given.map((one) => one.member.name)).toEqual(['Platform A', 'Platform B'])
    expect(JSON.stringify(opened)).not.toMatch(/read/i)
    expect(await looks('audit.opened')).toEqual([
      {
        release: told,
        by: { member: inspector.id, person: inspector.personId },
      },
    ])
    const [act] = await find({ kind: 'audit.opened' })
    const receipt = (actor: Actor) => actor.send(`/api/receipts/${act!.index}`)
    expect((await receipt(agency)).status).toBe(200)
    expect((await receipt(platform)).status).toBe(404)
    for (const id of [own, randomUUID()])
      await expect(inspector.call(openAuditedMessage, { params: { id } })).rejects.toMatchObject({
        code: 'not-found',
      })
  })

  test('what each member had been given at an instant is told as it stood then, with no title of what members tell each other', async () => {
    const { platform, inspector, told, own } = desk
    await platform.call(recallRelease, { params: { id: own }, body: { reason: WORD } })
    const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE).toISOString()
    const held = async (minutes: number, member?: string) => {
      const body = { at: at(minutes), ...(member ? { member } : {}) }
      return inspector.call(searchHeld, { body })
    }
    const first = await held(0)
    expect(first.items.map((one) => [one.member.name, one.releaseId, one.title])).toEqual([
      ['Platform B', told, 'What a service prepares'],
      ['Platform A', told, 'What a service prepares'],
    ])
    const second = await held(1, 'platform b')
    expect(second.items.map((one) => [one.releaseId, one.title])).toEqual([
      [own, undefined],
      [told, 'What a service prepares'],
    ])
    // It was taken back since.
    expect((await held(2, 'platform b')).items.map((one) => one.releaseId)).toEqual([told])
    await expect(held(60 * 24)).rejects.toMatchObject({ code: 'bad-request' })
  })
})
