/** What a member put before a meeting so far, in the order in which the others read it. */
import type { Tx } from '../db/database.ts'
import { beginningOf } from '../texts/beginning.ts'
import type { Piece } from '../sharing/split-ask.ts'
import type { MeetingRow } from './store.ts'

/** Words of a member that are about to stand in a meeting, each with the name of its place. */
export type Words = { where: string; words: string }

type Call = Pick<MeetingRow, 'title' | 'basis' | 'place' | 'agenda'>

/** The places of a call. */
export function callWords({ title, basis, place, agenda }: Call): Words[] {
  return [
    { where: 'the title', words: title },
    { where: 'the basis', words: basis },
    { where: 'the place', words: place },
    ...agenda.map((words, i) => ({ where: `line ${i + 1} of the agenda`, words })),
  ]
}

/** The places of an item. */
export function itemWords({ title, words }: { title: string; words?: string | null | undefined }) {
  return [
    { where: `“${beginningOf(title, 80)}” in one line`, words: title },
    ...(words === undefined || words === null
      ? []
      : [{ where: `the words of “${beginningOf(title, 80)}”`, words }]),
  ]
}

/** `of`: where new words stand, or whose place they take. */
export type Place =
  | { of: 'call' }
  | { of: 'item'; id?: string | undefined }
  | { of: 'promise' }
  | { of: 'telling' }
  /** Behind all: who is in the room, an answer to the minutes, why it is cancelled. */
  | { of: 'other' }

/** All that a member put before a meeting, with new words in their place; what was refused or left out is not read by the others. */
export async function selectPutBefore(
  tx: Tx,
  row: Call & Pick<MeetingRow, 'id' | 'caller'>,
  memberId: string,
  fresh: readonly Words[],
  place: Place,
): Promise<Piece[]> {
  const own = { id: row.id, memberId }
  const now = fresh.map((one) => ({ ...one, isNew: true }))
  const known = (all: readonly Words[]) => all.map((one) => ({ ...one, isNew: false }))
  const at = (of: Place['of']) => (place.of === of ? now : [])
  const call = row.caller === memberId && place.of !== 'call' ? known(callWords(row)) : []
  return [
    ...at('call'),
    ...call,
    ...(await selectItems(tx, own, place, now)),
    ...known(await selectPromises(tx, own)),
    ...at('promise'),
    ...known(await selectTellings(tx, own)),
    ...at('telling'),
    ...at('other'),
  ]
}

type Own = { id: string; memberId: string }

/** Items in their order, a changed one where it stands and a new one behind all. */
async function selectItems(
  tx: Tx,
  { id, memberId }: Own,
  place: Place,
  now: readonly Piece[],
): Promise<Piece[]> {
  const rows = await tx
    .selectFrom('meeting_items as i')
    .innerJoin('meeting_item_words as w', 'w.item_id', 'i.id')
    .select(['i.id', 'w.title', 'w.words'])
    .where('i.meeting_id', '=', id)
    .where('i.member_id', '=', memberId)
    .where('i.state', 'in', ['waits', 'taken'])
    .orderBy('i.position')
    .execute()
  const changed = place.of === 'item' ? place.id : undefined
  const pieces = rows.flatMap((one) =>
    one.id === changed ? now : itemWords(one).map((words) => ({ ...words, isNew: false })),
  )
  const isBehind = place.of === 'item' && !rows.some((one) => one.id === changed)
  return isBehind ? [...pieces, ...now] : pieces
}

async function selectPromises(tx: Tx, { id, memberId }: Own): Promise<Words[]> {
  const rows = await tx
    .selectFrom('meeting_promises')
    .select(['words', 'until'])
    .where('meeting_id', '=', id)
    .where('member_id', '=', memberId)
    .orderBy('position')
    .execute()
  return rows.map(({ words, until }) => ({ where: `the promise until ${until}`, words }))
}

async function selectTellings(tx: Tx, { id, memberId }: Own): Promise<Words[]> {
  const rows = await tx
    .selectFrom('meeting_promise_words as w')
    .innerJoin('meeting_promises as p', 'p.id', 'w.promise_id')
    .select(['w.words', 'w.at'])
    .where('p.meeting_id', '=', id)
    .where('w.member_id', '=', memberId)
    .orderBy('w.id')
    .execute()
  return rows.map(({ words, at }) => ({
    where: `what was told of a promise at ${at.toISOString()}`,
    words,
  }))
}
