import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { decideProof } from '../policy/reading.ts'

/**
 * Asks the rules at the exit `log` whether the viewer may have the receipt of an entry. One of which nothing is kept but
 * its public line is everybody's. Throws `not-found` where they refuse: whose acts others are is nobody's to know.
 */
export async function admitProof(ctx: Context, viewer: Viewer, index: number): Promise<void> {
  const facts = await selectFacts(ctx.database.db, index, viewer.memberId)
  if (!facts) return
  const decision = decideProof(
    {
      // Authentication admits active members only.
      reader: { kind: viewer.memberKind, active: true },
      ...facts,
      isMachine: viewer.via === 'key',
      context: { now: ctx.clock.now(), exit: 'log', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow)
    throw new ExchangeError('not-found', `the log has no entry ${index} of yours`)
}

/** Read as owner, past row-level security, which answers the same question once more when the receipt is made. */
async function selectFacts(
  db: Db,
  index: number,
  memberId: string,
): Promise<{ isParty: boolean; peopleOnly: boolean } | undefined> {
  const { rows } = await sql<{ isParty: boolean; peopleOnly: boolean }>`
    select ${memberId}::uuid = any(p.members) as "isParty", coalesce('red' in (r.tlp, r.pap), false) as "peopleOnly"
    from log_payloads p
    left join releases r on r.id = case when p.subject like 'release:%' then substr(p.subject, 9)::uuid end
    where p.index = ${index}`.execute(db)
  return rows[0]
}
