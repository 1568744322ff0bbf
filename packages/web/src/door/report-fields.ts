import { el } from './element.ts'

type Words = { kind: string; choose: string; where: string; whereHint: string; what: string }

/**
 * What every report says, whoever makes it: what was seen, where, and what happened. Each field with its label, to be put where
 * the form has it; what is typed is kept in `written`.
 */
export function drawReportFields(props: {
  written: { kind: string; where: string; what: string }
  words: Words
  kinds: readonly (readonly [value: string, name: string])[]
  /** Characters of what happened, at most. */
  longest: number
}): { kind: Node[]; where: Node[]; what: Node[] } {
  const { written, words, kinds, longest } = props
  const kind = el(
    'select',
    { id: 'kind', required: true },
    el('option', { value: '' }, words.choose),
    ...kinds.map(([value, name]) =>
      el('option', { value, selected: value === written.kind }, name),
    ),
  )
  kind.addEventListener('change', () => (written.kind = kind.value))
  const where = el('input', { id: 'where', required: true, maxlength: 300, value: written.where })
  where.addEventListener('input', () => (written.where = where.value))
  const what = el(
    'textarea',
    { id: 'what', required: true, maxlength: longest, rows: 6 },
    written.what,
  )
  what.addEventListener('input', () => (written.what = what.value))
  return {
    kind: [el('label', { for: 'kind' }, words.kind), kind],
    where: [
      el('label', { for: 'where' }, words.where),
      where,
      el('p', { class: 'hint' }, words.whereHint),
    ],
    what: [el('label', { for: 'what' }, words.what), what],
  }
}

/** The form around fields: it is sent by whoever draws it, not by the browser. */
export function drawAnswerForm(onSend: () => void, ...children: (Node | false)[]): HTMLElement {
  const form = el('form', { class: 'answer' }, ...children)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    onSend()
  })
  return form
}
