import type { OfficeNotice } from '@tocsin/api'
import { toWrittenTime, type Language } from '../words/language.ts'
import { NOT_ME_WORDS } from '../words/not-me-words.ts'
import { el } from './element.ts'

/** What somebody has typed and opened of "this is not me", kept while the page is drawn anew. */
export type NotMe = { isOpen: boolean; who: string }

type Props = {
  notice: OfficeNotice
  language: Language
  notMe: NotMe
  busy: boolean
  onSend: () => void
}

/** "This is not me", of whoever was asked by mistake; once said, that it was and what it does not mean. */
export function drawNotMe({ notice, language, notMe, busy, onSend }: Props): Node | undefined {
  const { contact, closed } = notice
  const words = NOT_ME_WORDS[language]
  if (contact?.notMeAt !== undefined) {
    const said = words.said(toWrittenTime(contact.notMeAt, language))
    return el('p', { class: 'hint', id: 'not-me', tabindex: -1 }, said)
  }
  if (!contact || closed) return undefined
  const who = el('input', { id: 'not-me-who', maxlength: 300, value: notMe.who })
  who.addEventListener('input', () => (notMe.who = who.value))
  const send = el(
    'button',
    { type: 'button', class: 'plain', 'aria-disabled': busy && 'true', click: onSend },
    words.send,
  )
  const all = el(
    'details',
    { class: 'no-print', open: notMe.isOpen },
    el('summary', {}, words.ask),
    el('p', { class: 'hint' }, words.hint(contact.title)),
    el('label', { for: 'not-me-who' }, words.who),
    who,
    send,
  )
  all.addEventListener('toggle', () => (notMe.isOpen = all.open))
  return all
}
