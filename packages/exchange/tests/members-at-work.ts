import {
  approveMessage,
  createClient,
  getMessage,
  getRelease,
  submitMessage,
  MemberKind,
  type CharterTerms,
  type Message,
  type Purpose,
  type Release,
  type ReleaseDraft,
  type Role,
  type Tlp,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createExchange, type Exchange } from '../src/app.ts'
import { toSessionCookie } from '../src/auth/cookie.ts'
import { startSession } from '../src/auth/sessions.ts'
import { hashSecret, newKeySecret } from '../src/auth/secrets.ts'
import { manualClock } from '../src/clock.ts'
import type { Config } from '../src/config.ts'
import type { PolicySet } from '../src/policy/policies.ts'

export const START = new Date('2026-10-01T12:00:00.000Z')

/** All that the gate asks to be stated. */
export const MESSAGE: Message = {
  type: 'notice-of-information',
  nexus: { kind: 'foreign-government', basis: 'Seen in the works of a foreign service' },
  authority: {
    text: 'Act on the security of elections, section 4',
    from: '2026-01-01T00:00:00.000Z',
    until: '2099-01-01T00:00:00.000Z',
  },
}

/** A member with one signed-in person. */
export type Actor = {
  id: string
  personId: string
  /** Headers of a request from this person's browser. */
  headers: Record<string, string>
  call: ReturnType<typeof createClient>
  /** A request as it comes, for what the client would not send. */
  send: (path: string, init?: RequestInit) => Promise<Response>
}

export type Stage = {
  exchange: Exchange
  clock: ReturnType<typeof manualClock>
  admit: (name: string, kind: MemberKind, roles?: Role[]) => Promise<Actor>
  /** Another signed-in person of the same member. */
  join: (actor: Actor, roles: Role[]) => Promise<Actor>
  /** The same member through an API key of its own. */
  withKey: (actor: Actor) => Promise<Actor>
  found: (
    name: string,
    members: Actor[],
    charter?: { purposes?: Purpose[]; maxTlp?: Tlp; markings?: string[] },
  ) => Promise<string>
  close: () => Promise<void>
}

/** An exchange on a test database, and hands to put members into it as if they had always been there. */
export async function openStage(
  database: TestDatabase,
  options: {
    exercise?: boolean
    dataDir?: string
    logins?: Partial<Config>
    policies?: PolicySet
  } = {},
): Promise<Stage> {
  const clock = manualClock(START)
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tocsin-sharing-')))
  const origin = 'http://127.0.0.1:8080'
  const exchange = await createExchange(
    {
      name: 'Test exchange',
      origin,
      host: '127.0.0.1',
      port: 0,
      dataDir,
      mailFrom: 'Tocsin <tocsin@exchange.example>',
      exercise: options.exercise ?? false,
      trustedProxies: [],
      ...options.logins,
    },
    {
      clock,
      database,
      logger: pino({ level: 'error' }),
      ...(options.policies ? { policies: options.policies } : {}),
    },
  )
  const { db } = database
  const toActor = (id: string, personId: string, headers: Record<string, string>): Actor => {
    const send = (path: string, init: RequestInit = {}) =>
      Promise.resolve(
        exchange.app.request(path, {
          ...init,
          headers: { ...headers, ...(init.headers as Record<string, string>) },
        }),
      )
    const toFetch = ((url: string, init: RequestInit) => send(url, init)) as typeof fetch
    return { id, personId, headers, send, call: createClient({ fetch: toFetch }) }
  }
  const enter = async (id: string, title: string, roles: Role[]): Promise<Actor> => {
    const personId = randomUUID()
    const email = `${personId}@member.example`
    await db
      .insertInto('people')
      .values({ id: personId, member_id: id, name: title, email, roles, created_at: START })
      .execute()
    const token = await db.transaction().execute((tx) => startSession(tx, personId, new Date()))
    const cookie = toSessionCookie(origin, token).split(';')[0]!
    return toActor(id, personId, { cookie, 'sec-fetch-site': 'same-origin' })
  }
  return {
    exchange,
    clock,
    join: ({ id }, roles) => enter(id, `Second of ${id.slice(0, 4)}`, roles),
    admit: async (name, kind, roles = ['analyst']) => {
      const id = randomUUID()
      await db.insertInto('members').values({ id, name, kind, created_at: START }).execute()
      return enter(id, `Analyst, ${name}`, roles)
    },
    withKey: async (actor) => {
      const secret = newKeySecret()
      await db
        .insertInto('api_keys')
        .values({
          id: randomUUID(),
          member_id: actor.id,
          person_id: actor.personId,
          label: 'test',
          secret_hash: hashSecret(secret),
          can_write: true,
          created_at: START,
        })
        .execute()
      return toActor(actor.id, actor.personId, { authorization: `Bearer ${secret}` })
    },
    found: async (name, members, charter = {}) => {
      const id = randomUUID()
      await db
        .insertInto('groups')
        .values({
          id,
          name,
          charter: 'Members share what they find about operations against elections.',
          purposes: charter.purposes ?? ['election-security', 'platform-integrity', 'research'],
          legal_basis: 'Agreement of the members',
          max_tlp: charter.maxTlp ?? 'red',
          markings: charter.markings ?? [],
          expires_at: new Date('2099-01-01T00:00:00.000Z'),
          created_at: START,
        })
        .execute()
      await db
        .insertInto('charter_versions')
        .values({
          group_id: id,
          number: 1,
          state: 'adopted',
          terms: JSON.stringify(firstTerms(charter)),
          law: '',
          cases: '[]',
          in_force_from: START,
          proposed_at: START,
        })
        .execute()
      for (const { id: member_id } of members) {
        await db
          .insertInto('group_members')
          .values({ group_id: id, member_id, joined_at: START })
          .execute()
      }
      return id
    },
    close: async () => {
      await exchange.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What the charter of a group of the stage says. */
export function firstTerms(charter: {
  purposes?: Purpose[]
  maxTlp?: Tlp
  markings?: string[]
}): CharterTerms {
  const kinds = MemberKind.anyOf.map((kind) => kind.const)
  return {
    charter: 'Members share what they find about operations against elections.',
    legalBasis: 'Agreement of the members',
    until: '2099-01-01T00:00:00.000Z',
    purposes: charter.purposes ?? ['election-security', 'platform-integrity', 'research'],
    senders: kinds,
    receivers: kinds,
    maxTlp: charter.maxTlp ?? 'red',
    ...(charter.markings ? { markings: charter.markings } : {}),
  }
}

/** Submits a message and has a second person of its sender approve it, which sends it; gives the release. */
export async function sendReviewed(
  author: Actor,
  second: Actor,
  draft: ReleaseDraft,
): Promise<Release> {
  const { id, revision } = await author.call(submitMessage, { body: { draft } })
  const { digest } = await second.call(getMessage, { params: { id } })
  const sent = await second.call(approveMessage, { params: { id }, body: { revision, digest } })
  return author.call(getRelease, { params: { id: sent.releaseId! } })
}
