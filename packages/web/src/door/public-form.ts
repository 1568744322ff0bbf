import { PUBLIC_REPORT_KINDS } from '@tocsin/api'
import type { PublicReportWords } from '../words/public-report-words.ts'
import { el } from './element.ts'

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
  const kind = el(
    'select',
    { id: 'kind', required: true },
    el('option', { value: '' }, words.choose),
    ...PUBLIC_REPORT_KINDS.map((value) =>
      el('option', { value, selected: value === written.kind }, words.kinds[value]),
    ),
  )
  kind.addEventListener('change', () => (written.kind = kind.value))
  const where = el('input', { id: 'where', required: true, maxlength: 300, value: written.where })
  where.addEventListener('input', () => (written.where = where.value))
  const what = el(
    'textarea',
    { id: 'what', required: true, maxlength: 2000, rows: 6 },
    written.what,
  )
  what.addEventListener('input', () => (written.what = what.value))
  const form = el(
    'form',
    { class: 'answer' },
    el('label', { for: 'kind' }, words.kind),
    kind,
    el('label', { for: 'where' }, words.where),
    where,
    el('p', { class: 'hint' }, words.whereHint),
    el('label', { for: 'what' }, words.what),
    what,
    el('p', { class: 'hint' }, words.whatHint),
    el('p', { class: 'hint', role: 'status' }, busy && words.working),
    el('button', { type: 'submit', class: 'press', 'aria-disabled': busy && 'true' }, words.send),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    props.onSend()
  })
  return form
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
  const form = el(
    'form',
    { class: 'answer' },
    el('h2', {}, words.follow),
    ...field('reference', words.number),
    ...field('code', words.code),
    el('button', { type: 'submit', class: 'press' }, words.open),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    props.onLook()
  })
  return form
}
