import {
  checkByOffice,
  checkByParty,
  checkSuspicious,
  reportSuspicious,
  type OwnReport,
  type SuspiciousAnswer,
} from '@tocsin/api'
import { call, isSignedOut } from '../client.ts'
import { describeFault } from '../words/fault-words.ts'
import {
  chooseLanguage,
  chosenLanguage,
  preferredLanguages,
  rememberLanguage,
  type Language,
} from '../words/language.ts'
import { newSendKey } from '../ui/send-key.ts'
import { SUSPICIOUS_WORDS, type SuspiciousWords } from '../words/suspicious-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'
import { drawAnswer } from './suspicious-answer.ts'

/** By which way somebody came: by the link of a notice or of a mail to a party, or signed in. */
export type Way = { kind: 'office' | 'party'; token: string } | { kind: 'signed-in' }
type Looked = { mail: string } | { words: string }
type View = {
  language: Language
  words: string
  file: File | undefined
  remark: string
  key: string
  busy: boolean
  fault: string | undefined
  /** What was sent, so that it can be reported, or looked at in another language. */
  looked: Looked | undefined
  answer: SuspiciousAnswer | undefined
  report: OwnReport | undefined
}

const MAX_FILE = 25 << 20
const BLANK = {
  words: '',
  file: undefined,
  remark: '',
  busy: false,
  fault: undefined,
  looked: undefined,
  answer: undefined,
  report: undefined,
}

/** The page by which somebody has a suspicious mail or link looked at. */
export function showSuspicious(root: HTMLElement, way: Way): void {
  const language = chosenLanguage() ?? chooseLanguage(preferredLanguages())
  let view: View = { ...BLANK, language, key: newSendKey() }
  const change = (next: Partial<View>, focus?: string) => {
    view = { ...view, ...next }
    draw(root, way, view, acts)
    if (focus) root.querySelector<HTMLElement>(focus)?.focus()
  }
  const run = async (work: () => Promise<Partial<View>>, focus: string) => {
    if (view.busy) return
    change({ busy: true, fault: undefined }, '.press')
    try {
      change({ busy: false, ...(await work()) }, focus)
    } catch (error) {
      const words = SUSPICIOUS_WORDS[view.language]
      const fault = isSignedOut(error) ? words.signIn : describeFault(error, view.language)
      change({ busy: false, fault }, '.press')
    }
  }
  const acts: Acts = {
    set: (next) => {
      // The fields show it already, so nothing is drawn anew under the fingers.
      view = { ...view, ...next }
    },
    onLanguage: (other) => {
      rememberLanguage(other)
      change({ language: other }, '.notice-top button')
      const { looked } = view
      if (looked && view.answer)
        void run(async () => ({ answer: await look(way, looked, other) }), '#verdict')
    },
    onLook: () => {
      const words = SUSPICIOUS_WORDS[view.language]
      const { file } = view
      if (!file && view.words.trim() === '') return change({ fault: words.needed }, '#words')
      if (file && file.size > MAX_FILE) return change({ fault: words.tooLarge }, '#file')
      void run(async () => {
        const looked = file ? { mail: await toBase64(file) } : { words: view.words }
        return {
          looked,
          answer: await look(way, looked, view.language),
          report: undefined,
          key: newSendKey(),
        }
      }, '#verdict')
    },
    onReport: () => {
      const { looked, key } = view
      if (!looked || way.kind !== 'office') return
      const remark = view.remark.trim()
      void run(async () => {
        const body = { token: way.token, key, ...looked, ...(remark ? { remark } : {}) }
        return { report: await call(reportSuspicious, { body }) }
      }, '#sent')
    },
    onAnother: () => change({ ...BLANK, key: newSendKey() }, '#words'),
  }
  change({})
}

function look(way: Way, looked: Looked, language: Language): Promise<SuspiciousAnswer> {
  if (way.kind === 'signed-in') return call(checkSuspicious, { body: { ...looked, language } })
  const body = { token: way.token, ...looked, language }
  return way.kind === 'office' ? call(checkByOffice, { body }) : call(checkByParty, { body })
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () =>
      reject(reader.error ?? new Error('the file cannot be read')),
    )
    reader.readAsDataURL(file)
  })
}

type Acts = {
  set: (next: Partial<View>) => void
  onLanguage: (language: Language) => void
  onLook: () => void
  onReport: () => void
  onAnother: () => void
}

function backOf(way: Way): string {
  if (way.kind === 'signed-in') return '/'
  return `/${way.kind === 'office' ? 'n' : 'p'}#${way.token}`
}

function draw(root: HTMLElement, way: Way, view: View, acts: Acts): void {
  const { language, answer, report } = view
  const words = SUSPICIOUS_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  root.replaceChildren(
    el(
      'main',
      { class: 'notice' },
      el(
        'div',
        { class: 'notice-top' },
        el('a', { href: backOf(way) }, words.back),
        drawLanguages(language, acts.onLanguage),
      ),
      el('h1', {}, words.title),
      el('p', {}, words.intro),
      view.fault && el('p', { class: 'late', role: 'alert' }, view.fault),
      view.busy && el('p', { role: 'status' }, words.looking),
      !answer && drawForm(view, words, acts),
      answer && drawAnswer(answer, words),
      answer &&
        way.kind === 'office' &&
        (report ? drawSent(report, words) : drawReport(view, words, acts)),
      answer &&
        way.kind === 'signed-in' &&
        el(
          'p',
          {},
          el('a', { href: '/compose' }, words.share),
          ' · ',
          el('a', { href: '/alerts' }, words.lookFor),
        ),
      answer &&
        el('button', { type: 'button', class: 'plain', click: acts.onAnother }, words.another),
    ),
  )
}

function drawForm(view: View, words: SuspiciousWords, acts: Acts): HTMLElement {
  const text = el('textarea', { id: 'words', rows: 5, maxlength: 1_000_000 }, view.words)
  text.addEventListener('input', () => acts.set({ words: text.value }))
  const file = el('input', { id: 'file', type: 'file', accept: '.eml,message/rfc822' })
  file.addEventListener('change', () => acts.set({ file: file.files?.[0] }))
  const form = el(
    'form',
    { class: 'answer' },
    el('label', { for: 'words' }, words.words),
    text,
    el('p', { class: 'hint' }, words.wordsHint),
    el('label', { for: 'file' }, words.file),
    file,
    el('p', { class: 'hint' }, words.fileHint),
    el(
      'button',
      { type: 'submit', class: 'press', 'aria-disabled': view.busy && 'true' },
      words.look,
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    acts.onLook()
  })
  return form
}

function drawReport(view: View, words: SuspiciousWords, acts: Acts): HTMLElement {
  const remark = el('textarea', { id: 'remark', rows: 3, maxlength: 4000 }, view.remark)
  remark.addEventListener('input', () => acts.set({ remark: remark.value }))
  const form = el(
    'form',
    { class: 'answer' },
    el('h2', {}, words.report),
    el('p', {}, words.reportText),
    el('label', { for: 'remark' }, words.remark),
    remark,
    el(
      'button',
      { type: 'submit', class: 'press', 'aria-disabled': view.busy && 'true' },
      words.send,
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    acts.onReport()
  })
  return form
}

function drawSent({ reference, struck }: OwnReport, words: SuspiciousWords): HTMLElement {
  return el(
    'div',
    { class: 'thanks', role: 'status', id: 'sent', tabindex: -1 },
    el('p', {}, `${words.sent} `, el('strong', {}, reference), '.'),
    struck > 0 && el('p', {}, `${words.struck} ${struck}.`),
  )
}
