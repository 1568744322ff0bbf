import { generateTraffic, trafficCsv } from '@tocsin/detect'
import {
  answerRecall,
  closeNotice,
  createRelease,
  draftStix,
  getReleaseObjects,
  getRun,
  listFindings,
  listGroups,
  listReleases,
  previewRelease,
  recallRelease,
  sendNotice,
  startRun,
  uploadActivity,
  type Pap,
  type Purpose,
  type ReleaseDraft,
  type Tlp,
  type Upload,
} from '@tocsin/api'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExchangeError } from '../errors.ts'
import { ADVISORY_TEXT, WARNING_EN, WARNING_ES } from './texts.ts'
import type { Stage } from './stage.ts'

const DAY = 86_400_000
const email = (key: string) => `${key}@drill.example`

/** One beat: when on the drill's clock, what a reader of the drill page is told, and what is done. */
export type Beat = {
  minute: number
  text: string
  play: (stage: Stage, drill: DrillFacts) => Promise<void>
}

export type DrillFacts = { seed: string; start: Date }

const hour = (day: number, h: number, m = 0) => (day * 24 + h - 9) * 60 + m

/**
 * An election week in a made-up country of real places: minutes after Monday 09:00. The beats before
 * `LIVE_FROM` are played at once, so that the screens are full when a person first looks.
 */
export const LIVE_FROM = hour(2, 9, 5)
export const BEATS: Beat[] = [
  {
    minute: hour(1, 10),
    text: 'Platform A looks for coordination in two days of posts.',
    play: (s, d) => detect(s, d, 'platform-a', 0),
  },
  {
    minute: hour(1, 10, 20),
    text: 'Platform A releases the strongest network to the other platforms.',
    play: (s) =>
      release(s, 'platform-a', {
        group: 'Platform tips',
        tlp: 'amber',
        purpose: 'platform-integrity',
        title: 'Coordinated network seen on Platform A',
      }),
  },
  {
    minute: hour(1, 11),
    text: 'Platforms B and C open it.',
    play: async (s) => {
      await read(s, 'platform-b')
      await read(s, 'platform-c')
    },
  },
  {
    minute: hour(1, 14),
    text: 'Platform A tells the election threat room what it saw.',
    play: (s) =>
      release(s, 'platform-a', {
        group: 'Election threat room',
        tlp: 'green',
        purpose: 'election-security',
        title: 'False polling-place posts by one network',
      }),
  },
  {
    minute: hour(2, 9),
    text: 'Agency A warns the chief official of every state and every county clerk in Florida and Georgia.',
    play: warn,
  },
  {
    minute: hour(2, 10, 30),
    text: 'Platform A takes its first release back: three accounts are in doubt.',
    play: recall,
  },
  {
    minute: hour(2, 10, 50),
    text: 'Platform B deleted it and says so; Platform C has not answered.',
    play: (s) => answerRecallAs(s, 'platform-b'),
  },
  {
    minute: hour(2, 15),
    text: 'Agency B sends the states a general advisory, with no indicator in it.',
    play: advise,
  },
  {
    minute: hour(3, 10),
    text: 'Platform B looks for coordination in its own posts.',
    play: (s, d) => detect(s, d, 'platform-b', 1),
  },
  {
    minute: hour(3, 10, 30),
    text: 'Platform B tries to share more widely than the charter allows and is refused.',
    play: (s) =>
      release(s, 'platform-b', {
        group: 'Platform tips',
        tlp: 'red',
        purpose: 'platform-integrity',
        title: 'Second network',
        expectRefusal: true,
      }),
  },
  {
    minute: hour(3, 11),
    text: 'Platform B shares it under the charter.',
    play: (s) =>
      release(s, 'platform-b', {
        group: 'Platform tips',
        tlp: 'amber',
        purpose: 'platform-integrity',
        title: 'Second network',
      }),
  },
  {
    minute: hour(4, 9),
    text: 'Agency A closes its notice and signs why some offices were never reached.',
    play: close,
  },
]

async function detect(stage: Stage, drill: DrillFacts, key: string, n: number): Promise<void> {
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
    email(key),
    uploadActivity,
    `name=posts-${n + 1}.csv`,
    file,
  )) as Upload
  const client = await stage.as(email(key))
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

async function release(stage: Stage, key: string, wanted: Wanted): Promise<void> {
  const client = await stage.as(email(key))
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
    if (!wanted.expectRefusal) throw error
  }
}

async function read(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(email(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  for (const one of inbox.items) await client(getReleaseObjects, { params: { id: one.id } })
}

async function recall(stage: Stage): Promise<void> {
  const client = await stage.as(email('platform-a'))
  const sent = await client(listReleases, { query: { direction: 'out' } })
  const first = sent.items.findLast((one) => !one.recalledAt)
  if (!first) throw new ExchangeError('internal', 'the drill has no release to recall')
  await client(recallRelease, {
    params: { id: first.id },
    body: { reason: 'Three of the accounts turned out to be one newsroom using a scheduler.' },
  })
}

async function answerRecallAs(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(email(key))
  const inbox = await client(listReleases, { query: { direction: 'in' } })
  for (const one of inbox.items.filter((item) => item.awaitsMyAnswer)) {
    await client(answerRecall, { params: { id: one.id }, body: { answer: 'deleted' } })
  }
}

async function warn(stage: Stage): Promise<void> {
  const client = await stage.as(email('agency-a'))
  const places = await stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'kind'])
    .orderBy('id')
    .execute()
  const states = places.filter((place) => place.kind !== 'county' && place.kind !== 'country')
  const counties = places.filter((place) => place.kind === 'county' && /^1[23]/.test(place.id))
  await client(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      en: WARNING_EN,
      es: WARNING_ES,
      targets: [
        ...states.map((place) => ({ jurisdiction: place.id, role: 'chief-official' as const })),
        ...counties.map((place) => ({ jurisdiction: place.id, role: 'clerk' as const })),
      ],
      answerWithin: 45,
    },
  })
}

async function advise(stage: Stage): Promise<void> {
  const client = await stage.as(email('agency-b'))
  const targets = ['04', '12', '13', '26', '32', '37', '42', '55'].map((jurisdiction) => ({
    jurisdiction,
    role: 'chief-official' as const,
  }))
  await client(sendNotice, {
    body: { kind: 'advisory', tlp: 'clear', en: ADVISORY_TEXT, targets, answerWithin: 240 },
  })
}

async function close(stage: Stage): Promise<void> {
  const notice = await stage.ctx.database.db
    .selectFrom('notices')
    .select('id')
    .where('kind', '=', 'notice')
    .where('closed_at', 'is', null)
    .orderBy('sent_at')
    .executeTakeFirst()
  if (!notice) return
  const client = await stage.as(email('agency-a'))
  await client(closeNotice, {
    params: { id: notice.id },
    body: {
      reason: 'The posts are gone. Offices that never answered were called by their states.',
    },
  })
}
