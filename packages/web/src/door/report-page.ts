import {
  ApiError,
  listOwnReports,
  makeReport,
  type BodyOf,
  type OwnReport,
  type ReplyOf,
} from '@tocsin/api'
import { call } from '../client.ts'
import { describeFault } from '../words/fault-words.ts'
import {
  chooseLanguage,
  chosenLanguage,
  preferredLanguages,
  rememberLanguage,
  type Language,
} from '../words/language.ts'
import { newSendKey } from '../ui/send-key.ts'
import { REPORT_WORDS } from '../words/report-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'
import { drawForm, type Written } from './report-form.ts'
import { drawReports, drawSent } from './reports.ts'

type Own = ReplyOf<typeof listOwnReports>
type View = {
  own: Own | undefined
  language: Language
  written: Written
  sent: OwnReport | undefined
  busy: boolean
  fault: string | undefined
}

const blank = (): Written => ({
  key: newSendKey(),
  kind: '',
  where: '',
  when: '',
  what: '',
  files: [],
})

/** The page by which an office reports through the link of a notice, and sees what became of its reports. */
export async function showReports(root: HTMLElement, token: string): Promise<void> {
  let view: View = {
    own: undefined,
    language: chosenLanguage() ?? chooseLanguage(preferredLanguages()),
    written: blank(),
    sent: undefined,
    busy: false,
    fault: undefined,
  }
  const change = (next: Partial<View>) => {
    view = { ...view, ...next }
    draw(root, token, view, { change, send: () => void send() })
  }
  /** What was sent before stands, with other words than now: this becomes a report of its own. */
  const faultOf = async (thrown: unknown): Promise<Partial<View>> => {
    if (!(thrown instanceof ApiError && thrown.code === 'conflict'))
      return { fault: describeFault(thrown, view.language) }
    // Where the list cannot be had anew, what is said of the first report holds all the same.
    const own = await load(token).catch(() => view.own)
    const written = { ...view.written, key: newSendKey() }
    return { own, written, fault: REPORT_WORDS[view.language].changed }
  }
  const send = async () => {
    if (view.busy) return
    change({ busy: true, fault: undefined })
    root.querySelector<HTMLElement>('.press')?.focus()
    try {
      const sent = await call(makeReport, { body: await toBody(token, view.written) })
      change({ sent, busy: false, written: blank(), own: await load(token) })
      document.getElementById('sent')?.focus()
    } catch (error) {
      change({ busy: false, ...(await faultOf(error)) })
      root.querySelector<HTMLElement>('.press')?.focus()
    }
  }
  change({})
  try {
    change({ own: await load(token) })
  } catch (error) {
    change({ fault: describeFault(error, view.language) })
  }
}

function load(token: string): Promise<Own> {
  return call(listOwnReports, { body: { token } })
}

async function toBody(token: string, written: Written): Promise<BodyOf<typeof makeReport>> {
  const files = await Promise.all(
    written.files.map(async (file) => ({ name: file.name, content: await toBase64(file) })),
  )
  const seen = written.when ? new Date(written.when) : undefined
  return {
    token,
    key: written.key,
    kind: written.kind as BodyOf<typeof makeReport>['kind'],
    where: written.where.trim(),
    what: written.what.trim(),
    ...(seen && !Number.isNaN(seen.getTime()) ? { seenAt: seen.toISOString() } : {}),
    ...(files.length > 0 ? { files } : {}),
  }
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

function draw(
  root: HTMLElement,
  token: string,
  view: View,
  acts: { change: (next: Partial<View>) => void; send: () => void },
): void {
  const { own, language, written, sent } = view
  const words = REPORT_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  const switchTo = (other: Language) => {
    rememberLanguage(other)
    acts.change({ language: other })
    root.querySelector<HTMLElement>('.notice-top button')?.focus()
  }
  root.replaceChildren(
    el(
      'main',
      { class: 'notice' },
      el(
        'div',
        { class: 'notice-top' },
        el('a', { href: `/n#${token}` }, words.back),
        drawLanguages(language, switchTo),
      ),
      el('h1', {}, words.title),
      el('p', {}, words.intro),
      own && el('p', {}, own.to ? `${words.goes}: ${own.to.name}.` : words.none),
      sent && drawSent(sent, language),
      view.fault && el('p', { class: 'late', role: 'alert' }, view.fault),
      own?.to && drawForm({ written, words, busy: view.busy, onSend: acts.send }),
      own && drawReports(own, language),
    ),
  )
}
