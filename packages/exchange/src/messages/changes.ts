import type { MessageChanges, ReleaseDraft } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import type { SeenVerdict } from '../db/message-tables.ts'
import type { Judgement } from '../sharing/audience.ts'
import { diffObjects, diffWords, toText } from './diff.ts'
import { diffReceivers, rulesOf, toSeen } from './judge.ts'
import type { MessageRow, Person } from './store.ts'

type Look = { revision: number; policies: string; seen: SeenVerdict[]; draft: string }
type Now = { draft: ReleaseDraft; judgement: Judgement }

function looksOf(tx: Tx, { id }: Pick<MessageRow, 'id'>, { personId }: Person) {
  return tx
    .selectFrom('message_looks as l')
    .innerJoin('message_revisions as r', (join) =>
      join.onRef('r.message_id', '=', 'l.message_id').onRef('r.revision', '=', 'l.revision'),
    )
    .select(['l.revision', 'l.policies', 'l.seen', 'r.draft'])
    .where('l.message_id', '=', id)
    .where('l.person_id', '=', personId)
}

/** What this person saw first of a message. */
export async function selectFirstLook(tx: Tx, row: MessageRow, person: Person) {
  return looksOf(tx, row, person).orderBy('l.at').orderBy('l.revision').limit(1).executeTakeFirst()
}

/** What this person saw under a digest. */
export async function selectLook(tx: Tx, row: MessageRow, person: Person, digest: string) {
  return looksOf(tx, row, person).where('l.digest', '=', digest).executeTakeFirst()
}

/** Remembers what a reviewer is shown; the same again changes nothing. */
export async function keepLook(
  tx: Tx,
  row: MessageRow,
  { personId }: Person,
  { judgement }: Now,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('message_looks')
    .values({
      message_id: row.id,
      person_id: personId,
      digest: judgement.digest,
      revision: row.revision,
      member_id: row.member_id,
      policies: rulesOf(judgement),
      seen: JSON.stringify(toSeen(judgement)),
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What is different now from a look; nothing where all is as it was. */
export function changesSince(look: Look, { draft, judgement }: Now): MessageChanges | undefined {
  const before = JSON.parse(look.draft) as ReleaseDraft
  const changes = {
    sinceRevision: look.revision,
    words: diffWords(toText(before), toText(draft)),
    ...diffObjects(before, draft),
    receivers: diffReceivers(look, { seen: toSeen(judgement), policies: rulesOf(judgement) }),
  }
  return isNothing(changes) ? undefined : changes
}

function isNothing(changes: MessageChanges): boolean {
  const { words, objectsAdded, objectsRemoved, objectsChanged, receivers } = changes
  const lists = [objectsAdded, objectsRemoved, objectsChanged, receivers]
  return words.every(({ kind }) => kind === 'same') && lists.every(({ length }) => length === 0)
}

const SHOWN = 5

/** Changes in one sentence, for an error. */
export function toSentence(changes: MessageChanges): string {
  const { words, objectsAdded, objectsRemoved, objectsChanged, receivers } = changes
  const said = [
    ...receivers.slice(0, SHOWN),
    ...(receivers.length > SHOWN ? [`and ${receivers.length - SHOWN} more receivers`] : []),
    ...(words.some(({ kind }) => kind !== 'same') ? ['its words have changed'] : []),
    ...countOf(objectsAdded, 'added'),
    ...countOf(objectsRemoved, 'removed'),
    ...countOf(objectsChanged, 'changed'),
  ]
  return said.join('; ')
}

function countOf({ length }: readonly string[], what: string): string[] {
  if (length === 0) return []
  return [length === 1 ? `1 object was ${what}` : `${length} objects were ${what}`]
}
