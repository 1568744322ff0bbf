import {
  answerByLink,
  ApiError,
  getExchange,
  openPartyLink,
  type ReplyOf,
  type ToldAlert,
} from '@tocsin/api'
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
import { PARTY_WORDS, type PartyWords } from '../words/party-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'
import { drawAlert, type Answering, type Chosen } from './party-alert.ts'

type Told = ReplyOf<typeof openPartyLink>
/** How far the answer to one name is: each is given by itself, so that one on its way holds up no other. */
type Step = {
  answering?: Answering | undefined
  busy?: boolean
  said?: { words: string; isFault: boolean } | undefined
}
type View = {
  told: Told
  exercise: boolean
  /** The exchange's instant at which the page was opened. */
  now: number
  language: Language
  steps: Map<string, Step>
}

/** Opens what a party was told by the link of a mail, and keeps the page in step with what it answers. */
export async function showParty(root: HTMLElement, token: string): Promise<void> {
  const language = chooseLanguage(preferredLanguages())
  const words = PARTY_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  root.replaceChildren(el('main', { class: 'notice' }, el('p', {}, words.loading)))
  try {
    const [told, exchange] = await Promise.all([
      call(openPartyLink, { body: { token } }),
      call(getExchange).catch(() => undefined),
    ])
    run(root, token, {
      told,
      exercise: exchange?.exercise ?? false,
      now: exchange ? Date.parse(exchange.now) : Date.now(),
      language,
      steps: new Map(),
    })
  } catch (error) {
    root.replaceChildren(drawFault(error, words, () => void showParty(root, token)))
  }
}

function run(root: HTMLElement, token: string, view: View): void {
  /** Draws one name anew and nothing else, so that nothing changes under the fingers of who answers another. */
  const step = (id: string, next: Step) => {
    view.steps.set(id, { ...view.steps.get(id), ...next })
    const before = document.getElementById(`name-${id}`)
    const hadFocus = before?.contains(document.activeElement) ?? false
    before?.replaceWith(drawOne(alertOf(view, id), view, acts))
    return hadFocus
  }
  const put = (answered: ToldAlert) => {
    const alerts = view.told.alerts.map((one) => (one.id === answered.id ? answered : one))
    view.told = { ...view.told, alerts }
  }
  const send = async (answering: Chosen) => {
    const { id } = answering
    if (view.steps.get(id)?.busy) return
    if (step(id, { answering, busy: true, said: undefined })) focus(`answer-${id}`)
    const others = answering.isForAll ? view.told.alerts.filter(isOpen(view, id)) : []
    const ids = [id, ...others.map((one) => one.id)]
    const done: string[] = []
    const words = PARTY_WORDS[view.language]
    let said = { words: words.said, isFault: false }
    try {
      for (const one of ids) {
        put(await call(answerByLink, { body: toBody(token, one, answering) }))
        done.push(one)
      }
    } catch (error) {
      const some = done.length > 0 ? [words.saidOf(done.length, ids.length)] : []
      const fault = [describeFault(error, view.language), ...some].join(' ')
      said = { words: fault, isFault: true }
    }
    for (const one of done.slice(1)) step(one, { answering: undefined, said: undefined })
    const left = done.length > 0 ? { answering: undefined } : {}
    if (step(id, { busy: false, said, ...left })) focus(`said-${id}`)
  }
  const acts: Acts = {
    onLanguage: (language) => {
      rememberLanguage(language)
      view.language = language
      draw(root, view, acts)
      root.querySelector<HTMLElement>('.notice-top button')?.focus()
    },
    onAnswering: (id, answering) => {
      step(id, { answering, said: undefined })
      focus(`answer-${id}`)
    },
    onSend: (answering) => void send(answering),
  }
  draw(root, view, acts)
}

function focus(id: string): void {
  document.getElementById(id)?.focus()
}

function alertOf({ told }: View, id: string): ToldAlert {
  return told.alerts.find((one) => one.id === id)!
}

/** Names other than this one that have no answer, and of which none is on its way. */
function isOpen({ steps }: View, but: string) {
  return ({ id, answer }: ToldAlert) =>
    id !== but && answer === undefined && steps.get(id)?.busy !== true
}

function toBody(
  token: string,
  alertId: string,
  { answer, mayKnow, wantsHelp, said, addName }: Chosen,
) {
  const words = said.trim()
  return {
    token,
    alertId,
    answer,
    mayKnow,
    wantsHelp,
    ...(words === '' ? {} : { words }),
    ...(answer === 'ours' && addName ? { addName } : {}),
  }
}

type Acts = {
  onLanguage: (language: Language) => void
  onAnswering: (id: string, answering: Answering | undefined) => void
  onSend: (answering: Chosen) => void
}

function draw(root: HTMLElement, view: View, acts: Acts): void {
  const { told, language } = view
  const words = PARTY_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  root.replaceChildren(
    ...(view.exercise ? [el('aside', { class: 'exercise' }, words.exercise)] : []),
    el(
      'main',
      { class: 'notice' },
      el('div', { class: 'notice-top end' }, drawLanguages(language, acts.onLanguage)),
      el('h1', {}, words.title),
      el(
        'dl',
        { class: 'notice-facts' },
        ...fact(words.to, told.party),
        ...fact(words.from, told.from),
        ...fact(words.sent, toWrittenTime(told.toldAt, language)),
      ),
      el('p', {}, words.found(told.total)),
      told.total > told.alerts.length &&
        el('p', { class: 'late' }, words.notAll(told.alerts.length, told.total)),
      el('p', {}, words.onlyNames),
      ...told.alerts.map((alert) => drawOne(alert, view, acts)),
      el(
        'p',
        {},
        el('a', { href: `/suspicious/party${location.hash}` }, WORDS[language].suspicious),
      ),
      drawCheck(told, words),
    ),
  )
}

function fact(name: string, value: string): Node[] {
  return [el('dt', {}, name), el('dd', {}, value)]
}

function drawOne(alert: ToldAlert, view: View, acts: Acts): HTMLElement {
  const { told, steps, language, now } = view
  const { answering, said, busy = false } = steps.get(alert.id) ?? {}
  return drawAlert({
    alert,
    from: told.from,
    language,
    now,
    answering,
    others: told.alerts.filter(isOpen(view, alert.id)).length,
    busy,
    said,
    onAnswering: (next) => acts.onAnswering(alert.id, next),
    onSend: acts.onSend,
  })
}

function drawCheck(told: Told, words: PartyWords): HTMLElement {
  return el(
    'section',
    {},
    el('h2', {}, words.checkTitle),
    el('p', {}, words.checkText),
    el(
      'ol',
      { class: 'actions' },
      ...words
        .checkSteps(`${location.origin}/check`, told.from, told.party)
        .map((step) => el('li', {}, el('span', {}, step))),
    ),
    el('p', { class: 'code' }, told.code),
    el('p', { class: 'call' }, words.never),
  )
}

function drawFault(error: unknown, words: PartyWords, again: () => void): HTMLElement {
  const code = error instanceof ApiError ? error.code : undefined
  const isUnknown = code === 'not-found' || code === 'bad-request'
  const isWorth = !isUnknown && code === undefined
  const title = isUnknown ? words.unknown : words.failed
  document.title = title
  return el(
    'main',
    { class: 'notice' },
    el('h1', {}, title),
    el('p', {}, isUnknown ? words.unknownText : isWorth ? words.failedText : describeFault(error)),
    !isUnknown && el('button', { type: 'button', class: 'press', click: again }, words.again),
    el('p', {}, el('a', { href: '/check' }, words.codeCheck)),
  )
}
