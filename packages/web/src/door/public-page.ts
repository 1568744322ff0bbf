import {
  ApiError,
  followPublicReport,
  getPublicForm,
  makePublicReport,
  withdrawPublicReport,
  type BodyOf,
  type FollowedReport,
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
import { WORDS } from '../words/notice-words.ts'
import { PUBLIC_REPORT_WORDS } from '../words/public-report-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'
import { drawFollowed } from './public-followed.ts'
import { drawLookUp, drawPublicForm, type Typed, type Written } from './public-form.ts'
import { newCode, workFor } from './public-work.ts'

type Form = ReplyOf<typeof getPublicForm>
type View = {
  language: Language
  form: Form | 'off' | undefined
  written: Written
  typed: Typed
  followed: FollowedReport | undefined
  /** Of what was just sent. */
  code: string | undefined
  busy: boolean
  fault: string | undefined
}
type Change = (next: Partial<View>) => void

/** Work that was done and may have been taken though no answer came back: sent again as it is. */
type Begun = Pick<BodyOf<typeof makePublicReport>, 'challenge' | 'answer' | 'code'>

/** The page by which anybody reports with no account, and looks up what became of it. */
export async function showPublic(root: HTMLElement): Promise<void> {
  let view: View = {
    language: chosenLanguage() ?? chooseLanguage(preferredLanguages()),
    form: undefined,
    written: { kind: '', where: '', what: '' },
    typed: { reference: '', code: '' },
    followed: undefined,
    code: undefined,
    busy: false,
    fault: undefined,
  }
  const change: Change = (next) => {
    view = { ...view, ...next }
    draw(root, view, change, acts)
  }
  const sender = createSender()
  const attempt = async (work: () => Promise<Partial<View>>, unknown?: string) => {
    if (view.busy) return
    change({ busy: true, fault: undefined })
    try {
      change({ busy: false, ...(await work()) })
      document.getElementById('sent')?.focus()
    } catch (error) {
      const isUnknown = error instanceof ApiError && error.code === 'not-found' && unknown
      change({ busy: false, fault: isUnknown || describeFault(error, view.language) })
      document.getElementById('fault')?.focus()
    }
  }
  const own = () => toOwn(view.typed)
  const acts = {
    send: () => void attempt(() => sender(view)),
    look: () =>
      void attempt(
        async () => ({
          followed: await call(followPublicReport, { body: own() }),
          code: undefined,
        }),
        PUBLIC_REPORT_WORDS[view.language].unknown,
      ),
    back: () =>
      void attempt(async () => ({
        followed: await call(withdrawPublicReport, { body: own() }),
        code: undefined,
      })),
  }
  change({})
  try {
    change({ form: await call(getPublicForm) })
  } catch (error) {
    const isOff = error instanceof ApiError && error.code === 'not-found'
    change(isOff ? { form: 'off' } : { fault: describeFault(error, view.language) })
  }
}

/** As it is kept: small letters and gaps are of whoever typed it. */
function toOwn({ reference, code }: Typed): Typed {
  const plain = (text: string) => text.trim().toUpperCase()
  return { reference: plain(reference), code: plain(code) }
}

/** Sends a report; one whose answer was lost goes out again with the same work, so that it makes no second one. */
function createSender(): (view: View) => Promise<Partial<View>> {
  let begun: (Begun & { of: string }) | undefined
  return async ({ written, language }) => {
    if (!globalThis.crypto?.subtle) throw new Error(PUBLIC_REPORT_WORDS[language].insecure)
    const said = { where: written.where.trim(), what: written.what.trim() }
    const report = { ...said, kind: written.kind as BodyOf<typeof makePublicReport>['kind'] }
    const of = JSON.stringify(report)
    if (begun?.of !== of) {
      const { challenge, bits } = await call(getPublicForm)
      begun = { of, challenge, answer: await workFor(challenge, bits), code: newCode() }
    }
    const { of: _of, ...work } = begun
    try {
      const followed = await call(makePublicReport, { body: { ...work, ...report } })
      begun = undefined
      const { code } = work
      const typed = { reference: followed.reference, code }
      return { followed, code, typed, written: { kind: '', where: '', what: '' } }
    } catch (error) {
      // What was refused is begun anew; what got no answer may have been taken.
      if (error instanceof ApiError && error.status < 500) begun = undefined
      throw error
    }
  }
}

function draw(
  root: HTMLElement,
  view: View,
  change: Change,
  acts: { send: () => void; look: () => void; back: () => void },
): void {
  const { form, language, followed } = view
  const words = PUBLIC_REPORT_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  const switchTo = (other: Language) => {
    rememberLanguage(other)
    change({ language: other })
    root.querySelector<HTMLElement>('.notice-top button')?.focus()
  }
  const isOn = form !== undefined && form !== 'off'
  root.replaceChildren(
    ...(isOn && form.exercise
      ? [el('aside', { class: 'exercise' }, WORDS[language].exercise)]
      : []),
    el(
      'main',
      { class: 'notice' },
      el('div', { class: 'notice-top end' }, drawLanguages(language, switchTo)),
      el('h1', {}, words.title),
      el('p', {}, words.intro),
      el('p', { class: 'late' }, words.danger),
      form === 'off' && el('p', {}, words.off),
      isOn && el('p', {}, `${words.goes}: ${form.to.name}.`),
      view.fault &&
        el('p', { class: 'late', role: 'alert', id: 'fault', tabindex: -1 }, view.fault),
      followed && drawFollowed({ report: followed, code: view.code, language, onBack: acts.back }),
      isOn && drawPublicForm({ ...view, words, onSend: acts.send }),
      drawLookUp({ typed: view.typed, words, onLook: acts.look }),
    ),
  )
}
