/** A report and a packet of a real exchange, checked with nothing but its public key. */
import {
  createGroup,
  createRelease,
  addToGroup,
  getReport,
  previewRelease,
  sendNotice,
  type ReleaseDraft,
} from '@tocsin/api'
import {
  onServer,
  freePort,
  seedContacts,
  seedMember,
  startTestExchange,
  type Seeded,
  type TestExchange,
} from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

onServer('report and packet', (open) => {
  let node: TestExchange
  let folder: string
  let origin: string
  let key: string
  let sender: Seeded
  let notice: string
  let release: string
  let close: () => Promise<void>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tocsin-packet-'))
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    node = await startTestExchange({ database: await open(), pack: 'us', port, origin })
    close = (await node.listen()).close
    const { db } = node.context.database
    await node.admit({ name: 'Hub', kind: 'hub', email: 'hub@hub.example', roles: ['operator'] })
    sender = await seedMember(db, { name: 'Agency', kind: 'agency', roles: ['analyst'] })
    const peer = await seedMember(db, { name: 'Peer', kind: 'agency', roles: ['analyst'] })
    ;({ notice, release } = await act(node, sender, peer))
    await node.drain()
    key = node.context.log.verifier
  })
  afterAll(async () => {
    const { database } = node.context
    await close()
    await node.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })
  const env = () => ({ TOCSIN_KEY: sender.authorization.replace('Bearer ', '') })
  const packet = async (about: string) => {
    const out = join(folder, `${about.replace(':', '-')}.packet`)
    const run = await runTocsin(['packet', about, '--url', origin, '--out', out], env())
    return { ...run, out }
  }

  test('a packet of a notice holds texts, parties and decisions, and verifies offline', async () => {
    const { code, text, out } = await packet(`notice:${notice}`)
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('entries of the record'),
    })
    const checked = await runTocsin(['verify', out, '--key', key])
    expect(checked.code).toBe(0)
    expect(checked.text).toContain('PROVEN')
    expect(checked.text).toContain('Agency sent “Wrong hours are being spread” to 2 offices')
    expect(checked.text).toContain('Some accounts post that polls close at noon.')
    expect(checked.text).toContain(
      'no other statement about it is on record, a packet does not prove',
    )
  })

  test('a packet of a release holds who was given it by which rule and who was refused', async () => {
    const { out } = await packet(`release:${release}`)
    const { code, text } = await runTocsin(['verify', out, '--key', key, '--json'])
    expect(code).toBe(0)
    const { about, receipts } = JSON.parse(text)
    expect(about).toBe(`release:${release}`)
    expect(receipts.map((one: { kind: string }) => one.kind)).toEqual([
      'release.created',
      'release.granted',
    ])
    expect(JSON.parse(receipts[1].payload)).toMatchObject({ rule: expect.any(String) })
  })

  test('a packet with a byte changed is not proven, and says which receipt', async () => {
    const { out } = await packet(`notice:${notice}`)
    const whole = await readFile(out, 'utf8')
    const changed = join(folder, 'changed.packet')
    await writeFile(
      changed,
      whole.replace(/index (\d+)/, (_, index) => `index ${Number(index) + 1}`),
    )
    const { code, text } = await runTocsin(['verify', changed, '--key', key])
    expect(code).toBe(1)
    expect(text).toMatch(/NOT PROVEN \(.+\): receipt \d+/)
  })

  test('nobody gets a packet of what they took no part in', async () => {
    const { code, text } = await packet(`notice:${randomUUID()}`)
    expect(code).not.toBe(0)
    expect(text).toContain('nothing of yours is on record about this')
  })

  test('a report counts the period from the public log alone, and each number names its entries', async () => {
    const html = join(folder, 'report.html')
    const period = ['--from', '2026-10-01', '--to', '2026-11-01']
    const args = ['report', ...period, '--log', `${origin}/log/`, '--key', key, '--html', html]
    const { code, text } = await runTocsin([...args, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(text)
    const lines = report.sections.flatMap((one: { lines: object[] }) => one.lines)
    const line = (kind: string) => lines.find((one: { kind: string }) => one.kind === kind)
    expect(line('release.created')).toMatchObject({
      count: 1,
      entries: [[expect.any(Number), expect.any(Number)]],
    })
    const page = await readFile(html, 'utf8')
    const [[place]] = line('release.created').entries
    expect(page).toContain(`<td>Releases made</td><td>1</td><td>${place}</td>`)
    const before = ['--from', '2020-01-01', '--to', '2020-02-01', '--log', `${origin}/log/`]
    const none = await runTocsin(['report', ...before, '--key', key])
    expect(none.text).toContain('Sharing: nothing')
  })

  test('what an exchange says of incidents comes out the same from the log, on paper too, and a changed entry does not', async () => {
    const hub = await node.stage.as('hub@hub.example')
    const query = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }
    const saved = await hub(getReport, { query })
    const file = join(folder, 'report.json')
    await writeFile(file, JSON.stringify(saved, null, 2))
    const pdf = join(folder, 'report.pdf')
    const period = ['--from', '2026-10-01', '--to', '2026-11-01']
    const log = ['--log', `${origin}/log/`, '--key', key, '--incidents', file]
    const { code, text } = await runTocsin(['report', ...period, ...log, '--pdf', pdf, '--json'])
    expect(code).toBe(0)
    const { incidents } = JSON.parse(text)
    expect(incidents).toEqual(saved.incidents)
    expect(incidents).toMatchObject([{ offices: 2, notices: [[expect.any(Number), expect.any(Number)]] }]) // prettier-ignore
    expect((await readFile(pdf, 'latin1')).includes('<pdfuaid:part>1</pdfuaid:part>')).toBe(true)

    const [[entry]] = saved.incidents![0]!.notices as [[number, number]]
    const moved = { ...saved.incidents![0]!, notices: [[entry + 1, entry + 1]] }
    await writeFile(file, JSON.stringify({ ...saved, incidents: [moved] }))
    const wrong = await runTocsin(['report', ...period, ...log])
    expect(wrong.code).toBe(1)
    expect(wrong.text).toMatch(/NOT PROVEN \(log-mismatch\): entry \d+ is given as a notice/)
  })

  test('a report of a log under another key is none, and a period that is none is refused', async () => {
    const log = ['--log', `${origin}/log/`]
    const other = 'other.example/log+1d2d1a1f+AYUKZ4XZL1aWvFx4FFxQ6HkDJQGxgDKRkYmfAUG0G4fT'
    const wrong = await runTocsin([
      'report',
      '--from',
      '2026-10-01',
      '--to',
      '2026-11-01',
      ...log,
      '--key',
      other,
    ])
    expect(wrong.code).toBe(1)
    expect(wrong.text).toContain('NOT PROVEN')
    const backwards = await runTocsin([
      'report',
      '--from',
      '2026-11-01',
      '--to',
      '2026-10-01',
      ...log,
      '--key',
      key,
    ])
    expect(backwards.code).not.toBe(0)
    expect(backwards.text).toContain('--to must be later than --from')
  })
})

/** A notice to two offices and a release to one member. */
async function act(node: TestExchange, sender: Seeded, peer: Seeded) {
  const hub = await node.stage.as('hub@hub.example')
  const agency = await node.stage.as(sender.email)
  const targets = [
    { jurisdiction: '12', role: 'chief-official' },
    { jurisdiction: '12095', role: 'clerk' },
  ] as const
  await seedContacts(node.context.database.db, targets)
  const sent = await agency(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: {
        en: {
          subject: 'Wrong hours are being spread',
          what: 'Some accounts post that polls close at noon.',
          howSure: 'We saw the posts.',
          actions: ['Post the right hours today'],
          whoToCall: 'Duty desk',
        },
      },
      targets: [...targets],
      answerWithin: 60,
    },
  })
  const group = await hub(createGroup, {
    body: {
      name: 'Circle',
      charter: 'Members tell each other what they found.',
      purposes: ['election-security'],
      legalBasis: 'Charter',
      maxTlp: 'amber',
      expiresAt: '2027-09-01T00:00:00.000Z',
    },
  })
  for (const { memberId } of [sender, peer])
    await hub(addToGroup, { params: { id: group.id, memberId } })
  const draft: ReleaseDraft = {
    title: 'Seen in step',
    terms: {
      groupId: group.id,
      tlp: 'green',
      pap: 'green',
      purpose: 'election-security',
      basis: 'Charter',
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-10-01T10:00:00.000Z',
        modified: '2026-10-01T10:00:00.000Z',
        content: 'Seen in step',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
  }
  const { digest } = await agency(previewRelease, { body: draft })
  const made = await agency(createRelease, { body: { draft, digest } })
  return { notice: sent.summary.id, release: made.summary.id }
}
