import type { Front } from '@tocsin/api'
import { el } from '../door/element.ts'
import { ownLogFiles } from '../log/entry-check.ts'
import type { Language } from '../words/language.ts'
import { drawJudged } from './judged-part.ts'
import { judge, type Given, type Judged } from './judge.ts'
import type { FrontWords } from './words-en.ts'
import { FRONT_WORDS } from './words.ts'

/** What somebody has put in so far, and what came of it; it outlives a change of language. */
type Check = {
  pasted: string
  file: File | undefined
  number: string
  keys: string
  came: Came | undefined
  /** Counts the checks, so that the answer to an older one is not shown. */
  turn: number
}
type Came = { fault: keyof FrontWords } | { judged: Judged; given: Given }

const LARGEST = 8 << 20

/** A check that nothing was put into. */
export function newCheck(keys: string): Check {
  return { pasted: '', file: undefined, number: '', keys, came: undefined, turn: 0 }
}

/** Where a record or the number of an entry is put in and checked. */
export function drawCheck(check: Check, front: Front, language: Language): HTMLElement {
  const words = FRONT_WORDS[language]
  const result = el('div', { role: 'status', 'aria-live': 'polite', class: 'front-result' })
  const show = () => {
    const { came } = check
    result.replaceChildren(
      ...(came === undefined
        ? []
        : 'fault' in came
          ? [el('p', { class: 'front-bad' }, String(words[came.fault]))]
          : [drawJudged(came.judged, came.given, language)]),
    )
  }
  const form = drawForm(check, words)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const turn = (check.turn += 1)
    void run(check, front).then((came) => {
      if (check.turn !== turn) return
      check.came = came
      show()
    })
  })
  show()
  return el(
    'section',
    { id: 'check', 'aria-labelledby': 'check-title' },
    el('h2', { id: 'check-title' }, words.record.title),
    el('p', {}, words.checkIntro),
    el('div', { class: 'front-check' }, form, result),
  )
}

async function run(check: Check, front: Front): Promise<Came> {
  const { file, pasted, keys } = check
  const typed = check.number.trim()
  const text = pasted.trim()
  if (!file && text === '' && typed === '') return { fault: 'nothing' }
  if (typed !== '' && !/^#?\d{1,15}$/.test(typed)) return { fault: 'badNumber' }
  if (!globalThis.crypto?.subtle) return { fault: 'insecure' }
  if ((file?.size ?? pasted.length) > LARGEST) return { fault: 'large' }
  try {
    const given: Given = {
      file: file ? new Uint8Array(await file.arrayBuffer()) : toBytes(pasted),
      number: typed === '' ? undefined : Number(typed.replace('#', '')),
      keys,
      ownKey: front.logKey,
      ownLog: front.logKey.split('+')[0]!,
    }
    return { judged: await judge(given, ownLogFiles), given }
  } catch {
    // A file that was moved or taken away since it was chosen.
    return { fault: 'unreadable' }
  }
}

/** A receipt ends in a line end, which a paste often loses; the other forms have none. */
function toBytes(pasted: string): Uint8Array | undefined {
  const text = pasted.replaceAll('\r\n', '\n').trim()
  if (text === '') return undefined
  return new TextEncoder().encode(text.startsWith('{') ? text : `${text}\n`)
}

function drawForm(check: Check, words: FrontWords): HTMLFormElement {
  const chosen = el('span', { class: 'front-chosen' })
  const take = (file: File | undefined) => {
    check.file = file
    chosen.replaceChildren(file ? `${words.chosen} ${file.name}` : '')
  }
  const input = el('input', { id: 'record-file', type: 'file', accept: ACCEPTED })
  input.addEventListener('change', () => take(input.files?.[0]))
  const paste = el('textarea', { id: 'record-text', rows: 4, spellcheck: 'false' }, check.pasted)
  paste.addEventListener('input', () => {
    check.pasted = paste.value
    if (paste.value.trim() !== '') {
      input.value = ''
      take(undefined)
    }
  })
  const number = el('input', {
    id: 'record-number',
    inputmode: 'numeric',
    autocomplete: 'off',
    value: check.number,
  })
  number.addEventListener('input', () => (check.number = number.value))
  const keys = el('textarea', { id: 'record-keys', rows: 2, spellcheck: 'false' }, check.keys)
  keys.addEventListener('input', () => (check.keys = keys.value))
  take(check.file)
  const form = el(
    'form',
    { class: 'front-form' },
    el('label', { for: 'record-file' }, words.file),
    el('div', { class: 'front-file' }, input, chosen),
    el('label', { for: 'record-text' }, words.paste),
    paste,
    el('label', { for: 'record-number' }, words.number),
    number,
    el('label', { for: 'record-keys' }, words.keyField),
    keys,
    el('p', { class: 'front-soft' }, words.keyHint),
    el('button', { type: 'submit', class: 'front-press' }, words.check),
  )
  form.addEventListener('dragover', (event) => event.preventDefault())
  form.addEventListener('drop', (event) => {
    event.preventDefault()
    take(event.dataTransfer?.files[0])
  })
  return form
}

const ACCEPTED = '.tlog-proof,.packet,.answer-proof,.opening,.tocsin-named,.txt,.json'
