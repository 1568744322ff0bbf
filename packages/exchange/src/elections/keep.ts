import type { ElectionDraft } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog, type Act } from '../log/append.ts'
import { selectKnownPlaces } from '../offices/store.ts'
import { differencesOf, editionOf, isDay, NO_DAY } from './rules.ts'
import { lockElection, upsertElection } from './store.ts'

type Keeping = {
  id: string
  draft: ElectionDraft
  /** The edition that was changed; none for an election that is new. */
  from: string | undefined
  at: Date
  by: Actor
}

/** Moves what hangs on an election that was changed, in the same transaction; gives what goes on record of it. */
export type MoveEnds = (tx: Tx, election: string, at: Date, by: Actor) => Promise<Act[]>

/**
 * Adds an election or changes one, with a log entry that holds what is on file now and, of a change, what was, and with
 * those of what it moves. Two who change one at once come one after the other, and the second is told what the first
 * changed. Throws `not-found` for one that is not there, `conflict` for one that was changed since, and `bad-request` for
 * a place or a day that is not.
 */
export async function keepElection(
  tx: Tx,
  { id, draft, from, at, by }: Keeping,
  moveEnds: MoveEnds,
): Promise<void> {
  const isNew = from === undefined
  const before = isNew ? undefined : await lockElection(tx, id, 'no key update')
  if (!isNew && !before) throw new ExchangeError('not-found', 'no such election')
  if (before && editionOf(before) !== from) refuseStale(draft, before)
  refuseDays(draft)
  const known = await selectKnownPlaces(tx, draft.places)
  const unknown = draft.places.findIndex((place) => !known.has(place))
  if (unknown >= 0)
    refuse(`/body/places/${unknown}`, `no jurisdiction ${draft.places[unknown]} is on file`)
  await upsertElection(tx, id, draft)
  const moved = isNew ? [] : await moveEnds(tx, id, at, by)
  await appendLog(tx, [
    {
      kind: isNew ? 'election.added' : 'election.changed',
      at,
      subject: `election:${id}`,
      payload: { election: id, ...draft, ...(before ? { before } : {}) },
      by,
      members: [by.memberId],
    },
    ...moved,
  ])
}

function refuseStale(draft: ElectionDraft, onFile: ElectionDraft): never {
  const told = differencesOf(draft, onFile).join(', ') || 'nothing'
  throw new ExchangeError(
    'conflict',
    `this election was changed since you opened it; what is on file now differs from yours in: ${told}. Yours was not kept; open it again`,
    { path: '/body/edition' },
  )
}

function refuseDays({ date, deadlines }: ElectionDraft): void {
  if (!isDay(date)) refuse('/body/date', `${date} ${NO_DAY}`)
  const wrong = deadlines.findIndex((one) => !isDay(one.date))
  if (wrong >= 0) refuse(`/body/deadlines/${wrong}/date`, `${deadlines[wrong]?.date} ${NO_DAY}`)
}

function refuse(path: string, message: string): never {
  throw new ExchangeError('bad-request', message, { path })
}
