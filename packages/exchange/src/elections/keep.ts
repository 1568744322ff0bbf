import type { ElectionDraft } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectKnownPlaces } from '../offices/store.ts'
import { isDay } from './rules.ts'
import { selectElections, upsertElection } from './store.ts'

type Keeping = { id: string; draft: ElectionDraft; isNew: boolean; at: Date; by: Actor }

/**
 * Adds an election or changes one, with a log entry that holds what is on file now and, of a change, what was. Throws
 * `not-found` for one that is not there and `bad-request` for a place or a day that is not.
 */
export async function keepElection(tx: Tx, { id, draft, isNew, at, by }: Keeping): Promise<void> {
  const [before] = isNew ? [] : await selectElections(tx, id)
  if (!isNew && !before) throw new ExchangeError('not-found', 'no such election')
  refuseDays(draft)
  const known = await selectKnownPlaces(tx, draft.places)
  const unknown = draft.places.findIndex((place) => !known.has(place))
  if (unknown >= 0)
    refuse(`/body/places/${unknown}`, `no jurisdiction ${draft.places[unknown]} is on file`)
  await upsertElection(tx, id, draft)
  await appendLog(tx, [
    {
      kind: isNew ? 'election.added' : 'election.changed',
      at,
      subject: `election:${id}`,
      payload: { election: id, ...draft, ...(before ? { before } : {}) },
      by,
      members: [by.memberId],
    },
  ])
}

function refuseDays({ date, deadlines }: ElectionDraft): void {
  if (!isDay(date)) refuse('/body/date', `${date} is no day of the calendar`)
  const wrong = deadlines.findIndex((one) => !isDay(one.date))
  if (wrong >= 0)
    refuse(`/body/deadlines/${wrong}/date`, `${deadlines[wrong]?.date} is no day of the calendar`)
}

function refuse(path: string, message: string): never {
  throw new ExchangeError('bad-request', message, { path })
}
