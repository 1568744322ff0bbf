import { ENVELOPE_SIZE, isEnvelope } from '@tocsin/proof/sealing'
import { randomUUID } from 'node:crypto'
import { recordAnswer } from '../answers/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from '../log/append.ts'
import type { Decision } from '../policy/decide.ts'
import { decideDeciding } from '../policy/deciding.ts'
import { lockRecipient } from '../sharing/store.ts'
import { findKeyHolders, findStanding, type Person } from './store.ts'

/** A decision as it comes from the member's browser; base64. */
export type Handed = {
  keyId: string
  envelope: string
  commitment: string
  holderKeys: readonly string[]
}

/** So often one member may decide about one release. */
const MOST = 50

/**
 * Keeps a sealed decision and hands its commitment to the next batch; gives its id. Whether there is one is nobody else's to know: no
 * entry of its own, no event, no refusal on record that others see. The same envelope again gives the decision that is kept. Throws
 * `not-found` where the member was not given the release, `bad-request` for bytes that are no envelope, `conflict` for an envelope that
 * was handed in otherwise and for one decision too many, and `refused-by-policy`, recorded for the member alone.
 */
export async function keepDecision(
  ctx: Context,
  by: Person,
  releaseId: string,
  handed: Handed,
): Promise<string> {
  const envelope = Buffer.from(handed.envelope, 'base64')
  if (envelope.toString('base64') !== handed.envelope || !isEnvelope(envelope))
    throw new ExchangeError('bad-request', `an envelope has ${ENVELOPE_SIZE} bytes and its mark`, {
      path: '/body/envelope',
    })
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => keepIn(tx, ctx, by, { ...handed, releaseId, bytes: envelope }))
  if (typeof outcome === 'string') return outcome
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

async function keepIn(
  tx: Tx,
  ctx: Context,
  by: Person,
  {
    releaseId,
    keyId,
    commitment,
    holderKeys,
    bytes,
  }: Handed & { releaseId: string; bytes: Buffer },
): Promise<string | Decision> {
  const { memberId } = by
  // So that those which come at once see each other.
  await lockRecipient(tx, releaseId, memberId)
  const standing = await findStanding(tx, releaseId, memberId)
  if (!standing?.received) throw new ExchangeError('not-found', 'no such release')
  const known = await findSame(tx, { releaseId, memberId, bytes })
  if (known) return known.is(keyId, commitment, holderKeys) ? known.id : refuseOtherwise()
  if (standing.decided >= MOST)
    throw new ExchangeError('conflict', `a member decides about one release at most ${MOST} times`)
  const holders = await pickHolders(tx, releaseId, holderKeys)
  const at = ctx.clock.now()
  const decision = decideDeciding(
    {
      member: { kind: standing.kind, active: standing.active },
      received: standing.received,
      isPerson: true,
      toOwnKey: standing.newest_key === keyId,
      context: { now: at, exit: 'api', exercise: ctx.config.exercise },
    },
    ctx.policies,
  )
  if (!decision.allow) {
    const { rule } = decision
    const payload = { statement: 'A rule refused a decision', release: releaseId, rule }
    await recordAnswer(tx, { at, payload, by, members: [memberId] })
    return decision
  }
  return insertDecision(tx, by, { at, releaseId, keyId, commitment, bytes, holders, holderKeys })
}

/** The decision that was kept of these very bytes, and whether it is the same in all else. */
async function findSame(
  tx: Tx,
  { releaseId, memberId, bytes }: { releaseId: string; memberId: string; bytes: Buffer },
) {
  const row = await tx
    .selectFrom('decisions')
    .select(['id', 'key_id', 'commitment', 'holder_keys'])
    .where('release_id', '=', releaseId)
    .where('member_id', '=', memberId)
    .where('envelope', '=', bytes)
    .executeTakeFirst()
  if (!row) return undefined
  const said = (keyId: string, commitment: string, holderKeys: readonly string[]) =>
    [keyId, commitment, ...holderKeys].join()
  const kept = said(row.key_id, Buffer.from(row.commitment).toString('base64'), row.holder_keys)
  return { id: row.id, is: (...given: Parameters<typeof said>) => said(...given) === kept }
}

function refuseOtherwise(): never {
  const why = 'this envelope was handed in with another key or commitment: seal it anew'
  throw new ExchangeError('conflict', why, { path: '/body/envelope' })
}

type Kept = Omit<Handed, 'envelope'> & {
  at: Date
  releaseId: string
  bytes: Buffer
  holders: string[]
}

async function insertDecision(tx: Tx, by: Person, kept: Kept): Promise<string> {
  const { at, releaseId, keyId, commitment, bytes, holders, holderKeys } = kept
  const id = randomUUID()
  const payload = {
    statement: 'A member sealed what it decided about a release',
    release: releaseId,
    member: by.memberId,
    decision: id,
    commitment,
    envelope: Buffer.from(sha256(bytes)).toString('base64'),
  }
  const answer = await recordAnswer(tx, { at, payload, by, members: [by.memberId] })
  await tx
    .insertInto('decisions')
    .values({
      id,
      release_id: releaseId,
      member_id: by.memberId,
      person_id: by.personId,
      key_id: keyId,
      made_at: at,
      envelope: bytes,
      commitment: Buffer.from(commitment, 'base64'),
      answer_id: answer,
      holders,
      holder_keys: [...holderKeys],
    })
    .execute()
  return id
}

/**
 * The members whose keys these are. Throws `conflict` unless they are the newest keys of those whom the charter names, in their order:
 * whoever sealed it saw others.
 */
async function pickHolders(
  tx: Tx,
  releaseId: string,
  holderKeys: readonly string[],
): Promise<string[]> {
  if (holderKeys.length === 0) return []
  const named = await findKeyHolders(tx, releaseId)
  const isSame =
    named.length === holderKeys.length &&
    named.every((one, i) => one.active && one.key_id === holderKeys[i])
  if (isSame) return named.map(({ id }) => id)
  const why = 'the key holders of the group or their keys are others now: seal it anew'
  throw new ExchangeError('conflict', why, { path: '/body/holderKeys' })
}
