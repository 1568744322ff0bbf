import { randomUUID } from 'node:crypto'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Decision } from '../policy/decide.ts'
import { decideHolding } from '../policy/key-holding.ts'
import { findWaitingName } from '../told-first/words.ts'
import { ENOUGH, HOLD_MS } from './holding.ts'
import { findSealed } from './opening-store.ts'
import { findKeyHolders, type Person } from './store.ts'

export type Asked = { memberId: string; authority: string; reason: string }

/**
 * Asks the key holders of a release's group to open what a member decided about it; whoever asks has agreed by it. Gives the opening's id.
 * Nobody learns by asking whether there is a decision. Throws `not-found` for whoever is no key holder, `conflict` where it has no
 * key of its own or one opening of this kind waits, and `refused-by-policy`, recorded for the asker alone.
 */
export async function askOpening(
  ctx: Context,
  by: Person,
  releaseId: string,
  asked: Asked,
): Promise<string> {
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => askIn(tx, ctx, by, releaseId, asked))
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

async function askIn(
  tx: Tx,
  ctx: Context,
  by: Person,
  releaseId: string,
  { memberId, authority, reason }: Asked,
): Promise<string | Decision> {
  const named = await findKeyHolders(tx, releaseId)
  const own = named.find(({ id }) => id === by.memberId)
  if (!own) throw new ExchangeError('not-found', 'no such release')
  const { from_member: sender } = await tx
    .selectFrom('releases')
    .select('from_member')
    .where('id', '=', releaseId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const at = ctx.clock.now()
  const holders = named.map((one) => one.id).filter((one) => one !== sender && one !== memberId)
  const asked = decideHolding(
    {
      member: { kind: own.kind, active: own.active },
      isHolder: true,
      isSender: sender === by.memberId,
      isDecider: memberId === by.memberId,
      canOpen: holders.length >= ENOUGH,
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  const waiting = await findWaitingName(tx, ctx, by.memberId, [authority, reason])
  const decision = asked.allow ? (waiting ?? asked) : asked
  const about = { release: releaseId, member: memberId }
  if (!decision.allow) {
    const payload = { statement: 'A rule refused to ask for an opening', ...about }
    const refused = { ...payload, rule: decision.rule }
    await recordAnswer(tx, { at, payload: refused, by, members: [by.memberId] })
    return decision
  }
  if (!own.public_key) {
    const why = 'your organisation has no key to open it with: make one first'
    throw new ExchangeError('conflict', why)
  }
  await refuseUnknown(tx, memberId)
  await refuseWaiting(tx, releaseId, memberId)
  return insertOpening(tx, by, { ...about, authority, reason, holders, at, key: own.public_key })
}

type Wanted = {
  release: string
  member: string
  authority: string
  reason: string
  holders: string[]
  at: Date
  key: string
}

/** Whoever asks has agreed. Gives the opening's id. */
async function insertOpening(tx: Tx, by: Person, wanted: Wanted): Promise<string> {
  const { release, member, authority, reason, holders, at, key } = wanted
  const id = randomUUID()
  await tx
    .insertInto('openings')
    .values({
      id,
      release_id: release,
      member_id: member,
      asker: by.memberId,
      asked_by: by.personId,
      asked_at: at,
      authority,
      reason,
      opener_key: key,
      holders,
      state: 'asked',
      due_at: new Date(at.getTime() + HOLD_MS),
      sealed: await findSealed(tx, { releaseId: release, memberId: member }),
    })
    .execute()
  const step = { opening_id: id, holder: by.memberId, person_id: by.personId, at, share: null }
  await tx
    .insertInto('opening_steps')
    .values({ ...step, step: 'agreed' })
    .execute()
  const said = { statement: 'Asked to open a decision', release, member, opening: id }
  const payload = { ...said, authority, reason }
  await recordAnswer(tx, { at, payload, by, members: [...holders, member] })
  return id
}

async function refuseUnknown(tx: Tx, memberId: string): Promise<void> {
  const found = await tx
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!found) throw new ExchangeError('not-found', 'no such member', { path: '/body/memberId' })
}

async function refuseWaiting(tx: Tx, releaseId: string, memberId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('openings')
    .select('id')
    .where('release_id', '=', releaseId)
    .where('member_id', '=', memberId)
    .where('state', 'in', ['asked', 'agreed'])
    .executeTakeFirst()
  if (waiting) throw new ExchangeError('conflict', 'the key holders are asked for this already')
}
