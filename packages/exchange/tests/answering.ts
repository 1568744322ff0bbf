/** Members of a room in which a body of government sends, others hold what it sent, and all that somebody can see of the exchange. */
import {
  ALL_ROUTES,
  createRelease,
  fillPath,
  listLog,
  previewRelease,
  type LogLine,
  type ReleaseDraft,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { type Actor, MESSAGE, openStage, sendReviewed } from './members-at-work.ts'

export type Room = Awaited<ReturnType<typeof openRoom>>

export async function openRoom(database: TestDatabase) {
  const stage = await openStage(database)
  const agency = await stage.admit('Agency', 'agency', ['analyst', 'reviewer', 'operator'])
  const second = await stage.join(agency, ['reviewer'])
  const platform = await stage.admit('Platform', 'platform')
  const peer = await stage.admit('Other platform', 'platform')
  const third = await stage.admit('Third platform', 'platform')
  const researcher = await stage.admit('Observatory', 'researcher')
  const outside = await stage.admit('Stranger', 'researcher')
  const hub = await stage.admit('Hub', 'hub', ['operator'])
  const group = await stage.found('Room', [agency, platform, peer, third, researcher, hub])
  const draftTo = (named: Actor[], isMessage: boolean): ReleaseDraft => ({
    title: `What was seen ${randomUUID()}`,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
      named: named.map(({ id }) => id),
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-10-01T10:00:00.000Z',
        modified: '2026-10-01T10:00:00.000Z',
        content: 'Accounts that post the same within a second',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
    ...(isMessage ? { message: MESSAGE } : {}),
  })
  return {
    stage,
    agency,
    platform,
    peer,
    third,
    researcher,
    outside,
    hub,
    group,
    /** A message of the agency to these members alone; gives its id. */
    tell: async (to: Actor[]) => (await sendReviewed(agency, second, draftTo(to, true))).summary.id,
    /** A release of a member to these alone; gives its id. */
    share: async (by: Actor, to: Actor[]) => {
      const draft = draftTo(to, false)
      const { digest } = await by.call(previewRelease, { body: draft })
      return (await by.call(createRelease, { body: { draft, digest } })).summary.id
    },
    close: () => stage.close(),
  }
}

/** Of what there is in the exchange. */
type Known = { releases: string[]; group: string }

/** An id that is nobody's. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

/**
 * All that a member can see of an exchange: every route that reads, filled with each id that it may know, the public log with its
 * files, the feeds, and for an operator the metrics. Answers come as status and text, by path.
 */
export async function observe(by: Actor, known: Known): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const ids = [...known.releases, known.group, by.id, NOBODY]
  const paths = ALL_ROUTES.filter(({ method }) => method === 'GET').flatMap(({ path, name }) => {
    const query = name === 'listReleases' ? ['?direction=in', '?direction=out'] : ['']
    if (!path.includes(':')) return query.map((one) => path + one)
    return ids.flatMap((id) => {
      const about = `release:${id}`
      const number = { number: '1', index: '1', version: '1' }
      return [fillPath(path, { id, item: id, promise: id, about, ...number })]
    })
  })
  const files = ['/log/checkpoint', '/log/tile/0/000', '/log/tile/entries/000', '/metrics']
  const taxii = ['/taxii2/', `/taxii2/exchange/collections/${known.group}/objects/`]
  for (const path of new Set([...paths, ...files, ...taxii])) {
    const reply = await by.send(path)
    seen.set(path, `${reply.status} ${path === '/metrics' ? '' : ofOthers(await reply.text())}`)
  }
  seen.set('log', JSON.stringify(await linesOf(by)))
  return seen
}

/**
 * Without what is the observer's own doing: when its session was used and ends, which goes by real time, and a test may take longer
 * than a minute; and when something last asked for the metrics, which is asked for here.
 */
function ofOthers(text: string): string {
  return text
    .replace(/"(usedAt|endsAt)":"[^"]*"(?=[^{}]*"own":)/g, '"$1":""')
    .replace(/\{"id":"monitoring",[^{}]*\}/, '{"id":"monitoring"}')
}

/** What leaves a trace when a member looks for the first time: it opens the releases it knows of, on the screen and by the feed. */
export async function openAll(by: Actor, { releases, group }: Known): Promise<void> {
  for (const id of releases)
    for (const path of [`/api/releases/${id}`, `/api/releases/${id}/objects`]) await by.send(path)
  await by.send(`/taxii2/exchange/collections/${group}/objects/`)
}

/** Lines of the public log, newest first. */
export async function linesOf(by: Actor): Promise<LogLine[]> {
  return (await by.call(listLog, { query: { limit: 200 } })).items
}

/** Paths whose answers differ. */
export function differences(a: Map<string, string>, b: Map<string, string>): string[] {
  return [...a.keys()].filter((path) => a.get(path) !== b.get(path))
}

export type { Actor }
