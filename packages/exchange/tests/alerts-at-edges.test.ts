/** Names that imitate defended parties where few look: machines, auditors, rivals, and every door to others. */
import {
  addMeetingItem,
  answerAlert,
  callMeeting,
  createRelease,
  getAlert,
  getHeldRelease,
  holdRelease,
  listAlerts,
  listOpenedSeals,
  listParties,
  openMeeting,
  previewRelease,
  proposeTearLine,
  startWatch,
  submitMessage,
} from '@tocsin/api'
import { tlpMarking } from '@tocsin/stix'
import { onServer, seedPerson } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MESSAGE } from './members-at-work.ts'
import { mailOf } from './watching.ts'
import { noteOf, openEdges, outcomeOf, TAXII, type Edges } from './alerts-room.ts'

onServer('look-alike names at the edges', (open) => {
  let edges: Edges
  beforeAll(async () => {
    edges = await openEdges(await open())
  })
  afterAll(() => edges?.close())

  test('a machine reads what its member may and does none of the acts; an auditor alone reads and does none', async () => {
    const { database, watching, findOne, idOf, keyOf, upload, actsOf } = edges
    const { alert, party, name } = await findOne({}, 'campaign')
    const at = { alert: alert.id, party: party.id }
    const { campaign, hub: finder } = watching.ids
    const none = Object.fromEntries(
      ['propose', 'change', 'settle', 'end', 'tell', 'aside', 'seal', 'answer'].map((act) => [
        act,
        'forbidden',
      ]),
    )
    const analyst = await idOf(mailOf('campaign'))
    for (const key of [
      await keyOf(campaign, false),
      await keyOf(campaign, true),
      await keyOf(campaign, true, analyst.id),
      await keyOf(finder, true, (await idOf(mailOf('hub'))).id),
    ]) {
      expect((await key.call(listAlerts)).items.map(({ id }) => id)).toContain(alert.id)
      expect(await actsOf(key.call, at)).toEqual(none)
    }
    await seedPerson(database.db, campaign, { email: mailOf('auditor'), roles: ['auditor'] })
    const auditor = await watching.as('auditor')
    expect((await auditor(getAlert, { params: { id: alert.id } })).alert.name).toBe(name)
    expect(await actsOf(auditor, at)).toEqual(none)
    const { id: uploadId } = await upload('campaign', [name])
    expect(await outcomeOf(auditor(startWatch, { body: { uploadId } }))).toBe('forbidden')
  })

  test('a second campaign and its machine learn nothing of a party, of what imitates it, or of its list of names', async () => {
    const { watching, findOne, keyOf, upload, actsOf } = edges
    const { alert, party, name, domain } = await findOne({}, 'campaign')
    const rival = await watching.node.admit({
      name: 'The rival',
      kind: 'campaign',
      email: mailOf('rival'),
      roles: ['analyst'],
    })
    const other = await watching.as('rival')
    const nobody = { alert: randomUUID(), party: randomUUID() }
    const acts = await actsOf(other, { alert: alert.id, party: party.id })
    expect(acts).toEqual(await actsOf(other, nobody))
    const key = await keyOf(rival, true)
    const seen = await Promise.all(
      [other, key.call].flatMap((by) => [by(listAlerts), by(listParties), by(listOpenedSeals)]),
    )
    for (const secret of [name, domain, alert.id, party.id])
      expect(JSON.stringify(seen)).not.toContain(secret)
    const { id: uploadId } = await upload('campaign', [name])
    expect(await outcomeOf(other(startWatch, { body: { uploadId } }))).toBe('not-found')
  })

  test('what waits for its party is refused to a machine that posts it, alone and not what stands beside it', async () => {
    const { watching, group, findOne, idOf, keyOf } = edges
    const { name } = await findOne()
    const { headers } = await keyOf(watching.ids.hub, true, (await idOf(mailOf('hub'))).id)
    const objects = [noteOf(`see ${name}`), noteOf('Accounts that post in step')]
    const path = `${watching.node.context.config.origin}/taxii2/exchange/collections/${group}/objects/`
    const reply = await watching.node.app.request(path, {
      method: 'POST',
      headers: { ...headers, accept: TAXII, 'content-type': TAXII },
      body: JSON.stringify({ objects }),
    })
    const status = (await reply.json()) as { failures: { id: string; message: string }[] }
    expect(status).toMatchObject({ success_count: 1, failure_count: 1 })
    expect(status.failures).toMatchObject([
      { id: objects[0]!.id, message: expect.stringContaining('defended party') },
    ])
    const platform = await keyOf(watching.ids.platform, false)
    const polled = await watching.node.app.request(path, {
      headers: { ...platform.headers, accept: TAXII },
    })
    expect(await polled.text()).not.toContain(name)
  })

  test('a lower version of what was released before the name was found is refused while its party is told first', async () => {
    const { watching, hub, enrolOne, draftOf, release } = edges
    const { name } = await enrolOne()
    const kept = noteOf(`see ${name}`, { object_marking_refs: [tlpMarking('green').id] })
    const source = await release(hub, { ...draftOf(''), objects: [kept] })
    await watching.look('hub', [name])
    const torn = await hub(proposeTearLine, {
      params: { id: source.id },
      body: { tlp: 'green' },
    })
    const base = draftOf('')
    const draft = {
      ...base,
      terms: { ...base.terms, tlp: 'green' as const },
      objects: torn.objects,
      tearLine: torn.id,
    }
    const { verdicts } = await hub(previewRelease, { body: draft })
    expect(verdicts.map(({ rule }) => rule)).toEqual(['party-first'])
    const { digest } = await hub(previewRelease, { body: draft })
    expect(await outcomeOf(hub(createRelease, { body: { draft, digest } }))).toMatch(
      /party-first|preview/,
    )
  })

  test('a held release whose name is found while it waits does not leave, and says why', async () => {
    const { watching, hub, enrolOne, draftOf } = edges
    const { name } = await enrolOne()
    const draft = draftOf(`see ${name}`)
    const { digest } = await hub(previewRelease, { body: draft })
    const held = await hub(holdRelease, { body: { draft, digest, minutes: 5 } })
    await watching.look('hub', [name])
    watching.node.clock.advance(6 * 60_000)
    await watching.node.drain()
    const after = await hub(getHeldRelease, { params: { id: held.id } })
    expect(after).toMatchObject({ state: 'failed', fault: expect.any(String) })
    expect(after).not.toHaveProperty('releaseId')
  })

  test('an agency that found what imitates itself tells others once it says so, by a message too', async () => {
    const { watching, wide, alertOf, enrolOne, draftOf } = edges
    const { name } = await enrolOne({}, 'agency')
    await watching.look('agency', [name])
    const agency = await watching.as('agency')
    const alert = await alertOf(agency, name)
    const draft = draftOf(`Seen: ${name}`, { message: MESSAGE }, wide)
    expect(await outcomeOf(agency(submitMessage, { body: { draft } }))).toBe(
      'refused-by-policy party-first',
    )
    const said = { answer: 'not-ours' as const, mayKnow: 'members' as const, wantsHelp: false }
    await agency(answerAlert, { params: { id: alert.id }, body: said })
    expect(await outcomeOf(agency(submitMessage, { body: { draft } }))).toBe('let in')
  })

  test('what is said in a meeting is refused like a release while it names what waits for its party', async () => {
    const { watching, hub, group, findOne } = edges
    const { name } = await findOne()
    const meeting = await hub(callMeeting, {
      body: {
        groupId: group,
        title: 'Before the vote',
        purpose: 'election-security',
        basis: 'Charter, section 2',
        tlp: 'amber',
        pap: 'amber',
        agenda: ['What was seen'],
        day: '2026-12-13',
        time: '09:30',
        zone: 'America/New_York',
        minutes: 45,
        way: 'video',
        place: 'https://video.example/room/7',
        invited: [watching.ids.platform],
      },
    })
    const item = { title: 'Seen', words: `see ${name}`, message: MESSAGE }
    const say = () => hub(addMeetingItem, { params: { id: meeting.id }, body: item })
    expect(await outcomeOf(say())).toBe('refused-by-policy party-first')
    const { version } = meeting
    await hub(openMeeting, { params: { id: meeting.id }, body: { version } })
    expect(await say()).toMatchObject({ state: 'refused', rule: 'party-first' })
  })
})
