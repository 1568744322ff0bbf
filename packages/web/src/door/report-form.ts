import type { ReportWords } from '../words/report-words.ts'
import { el } from './element.ts'
import { drawAnswerForm, drawReportFields } from './report-fields.ts'

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
  const kinds = Object.entries(words.kinds)
  const fields = drawReportFields({ written, words, kinds, longest: 8000 })
  const when = el('input', { id: 'when', type: 'datetime-local', value: written.when })
  when.addEventListener('input', () => (written.when = when.value))
  return drawAnswerForm(
    props.onSend,
    ...fields.kind,
    ...fields.where,
    el('label', { for: 'when' }, words.when),
    when,
    ...fields.what,
    ...drawFiles(written, words),
    el('button', { type: 'submit', class: 'press', 'aria-disabled': busy && 'true' }, words.send),
  )
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
