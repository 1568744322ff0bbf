import type { OfficeNotice } from '@tocsin/api'
import { tlpLabel } from '../words/tlp.ts'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { NOT_HIT_WORDS, notHitSentence } from '../words/not-hit-words.ts'
import { nextStep, STEPS, stepsTaken, TOLD_ENDS, type Step } from '../notices/steps.ts'
import { toTextFor, toWrittenTime, type Language } from '../words/language.ts'
import { whoActs } from '../words/who-acts.ts'
import { ROLE_WORDS, WORDS, type Words } from '../words/notice-words.ts'
import { NOT_ME_WORDS } from '../words/not-me-words.ts'
import { QUESTION_WORDS } from '../words/question-words.ts'
import { UNSENT_WORDS } from '../words/unsent-words.ts'
import { el } from './element.ts'
import type { Unsent } from './unsent.ts'
import { drawCorrections, drawSaid, nameOfCorrection, part } from './corrections.ts'
import { drawNotMe, type NotMe } from './not-me.ts'
import { drawQuestions, type Asking } from './questions.ts'
import { drawLanguages } from './languages.ts'

export type NoticeActs = {
  onWho: (who: string) => void
  onStep: (step: Step) => void
  onLanguage: (language: Language) => void
  onReceipt: () => void
  onNotMe: () => void
  onAsk: () => void
}

export type NoticeView = {
  notice: OfficeNotice
  language: Language
  /** Who acts at the office, once somebody has typed it. */
  who: string | undefined
  notMe: NotMe
  asking: Asking
  /** The step that was just taken, to be thanked for. */
  justTaken: Step | undefined
  /** What waits for the network, and when the answer just taken was pressed where it had waited. */
  unsent: readonly Unsent[]
  pressedAt: string | undefined
  busy: boolean
  fault: string | undefined
}

/** Who acts at the office: what was typed, or the role the notice is made out to. */
export function whoOf({ who, language, notice }: NoticeView): string {
  return who ?? ROLE_WORDS[language][notice.role]
}

/** The page of one notice as an office sees it, for a phone first. */
export function drawNotice(view: NoticeView, acts: NoticeActs): Node[] {
  const { notice, language } = view
  const words = WORDS[language]
  const { text, lang } = toTextFor(notice, language)
  return [
    ...(notice.exercise ? [el('aside', { class: 'exercise' }, words.exercise)] : []),
    el(
      'main',
      { class: 'notice' },
      drawHead(view, words, acts),
      ...drawCorrections(notice, language),
      el('h1', { lang }, text.subject),
      drawNotHit(notice, language),
      ...drawSaid(text, words, lang),
      drawCode(notice, words),
      drawAnswer(view, words, acts),
      ...drawQuestions({ ...view, onAsk: acts.onAsk }),
      drawNotMe({ ...view, onSend: acts.onNotMe }),
      el('p', { class: 'no-print' }, el('a', { href: `/report${location.hash}` }, words.report)),
      el(
        'p',
        { class: 'no-print' },
        el('a', { href: `/suspicious${location.hash}` }, words.suspicious),
      ),
      drawKeep(words, acts),
      el('p', { class: 'print-only tlp' }, tlpLabel(notice.tlp)),
    ),
  ]
}

function drawHead(view: NoticeView, words: Words, acts: NoticeActs): HTMLElement {
  const { notice, language } = view
  return el(
    'header',
    {},
    el(
      'div',
      { class: 'notice-top' },
      el('span', { class: 'tlp', 'data-tlp': notice.tlp }, tlpLabel(notice.tlp)),
      drawLanguages(language, acts.onLanguage),
    ),
    el(
      'dl',
      { class: 'notice-facts' },
      ...fact(words.to, `${ROLE_WORDS[language][notice.role]}, ${notice.place}`),
      ...fact(words.from, notice.from.name),
      ...fact(words.where, location.host),
      ...fact(words.sent, toWrittenTime(notice.sentAt, language)),
      ...(notice.dueAt ? fact(words.due, toWrittenTime(notice.dueAt, language)) : []),
    ),
    notice.kind === 'advisory' && el('p', { class: 'kind' }, words.advisory),
    notice.kind === 'reachability' && el('p', { class: 'kind' }, words.test),
    notice.kind === 'not-hit' && el('p', { class: 'kind' }, NOT_HIT_WORDS[language].notHit),
    notice.corrects && el('p', { class: 'kind' }, nameOfCorrection(notice, language)),
  )
}

/** That the place is not known to be hit, in the words of the exchange. */
function drawNotHit(notice: OfficeNotice, language: Language): HTMLElement | undefined {
  const sentence = notHitSentence(notice, language)
  return sentence === undefined ? undefined : el('p', { class: 'not-hit' }, sentence)
}

function fact(name: string, value: string): Node[] {
  return [el('dt', {}, name), el('dd', {}, value)]
}

function drawCode(notice: OfficeNotice, words: Words): HTMLElement {
  return part(
    words.codeTitle,
    el('p', {}, words.code),
    el('p', { class: 'code' }, notice.callBackCode),
    el('p', { class: 'no-print' }, el('a', { href: '/check' }, words.codeCheck)),
  )
}

function drawAnswer(view: NoticeView, words: Words, acts: NoticeActs): HTMLElement {
  const { notice, justTaken, language, pressedAt } = view
  const later =
    pressedAt && ` ${UNSENT_WORDS[language].sentLater(toWrittenTime(pressedAt, language))}`
  const isTest = notice.kind === 'reachability'
  const acting = whoActs(notice)
  const thanks = {
    told: isTest ? words.afterTest : words.afterTold,
    understood: words.afterUnderstood,
    acted: words.afterActed,
  }
  return el(
    'section',
    { class: 'answer', 'aria-label': words.steps },
    !TOLD_ENDS.includes(notice.kind) && drawSteps(notice, words),
    el(
      'div',
      { role: 'status', id: 'thanks', tabindex: -1 },
      justTaken && el('p', { class: 'thanks' }, thanks[justTaken], later),
    ),
    acting && el('p', {}, `${words.acts}: ${acting}`),
    notice.closed && el('p', { class: 'thanks' }, words.closed),
    notice.state === 'overdue' && el('p', { class: 'late' }, words.late),
    view.fault && el('p', { class: 'late', role: 'alert', id: 'fault', tabindex: -1 }, view.fault),
    ...drawUnsent(view, words),
    drawNext(view, words, acts),
  )
}

function drawUnsent(view: NoticeView, words: Words): HTMLElement[] {
  const { unsent, language } = view
  const steps = {
    told: askToldOf(view, words)[0],
    understood: words.understand,
    acted: words.done,
  }
  const labels = { 'not-me': NOT_ME_WORDS[language].send, question: QUESTION_WORDS[language].send }
  return unsent.map((one) => {
    const label = one.act === 'answer' ? steps[one.step] : labels[one.act]
    const words = UNSENT_WORDS[language].kept(label, toWrittenTime(one.pressedAt, language))
    return el('p', { class: 'late', role: 'alert', id: `unsent-${one.act}`, tabindex: -1 }, words)
  })
}

function drawSteps(notice: OfficeNotice, words: Words): HTMLElement {
  const names = { told: words.stepTold, understood: words.stepUnderstood, acted: words.stepActed }
  const taken = stepsTaken(notice.state)
  return el(
    'ol',
    { class: 'steps' },
    ...STEPS.map((step, index) =>
      el('li', { 'data-done': index < taken }, `${index < taken ? '✓ ' : ''}${names[step]}`),
    ),
  )
}

function drawNext(view: NoticeView, words: Words, acts: NoticeActs): Node | undefined {
  const step = nextStep(view.notice)
  if (!step) return undefined
  const press = (label: string, act: () => void) =>
    el(
      'button',
      { type: 'button', class: 'press', 'aria-disabled': view.busy && 'true', click: act },
      label,
    )
  if (step === 'told') {
    const [label, hint] = askToldOf(view, words)
    return el(
      'div',
      { class: 'no-print' },
      press(label, () => acts.onStep('told')),
      el('p', { class: 'hint' }, hint),
    )
  }
  if (step === 'acted') {
    return el(
      'div',
      { class: 'no-print' },
      press(words.done, () => acts.onStep('acted')),
      el('p', { class: 'hint' }, `${words.doneHint} ${words.sameLink}`),
    )
  }
  const who = el('input', {
    id: 'who',
    maxlength: 300,
    autocomplete: 'organization-title',
    value: whoOf(view),
  })
  who.addEventListener('input', () => acts.onWho(who.value))
  return el(
    'div',
    { class: 'no-print' },
    el('label', { for: 'who' }, words.who),
    who,
    press(words.understand, () => acts.onStep('understood')),
  )
}

function askToldOf({ notice, language }: NoticeView, words: Words): [string, string] {
  if (notice.kind === 'reachability') return [words.testTold, words.testHint]
  const { confirm, confirmHint } = CORRECTION_WORDS[language]
  return notice.corrects ? [confirm, confirmHint] : [words.told, words.toldHint]
}

function drawKeep(words: Words, acts: NoticeActs): HTMLElement {
  const button = (label: string, act: () => void) =>
    el('button', { type: 'button', class: 'plain', click: act }, label)
  return el(
    'footer',
    { class: 'no-print' },
    el(
      'div',
      { class: 'notice-top' },
      button(words.receipt, acts.onReceipt),
      button(words.print, () => print()),
    ),
    el('p', { class: 'hint' }, words.receiptHint),
  )
}
