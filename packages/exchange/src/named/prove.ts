/** Proofs that an identifier is theirs who ask: what a machine can check is checked here, the rest waits for a person. */
import { NAMED_KEEP_DAYS, type NamedAsk, type NamedProof } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { findTexts, openAsking } from '../mail/ask-txt.ts'
import { toAsk } from './shape.ts'
import { findAsk, MISSING, recordName, selectIdentifier, type AskRow } from './store.ts'

const DAY_MS = 86_400_000
/** Every answer is shown so long after the proof, whatever was found and however long that took. */
const SHOWN_AFTER_MS = 600_000

/**
 * Proves the ask of this secret as far as its kind lets it: a mailbox by the mailed secret itself, a domain by its TXT record. Of an
 * account or name `posted` is kept for a person to look at. Throws `not-found`, `conflict` where it is proven or over, `bad-request` where
 * the record does not hold the code or nothing is said of where to look, and `unavailable` where no name server answers.
 */
export async function proveAsk(
  ctx: Context,
  { token, posted }: { token: string; posted?: string | undefined },
): Promise<NamedAsk> {
  const { db } = ctx.database
  const ask = await findAsk(db, token, 'read')
  const identifier = await selectIdentifier(db, ask.id)
  if (!identifier) throw new ExchangeError('not-found', MISSING)
  refuseSettled(ask, ctx.clock.now())
  // Asked outside any transaction: a name server may take seconds.
  if (ask.kind === 'domain') await verifyRecord(ctx, identifier)
  await db.transaction().execute(async (tx) => {
    const now = ctx.clock.now()
    const locked = await findAsk(tx, token, 'lock')
    refuseSettled(locked, now)
    if (ask.kind === 'email')
      await markProven(tx, ask.id, now, { how: 'mail', by: { ask: ask.id } })
    else if (ask.kind === 'domain')
      await markProven(tx, ask.id, now, { how: 'dns', by: { ask: ask.id } })
    else await keepPosted(tx, ask.id, posted)
  })
  const row = await findAsk(db, token, 'read')
  return toAsk(row, await selectIdentifier(db, row.id))
}

function refuseSettled({ state, ends_at: endsAt }: AskRow, now: Date): void {
  if (state !== 'asked')
    throw new ExchangeError('conflict', 'this was settled before: load the page again')
  if (endsAt <= now) throw new ExchangeError('conflict', 'the time to prove it is over: ask anew')
}

async function keepPosted(tx: Tx, id: string, posted: string | undefined): Promise<void> {
  if (posted === undefined)
    throw new ExchangeError('bad-request', 'say where a person of the exchange can look', {
      path: '/body/posted',
    })
  await tx.updateTable('named_identifiers').set({ posted }).where('ask_id', '=', id).execute()
}

async function verifyRecord(
  ctx: Context,
  { value, code }: { value: string; code: string },
): Promise<void> {
  const { exercise, suspicious } = ctx.config
  if (exercise)
    throw new ExchangeError(
      'unavailable',
      'this is an exercise: no name server is asked, so that a domain cannot be proven here',
    )
  const name = recordName(value)
  const ask = openAsking(suspicious?.resolvers)
  const texts = await findTexts(ask, name).catch((cause: unknown) => {
    throw new ExchangeError('unavailable', `no name server answered for ${name}: try again later`, {
      cause,
    })
  })
  if (texts.includes(code)) return
  throw new ExchangeError(
    'bad-request',
    `the TXT record of ${name} does not hold the code yet; a new record can take hours to be seen everywhere`,
  )
}

/** Writes that an ask is proven, and on record how. Its row is locked. */
export async function markProven(
  tx: Tx,
  id: string,
  at: Date,
  { how, by, reason }: { how: NamedProof; by: Doer; reason?: string },
): Promise<void> {
  await tx
    .updateTable('named_asks')
    .set({
      state: 'proven',
      proven_at: at,
      proven_how: how,
      shown_from: new Date(at.getTime() + SHOWN_AFTER_MS),
      ends_at: new Date(at.getTime() + NAMED_KEEP_DAYS * DAY_MS),
    })
    .where('id', '=', id)
    .execute()
  await appendLog(tx, [
    {
      kind: 'named.proven',
      at,
      subject: `named:${id}`,
      payload: {
        statement: 'It was proven that an identifier is theirs who asked about it',
        ask: id,
        how,
        ...(reason === undefined ? {} : { reason }),
      },
      by,
      members: [],
    },
  ])
}
