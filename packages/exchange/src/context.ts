import type { Logger } from 'pino'
import type { TextChannel } from '@tocsin/api'
import type { CursorSeal } from '@tocsin/taxii'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { LiveHub } from './live/hub.ts'
import type { Gateway } from './gateways/gateway.ts'
import type { Log } from './log/log.ts'
import type { Mailer } from './mail/outgoing.ts'
import type { PolicySet } from './policy/policies.ts'

/** What exists once in a running exchange; built by `app.ts`, passed to everything else as a type. */
export type Context = {
  config: Config
  /** Time of the domain; virtual in a drill. */
  clock: Clock
  /** Real time, also in a drill: of sessions, links, leases and files. */
  wall: Clock
  /** The rules that every decision is taken by. */
  policies: PolicySet
  database: Database
  live: LiveHub
  /** Seals places in lists that count what a reader is not shown. */
  cursors: CursorSeal
  log: Log
  /** Languages in which it speaks to offices, the first by default: those of its country pack. */
  languages: () => Promise<readonly string[]>
  /** What alerts for machines are signed with, and when its certificate holds; absent when none is configured. */
  alertSigner: { sign: (xml: string) => string; from: Date; until: Date } | undefined
  /** Absent when no SMTP server is configured. */
  mailer: Mailer | undefined
  /** By channel; absent where none is configured. */
  gateways: Readonly<Partial<Record<TextChannel, Gateway>>>
  logger: Logger
}
