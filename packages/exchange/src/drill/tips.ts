import {
  answerRecall,
  ApiError,
  createRelease,
  draftStix,
  getReleaseObjects,
  getRun,
  listFindings,
  listGroups,
  listReleases,
  previewRelease,
  recallRelease,
  startRun,
  uploadActivity,
  type Pap,
  type Purpose,
  type ReleaseDraft,
  type Tlp,
  type Upload,
} from '@tocsin/api'
import { generateTraffic, trafficCsv } from '@tocsin/detect'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExchangeError } from '../errors.ts'
import { emailOf } from './cast.ts'
import type { DrillFacts, Stage } from './stage.ts'

const DAY = 86_400_000

export async function detect(
  stage: Stage,
  drill: DrillFacts,
  key: string,
  n: number,
): Promise<void> {
  const traffic = generateTraffic({
    seed: `${drill.seed}/${n}`,
    start: drill.start.getTime() + (n * 2 - 1) * DAY,
    days: 2,
    accounts: 1500,
    postsPerDay: 6,
    operations: [
      {
        name: 'planted',
        size: n === 0 ? 36 : 22,
        traces: ['hashtag', 'link'],
        actsPerDay: 14,
        jitter: 25,
        hashtags: ['pollsclosed', 'voteelsewhere', 'linestoolong'],
        messages: [
          'The polling place at {place} moved',
          'Do not go to {place} today',
          'They turn people away at {place}',
        ],
      },
    ],
  })
  const file = new Blob([...trafficCsv(traffic)])
  const upload = (await stage.upload(
    emailOf(key),
    uploadActivity,
    `name=posts-${n + 1}.csv`,
    file,
  )) as Upload
  const client = await stage.as(emailOf(key))
  const run = await client(startRun, {
    body: {
      uploadId: upload.id,
      mapping: upload.mapping,
      traces: ['hashtag', 'link'],
      window: 60,
      min: 3,
    },
  })
  for (let state = run; state.state === 'queued' || state.state === 'running';) {
    await sleep(100)
    state = await client(getRun, { params: { id: run.id } })
    if (state.state === 'failed')
      throw new ExchangeError('internal', `detection in the drill: ${state.error}`)
  }
}

type Wanted = {
  group: string
  tlp: Tlp
  purpose: Purpose
  title: string
  expectRefusal?: boolean
}

export async function release(stage: Stage, key: string, wanted: Wanted): Promise<void> {
  const client = await stage.as(emailOf(key))
  const groups = await client(listGroups)
  const group = groups.items.find((one) => one.name === wanted.group)
  const found = (await client(listFindings)).items.sort(
    (a, b) => b.score * b.accounts - a.score * a.accounts,
  )[0]
  if (!group || !found) throw new ExchangeError('internal', 'the drill has no finding to release')
  const { objects } = await client(draftStix, { params: { id: found.id } })
  const pap: Pap = 'amber'
  const draft: ReleaseDraft = {
    title: wanted.title,
    terms: {
      groupId: group.id,
      tlp: wanted.tlp,
      pap,
      purpose: wanted.purpose,
      basis: group.legalBasis,
    },
    objects,
    findingId: found.id,
  }
  const seen = await client(previewRelease, { body: draft })
  const admitted = seen.verdicts.some((verdict) => verdict.allow)
  if (!admitted && !wanted.expectRefusal)
    throw new ExchangeError('internal', 'the drill release reaches nobody')
  try {
    await client(createRelease, { body: { draft, digest: seen.digest } })
  } catch (error) {
    const isRefusal = error instanceof ApiError && error.code === 'refused-by-policy'
    if (!(isRefusal && wanted.expectRefusal)) throw error
  }
}

export async function read(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(emailOf(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  for (const one of inbox.items) await client(getReleaseObjects, { params: { id: one.id } })
}

export async function recall(stage: Stage): Promise<void> {
  const client = await stage.as(emailOf('platform-a'))
  const sent = await client(listReleases, { query: { direction: 'out' } })
  const first = sent.items.findLast((one) => !one.recalledAt)
  if (!first) throw new ExchangeError('internal', 'the drill has no release to recall')
  await client(recallRelease, {
    params: { id: first.id },
    body: { reason: 'Three of the accounts turned out to be one newsroom using a scheduler.' },
  })
}

export async function answerRecallAs(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(emailOf(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  for (const one of inbox.items.filter((item) => item.awaitsMyAnswer)) {
    await client(answerRecall, { params: { id: one.id }, body: { answer: 'deleted' } })
  }
}
