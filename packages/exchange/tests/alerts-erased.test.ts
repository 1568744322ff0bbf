/** What becomes of names that imitate a party once whoever looked or told was erased. */
import {
  answerAlert,
  approveErasure,
  askErasure,
  getOpenedSeal,
  listAlerts,
  listOpenedSeals,
  sealAlert,
  startWatch,
  tellParty,
} from '@tocsin/api'
import { onServer, seedPerson } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS, openEdges, outcomeOf, type Edges } from './alerts-room.ts'

onServer('look-alike names after an erasure', (open) => {
  let edges: Edges
  beforeAll(async () => {
    edges = await openEdges(await open())
  })
  afterAll(() => edges?.close())

  test('a look whose person is erased while it runs ends well, and what it found stands with nobody named', async () => {
    const { database, watching, hub, alertOf, enrolOne, idOf, upload, ended } = edges
    const { name } = await enrolOne()
    const email = `${randomUUID()}@gone.example`
    await seedPerson(database.db, watching.ids.hub, { email, roles: ['analyst'] })
    const person = await idOf(email)
    const by = await watching.node.stage.as(email)
    const { id: uploadId } = await upload('hub', [name])
    const run = await by(startWatch, { body: { uploadId } })
    const deputy = await watching.as('deputy')
    const wish = await hub(askErasure, {
      body: { subject: `person:${person.id}`, reason: 'Asked' },
    })
    await deputy(approveErasure, { params: { id: wish.id } })
    expect(await ended(hub, run.id)).toMatchObject({ state: 'done', findings: 1 })
    await watching.node.drain()
    expect(await alertOf(hub, name)).toMatchObject({ state: 'told' })
    expect(await outcomeOf(by(startWatch, { body: { uploadId } }))).toBe('not-signed-in')
  })

  test('a party answers, is sealed and told again after whoever told it was erased', async () => {
    const { database, watching, hub, findOne, idOf, keyOf, laterBy } = edges
    const email = `${randomUUID()}@gone.example`
    await seedPerson(database.db, watching.ids.hub, { email, roles: ['analyst'] })
    const person = await idOf(email)
    const { alert } = await findOne({ tellFrom: 101 }, 'campaign')
    const by = await watching.node.stage.as(email)
    const { call } = await keyOf(watching.ids.hub, true, person.id)
    const at = { params: { id: alert.id } }
    await by(tellParty, at)
    await by(sealAlert, { ...at, body: { until: laterBy(3), basis: 'An order' } })
    const deputy = await watching.as('deputy')
    const wishes = await Promise.all(
      [`person:${person.id}`, `alert:${alert.id}`].map((subject) =>
        hub(askErasure, { body: { subject, reason: 'Asked' } }),
      ),
    )
    for (const { id } of wishes) await deputy(approveErasure, { params: { id } })
    expect(await outcomeOf(call(listAlerts))).toBe('not-signed-in')
    await watching.node.drain()
    const campaign = await watching.as('campaign')
    const said = { answer: 'not-ours' as const, mayKnow: 'nobody' as const, wantsHelp: false }
    expect(await campaign(answerAlert, { ...at, body: said })).toMatchObject({ state: 'answered' })
    watching.node.clock.advance(4 * HOUR_MS)
    await watching.node.drain()
    const { items } = await watching.node.stage.anonymous(listOpenedSeals)
    const opened = items.find((one) => one.name === alert.name)
    expect(opened).toMatchObject({ basis: 'Erased' })
    const params = { index: String(opened!.logIndex) }
    expect(await outcomeOf(watching.node.stage.anonymous(getOpenedSeal, { params }))).toBe('let in')
  })
})
