import { ApiError, getOfficeReceipt, openNotice } from '@tocsin/api'
import { call } from '../client.ts'
import { describeFault } from '../words/fault-words.ts'
import {
  chooseLanguage,
  chosenLanguage,
  preferredLanguages,
  rememberLanguage,
  toLanguage,
  toTextFor,
} from '../words/language.ts'
import { WORDS, type Words } from '../words/notice-words.ts'
import { saveText } from '../ui/save.ts'
import { el } from './element.ts'
import { drawNotice, type NoticeView } from './notice.ts'
import { takeAnswers, type Page } from './take-answers.ts'

/** Opens the notice behind the link and keeps the page in step with what the office answers. */
export async function showNotice(root: HTMLElement, token: string): Promise<void> {
  const browser = chooseLanguage(preferredLanguages())
  root.replaceChildren(el('main', { class: 'notice' }, el('p', {}, WORDS[browser].loading)))
  try {
    const notice = await call(openNotice, { body: { token } })
    // English is on file wherever nobody said otherwise, so the browser may know better.
    const onFile = notice.language === 'en' ? browser : (toLanguage(notice.language) ?? browser)
    run(root, token, {
      notice,
      language: chosenLanguage() ?? onFile,
      who: undefined,
      notMe: { isOpen: false, who: '' },
      asking: { isOpen: false, text: '' },
      justTaken: undefined,
      unsent: [],
      pressedAt: undefined,
      busy: false,
      fault: undefined,
    })
  } catch (error) {
    root.replaceChildren(drawFault(error, WORDS[browser], () => void showNotice(root, token)))
  }
}

function run(root: HTMLElement, token: string, start: NoticeView): void {
  let view = start
  const change = (next: Partial<NoticeView>) => {
    view = { ...view, ...next }
    document.documentElement.lang = view.language
    const { subject } = toTextFor(view.notice, view.language).text
    document.title = view.notice.exercise ? `${WORDS[view.language].drill}: ${subject}` : subject
    root.replaceChildren(
      ...drawNotice(view, {
        onLanguage: (language) => {
          rememberLanguage(language)
          change({ language })
          root.querySelector<HTMLElement>('.notice-top button')?.focus()
        },
        onWho: (who) => {
          // The field shows it already, so nothing is drawn anew under the fingers.
          view = { ...view, who }
        },
        onStep: (step) => taking.take(step),
        onReceipt: () => void receive(),
        onNotMe: () => taking.deny(),
        onAsk: () => taking.ask(),
      }),
    )
  }
  const page: Page = {
    root,
    token,
    view: () => view,
    keep: (next) => (view = { ...view, ...next }),
    change,
  }
  const taking = takeAnswers(page, start.notice)
  const receive = async () => {
    try {
      const text = await call(getOfficeReceipt, { body: { token } })
      saveText(`notice-${view.notice.logIndex}.tlog-proof`, text)
    } catch (error) {
      change({ fault: describeFault(error, view.language) })
    }
  }
  change({})
  taking.resume()
}

function drawFault(error: unknown, words: Words, again: () => void): HTMLElement {
  const code = error instanceof ApiError ? error.code : undefined
  const expired = code === 'expired'
  const unknown = code === 'not-found' || code === 'bad-request'
  const [title, text] = expired
    ? [words.expired, words.expiredText]
    : unknown
      ? [words.unknown, words.unknownText]
      : [words.failed, words.failedText]
  document.title = title
  return el(
    'main',
    { class: 'notice' },
    el('h1', {}, title),
    el('p', {}, text),
    !expired &&
      !unknown &&
      el('button', { type: 'button', class: 'press', click: again }, words.again),
    el('p', {}, el('a', { href: '/check' }, words.codeCheck)),
  )
}
