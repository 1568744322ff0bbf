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
import type { DrillCountry } from './country.ts'
import { addOwn, readOwn } from './own.ts'
import type { DrillFacts, Stage } from './stage.ts'

const DAY = 86_400_000
/** Seconds within which what the planted accounts share counts; two days of posts tell little at longer scales. */
const LAG = 60
/** Who releases in the drill. */
const PLATFORMS = ['platform-a', 'platform-b']

export async function detect(
  stage: Stage,
  drill: DrillFacts,
  key: string,
  n: number,
): Promise<void> {
  const traffic = generateTraffic({
    seed: `${drill.seed}/${n}`,
    start: drill.country.start.getTime() + (n * 2 - 1) * DAY,
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
        hashtags: drill.country.posts.hashtags,
        messages: drill.country.posts.messages,
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
    body: { uploadId: upload.id, mapping: upload.mapping, window: LAG },
  })
  await addOwn(stage.ctx.database.db, key, 'runs', run.id)
  for (let state = run; state.state === 'queued' || state.state === 'running';) {
    await sleep(100)
    state = await client(getRun, { params: { id: run.id } })
    if (state.state === 'failed')
      throw new ExchangeError('internal', `detection in the drill: ${state.error}`)
  }
}

type Wanted = {
  group: keyof DrillCountry['groups']
  tlp: Tlp
  purpose: Purpose
  title: string
  expectRefusal?: boolean
}

export async function release(
  stage: Stage,
  { country }: DrillFacts,
  key: string,
  wanted: Wanted,
): Promise<void> {
  const client = await stage.as(emailOf(key))
  const groups = await client(listGroups)
  const group = groups.items.find((one) => one.name === country.groups[wanted.group].name)
  const { db } = stage.ctx.database
  const own = await readOwn(db, key)
  const pages = await Promise.all(
    own.runs.map((run) => client(listFindings, { query: { run, limit: 200 } })),
  )
  const found = pages
    .flatMap((page) => page.items)
    .filter((one) => one.verdict === 'stands')
    .sort((a, b) => b.score * (b.accounts ?? 0) - a.score * (a.accounts ?? 0))[0]
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
    const made = await client(createRelease, { body: { draft, digest: seen.digest } })
    await addOwn(db, key, 'releases', made.summary.id)
  } catch (error) {
    const isRefusal = error instanceof ApiError && error.code === 'refused-by-policy'
    if (!(isRefusal && wanted.expectRefusal)) throw error
  }
}

export async function read(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(emailOf(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  const own = await releasesOfDrill(stage)
  for (const one of inbox.items.filter((item) => own.has(item.id)))
    await client(getReleaseObjects, { params: { id: one.id } })
}

export async function recall(stage: Stage, { country }: DrillFacts): Promise<void> {
  const client = await stage.as(emailOf('platform-a'))
  const sent = await client(listReleases, { query: { direction: 'out' } })
  const own = await readOwn(stage.ctx.database.db, 'platform-a')
  const first = sent.items.findLast((one) => own.releases.includes(one.id) && !one.recalledAt)
  // Whoever plays Platform A may have taken it back already.
  if (!first) return
  await client(recallRelease, {
    params: { id: first.id },
    body: { reason: country.recallReason },
  })
}

export async function answerRecallAs(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(emailOf(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  const own = await releasesOfDrill(stage)
  for (const one of inbox.items.filter((item) => own.has(item.id) && item.awaitsMyAnswer)) {
    await client(answerRecall, { params: { id: one.id }, body: { answer: 'deleted' } })
  }
}

/** Releases that the drill made for any of its platforms; a person's own are left alone. */
async function releasesOfDrill(stage: Stage): Promise<Set<string>> {
  const { db } = stage.ctx.database
  const own = await Promise.all(PLATFORMS.map((key) => readOwn(db, key)))
  return new Set(own.flatMap(({ releases }) => releases))
}
