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

/** Tells an office whether a code that was read to it on the phone belongs to a genuine notice. */
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
    return drawAnswer(await call(checkCallBackCode, { body: { code } }), language)
  } catch (error) {
    return el('p', { class: 'late' }, describeFault(error, language))
  }
}

function drawAnswer(answer: Answer, language: Language): HTMLElement {
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
    el('p', {}, `${words.genuineText} ${answer.from ?? ''} → ${answer.place ?? ''}${sent}.`),
    el('p', {}, words.readBack),
  )
}
