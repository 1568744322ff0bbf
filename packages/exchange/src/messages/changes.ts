import type { MessageChanges, ReleaseDraft } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import type { SeenVerdict } from '../db/message-tables.ts'
import type { Judgement } from '../sharing/audience.ts'
import { diffObjects, diffWords, toText } from './diff.ts'
import { diffReceivers, rulesOf, toSeen } from './judge.ts'
import type { MessageRow, Person } from './store.ts'

type Look = {
  revision: number
  policies: string
  seen: SeenVerdict[]
  draft: string
  member_id: string
}
type Now = { draft: ReleaseDraft; judgement: Judgement }

function looksOf(tx: Tx, { id }: Pick<MessageRow, 'id'>, { personId }: Pick<Person, 'personId'>) {
  return tx
    .selectFrom('message_looks as l')
    .innerJoin('message_revisions as r', (join) =>
      join.onRef('r.message_id', '=', 'l.message_id').onRef('r.revision', '=', 'l.revision'),
    )
    .select(['l.revision', 'l.policies', 'l.seen', 'l.member_id', 'r.draft'])
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

/** Who would receive it and by which rules as its author submitted it last; nothing of what was submitted before that was kept. */
export async function selectSubmitted(tx: Tx, row: Waiting & { author: string }) {
  const author = { personId: row.author }
  return looksOf(tx, row, author)
    .orderBy('l.at', 'desc')
    .orderBy('l.revision', 'desc')
    .limit(1)
    .executeTakeFirst()
}

type Waiting = Pick<MessageRow, 'id' | 'revision' | 'member_id'>
type Looked = { by: Pick<Person, 'personId'>; judgement: Judgement; at: Date }

/** Remembers what a reviewer is shown; the same again changes nothing. */
export async function keepLook(tx: Tx, row: Waiting, looked: Looked): Promise<void> {
  await insertLook(tx, row, looked)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Remembers what its author was shown as it was submitted; of the same again, the last time counts. */
export async function keepSubmitted(tx: Tx, row: Waiting, looked: Looked): Promise<void> {
  await insertLook(tx, row, looked)
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'person_id', 'digest'])
        .doUpdateSet({ revision: row.revision, at: looked.at }),
    )
    .execute()
}

function insertLook(tx: Tx, row: Waiting, { by, judgement, at }: Looked) {
  return tx.insertInto('message_looks').values({
    message_id: row.id,
    person_id: by.personId,
    digest: judgement.digest,
    revision: row.revision,
    member_id: row.member_id,
    policies: rulesOf(judgement),
    seen: JSON.stringify(toSeen(judgement)),
    at,
  })
}

function toJudged(judgement: Judgement) {
  return { seen: toSeen(judgement), policies: rulesOf(judgement) }
}

/** What is other in who would receive it, and by which rules, than when it was submitted; nothing where all is as it was. */
export function sinceSubmitted(
  then: Pick<Look, 'seen' | 'policies' | 'member_id'> | undefined,
  judgement: Judgement,
): string[] {
  return then ? diffReceivers(then, toJudged(judgement), then.member_id) : []
}

/** What is different now from a look; nothing where all is as it was. */
export function changesSince(look: Look, { draft, judgement }: Now): MessageChanges | undefined {
  const before = JSON.parse(look.draft) as ReleaseDraft
  const changes = {
    sinceRevision: look.revision,
    words: diffWords(toText(before), toText(draft)),
    ...diffObjects(before, draft),
    receivers: diffReceivers(look, toJudged(judgement), look.member_id),
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
