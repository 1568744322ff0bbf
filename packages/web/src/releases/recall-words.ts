import type { Recipient } from '@tocsin/api'

/** What is known of a member that did not answer a recall: that it was given the release, and whether it was seen to read it. */
export function unansweredWords({
  readAt,
  readWithheld,
}: Pick<Recipient, 'readAt' | 'readWithheld'>): string {
  if (readAt) return 'Has read it; no answer'
  return readWithheld ? 'Was given it; no answer' : 'Was given it, has not read it here; no answer'
}
