/** The lists of runs and findings: every line can be reached, each once and in its order. */
import { importFindings, listFindings, listRuns } from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { walk } from './walk.ts'

const AGENCY = 'person@agency.example'

onEachDatabase('runs and findings in pages', (open) => {
  let node: TestExchange
  let agencyId: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    agencyId = await node.admit({
      name: 'Agency',
      kind: 'agency',
      email: AGENCY,
      roles: ['analyst'],
    })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  test('runs go on, newest first', async () => {
    const agency = await node.stage.as(AGENCY)
    const { db } = node.context.database
    const uploadId = randomUUID()
    const at = node.clock.now()
    await db
      .insertInto('uploads')
      .values({
        id: uploadId,
        member_id: agencyId,
        person_id: null,
        file_name: 'week.csv',
        bytes: 1,
        rows: 1,
        columns: '[]',
        preset: null,
        mapping: '{}',
        uploaded_at: at,
      })
      .execute()
    const runs = Array.from({ length: 5 }, () => ({ id: randomUUID(), at }))
    for (const { id } of runs)
      await db
        .insertInto('detection_runs')
        .values({
          id,
          member_id: agencyId,
          upload_id: uploadId,
          detector: 'coordination',
          parameters: '{}',
          state: 'done',
          phase: 'done',
          progress: 1,
          error: null,
          started_at: at,
          ended_at: at,
          beat_at: at,
          findings: 0,
        })
        .execute()
    const pages = await walk((query) => agency(listRuns, { query }))
    expect(pages.flat().map((one) => one.id)).toEqual(
      runs
        .map((one) => one.id)
        .sort()
        .toReversed(),
    )
  })

  test('findings go on, newest first and strongest first within one time; networks fold alike on every page', async () => {
    const agency = await node.stage.as(AGENCY)
    const findings = [0.5, 1e300, 1.5e-7, 0.7, 0.3].map((score, i) => finding(score, `t${i}`))
    await agency(importFindings, { body: { findings } })
    const found = (await walk((query) => agency(listFindings, { query }))).flat()
    expect(found.map((one) => one.score)).toEqual([1e300, 0.7, 0.5, 0.3, 1.5e-7])
    const [leader, ...rest] = found
    expect(rest.map((one) => one.foldsUnder)).toEqual(rest.map(() => leader!.id))
  })

  test('what no calendar and no number has, or no list gave, is refused with its path', async () => {
    const agency = await node.stage.as(AGENCY)
    const [noMonth, at] = ['2026-13-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z']
    const nobody = randomUUID()
    const wrong = [
      ...["' or 1=1", `${noMonth}_${nobody}`].map((after) =>
        agency(listRuns, { query: { after } }),
      ),
      ...["' or 1=1", `${noMonth}_0.5_${nobody}`, `${at}_1e+999_${nobody}`].map((after) =>
        agency(listFindings, { query: { after } }),
      ),
    ]
    for (const result of await Promise.allSettled(wrong))
      expect(result).toMatchObject({ status: 'rejected', reason: { path: '/query/after' } })
    const after = `${at}_1e-400_${nobody}`
    expect(await agency(listFindings, { query: { after } })).toMatchObject({
      items: expect.any(Array),
    })
  })
})

function finding(score: number, trace: string) {
  const at = '2026-09-30T10:00:00.000Z'
  const accounts = ['one', 'two', 'three']
  return {
    version: 1,
    id: `finding-${randomUUID().replaceAll('-', '')}`,
    trace,
    summary: `Seen in step by ${trace}`,
    score,
    q: null,
    started: at,
    ended: at,
    members: accounts.map((account) => ({ account, score, degree: 2, posts: 3, matched: 3 })),
    membersTotal: 3,
    edges: [],
    edgesTotal: 0,
    evidence: [],
    evidenceTotal: 0,
    timeline: { from: at, binSeconds: 600, counts: [1] },
    parameters: {
      trace,
      window: 60,
      mode: 'pairs',
      minWeight: 1,
      minMembers: 1,
      seed: 1,
      maxAccountsPerObject: null,
    },
    caveats: [],
  }
}
