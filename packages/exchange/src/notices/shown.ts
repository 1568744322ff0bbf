/** What an office was shown, as the record binds it: words, markings and language, with a hash by which two can be compared. */
import type { NoticeText, OfficeNotice } from '@tocsin/api'
import { createHash } from 'node:crypto'
import { textFor } from './languages.ts'

export type Shown = {
  /** Language of the words that stood first. */
  language: string
  title: string
  words: Omit<NoticeText, 'subject'>
  /** The same in other languages, which the page offers. */
  others: { language: string; title: string; words: Omit<NoticeText, 'subject'> }[]
  markings: { tlp: OfficeNotice['tlp']; kind: OfficeNotice['kind']; exercise: boolean }
  from: { member: string; name: string }
  to: { place: string; role: OfficeNotice['role'] }
  sentAt: string
  /** Up to when the sender knew that the place is not hit, where it says so. */
  knownAt?: string
}

/** The part of a notice that an office reads; who reads a language that it has no text in reads the main one. */
export function toShown(notice: OfficeNotice): { shown: Shown; shownSha256: string } {
  const { tlp, kind, exercise, from, place, role, sentAt } = notice
  const first = textFor(
    { texts: notice.texts, main_language: notice.mainLanguage },
    notice.language,
  )
  const others = Object.entries(notice.texts).filter(([language]) => language !== first.language)
  const shown: Shown = {
    ...toWords(first.language, first.text),
    others: others.map(([language, text]) => toWords(language, text)),
    markings: { tlp, kind, exercise },
    from: { member: from.id, name: from.name },
    to: { place, role },
    sentAt,
    ...(notice.knownAt ? { knownAt: notice.knownAt } : {}),
  }
  const shownSha256 = createHash('sha256').update(JSON.stringify(shown)).digest('hex')
  return { shown, shownSha256 }
}

/** Of an answer by a message to a number: the words of that message, without its link and code, and nothing of the page. */
export type ShownText = { channel: string; language: string; message: string }

export function toShownText(
  channel: string,
  { words, language }: { words: string; language: string },
): { shown: ShownText; shownSha256: string } {
  const shown = { channel, language, message: words }
  return { shown, shownSha256: createHash('sha256').update(JSON.stringify(shown)).digest('hex') }
}

function toWords(language: string, { subject, ...words }: NoticeText) {
  return { language, title: subject, words }
}
