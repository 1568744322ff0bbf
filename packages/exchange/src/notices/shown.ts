/** What an office was shown, as the record binds it: words, markings and language, with a hash by which two can be compared. */
import type { NoticeText, OfficeNotice } from '@tocsin/api'
import { createHash } from 'node:crypto'

export type Shown = {
  /** Language of the words that stood first. */
  language: 'en' | 'es'
  title: string
  words: Omit<NoticeText, 'subject'>
  /** The same in other languages, which the page offers. */
  others: { language: 'en' | 'es'; title: string; words: Omit<NoticeText, 'subject'> }[]
  markings: { tlp: OfficeNotice['tlp']; kind: OfficeNotice['kind']; exercise: boolean }
  from: { member: string; name: string }
  to: { place: string; role: OfficeNotice['role'] }
  sentAt: string
}

/** The part of a notice that an office reads; who opens it in Spanish reads English where there is no Spanish text. */
export function toShown(notice: OfficeNotice): { shown: Shown; shownSha256: string } {
  const { tlp, kind, exercise, from, place, role, sentAt } = notice
  const first = notice.language === 'es' && notice.es ? 'es' : 'en'
  const other = first === 'es' ? 'en' : 'es'
  const shown: Shown = {
    ...toWords(first, notice[first]!),
    others: notice[other] ? [toWords(other, notice[other])] : [],
    markings: { tlp, kind, exercise },
    from: { member: from.id, name: from.name },
    to: { place, role },
    sentAt,
  }
  const shownSha256 = createHash('sha256').update(JSON.stringify(shown)).digest('hex')
  return { shown, shownSha256 }
}

function toWords(language: 'en' | 'es', { subject, ...words }: NoticeText) {
  return { language, title: subject, words }
}
