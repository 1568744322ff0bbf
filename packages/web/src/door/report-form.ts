import type { ReportWords } from '../words/report-words.ts'
import { el } from './element.ts'

/** A report as it is written; kept while the page is drawn anew. */
export type Written = {
  key: string
  kind: string
  where: string
  when: string
  what: string
  files: File[]
}

const MAX_FILE = 3 << 20
const MAX_FILES = 3

/** The form of a report: five fields, for a phone first. What is typed is kept in `written`. */
export function drawForm(props: {
  written: Written
  words: ReportWords
  busy: boolean
  onSend: () => void
}): HTMLElement {
  const { written, words, busy } = props
  const kind = el(
    'select',
    { id: 'kind', required: true },
    el('option', { value: '' }, words.choose),
    ...Object.entries(words.kinds).map(([value, name]) =>
      el('option', { value, selected: value === written.kind }, name),
    ),
  )
  kind.addEventListener('change', () => (written.kind = kind.value))
  const where = el('input', { id: 'where', required: true, maxlength: 300, value: written.where })
  where.addEventListener('input', () => (written.where = where.value))
  const when = el('input', { id: 'when', type: 'datetime-local', value: written.when })
  when.addEventListener('input', () => (written.when = when.value))
  const what = el(
    'textarea',
    { id: 'what', required: true, maxlength: 8000, rows: 6 },
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
    el('label', { for: 'when' }, words.when),
    when,
    el('label', { for: 'what' }, words.what),
    what,
    ...drawFiles(written, words),
    el('button', { type: 'submit', class: 'press', 'aria-disabled': busy && 'true' }, words.send),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    props.onSend()
  })
  return form
}

function drawFiles(written: Written, words: ReportWords): Node[] {
  const said = el(
    'p',
    { class: 'hint', role: 'status' },
    written.files.map(({ name }) => name).join(', '),
  )
  const files = el('input', {
    id: 'files',
    type: 'file',
    multiple: true,
    accept: 'image/*,.eml,.txt,.log,text/plain,message/rfc822',
  })
  files.addEventListener('change', () => {
    const chosen = [...(files.files ?? [])]
    const fault =
      chosen.length > MAX_FILES
        ? words.tooMany
        : chosen.some(({ size }) => size > MAX_FILE)
          ? words.tooLarge
          : undefined
    // What cannot be sent is not chosen, so that nobody thinks it was.
    if (fault) files.value = ''
    written.files = fault ? [] : chosen
    said.textContent = fault ?? chosen.map(({ name }) => name).join(', ')
  })
  return [
    el('label', { for: 'files' }, words.files),
    files,
    said,
    el('p', { class: 'hint' }, words.filesHint),
  ]
}
