import {
  createExchange,
  loadPack,
  manualClock,
  openStage,
  type Clock,
  type Config,
  type Exchange,
  type Stage,
} from '@tocsin/exchange'
import type { MemberKind, Role } from '@tocsin/api'
import { mkdtemp, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestDatabase } from './databases.ts'

export const START = new Date('2026-10-01T12:00:00.000Z')

/** An exchange on a test database with a clock that tests move, and hands that act as its people. */
export type TestExchange = Exchange & {
  clock: ReturnType<typeof manualClock>
  stage: Stage
  /** Admits a member with one person; returns the member's id. The person signs in by `email`. */
  admit: (member: {
    name: string
    kind: MemberKind
    email: string
    roles: Role[]
    jurisdiction?: string
  }) => Promise<string>
  /** Runs deliveries, escalations and the log until nothing is due. */
  drain: () => Promise<void>
}

export type TestExchangeOptions = {
  database: TestDatabase
  smtpUrl?: string
  /** Gateways and the like, of the configuration. */
  settings?: Partial<Config>
  /** Where mails that cannot be delivered come back to. */
  inbound?: Config['inbound']
  origin?: string
  /** Where `listen` opens; any free port unless said. */
  port?: number
  /** Country pack to load; none unless said, since it takes a moment. */
  pack?: string
  exercise?: boolean
  start?: Date
  /** Real time, by which sessions and links end. */
  wall?: Clock
}

/** Boots an exchange in this process on a migrated database; `close` leaves nothing behind. */
export async function startTestExchange(options: TestExchangeOptions): Promise<TestExchange> {
  const clock = manualClock(options.start ?? START)
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-exchange-'))
  const exchange = await createExchange(
    {
      name: 'Test exchange',
      origin: options.origin ?? 'http://127.0.0.1:8080',
      host: '127.0.0.1',
      port: options.port ?? 0,
      dataDir,
      ...(options.smtpUrl ? { smtpUrl: options.smtpUrl } : {}),
      ...(options.inbound ? { inbound: options.inbound } : {}),
      mailFrom: 'Tocsin <tocsin@exchange.example>',
      exercise: options.exercise ?? false,
      trustedProxies: [],
      ...options.settings,
    },
    {
      clock,
      database: options.database,
      logger: pino({ level: 'error' }),
      ...(options.wall ? { wall: options.wall } : {}),
    },
  )
  const { db } = options.database
  if (options.pack) await db.transaction().execute((tx) => loadPack(tx, options.pack!))
  const stage = openStage({ app: exchange.app, ctx: exchange.context, wallNow: () => new Date() })
  return {
    ...exchange,
    clock,
    stage,
    admit: async ({ name, kind, email, roles, jurisdiction }) => {
      const member = {
        id: randomUUID(),
        name,
        kind,
        jurisdiction: jurisdiction ?? null,
        created_at: clock.now(),
      }
      await db.insertInto('members').values(member).execute()
      await db
        .insertInto('people')
        .values({
          id: randomUUID(),
          member_id: member.id,
          name: `Person of ${name}`,
          email,
          roles,
          created_at: clock.now(),
        })
        .execute()
      return member.id
    },
    drain: () => exchange.drain(),
    close: async () => {
      await exchange.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
