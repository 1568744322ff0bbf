import type { OfficeNotice, OfficeQuestion } from '@tocsin/api'
import { nextStep } from '../notices/steps.ts'
import { toWrittenTime, type Language } from '../words/language.ts'
import { QUESTION_WORDS } from '../words/question-words.ts'
import { part } from './corrections.ts'
import { el } from './element.ts'

/** What somebody has typed and opened of a question, kept while the page is drawn anew. */
export type Asking = { isOpen: boolean; text: string }

type Props = {
  notice: OfficeNotice
  language: Language
  asking: Asking
  busy: boolean
  onAsk: () => void
}

/** What the office asked the sender, with what came back, and a way to ask. */
export function drawQuestions(props: Props): Node[] {
  const { notice, language } = props
  const words = QUESTION_WORDS[language]
  const asked = notice.questions ?? []
  // Who has said who acts owes no answer any more.
  const owes = !notice.closed && ['told', 'understood'].includes(nextStep(notice) ?? '')
  const section = part(
    words.title,
    ...asked.map((one) => drawQuestion(one, props)),
    ...(owes ? [el('p', { class: 'hint' }, words.goesOn)] : []),
  )
  section.id = 'questions'
  section.tabIndex = -1
  return [...(asked.length > 0 ? [section] : []), ...(notice.closed ? [] : [drawAsking(props)])]
}

function drawQuestion(
  { askedBy, text, askedAt, answer }: OfficeQuestion,
  { notice, language }: Props,
): HTMLElement {
  const words = QUESTION_WORDS[language]
  const when = (at: string) => toWrittenTime(at, language)
  return el(
    'div',
    { class: 'question' },
    el('p', { class: 'hint' }, words.asked(askedBy, when(askedAt))),
    el('p', { class: 'prose' }, text),
    ...(answer
      ? [
          el('p', { class: 'hint' }, words.replied(when(answer.at))),
          el('p', { class: 'prose reply' }, answer.text),
        ]
      : [el('p', { class: 'hint' }, notice.closed ? words.unanswered : words.waits)]),
  )
}

function drawAsking({ notice, language, asking, busy, onAsk }: Props): HTMLElement {
  const words = QUESTION_WORDS[language]
  const text = el('textarea', { id: 'question', maxlength: 2000, rows: 4 })
  text.value = asking.text
  text.addEventListener('input', () => (asking.text = text.value))
  const send = el(
    'button',
    { type: 'button', class: 'plain', 'aria-disabled': busy && 'true', click: onAsk },
    words.send,
  )
  const all = el(
    'details',
    { class: 'no-print', open: asking.isOpen },
    el('summary', {}, words.ask),
    el('p', { class: 'hint' }, words.hint(notice.contact !== undefined)),
    el('label', { for: 'question' }, words.label),
    text,
    send,
  )
  all.addEventListener('toggle', () => (asking.isOpen = all.open))
  return all
}
