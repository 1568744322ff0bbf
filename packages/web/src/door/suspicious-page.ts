import {
  checkByOffice,
  checkByParty,
  checkSuspicious,
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
import {
  draftOf,
  drawActs,
  drawOwn,
  drawReport,
  drawSent,
  openDoor,
  sendReport,
  watchNames,
  type Door,
  type Looked,
  type Way,
} from './suspicious-report.ts'

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
  /** What may be done with it; unknown before it was asked, and for an office. */
  door: Door | undefined
  to: string | undefined
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
const UNKNOWN = { door: undefined, to: undefined }

/** The page by which somebody has a suspicious mail or link looked at. */
export function showSuspicious(root: HTMLElement, way: Way): void {
  const language = chosenLanguage() ?? chooseLanguage(preferredLanguages())
  let view: View = { ...BLANK, ...UNKNOWN, language, key: newSendKey() }
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
      void run(() => lookAt(way, view), '#verdict')
    },
    onReport: () => {
      const { looked } = view
      if (looked) void run(() => reported(way, view, looked), '#sent')
    },
    onShare: () => {
      const { looked } = view
      if (looked) void run(() => goTo(draftOf(looked)), '.press')
    },
    onWatch: () => {
      const { answer } = view
      if (answer) void run(() => goTo(watchNames(answer)), '.press')
    },
    onAnother: () => change({ ...BLANK, key: newSendKey() }, '#words'),
  }
  change({})
  void openDoor(way).then(
    (door) => {
      // Nothing is drawn anew under the fingers.
      view = { ...view, door, to: door?.receivers[0]?.id }
      showReported(root, door, view.language)
    },
    // Whoever is not signed in is told so once they ask; what was reported before is then not shown.
    () => {},
  )
}

async function lookAt(way: Way, view: View): Promise<Partial<View>> {
  const { file } = view
  const looked = file ? { mail: await toBase64(file) } : { words: view.words }
  const answer = await look(way, looked, view.language)
  // What was found is shown to whoever may report nothing, too.
  const door = view.door ?? (await openDoor(way).catch(() => undefined))
  const to = view.to ?? door?.receivers[0]?.id
  return { looked, answer, door, to, report: undefined, key: newSendKey() }
}

async function reported(way: Way, view: View, looked: Looked): Promise<Partial<View>> {
  const remark = view.remark.trim()
  const sent = { key: view.key, ...looked, ...(remark ? { remark } : {}) }
  const report = await sendReport(way, sent, view.to)
  // Where the list cannot be had anew, the report was taken all the same.
  return { report, door: await openDoor(way).catch(() => view.door) }
}

/** What was reported before, below the page as it is drawn. */
function showReported(root: HTMLElement, door: Door | undefined, language: Language): void {
  const own = drawOwn(door, SUSPICIOUS_WORDS[language], language)
  if (own) root.querySelector('main')?.append(own)
}

async function goTo(place: Promise<string>): Promise<Partial<View>> {
  location.assign(await place)
  return {}
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
  onShare: () => void
  onWatch: () => void
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
        (report
          ? drawSent(report, words)
          : drawReport(way, view.door, words, { ...view, ...acts })),
      answer &&
        view.door?.isAnalyst &&
        drawActs(words, { ...acts, busy: view.busy, hasNames: answer.hosts.length > 0 }),
      answer &&
        el('button', { type: 'button', class: 'plain', click: acts.onAnother }, words.another),
      drawOwn(view.door, words, language),
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
