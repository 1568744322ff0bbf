import { freshPostgres, startMailServer, type MailServer } from '@tocsin/testkit'
import { programOf } from '@tocsin/testkit/programs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExchange, type Exchange } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { COUNTIES, addOffices, OFFICES, STATE } from './few-offices.ts'
import {
  countOutcome,
  expireLeases,
  killAmid,
  scheduleTwo,
  type Outcome,
} from './killed-sending.ts'
import { openStage } from './members-at-work.ts'

/** Milliseconds between the first mail of a run and the kill; the first kill is at the start, amid the sending itself. */
const KILLS = [undefined, 0, 15, 60]

describe('a server killed amid what leaves at its instant', () => {
  let dataDir: string
  let mail: MailServer
  let exchange: Exchange
  let outcome: Outcome
  let close: () => Promise<void> = async () => {}
  let rounds = 0

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-killed-'))
    mail = await startMailServer()
    const database = await freshPostgres()
    close = database.close
    const logins = { smtpUrl: mail.url, databaseUrl: database.url }
    const stage = await openStage(database, { dataDir, logins })
    const config: Config = stage.exchange.context.config
    const sender = await stage.admit('Agency', 'agency')
    await addOffices(database)
    const clerks = COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const }))
    const targets = [{ jurisdiction: STATE, role: 'chief-official' as const }, ...clerks]
    for (const after of KILLS) {
      for (let n = 0; n < 6; n += 1) await scheduleTwo(stage, sender, targets)
      const before = mail.mails.length
      const sent = async () => mail.mails.length > before
      const when = after === undefined ? { after: 5, sent: undefined } : { after, sent }
      await killAmid(config, programOf('served'), when)
      await expireLeases(database)
      rounds += 1
    }
    exchange = await createExchange(config, { database, logger: pino({ level: 'silent' }) })
    await exchange.drain()
    outcome = await countOutcome(database, mail.mails, '127.0.0.1')
    await stage.exchange.close()
  }, 300_000)

  afterAll(async () => {
    await exchange?.close()
    await close()
    await mail?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('sends each notice once, whenever it was killed, and none that may not leave', () => {
    expect(rounds).toBe(KILLS.length)
    expect(outcome).toMatchObject({ notices: rounds * 6, notOnce: 0, wronglySent: 0 })
  })

  test('leaves out nobody, and hands no mail over twice of which it does not say that it may have', () => {
    expect(outcome.mails).toBe(rounds * 6 * (OFFICES + 1))
    expect(outcome).toMatchObject({ never: 0, unsaid: 0 })
  })

  test('mails whoever arranged what did not leave, each time', () => {
    expect(outcome).toMatchObject({ unsent: rounds * 6, toldUnsent: rounds * 6 })
    const unsent = mail.mails.filter(({ subject }) => subject.includes('did not leave'))
    expect(unsent.every(({ text }) => text.includes('other contacts were on file'))).toBe(true)
  })
})
