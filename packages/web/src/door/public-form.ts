import { PUBLIC_REPORT_KINDS } from '@tocsin/api'
import type { PublicReportWords } from '../words/public-report-words.ts'
import { el } from './element.ts'
import { drawAnswerForm, drawReportFields } from './report-fields.ts'

/** A report as it is written; kept while the page is drawn anew. */
export type Written = { kind: string; where: string; what: string }
/** Number and code as they are typed. */
export type Typed = { reference: string; code: string }

/** The form of a report of anybody: three fields. What is typed is kept in `written`. */
export function drawPublicForm(props: {
  written: Written
  words: PublicReportWords
  busy: boolean
  onSend: () => void
}): HTMLElement {
  const { written, words, busy } = props
  const kinds = PUBLIC_REPORT_KINDS.map((kind) => [kind, words.kinds[kind]] as const)
  const fields = drawReportFields({ written, words, kinds, longest: 2000 })
  return drawAnswerForm(
    props.onSend,
    ...fields.kind,
    ...fields.where,
    ...fields.what,
    el('p', { class: 'hint' }, words.whatHint),
    el('p', { class: 'hint', role: 'status' }, busy && words.working),
    el('button', { type: 'submit', class: 'press', 'aria-disabled': busy && 'true' }, words.send),
  )
}

/** Where number and code are typed. */
export function drawLookUp(props: {
  typed: Typed
  words: PublicReportWords
  onLook: () => void
}): HTMLElement {
  const { typed, words } = props
  const field = (id: keyof Typed, label: string) => {
    const input = el('input', {
      id,
      required: true,
      maxlength: 20,
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      value: typed[id],
    })
    input.addEventListener('input', () => (typed[id] = input.value))
    return [el('label', { for: id }, label), input]
  }
  return drawAnswerForm(
    props.onLook,
    el('h2', {}, words.follow),
    ...field('reference', words.number),
    ...field('code', words.code),
    el('button', { type: 'submit', class: 'press' }, words.open),
  )
}
