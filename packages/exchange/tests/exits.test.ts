/** Every exit and every kind of member that must get nothing there, and one that must. */
import {
  createRelease,
  draftStix,
  getFinding,
  getRelease,
  getReleaseObjects,
  importFindings,
  listLog,
  listRules,
  previewNotice,
  previewRelease,
  recallRelease,
  type FindingDocument,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '../src/http/viewer.ts'
import { announce } from '../src/live/announce.ts'
import { hearsOfRelease } from '../src/sharing/hearing.ts'
import { openStage, START, type Actor, type Stage } from './members-at-work.ts'

const SECRET = 'Seen in step on three platforms'
const TITLE = 'Accounts that act in step'
const TAXII = { accept: 'application/taxii+json;version=2.1' }

onEachDatabase('exits', (open) => {
  let database: TestDatabase
  let stage: Stage
  let group: string
  let shared: { id: string; logIndex: number }
  let red: { id: string; logIndex: number }
  const actors: Record<string, Actor> = {}

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    const admit = async (name: string, roles?: ['auditor']) => {
      actors[name] = await stage.admit(name, 'agency', roles)
    }
    for (const name of ['sender', 'member', 'stranger', 'leaver', 'suspended']) await admit(name)
    await admit('auditor', ['auditor'])
    const [sender, member, leaver, suspended] = [
      actors['sender']!,
      actors['member']!,
      actors['leaver']!,
      actors['suspended']!,
    ]
    group = await stage.found('Watch', [sender, member, leaver, suspended])
    for (const name of ['member', 'stranger', 'leaver', 'suspended', 'auditor'])
      actors[`key of ${name}`] = await stage.withKey(actors[name]!)
    shared = await release('amber')
    red = await release('red', [member.id, leaver.id, suspended.id])
    const { db } = database
    await db.deleteFrom('group_members').where('member_id', '=', leaver.id).execute()
    await db.updateTable('members').set({ active: false }).where('id', '=', suspended.id).execute()
    await stage.exchange.drain()
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  async function release(tlp: 'amber' | 'red', named?: string[]) {
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      content: SECRET,
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const terms = { groupId: group, tlp, pap: 'amber', purpose: 'election-security' } as const
    const draft: ReleaseDraft = {
      title: TITLE,
      terms: { ...terms, basis: 'Charter', ...(named ? { named } : {}) },
      objects: [note],
    }
    const sender = actors['sender']!
    const { digest } = await sender.call(previewRelease, { body: draft })
    const { summary } = await sender.call(createRelease, { body: { draft, digest } })
    return summary
  }

  /** What goes over each exit, as one text. */
  const EXITS: Record<string, (by: Actor, one: typeof shared) => Promise<string>> = {
    export: (by, { id }) => textOf(by, `/api/releases/${id}/objects`),
    api: (by, { id }) => textOf(by, `/api/releases/${id}`),
    taxii: (by) => textOf(by, `/taxii2/exchange/collections/${group}/objects/`, TAXII),
    log: (by, { logIndex }) => textOf(by, `/api/receipts/${logIndex}`),
    live: (by) => hear(by),
    mail: (by, { id }) => quote(by, id),
  }

  async function textOf(by: Actor, path: string, headers = {}): Promise<string> {
    const reply = await by.send(path, { headers })
    return `${reply.status} ${await reply.text()}`
  }

  /** Everything that a screen which was away all the time is told of. */
  async function hear(by: Actor): Promise<string> {
    const reply = await by.send('/api/live', { headers: { 'last-event-id': '0' } })
    if (reply.status !== 200) return String(reply.status)
    const subject = `end ${randomUUID()}`
    await database.db
      .transaction()
      .execute((tx) => announce(tx, { kind: 'run.changed', subject, at: START, members: [by.id] }))
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes(subject)) {
      const { done, value } = await reader.read()
      if (done) break
      text += value
    }
    await reader.cancel()
    return text
  }

  /** What the rules say to a notice that points at the release. */
  async function quote(by: Actor, releaseId: string): Promise<string> {
    const text = {
      subject: 'A false site copies your page',
      what: 'A site shows wrong polling places.',
      howSure: 'We saw it.',
      actions: ['Tell your staff'],
      whoToCall: 'Duty desk',
    }
    const targets = [{ jurisdiction: '12', role: 'chief-official' as const }]
    const body = {
      kind: 'notice',
      tlp: 'amber',
      texts: { en: text },
      targets,
      answerWithin: 60,
      releaseId,
    }
    const sent = by.call(previewNotice, { body: body as never })
    return sent.then(
      ({ verdict }) => (verdict.allow ? `quoted ${releaseId}` : verdict.rule),
      (error: { code: string }) => error.code,
    )
  }

  const holdsIt = (text: string, one: typeof shared) =>
    [SECRET, `quoted ${one.id}`, `"subject":"${one.id}"`].some((sign) => text.includes(sign))

  test('screens that are told all at once are each told of what their own member may read, and of nothing else', async () => {
    const { context } = stage.exchange
    const { db } = database
    const idOf = (name: string) => actors[name]!.id
    const members = ['sender', 'member', 'stranger', 'leaver'].map(idOf)
    const whatIsHeard = async (subject: string) => {
      const [screens, facts] = [members, new Map<string, unknown>()]
      const stops = screens.map((id) =>
        context.live.subscribe(id, (heard) => {
          if (heard?.event.subject === subject) facts.set(id, heard.facts)
        }),
      )
      await db
        .transaction()
        .execute((tx) => announce(tx, { kind: 'release.changed', subject, at: START, members }))
      await expect.poll(() => facts.size).toBe(screens.length)
      for (const stop of stops) stop()
      const hears = (name: string, via: 'session' | 'key') => {
        const viewer = { memberId: idOf(name), memberKind: 'agency', via, roles: [] }
        return hearsOfRelease(context, viewer as unknown as Viewer, facts.get(idOf(name)))
      }
      return [
        hears('sender', 'session'),
        hears('member', 'session'),
        hears('member', 'key'),
        hears('leaver', 'session'),
        hears('stranger', 'session'),
      ]
    }
    expect(await whatIsHeard(shared.id)).toEqual([true, true, true, false, false])
    expect(await whatIsHeard(red.id)).toEqual([true, true, false, false, false])
    expect(await whatIsHeard(randomUUID())).toEqual([false, false, false, false, false])
  })

  test('a member of the group gets it at every exit that carries it', async () => {
    const member = actors['member']!
    expect(holdsIt(await EXITS['taxii']!(actors['key of member']!, shared), shared)).toBe(true)
    for (const exit of ['export', 'live', 'mail'])
      expect([exit, holdsIt(await EXITS[exit]!(member, shared), shared)]).toEqual([exit, true])
    expect(await EXITS['api']!(member, shared)).toContain(TITLE)
    expect(await EXITS['log']!(member, shared)).toMatch(/^200 /)
  })

  const WRONG = ['stranger', 'leaver', 'suspended', 'auditor'].flatMap((name) => [
    name,
    `key of ${name}`,
  ])
  test.each(WRONG.flatMap((name) => Object.keys(EXITS).map((exit) => [name, exit] as const)))(
    '%s gets nothing at the exit %s',
    async (name, exit) => {
      for (const one of [shared, red]) {
        const text = await EXITS[exit]!(actors[name]!, one)
        expect(holdsIt(text, one), text).toBe(false)
        // Who was given it may prove so, and that is no more than the title.
        if (!name.endsWith('leaver')) expect(text).not.toContain(TITLE)
      }
    },
  )

  test.each(Object.keys(EXITS))('a key gets nothing of TLP:RED at the exit %s', async (exit) => {
    const text = await EXITS[exit]!(actors['key of member']!, red)
    expect(exit === 'taxii' ? text.includes(red.id) : holdsIt(text, red), text).toBe(false)
    if (exit !== 'taxii') expect(text).not.toContain(TITLE)
  })

  test('the rule that keeps a former member from quoting is named, and public lines hold no title', async () => {
    expect(await quote(actors['leaver']!, shared.id)).toBe('read-left-group')
    expect(JSON.stringify(await actors['stranger']!.call(listLog))).not.toContain(TITLE)
  })

  test('every member reads the rules in words, with the day from which each holds', async () => {
    const { version, items } = await actors['stranger']!.call(listRules)
    const { policies } = stage.exchange.context
    expect(version).toBe(policies.version)
    expect(items.map(({ id }) => id)).toEqual([...policies.rules.keys()])
    expect(
      items.filter(({ since, reason }) => !/^\d{4}-\d\d-\d\d$/.test(since) || !reason),
    ).toEqual([])
  })

  test('a finding goes to nobody else and to no auditor, whole or as STIX', async () => {
    const { items } = await actors['sender']!.call(importFindings, {
      body: { findings: [FINDING] },
    })
    const params = { id: items[0]!.id }
    expect(JSON.stringify(await actors['sender']!.call(getFinding, { params }))).toContain(SECRET)
    for (const name of ['member', ...WRONG])
      for (const route of [getFinding, draftStix])
        await expect(actors[name]!.call(route, { params }), name).rejects.toMatchObject({
          code: expect.stringMatching(/^(not-found|forbidden|not-signed-in)$/),
        })
  })

  test('what was taken back is told as taken back, opens nowhere and is quoted no more', async () => {
    const taken = await release('amber')
    const params = { id: taken.id }
    await actors['sender']!.call(recallRelease, { params, body: { reason: 'Not so' } })
    const { member, leaver } = actors
    await expect(member!.call(getReleaseObjects, { params })).rejects.toMatchObject({
      rule: 'read-recalled',
    })
    expect((await member!.call(getRelease, { params })).summary.recallReason).toBe('Not so')
    expect(await hear(member!)).toContain(`"subject":"${taken.id}"`)
    expect(await hear(leaver!)).not.toContain(`"subject":"${taken.id}"`)
    expect(await quote(member!, taken.id)).toBe('read-recalled')
  })
})

const AT = START.toISOString()
/** The least that the contract takes for a finding. */
const FINDING: FindingDocument = {
  version: 1,
  kind: 'network',
  id: 'finding',
  trace: 'url',
  summary: SECRET,
  score: 1,
  q: null,
  started: AT,
  ended: AT,
  members: [],
  membersTotal: 0,
  edges: [],
  edgesTotal: 0,
  evidence: [],
  evidenceTotal: 0,
  timeline: { from: AT, binSeconds: 60, counts: [] },
  parameters: {
    trace: 'url',
    window: 60,
    mode: 'window',
    minWeight: 1,
    minMembers: 2,
    seed: 1,
    maxAccountsPerObject: null,
  },
  caveats: [],
}
