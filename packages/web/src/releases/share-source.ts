import type { Message, PersonReview, ReleaseDraft, TemplateDraft, Terms } from '@tocsin/api'

/** What can be released, wherever it comes from: a finding, or what somebody composed. */
export type ShareSource = {
  /** Tells the form's draft in this tab apart from others; the same source has the same key. */
  key: string
  title: string
  objects: unknown[]
  /** What the objects do not carry, a line each. */
  dropped: string[]
  /** Goes with the release beside title, terms and objects. */
  origin: Pick<ReleaseDraft, 'findingId' | 'composed' | 'tearLine' | 'part'>
  /** What waited for a second person, or was returned, and is submitted anew by this. */
  revises?: string
  /** Terms to begin with, where there are some. */
  terms?: Terms
  /** What was stated before of what is submitted anew. */
  message?: Message
  persons?: PersonReview
  /** What it began with, where it did: its settings, for whichever group is chosen, and what it states. */
  template?: TemplateDraft
}
