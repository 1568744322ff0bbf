/** A search of an auditor is on record, stays what it was, and leaves as proofs that are checked offline. */
import {
  approveMessage,
  exportAudited,
  getMessage,
  listAudited,
  listAuditSearches,
  returnMessage,
  searchRecord,
  submitMessage,
  type AuditAct,
} from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { formatPacket, toVerifiers, verifyPacket } from '@tocsin/proof'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MESSAGE } from './members-at-work.ts'
import { openDesk, WORD, type Desk } from './audit-desk.ts'

onEachDatabase('what a search of auditors found', (open) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(await open())
  })
  afterAll(() => desk?.close())

  test('each search is on record with who searched for what and how much was found, and its pages stay as they were', async () => {
    const { platform, inspector, auditor, draftOf, release, looks } = desk
    const before = (await looks('audit.searched')).length
    const filter = { member: 'Platform B' }
    const search = await inspector.call(searchRecord, { body: { filter } })
    const recorded = (await looks('audit.searched')).slice(before)
    expect(recorded).toEqual([
      {
        search: search.id,
        filter,
        upTo: search.upTo,
        found: search.found,
        closed: search.closed,
        by: { member: inspector.id, person: inspector.personId },
      },
    ])
    await release(platform, draftOf('Another'))
    const { items } = await inspector.call(listAudited, { params: { id: search.id } })
    expect(items.every((one) => one.index < search.upTo)).toBe(true)
    expect((await inspector.call(listAuditSearches)).items[0]).toEqual(search)
    const colleague = await auditor('Another inspector', 'agency')
    await expect(colleague.call(listAudited, { params: { id: search.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('what a search found is exported as proofs that are checked offline, whole, with closed statements left out', async () => {
    const { stage, inspector } = desk
    const call = inspector.call
    const search = await call(searchRecord, { body: { filter: { member: 'Platform B' } } })
    const reply = await inspector.send(`/api/audit/searches/${search.id}/export`, {
      method: 'POST',
    })
    const text = await reply.text()
    expect([reply.status, text.includes(WORD)]).toEqual([200, false])
    const { log } = stage.exchange.context
    const keys = toVerifiers(log.verifier)
    const bytes = (packet: string) => new TextEncoder().encode(packet)
    const { about, receipts } = await verifyPacket(bytes(text), keys)
    const states = receipts.map((one) => one.disclosure.state)
    expect(about).toBe(`search:${search.id}`)
    expect(receipts.length).toBe(search.found + 2)
    expect(states.filter((state) => state === 'entry')).toHaveLength(search.closed)
    expect(search.closed).toBeGreaterThan(0)
    expect(receipts.slice(-2).map((one) => one.disclosure.kind)).toEqual([
      'audit.searched',
      'audit.exported',
    ])
    const packet = JSON.parse(text) as { receipts: string[] }
    for (const left of [0, packet.receipts.length - 2, packet.receipts.length - 1]) {
      const cut = formatPacket({ about, receipts: packet.receipts.toSpliced(left, 1) })
      await expect(verifyPacket(bytes(cut), keys)).rejects.toMatchObject({ name: 'ProofError' })
    }
  })

  test('what a search found stays as it was when a message that waited is decided, and one that waits again takes nothing back', async () => {
    const { agency, second, inspector, draftOf } = desk
    const draft = draftOf('Said twice', { message: MESSAGE })
    const { id } = await agency.call(submitMessage, { body: { draft } })
    const steps = (acts: AuditAct[]) =>
      acts
        .filter((one) => one.subject === `message:${id}`)
        .map((one) => [one.kind, one.statement !== undefined])
    const look = async () => {
      const search = await inspector.call(searchRecord, { body: { filter: { member: 'Agency' } } })
      return { search, acts: await read(search.id) }
    }
    const read = async (of: string) =>
      (await inspector.call(listAudited, { params: { id: of }, query: { limit: 200 } })).items
    const waiting = await look()
    expect(steps(waiting.acts)).toEqual([])
    await second.call(returnMessage, { params: { id }, body: { reason: 'Say who' } })
    const returned = await look()
    const closed = [
      ['message.returned', false],
      ['message.submitted', false],
    ]
    expect(steps(returned.acts)).toEqual(closed)
    await agency.call(submitMessage, { body: { draft, revises: id } })
    const again = await look()
    expect(steps(again.acts)).toEqual(closed)
    const { digest, summary } = await second.call(getMessage, { params: { id } })
    const { revision } = summary
    await second.call(approveMessage, { params: { id }, body: { revision, digest } })
    const approved = await look()
    expect(steps(approved.acts)).toEqual([
      ['message.approved', true],
      ['message.submitted', true],
      ['message.returned', true],
      ['message.submitted', true],
    ])
    for (const { search, acts } of [waiting, returned, again, approved]) {
      expect(await read(search.id)).toEqual(acts)
      const { found, closed: unsaid } = search
      expect([acts.length, acts.filter((one) => one.statement === undefined).length]).toEqual([
        found,
        unsaid,
      ])
      const file = JSON.parse(
        await inspector.call(exportAudited, { params: { id: search.id } }),
      ) as { receipts: string[] }
      expect(file.receipts).toHaveLength(found + 2)
    }
  })
})
