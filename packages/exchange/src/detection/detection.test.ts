import {
  cancelRun,
  draftStix,
  getFinding,
  getRun,
  importFindings,
  listFindings,
  listRuns,
  startRun,
  uploadActivity,
  type DetectionRun,
  type NetworkDocument,
  type Upload,
} from '@tocsin/api'
import { createHash } from 'node:crypto'
import { generateTraffic, trafficCsv } from '@tocsin/detect'
import { validate } from '@tocsin/stix'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const FINDER = 'finder@platform.example'
const OTHER = 'other@platform.example'

onServer('detection', (open) => {
  let node: TestExchange

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    await node.admit({ name: 'Finder', kind: 'platform', email: FINDER, roles: ['analyst'] })
    await node.admit({ name: 'Other', kind: 'platform', email: OTHER, roles: ['analyst'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const upload = (name: string, text: string | Blob) =>
    node.stage.upload(FINDER, uploadActivity, `name=${name}`, new Blob([text])) as Promise<Upload>

  async function ended(id: string): Promise<DetectionRun> {
    const finder = await node.stage.as(FINDER)
    for (;;) {
      const run = await finder(getRun, { params: { id } })
      if (run.endedAt) return run
      await sleep(50)
    }
  }

  async function network(id: string): Promise<NetworkDocument> {
    const { finding } = await (await node.stage.as(FINDER))(getFinding, { params: { id } })
    return finding as NetworkDocument
  }

  async function start(
    file: Upload,
    changes: Partial<{ mapping: Record<string, string>; window: number; platform: string }> = {},
  ) {
    const finder = await node.stage.as(FINDER)
    const body = {
      uploadId: file.id,
      mapping: file.mapping,
      ...changes,
    }
    return finder(startRun, { body })
  }

  function planted(accounts = 300): string {
    const operations = [
      { name: 'planted', size: 12, traces: ['hashtag' as const], actsPerDay: 12, jitter: 20 },
    ]
    return [
      ...trafficCsv(
        generateTraffic({ seed: 'detection', days: 2, accounts, postsPerDay: 3, operations }),
      ),
    ].join('')
  }

  test('an upload is guessed, run and found in; the finding becomes valid STIX with a list of what is left out', async () => {
    const text = planted()
    const file = await upload('posts.csv', text)
    const kept = node.context.database.db
      .selectFrom('uploads')
      .select('sha256')
      .where('id', '=', file.id)
    const sha256 = createHash('sha256').update(text).digest('hex')
    expect(await kept.executeTakeFirst()).toEqual({ sha256 })
    expect(file.mapping).toMatchObject({ account: 'account', time: 'posted_at' })
    const run = await ended((await start(file, { platform: 'telegram' })).id)
    expect(run).toMatchObject({ state: 'done', progress: 1, platform: 'telegram' })
    const finder = await node.stage.as(FINDER)
    const { items } = await finder(listFindings, { query: { run: run.id } })
    expect(items.length).toBe(run.findings)
    expect(items.length).toBeGreaterThan(0)
    const finding = await network(items[0]!.id)
    const { objects, dropped } = await finder(draftStix, { params: { id: items[0]!.id } })
    for (const object of objects)
      expect(validate(object).faults.filter((fault) => fault.level === 'must')).toEqual([])
    const accounts = (objects as { type: string }[]).filter(({ type }) => type === 'user-account')
    expect(accounts[0]).toMatchObject({ account_type: 'telegram' })
    const types = (objects as { type: string }[]).map((object) => object.type)
    expect(types.filter((type) => type === 'user-account')).toHaveLength(finding.members.length)
    expect(new Set(types)).toEqual(
      new Set([
        'identity',
        'user-account',
        'observed-data',
        'relationship',
        'attack-pattern',
        'grouping',
        'note',
      ]),
    )
    expect(objects).toContainEqual(
      expect.objectContaining({
        type: 'attack-pattern',
        name: finding.techniques![0]!.name,
        external_references: [
          expect.objectContaining({
            source_name: 'DISARM',
            external_id: finding.techniques![0]!.id,
          }),
        ],
      }),
    )
    expect(dropped.join()).toContain('single posts')
  })

  test('another member sees neither runs nor findings', async () => {
    const finder = await node.stage.as(FINDER)
    const other = await node.stage.as(OTHER)
    const [run] = (await finder(listRuns)).items
    const [found] = (await finder(listFindings, { query: {} })).items
    expect((await other(listRuns)).items).toEqual([])
    expect((await other(listFindings, { query: {} })).items).toEqual([])
    await expect(other(getRun, { params: { id: run!.id } })).rejects.toMatchObject({ status: 404 })
    await expect(other(cancelRun, { params: { id: run!.id } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(other(getFinding, { params: { id: found!.id } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(other(draftStix, { params: { id: found!.id } })).rejects.toMatchObject({
      status: 404,
    })
    const body = { uploadId: run!.uploadId, mapping: {}, traces: ['link'], window: 60, min: 3 }
    await expect(other(startRun, { body })).rejects.toMatchObject({ status: 404 })
  })

  test.each([
    ['posts.csv', '', 'empty'],
    ['posts.exe', 'x', 'must end in'],
    ['posts.parquet', 'not parquet', 'not a Parquet file'],
    ['../../posts.csv', 'account,posted_at,text\n\u0000\u0001', 'zero byte'],
  ])(
    'a bad file (%s, %j) is refused with a reason and leaves nothing',
    async (name, text, reason) => {
      await expect(upload(encodeURIComponent(name), text)).rejects.toThrow(reason)
    },
  )

  test('a run over unreadable times fails with the place of the fault', async () => {
    const file = await upload(
      'times.csv',
      'account,posted_at,text\na,2026-10-01T00:00:00Z,#x\nb,yesterday,#x\n',
    )
    const mapping = { account: 'account', time: 'posted_at', text: 'text' }
    const run = await ended((await start(file, { mapping })).id)
    expect(run).toMatchObject({ state: 'failed', findings: 0 })
    expect(run.error).toMatch(/posted_at/)
    expect(run.error).not.toContain('uploads')
  })

  test('what the detector left out or assumed is told with the run', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, k) => `user${k % 5},2026-10-${10 + (k % 9)},words ${k}`,
    )
    const file = await upload('days.csv', ['account,posted_at,text', ...rows].join('\n'))
    const { state, warnings } = await ended((await start(file)).id)
    expect(state).toBe('done')
    expect(warnings!.join()).toMatch(/no zone.*whole days/)
  })

  test('an unknown column role is refused before anything starts', async () => {
    const file = await upload('roles.csv', 'account,posted_at,text\na,2026-10-01T00:00:00Z,#x\n')
    await expect(start(file, { mapping: { boss: 'account' } })).rejects.toMatchObject({
      path: '/body/mapping/boss',
    })
  })

  test('a run that is given no window judges at all time scales, and says so wherever it is told; a chosen window too', async () => {
    const finder = await node.stage.as(FINDER)
    const file = await upload('posts.csv', planted())
    const howFound = async (window?: number) => {
      const run = await ended((await start(file, window === undefined ? {} : { window })).id)
      const [found] = (await finder(listFindings, { query: { run: run.id } })).items
      const finding = await network(found!.id)
      const { objects } = await finder(draftStix, { params: { id: found!.id } })
      const notes = objects as { abstract?: string; content?: string }[]
      const note = notes.find(({ abstract }) => abstract === 'How this was found')!
      return { run, parameters: finding.parameters, said: note.content }
    }
    const whole = await howFound()
    expect(whole.run).not.toHaveProperty('window')
    expect(whole.parameters.everyScale).toBe(true)
    expect(whole.said).toContain('judged at all time scales at once')
    const windowed = await howFound(60)
    expect(windowed.run.window).toBe(60)
    expect(windowed.parameters).not.toHaveProperty('everyScale')
    expect(windowed.said).toContain('judged within 60 s')
    expect(windowed.said).not.toContain('all time scales')
  }, 240_000)

  test('a run is cancelled while its accounts are judged', async () => {
    const finder = await node.stage.as(FINDER)
    const { id } = await start(await upload('posts.csv', planted(2000)))
    for (;;) {
      const { phase, endedAt } = await finder(getRun, { params: { id } })
      expect(endedAt).toBeUndefined()
      if (phase === 'judging') break
      await sleep(20)
    }
    expect((await finder(cancelRun, { params: { id } })).state).toBe('cancelled')
    expect((await finder(listFindings, { query: { run: id } })).items).toEqual([])
  }, 240_000)

  test('a cancelled run leaves nothing and says so', async () => {
    const file = await upload('posts.csv', planted())
    const finder = await node.stage.as(FINDER)
    const run = await start(file)
    const cancelled = await finder(cancelRun, { params: { id: run.id } })
    expect(cancelled.state).toBe('cancelled')
    await sleep(500)
    expect((await finder(listFindings, { query: { run: run.id } })).items).toEqual([])
    await expect(finder(cancelRun, { params: { id: run.id } })).rejects.toMatchObject({
      status: 409,
    })
  })

  test('findings written by the command line are taken in, and malformed ones are refused whole', async () => {
    const finder = await node.stage.as(FINDER)
    const [found] = (await finder(listFindings, { query: {} })).items
    const { finding } = await finder(getFinding, { params: { id: found!.id } })
    const taken = await finder(importFindings, { body: { findings: [finding] } })
    expect(taken.items).toMatchObject([{ title: found!.title, accounts: found!.accounts }])
    // A file from before findings had kinds.
    const { kind: _kind, ...older } = finding
    const [old] = (await finder(importFindings, { body: { findings: [older] } })).items
    expect(old!.kind).toBe('network')
    const { finding: kept } = await finder(getFinding, { params: { id: old!.id } })
    expect(kept).toEqual(finding)
    const before = (await finder(listFindings, { query: {} })).items.length
    const foreign = { findings: [{ ...finding, kind: 'rumour' }] }
    await expect(finder(importFindings, { body: foreign })).rejects.toMatchObject({
      path: '/body/findings/0/kind',
    })
    const body = { findings: [finding, { ...finding, members: 'none' }] }
    await expect(finder(importFindings, { body })).rejects.toMatchObject({
      path: '/body/findings/1/members',
    })
    const [evidence] = finding.evidence
    const timeless = { ...finding, evidence: [evidence, { ...evidence, last: 'yesterday' }] }
    await expect(finder(importFindings, { body: { findings: [timeless] } })).rejects.toMatchObject({
      status: 400,
      path: '/body/findings/0/evidence/1/last',
    })
    expect((await finder(listFindings, { query: {} })).items.length).toBe(before)
  })
})
