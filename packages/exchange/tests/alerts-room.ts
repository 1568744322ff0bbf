/** A hub that watches over parties, two rooms of members, and hands that find, release, upload and act for them. */
import {
  addToGroup,
  answerAlert,
  changeParty,
  createClient,
  createGroup,
  createRelease,
  endParty,
  getRun,
  listAlerts,
  previewRelease,
  proposeParty,
  sealAlert,
  setAlertAside,
  settleParty,
  tellParty,
  uploadActivity,
  type Client,
  type PartyAlert,
  type Upload,
} from '@tocsin/api'
import { seedPerson, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashSecret, newKeySecret } from '../src/auth/secrets.ts'
import { mailOf, openWatching, statementOf } from './watching.ts'
export const HOUR_MS = 3_600_000
export const TAXII = 'application/taxii+json;version=2.1'
/** Far from each other, so that what imitates one imitates no other. */
export const NAMES = [
  'quillwort-hall',
  'sorrelbank-trust',
  'marjoramfoundation',
  'tansyforum',
  'hyssop-review',
  'borage-league',
  'lovageobserver',
  'chervil-and-dill',
  'burnetalliance',
  'camomile-union',
  'yarrowcouncil',
  'elecampane',
  'fenugreek-society',
  'comfreypartners',
  'valerianworks',
  'mugwort-gazette',
  'samphirehouse',
  'wormwood-college',
  'dittanyassembly',
  'orpinewatch',
]

/** A code, or a code with the rule, of what was refused; `let in` otherwise. */
export function outcomeOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'let in',
    (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
  )
}

export const noteOf = (content: string, rest: object = {}) => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--${randomUUID()}`,
  created: '2026-10-01T10:00:00.000Z',
  modified: '2026-10-01T10:00:00.000Z',
  content,
  object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  ...rest,
})

export type Edges = Awaited<ReturnType<typeof openEdges>>

export async function openEdges(database: TestDatabase) {
  const watching = await openWatching(database)
  const hub = await watching.as('hub')
  const second = { email: mailOf('second'), roles: ['reviewer' as const, 'analyst' as const] }
  await seedPerson(database.db, watching.ids.agency, second)
  const { ids, close } = watching
  const group = await found('Room', [ids.hub, ids.platform])
  const wide = await found('Wide room', [ids.hub, ids.platform, ids.agency, ids.stranger])
  const free = [...NAMES]

  async function found(name: string, members: string[]): Promise<string> {
    const { id } = await hub(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what imitates whom.',
        purposes: ['election-security'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'red',
        expiresAt: '2027-10-01T00:00:00.000Z',
      },
    })
    for (const memberId of members) await hub(addToGroup, { params: { id, memberId } })
    return id
  }
  async function alertOf(by: Client, words: string): Promise<PartyAlert> {
    return (await by(listAlerts, { query: { words } })).items[0]!
  }
  const enrolOne = async (changes: Parameters<typeof statementOf>[1] = {}, by = 'hub') => {
    const domain = `${free.pop()!}.org`
    const statement = statementOf(domain, changes)
    const party = await watching.enrol(by, statement, by !== 'hub')
    return { party, statement, domain, name: domain.replace('.org', '.net') }
  }
  const findOne = async (changes: Parameters<typeof statementOf>[1] = {}, by = 'hub') => {
    const one = await enrolOne(changes, by)
    await watching.look('hub', [one.name])
    return { ...one, alert: await alertOf(hub, one.name) }
  }
  const draftOf = (content: string, rest: object = {}, groupId = group) => ({
    title: `A note ${randomUUID()}`,
    terms: {
      groupId,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    },
    objects: [noteOf(content)],
    ...rest,
  })
  type Draft = ReturnType<typeof draftOf>
  const release = async (by: Client, draft: Draft) => {
    const { digest } = await by(previewRelease, { body: draft })
    return (await by(createRelease, { body: { draft, digest } })).summary
  }
  const idOf = (email: string) =>
    database.db
      .selectFrom('people')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  /** A machine of a member; of one of its people where that is named. */
  async function keyOf(memberId: string, canWrite: boolean, personId?: string) {
    const secret = newKeySecret()
    const key = {
      id: randomUUID(),
      member_id: memberId,
      person_id: personId ?? null,
      label: 'test',
    }
    const more = { secret_hash: hashSecret(secret), can_write: canWrite, created_at: new Date() }
    await database.db
      .insertInto('api_keys')
      .values({ ...key, ...more })
      .execute()
    const headers = { authorization: `Bearer ${secret}` }
    const toFetch = ((url: string, init?: RequestInit) =>
      watching.node.app.request(url, init)) as typeof fetch
    const base = watching.node.context.config.origin
    return { headers, call: createClient({ base, fetch: toFetch, headers }) }
  }
  const upload = async (by: string, names: readonly string[]) =>
    (await watching.node.stage.upload(
      mailOf(by),
      uploadActivity,
      'name=names.txt&of=names',
      new Blob([names.join('\n')]),
    )) as Upload
  const ended = async (by: Client, id: string) => {
    for (;;) {
      const run = await by(getRun, { params: { id } })
      if (run.endedAt) return run
      await sleep(50)
    }
  }
  const laterBy = (hours: number) =>
    new Date(watching.node.clock.now().getTime() + hours * HOUR_MS).toISOString()
  /** What becomes of every act on a party and an alert. */
  async function actsOf(by: Client, at: { alert: string; party: string }) {
    const alert = { params: { id: at.alert } }
    const party = { params: { id: at.party } }
    const statement = statementOf('meadowsweet-hall.org')
    const said = { answer: 'known' as const, mayKnow: 'members' as const, wantsHelp: false }
    const acts = {
      propose: by(proposeParty, { body: { statement, isMember: true } }),
      change: by(changeParty, { ...party, body: { statement } }),
      settle: by(settleParty, { ...party, body: { version: 1, stands: true } }),
      end: by(endParty, party),
      tell: by(tellParty, alert),
      aside: by(setAlertAside, { ...alert, body: { reason: 'None' } }),
      seal: by(sealAlert, { ...alert, body: { until: laterBy(2), basis: 'None' } }),
      answer: by(answerAlert, { ...alert, body: said }),
    }
    const outcomes = Object.entries(acts).map(async ([how, act]) => [how, await outcomeOf(act)])
    return Object.fromEntries(await Promise.all(outcomes)) as Record<string, string>
  }

  const finds = { alertOf, enrolOne, findOne, draftOf, release, upload, ended }
  return { database, watching, hub, group, wide, ...finds, idOf, keyOf, laterBy, actsOf, close }
}
