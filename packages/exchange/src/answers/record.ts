import { randomBytes, randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { type Actor, toBy } from '../log/actor.ts'

/** What a member answered. `payload` is what the batch commits to. */
export type Answer = {
  at: Date
  payload: object
  by: Actor
  /** Those who may have its proof, beside whoever answered. */
  members: readonly string[]
}

/**
 * Records an answer in the transaction that gives it; the clock commits to it with its batch. It stands in no entry of the log of
 * its own, so that nobody can tell that there is one. Gives its id.
 */
export async function recordAnswer(tx: Tx, { at, payload, by, members }: Answer): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('answer_leaves')
    .values({
      id,
      made_at: at,
      salt: randomBytes(32),
      payload: JSON.stringify({ ...payload, at: at.toISOString(), by: toBy(by) }),
      // Whoever answered stands first: its batches are its own.
      members: [...new Set([by.memberId, ...members])],
    })
    .execute()
  return id
}
