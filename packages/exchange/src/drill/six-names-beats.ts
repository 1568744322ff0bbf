import {
  answerAlert,
  ApiError,
  createRelease,
  draftStix,
  getReleaseObjects,
  getRun,
  listAlerts,
  listGroups,
  listReleases,
  previewRelease,
  sealAlert,
  startWatch,
  uploadActivity,
  type MayKnow,
  type PartyAlert,
  type ReleaseDraft,
  type Upload,
} from '@tocsin/api'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExchangeError } from '../errors.ts'
import { emailOf } from './cast.ts'
import { addOwn, readOwn } from './own.ts'
import { GROUP } from './six-names-seed.ts'
import type { Stage } from './stage.ts'

const FINDER = 'company'
const ORDINARY = 20_000
const WORDS = [
  'garden',
  'photo',
  'pizza',
  'travel',
  'bright',
  'river',
  'clinic',
  'garage',
  'toy',
  'cloud',
]

/** Looks through ordinary names that hold the six, in an order that the seed gives. */
export async function lookThrough(
  stage: Stage,
  seed: string,
  six: readonly string[],
): Promise<void> {
  const names = Array.from({ length: ORDINARY }, (_, i) => ordinary(i))
  for (const name of six) {
    const place = createHash('sha256').update(`${seed}/${name}`).digest().readUInt32BE(0)
    names.splice(place % names.length, 0, name)
  }
  const upload = (await stage.upload(
    emailOf(FINDER),
    uploadActivity,
    'name=registered.txt&of=names',
    new Blob([names.join('\n')]),
  )) as Upload
  const client = await stage.as(emailOf(FINDER))
  const run = await client(startWatch, { body: { uploadId: upload.id } })
  await addOwn(stage.ctx.database.db, FINDER, 'runs', run.id)
  for (let state = run; state.state === 'queued' || state.state === 'running';) {
    await sleep(100)
    state = await client(getRun, { params: { id: run.id } })
    if (state.state === 'failed')
      throw new ExchangeError('internal', `the look of the drill: ${state.error}`)
  }
}

/** A name of two words and a number, which holds no party's. */
function ordinary(i: number): string {
  return `${WORDS[i % 10]}-${WORDS[Math.floor(i / 10) % 10]}${i}.com`
}

/** Keeps each name that the drill found from everybody but its party; one that a person sealed as long is left as it is. */
export async function sealAll(stage: Stage, until: Date): Promise<void> {
  const client = await stage.as(emailOf(FINDER))
  for (const { id, seal, mayShare } of await alertsOf(stage, FINDER)) {
    if (mayShare || (seal && Date.parse(seal.until) >= until.getTime())) continue
    await client(sealAlert, {
      params: { id },
      body: { until: until.toISOString(), basis: 'Order of a district court (drill)' },
    })
  }
}

/** Answers for a party what nobody has answered yet: whoever plays it may have. */
export async function answer(
  stage: Stage,
  key: string,
  said: { mayKnow: MayKnow; wantsHelp: boolean },
): Promise<void> {
  const client = await stage.as(emailOf(key))
  const party = await nameOf(stage, key)
  for (const alert of await alertsOf(stage, key))
    if (alert.answer === undefined && alert.party.name === party)
      await client(answerAlert, {
        params: { id: alert.id },
        body: { answer: 'not-ours', ...said },
      })
}

async function nameOf(stage: Stage, key: string): Promise<string> {
  const { name } = await stage.ctx.database.db
    .selectFrom('people')
    .innerJoin('members', 'members.id', 'people.member_id')
    .select('members.name')
    .where('people.email', '=', emailOf(key))
    .executeTakeFirstOrThrow()
  return name
}

/** Tries to tell peers of all that was found, as the rule refuses while any party comes first. */
export async function shareTooEarly(stage: Stage): Promise<void> {
  const draft = await draftOf(stage, await alertsOf(stage, FINDER))
  if (draft) await send(stage, draft)
}

/** Tells peers of what others may know by now: what a party calls its own is left out. */
export async function shareOpened(stage: Stage): Promise<void> {
  const alerts = await alertsOf(stage, FINDER)
  const draft = await draftOf(
    stage,
    alerts.filter(({ mayShare }) => mayShare),
  )
  if (draft) await send(stage, draft)
}

/** Reads what the drill released. */
export async function readShared(stage: Stage, key: string): Promise<void> {
  const client = await stage.as(emailOf(key))
  const { releases } = await readOwn(stage.ctx.database.db, FINDER)
  const { items } = await client(listReleases, { query: { direction: 'in' } })
  for (const { id } of items.filter((one) => releases.includes(one.id)))
    await client(getReleaseObjects, { params: { id } })
}

/** What a member sees of the names that the drill's own look found; a person's are left alone. */
async function alertsOf(stage: Stage, key: string): Promise<PartyAlert[]> {
  const { db } = stage.ctx.database
  const { runs } = await readOwn(db, FINDER)
  const found = await db
    .selectFrom('party_alerts')
    .select('id')
    .where('run_id', 'in', runs)
    .execute()
  const own = new Set(found.map(({ id }) => id))
  const client = await stage.as(emailOf(key))
  const { items } = await client(listAlerts, { query: { limit: 200 } })
  return items.filter(({ id }) => own.has(id))
}

/** One release of these names; absent where there is none. */
async function draftOf(
  stage: Stage,
  alerts: readonly PartyAlert[],
): Promise<ReleaseDraft | undefined> {
  const client = await stage.as(emailOf(FINDER))
  const objects = new Map<string, unknown>()
  for (const { findingId } of alerts) {
    const drafted = await client(draftStix, { params: { id: findingId! } })
    for (const object of drafted.objects) objects.set((object as { id: string }).id, object)
  }
  const group = (await client(listGroups)).items.find(({ name }) => name === GROUP)
  if (!group || objects.size === 0) return undefined
  return {
    title: 'Names to block',
    terms: {
      groupId: group.id,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: group.legalBasis,
    },
    objects: [...objects.values()],
  }
}

/** Releases it; a refusal by a rule is part of the exercise, and on record as any. */
async function send(stage: Stage, draft: ReleaseDraft): Promise<void> {
  const client = await stage.as(emailOf(FINDER))
  const { digest } = await client(previewRelease, { body: draft })
  try {
    const { summary } = await client(createRelease, { body: { draft, digest } })
    await addOwn(stage.ctx.database.db, FINDER, 'releases', summary.id)
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'refused-by-policy')) throw error
  }
}
