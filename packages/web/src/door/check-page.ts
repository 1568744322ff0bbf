import { checkCallBackCode, getExchange, type ReplyOf } from '@tocsin/api'
import { call } from '../client.ts'
import { describeFault } from '../words/fault-words.ts'
import {
  chooseLanguage,
  preferredLanguages,
  rememberLanguage,
  toWrittenTime,
  type Language,
} from '../words/language.ts'
import { WORDS } from '../words/notice-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'

type Answer = ReplyOf<typeof checkCallBackCode>

/** Tells whoever was called or mailed whether a code belongs to what was really sent: half of one that was read on the phone, or a whole one. */
export async function showCheck(root: HTMLElement): Promise<void> {
  const exchange = await call(getExchange).catch(() => undefined)
  draw(root, chooseLanguage(preferredLanguages()), exchange?.exercise ?? false)
}

function draw(root: HTMLElement, language: Language, exercise: boolean): void {
  const words = WORDS[language]
  document.documentElement.lang = language
  document.title = words.checkTitle
  const code = el('input', {
    id: 'code',
    required: true,
    minlength: 4,
    maxlength: 40,
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
  })
  const result = el('div', { role: 'status', 'aria-live': 'polite' })
  const form = el(
    'form',
    {},
    el('label', { for: 'code' }, words.checkField),
    code,
    el('button', { type: 'submit', class: 'press' }, words.check),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const asked = code.value.trim()
    result.replaceChildren()
    void ask(asked, language).then((answer) => {
      // Only what is in the field now is answered, however the answers arrive.
      if (code.value.trim() === asked) result.replaceChildren(answer)
    })
  })
  const switchTo = (other: Language) => {
    rememberLanguage(other)
    draw(root, other, exercise)
    root.querySelector<HTMLElement>('.notice-top button')?.focus()
  }
  root.replaceChildren(
    ...(exercise ? [el('aside', { class: 'exercise' }, words.exercise)] : []),
    el(
      'main',
      { class: 'notice' },
      el('div', { class: 'notice-top end' }, drawLanguages(language, switchTo)),
      el('h1', {}, words.checkTitle),
      el('p', {}, words.checkText),
      form,
      result,
    ),
  )
}

async function ask(code: string, language: Language): Promise<HTMLElement> {
  try {
    const answer = await call(checkCallBackCode, { body: { code } })
    return drawAnswer(answer, { language, isCall: isHalf(code) })
  } catch (error) {
    return el('p', { class: 'late' }, describeFault(error, language))
  }
}

/** A caller reads half of a code, of six digits. */
function isHalf(code: string): boolean {
  return code.replace(/\D/g, '').length === 6
}

function drawAnswer(
  answer: Answer,
  { language, isCall }: { language: Language; isCall: boolean },
): HTMLElement {
  const words = WORDS[language]
  if (!answer.genuine) {
    return el(
      'div',
      { class: 'late' },
      el('h2', {}, words.notGenuine),
      el('p', {}, words.notGenuineText),
    )
  }
  const sent = answer.sentAt ? `, ${toWrittenTime(answer.sentAt, language)}` : ''
  return el(
    'div',
    { class: 'thanks' },
    el('h2', {}, words.genuine),
    el(
      'p',
      {},
      `${words.genuineText} ${answer.from ?? ''}, ${words.to.toLowerCase()} ${answer.place ?? ''}${sent}.`,
    ),
    el('p', {}, isCall ? words.readBack : words.compare),
  )
}
