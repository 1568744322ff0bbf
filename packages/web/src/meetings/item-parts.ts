import type { ItemDraft, MeetingItem } from '@tocsin/api'
import { NOTHING_STATED, toMessage, type Stated } from '../messages/stated.ts'
import { NOBODY_STATED, toReview, type StatedPersons } from '../persons/statements.ts'

/** What stands in the fields of an item. */
export type Parts = { title: string; words: string; stated: Stated; persons: StatedPersons }

/** The item that the fields stand for; nothing while something is missing. */
export function toItemDraft({ title, words, stated, persons }: Parts): ItemDraft | undefined {
  const message = toMessage(stated)
  const isPaper = stated.type === 'legal-process'
  if (!message || title.trim() === '' || (!isPaper && words.trim() === '')) return undefined
  const review = toReview(persons)
  return {
    message,
    title: title.trim(),
    ...(words.trim() === '' ? {} : { words: words.trim() }),
    ...(review ? { persons: review } : {}),
  }
}

/** The fields of an item that is changed, or empty ones. */
export function partsOf(item: MeetingItem | undefined): Parts {
  return {
    title: item?.title ?? '',
    words: item?.words ?? '',
    stated: statedOf(item?.message),
    persons: NOBODY_STATED,
  }
}

function statedOf(message: MeetingItem['message']): Stated {
  if (!message) return NOTHING_STATED
  const { type, nexus, authority, reference = '' } = message
  return {
    type,
    nexus: nexus?.kind ?? '',
    nexusBasis: nexus?.basis ?? '',
    authority: authority?.text ?? '',
    from: authority?.from ?? '',
    until: authority?.until ?? '',
    reference,
  }
}
