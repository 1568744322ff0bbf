import {
  addToGroup,
  answerAlert,
  approveErasure,
  askErasure,
  changeParty,
  createGroup,
  endParty,
  getAlert,
  getRun,
  liftHold,
  listAlerts,
  listLog,
  listParties,
  placeHold,
  previewRelease,
  proposeParty,
  sealAlert,
  setAlertAside,
  settleParty,
  startWatch,
  tellParty,
  uploadActivity,
  type Client,
  type PartyAlert,
  type Upload,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR_MS, NAMES } from './alerts-room.ts'
import { mailOf, openWatching, statementOf, type Watching } from './watching.ts'

onServer('look-alike names under attack', (open) => {
  let watching: Watching
  let hub: Client
  let database: TestDatabase
  const free = [...NAMES]

  beforeAll(async () => {
    database = await open()
    watching = await openWatching(database)
    hub = await watching.as('hub')
  })
  afterAll(() => watching?.close())

  async function alertsOf(by: Client, words: string): Promise<PartyAlert[]> {
    return (await by(listAlerts, { query: { words } })).items
  }
  async function found(changes: Parameters<typeof statementOf>[1] = {}, isMember = false) {
    const domain = `${free.pop()!}.org`
    const statement = statementOf(domain, changes)
    const party = await watching.enrol(isMember ? 'campaign' : 'hub', statement, isMember)
    const name = domain.replace('.org', '.net')
    await watching.look('hub', [name])
    const [alert] = await alertsOf(hub, name)
    return { party, statement, domain, name, alert: alert! }
  }
  let room: string | undefined
  async function groupOf(): Promise<string> {
    if (room) return room
    const group = await hub(createGroup, {
      body: {
        name: 'Room',
        charter: 'Members tell each other what imitates whom.',
        purposes: ['election-security'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'red',
        expiresAt: '2027-10-01T00:00:00.000Z',
      },
    })
    for (const memberId of [watching.ids.hub, watching.ids.platform])
      await hub(addToGroup, { params: { id: group.id, memberId } })
    return (room = group.id)
  }
  /** By which rule a note of these words is refused. */
  async function refusalOf(words: string, title = 'A note'): Promise<string | undefined> {
    const terms = {
      groupId: await groupOf(),
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    }
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: 'note--3f0c1b8a-6f5d-4b61-9c58-0d4f1f4b7a11',
      created: '2026-10-01T10:00:00.000Z',
      modified: '2026-10-01T10:00:00.000Z',
      content: words,
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const { verdicts } = await hub(previewRelease, { body: { title, terms, objects: [note] } })
    return verdicts.find(({ allow }) => !allow)?.rule
  }
  async function upload(by: string, file: string, data: Uint8Array | string): Promise<Upload> {
    const query = `name=${file}&of=names`
    const blob = new Blob([data as Uint8Array<ArrayBuffer>])
    return (await watching.node.stage.upload(mailOf(by), uploadActivity, query, blob)) as Upload
  }
  async function ended(by: Client, id: string) {
    for (;;) {
      const run = await by(getRun, { params: { id } })
      if (run.endedAt) return run
      await sleep(50)
    }
  }

  test('a name that waits for its party is known however it is written', async () => {
    const { name } = await found()
    const [label] = name.split('.')
    const written = {
      'at the start of a line': `These:\n${name}\n`,
      'after a tab': `1\t${name}`,
      'in emphasis': `see _${name}_`,
      'after a dash': `-${name}`,
      'without a working dot': `${label}[.]net`,
      'with a dot in brackets of another kind': `${label}(.)net and ${label}{.}net`,
      'with the dot as a word': `${label}[dot]net`,
      'with the dot as a word in brackets and spaces': `${label} (dot) net`,
      'with a dot of another script': `${label}。net`,
      'in a link within a link': `https://x.example/?u=https%3A%2F%2F${name}%2Fa`,
      'with a letter in percents': `https://%71${name.slice(1)}/`.replace(
        '%71',
        `%${name.charCodeAt(0).toString(16)}`,
      ),
      'with wide letters': name.replace(/^./, (letter) =>
        String.fromCodePoint(letter.codePointAt(0)! + 0xfee0),
      ),
      'with a sign that is not seen': `${name.slice(0, 3)}\u200b${name.slice(3)}`,
      'in a pattern': `[domain-name:value MATCHES '${label}\\.net']`,
    }
    const rules: Record<string, string | undefined> = {}
    for (const [how, words] of Object.entries(written)) rules[how] = await refusalOf(words)
    expect(rules).toEqual(
      Object.fromEntries(Object.keys(written).map((how) => [how, 'party-first'])),
    )
    expect(await refusalOf('About another-garden.org alone.')).toBeUndefined()
  })

  test('a name with letters of another script is known in either spelling', async () => {
    const domain = `${free.pop()!}.org`
    await watching.enrol('hub', statementOf(domain), false)
    const name = domain.replace('e', '\u0435')
    await watching.look('hub', [name])
    const [alert] = await alertsOf(hub, 'xn--')
    expect(alert).toBeDefined()
    expect(await refusalOf(`see ${alert!.name}`)).toBe('party-first')
    expect(await refusalOf(`see ${name}`)).toBe('party-first')
    expect(await refusalOf(`see ${name.toUpperCase()}`)).toBe('party-first')
  })

  test('who looks for its own names alone does not learn that another party states the same', async () => {
    const domain = `${free.pop()!}.org`
    const own = await watching.enrol('campaign', statementOf(domain), true)
    await watching.enrol('hub', statementOf(domain, { name: 'A namesake' }), false)
    const run = await watching.look('campaign', [domain.replace('.org', '.net')])
    expect(run.findings).toBe(1)
    const campaign = await watching.as('campaign')
    const alerts = await alertsOf(campaign, domain)
    expect(alerts.map(({ party }) => party.id)).toEqual([own.id])
    await watching.node.drain()
  })

  test('two looks at once through the same names end well, and each name is found once', async () => {
    const { name } = await found()
    const names = Array.from({ length: 40 }, (_, k) => name.replace('.net', `-${k + 10}.net`))
    const files = await Promise.all(
      [names, names.toReversed(), names, names.toReversed()].map((list) =>
        upload('hub', 'names.txt', list.join('\n')),
      ),
    )
    const runs = await Promise.all(
      files.map(async ({ id }) =>
        ended(hub, (await hub(startWatch, { body: { uploadId: id } })).id),
      ),
    )
    expect(runs.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done'])
    expect(runs.reduce((sum, { findings }) => sum + findings!, 0)).toBe(40)
    await watching.node.drain()
  })

  test('a party that is told once more has its hours anew, and a seal then keeps others out', async () => {
    const email = 'late@nobody.example'
    watching.mail.refused.add(email)
    const { alert, name } = await found({
      contacts: [{ title: 'Owner', email, language: 'en' }],
      othersAfter: 1,
    })
    await watching.node.drain()
    expect((await alertsOf(hub, name))[0]).toMatchObject({ state: 'unreached' })
    watching.node.clock.advance(2 * HOUR_MS)
    await watching.node.drain()
    expect(await refusalOf(`see ${name}`)).toBeUndefined()
    watching.mail.refused.delete(email)
    const at = { params: { id: alert.id } }
    expect(await hub(tellParty, at)).toMatchObject({ state: 'telling', mayShare: false })
    expect(await refusalOf(`see ${name}`)).toBe('party-first')
    const until = new Date(watching.node.clock.now().getTime() + 48 * HOUR_MS).toISOString()
    await hub(sealAlert, { ...at, body: { until, basis: 'An order' } })
    await watching.node.drain()
    expect(await refusalOf(`see ${name}`)).toBe('party-first')
  })

  test('a name of a party whose watch ends while its mails wait is no longer said to be on its way, and does not wait for ever', async () => {
    const { alert, name, party } = await found()
    expect(alert.state).toBe('telling')
    await hub(endParty, { params: { id: party.id } })
    await watching.node.drain()
    const { alert: after } = await hub(getAlert, { params: { id: alert.id } })
    expect(after).toMatchObject({ state: 'unreached', othersFrom: expect.any(String) })
    watching.node.clock.advance(24 * HOUR_MS)
    expect(await refusalOf(`see ${name}`)).toBeUndefined()
  })

  test('who settles, ends, tells, seals and answers at once is answered without a failure', async () => {
    const { alert, party, statement, name } = await found({}, true)
    await watching.node.drain()
    const campaign = await watching.as('campaign')
    const deputy = await watching.as('deputy')
    const until = new Date(watching.node.clock.now().getTime() + 48 * HOUR_MS).toISOString()
    const at = { params: { id: alert.id } }
    const said = { answer: 'known' as const, mayKnow: 'members' as const, wantsHelp: false }
    const settle = { params: { id: party.id }, body: { version: 1, stands: true } }
    const outcomes = await Promise.allSettled([
      hub(sealAlert, { ...at, body: { until, basis: 'An order' } }),
      campaign(answerAlert, { ...at, body: said }),
      hub(tellParty, at),
      deputy(settleParty, settle),
      campaign(endParty, { params: { id: party.id } }),
      hub(endParty, { params: { id: party.id } }),
      campaign(answerAlert, { ...at, body: said }),
      watching.look('hub', [name, name.replace('.net', '.co')]),
      hub(proposeParty, { body: { statement, isMember: false } }),
      watching.node.drain(),
    ])
    const codes = outcomes.map(
      (one) => one.status === 'rejected' && (one.reason as { code: string }).code,
    )
    expect(codes.filter((code) => code !== false && code !== 'conflict')).toEqual([])
  })

  test('whoever is neither the finder nor the party learns nothing of either, also not from a refusal', async () => {
    const { alert, party, name, domain } = await found({}, true)
    const until = new Date(watching.node.clock.now().getTime() + HOUR_MS).toISOString()
    const { statement } = await found()
    const said = { answer: 'ours' as const, mayKnow: 'nobody' as const, wantsHelp: false }
    const refusalsOf = (by: Client, ids: { alert: string; party: string }) => {
      const at = { params: { id: ids.alert } }
      const of = { params: { id: ids.party } }
      return Promise.all(
        [
          by(getAlert, at),
          by(tellParty, at),
          by(setAlertAside, { ...at, body: { reason: 'None' } }),
          by(sealAlert, { ...at, body: { until, basis: 'None' } }),
          by(answerAlert, { ...at, body: said }),
          by(changeParty, { ...of, body: { statement } }),
          by(settleParty, { ...of, body: { version: 1, stands: true } }),
          by(endParty, of),
        ].map((asked) =>
          asked.then(
            () => 'let in',
            (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
          ),
        ),
      )
    }
    const nobody = { alert: randomUUID(), party: randomUUID() }
    const others = ['stranger', 'platform', 'agency']
    for (const by of others.map((other) => watching.as(other))) {
      const client = await by
      expect(await refusalsOf(client, { alert: alert.id, party: party.id })).toEqual(
        await refusalsOf(client, nobody),
      )
      const seen = [
        await client(listAlerts),
        await client(listParties),
        await client(listLog, { query: { limit: 200 } }),
      ]
      for (const secret of [name, domain, alert.id, party.id])
        expect(JSON.stringify(seen)).not.toContain(secret)
    }
  })

  test('a contact that the version in force does not name is forgotten, and under a hold nobody is', async () => {
    const { party, statement } = await found()
    const operator = await watching.as('deputy')
    const rows = async () =>
      JSON.stringify(await database.db.selectFrom('party_versions').selectAll().execute())
    const at = { params: { id: party.id } }
    const contacts = [{ title: 'Owner', email: 'second@contact.example', language: 'en' }]
    await hub(changeParty, { ...at, body: { statement: { ...statement, contacts } } })
    await operator(settleParty, { ...at, body: { version: 2, stands: true } })
    expect(await rows()).not.toContain(statement.contacts[0]!.email)
    const hold = { body: { subject: `party:${party.id}`, reason: 'A suit' } }
    await operator(placeHold, hold)
    const third = [{ title: 'Owner', email: 'third@contact.example', language: 'en' }]
    await hub(changeParty, { ...at, body: { statement: { ...statement, contacts: third } } })
    await operator(settleParty, { ...at, body: { version: 3, stands: true } })
    expect(await rows()).toContain('second@contact.example')
    await expect(hub(endParty, at)).rejects.toMatchObject({ code: 'conflict' })
    await operator(liftHold, hold)
    await hub(changeParty, { ...at, body: { statement } })
    const reason = 'Not the one whom I know'
    await operator(settleParty, { ...at, body: { version: 4, stands: false, reason } })
    const wish = await hub(askErasure, { body: { subject: `party:${party.id}`, reason: 'Asked' } })
    await operator(approveErasure, { params: { id: wish.id } })
    expect(await rows()).not.toContain(reason)
    expect(await rows()).not.toContain('second@contact.example')
    await hub(endParty, at)
    expect(await rows()).not.toContain('third@contact.example')
  })

  test('files that are no list of names are refused or read as far as they go, and say so', async () => {
    await found()
    const runOf = async (file: string, data: Uint8Array | string) => {
      const { id } = await upload('hub', file, data)
      return ended(hub, (await hub(startWatch, { body: { uploadId: id } })).id)
    }
    await expect(upload('hub', 'names.txt', '')).rejects.toThrow('bad-request')
    await expect(upload('hub', 'names.exe', 'a')).rejects.toThrow('unsupported-type')
    const runs = {
      utf16: await runOf('names.txt', Buffer.from('\ufeffquillwort.org\n', 'utf16le')),
      notGz: await runOf('names.gz', 'quillwort.org\n'),
      cutGz: await runOf('names.txt.gz', gzipSync('quillwort.org\n'.repeat(1000)).subarray(0, 40)),
      emptyGz: await runOf('names.gz', gzipSync('')),
      oneLine: await runOf('names.gz', gzipSync(Buffer.alloc(200 << 20, 97))),
      long: await runOf('names.txt', `${'a'.repeat(10_000)}.org\n${'b.'.repeat(5000)}org`),
      zeros: await runOf('names.txt', `ab\u0000c.org\n\u0000`),
    }
    const said = Object.entries(runs).map(
      ([how, { state, error = '', warnings }]) =>
        `${how}: ${state} ${error} ${warnings?.join(' ') ?? ''}`,
    )
    expect(said.filter((words) => words.includes('the operator can see why'))).toEqual([])
  })
})
