/**
 * The short way in for objects that nobody has brought before: judged in memory by the standing that was read last, and
 * written whole by one call of the database function `tocsin_taxii_submit`. It alone says, under the commit order lock,
 * whether that standing still holds and nothing is known; where it does not, nothing is written.
 */
import { type Addition, type Status, type Submission, toStatus } from '@tocsin/taxii'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Incoming } from '../objects/incoming.ts'
import { meaningsOf } from '../sharing/meanings.ts'
import { toReleaseRecord } from '../sharing/record.ts'
import { type Standing, toStanding } from '../sharing/standing.ts'
import { selectStanding } from '../sharing/store.ts'
import {
  findRefusal,
  type JudgedPosting,
  judgePosting,
  type Posting,
  readAhead,
  toIncoming,
  valuesOf,
  withheldWords,
} from './posting.ts'

/** Stands raw in no JSON, and in no id, type or version that passed validation. */
const MARK = '\x1e'
/** Standings of so many senders and groups are remembered. */
const MAX_STANDINGS = 1000

/** Undefined where the envelope must go the long way, with nothing written. */
export type Newcomers = (posting: Posting, submission: Submission) => Promise<Status | undefined>

export function createNewcomers(ctx: Context): Newcomers {
  const { db } = ctx.database
  const standings = new Map<string, string>()

  async function standingOf({ sender, groupId }: Posting, renew: boolean): Promise<string | null> {
    const name = `${sender.memberId} ${groupId}`
    const known = standings.get(name)
    if (known !== undefined && !renew) return known
    const text = await selectStanding(db, sender.memberId, groupId)
    if (standings.size >= MAX_STANDINGS) standings.clear()
    if (text !== null) standings.set(name, text)
    return text
  }

  return async (posting, submission) => {
    const { accepted, received, rejected } = submission
    if (!areDistinct(accepted)) {
      const text = await standingOf(posting, true)
      if (text !== null) await readAhead(standingAt(posting, text), accepted)
      return undefined
    }
    const incoming = accepted.map(toIncoming)
    const version = posting.at.toISOString()
    const id = randomUUID()
    const meanings = meaningsOf(valuesOf(accepted))
    const { policies, config } = ctx
    const { exercise } = config
    for (const renew of [false, true]) {
      const text = await standingOf(posting, renew)
      if (text === null) return undefined
      const standing = standingAt(posting, text)
      await readAhead(standing, accepted)
      const grounds = { standing, meanings, exercise, policies }
      const release = judgePosting(posting, accepted, incoming, grounds)
      if (findRefusal(release)) return undefined
      const message = withheldWords(release, standing)
      const successes = accepted.map((one) => ({
        id: one.id,
        version: one.version ?? version,
        ...(message ? { message } : {}),
      }))
      const status = toStatus(id, received, successes, rejected)
      const obstacle = await writeNew(db, text, release, incoming, status)
      if (obstacle === null) return status
      if (obstacle === 'known') return undefined
    }
    return undefined
  }
}

function standingAt({ sender, at }: Posting, text: string): Standing {
  return toStanding(text, sender.memberId, at)
}

function areDistinct(accepted: readonly Addition[]): boolean {
  return accepted.length > 0 && new Set(accepted.map(({ id }) => id)).size === accepted.length
}

/** Null when all is written and durable; else what stands in the way. */
async function writeNew(
  db: Db,
  standing: string,
  release: JudgedPosting,
  posted: readonly Incoming[],
  status: Status,
): Promise<'standing' | 'known' | null> {
  const record = JSON.stringify(toReleaseRecord(release, posted.length))
  const incoming = release.termsObject ? [release.termsObject, ...posted] : posted
  const column = (pick: (object: Incoming) => string): string => incoming.map(pick).join(MARK)
  const result = await sql<{ obstacle: 'standing' | 'known' | null }>`
    select tocsin_taxii_submit(${standing}, ${record}::json, ${status.id}::uuid, ${JSON.stringify(status)},
      ${column((o) => o.stixId)}, ${column((o) => o.version ?? '')}, ${column((o) => o.type)},
      ${column((o) => o.specVersion)}, ${column((o) => o.body)},
      ${column((o) => o.sha256)}) as obstacle`.execute(db)
  return result.rows[0]!.obstacle
}
