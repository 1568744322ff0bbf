/** The words of a message that its author may put otherwise before it is submitted anew. Pure. */
import type { MessageReview, ReleaseDraft } from '@tocsin/api'

type Note = { type: 'note'; id: string; content: string; modified?: string }

/** Whether this person can submit it anew: its author, as long as it was not approved; a lower version is proposed anew from its source. */
export function isChangeable({ summary }: Pick<MessageReview, 'summary'>, personId: string) {
  return (
    summary.author.id === personId && summary.state !== 'approved' && summary.type !== 'tear-line'
  )
}

/** Notes that are not of others. */
export function ownNotes({ objects, composed }: ReleaseDraft): Note[] {
  const given = new Set(composed?.asGiven)
  return objects.filter(isNote).filter(({ id }) => !given.has(id))
}

/** The objects with these words in their notes; a note that says something else is a later version of itself. */
export function withWords(
  objects: readonly unknown[],
  words: ReadonlyMap<string, string>,
  now: Date,
): unknown[] {
  return objects.map((one) => {
    if (!isNote(one)) return one
    const content = words.get(one.id)?.trim()
    if (content === undefined || content === one.content) return one
    const after = Math.max(now.getTime(), (Date.parse(one.modified ?? '') || 0) + 1)
    return { ...one, content, modified: new Date(after).toISOString() }
  })
}

function isNote(one: unknown): one is Note {
  const { type, id, content } = one as Partial<Note>
  return type === 'note' && typeof id === 'string' && typeof content === 'string'
}
