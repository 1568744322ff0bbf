import { acknowledgeNotice, ApiError, getOfficeReceipt, openNotice } from '@tocsin/api'
import { call, toSentence } from '../lib/client.ts'
import { saveText } from '../lib/save.ts'
import { el } from './element.ts'
import { drawNotice, type NoticeView } from './notice.ts'
import {
  chooseLanguage,
  otherLanguage,
  preferredLanguages,
  rememberLanguage,
  type Language,
} from '../lib/language.ts'
import { WORDS, type Words } from '../lib/notice-words.ts'

/** Opens the notice behind the link and keeps the page in step with what the office answers. */
export async function showNotice(root: HTMLElement, token: string): Promise<void> {
  const browser = chooseLanguage(preferredLanguages())
  root.replaceChildren(el('main', { class: 'notice' }, el('p', {}, WORDS[browser].loading)))
  try {
    const notice = await call(openNotice, { params: { token } })
    const wanted = notice.language === 'es' ? 'es' : browser
    const language: Language = notice.es ? wanted : 'en'
    run(root, token, { notice, language, justTaken: undefined, busy: false, fault: undefined })
  } catch (error) {
    root.replaceChildren(drawFault(error, WORDS[browser], () => void showNotice(root, token)))
  }
}

function run(root: HTMLElement, token: string, start: NoticeView): void {
  let view = start
  const change = (next: Partial<NoticeView>) => {
    view = { ...view, ...next }
    document.documentElement.lang = view.language
    const text = (view.language === 'es' && view.notice.es) || view.notice.en
    document.title = `${view.notice.exercise ? 'EXERCISE: ' : ''}${text.subject}`
    root.replaceChildren(
      ...drawNotice(view, {
        onLanguage: () => {
          rememberLanguage(otherLanguage(view.language))
          change({ language: otherLanguage(view.language) })
          root.querySelector<HTMLElement>('.notice-top button')?.focus()
        },
        onStep: (step, who) => void take(step, who),
        onReceipt: () => void receive(),
      }),
    )
  }
  const take = async (step: 'told' | 'understood' | 'acted', who?: string) => {
    change({ busy: true, fault: undefined })
    try {
      const body = { step, ...(who ? { who } : {}) }
      const notice = await call(acknowledgeNotice, { params: { token }, body })
      change({ notice, justTaken: step, busy: false })
      document.getElementById('thanks')?.focus()
    } catch (error) {
      change({ busy: false, fault: `${WORDS[view.language].failedText} ${toSentence(error)}` })
    }
  }
  const receive = async () => {
    try {
      const text = await call(getOfficeReceipt, { params: { token } })
      saveText(`notice-${view.notice.logIndex}.tlog-proof`, text)
    } catch (error) {
      change({ fault: toSentence(error) })
    }
  }
  change({})
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
