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
import { PARTY_WORDS, type PartyWords } from '../words/party-words.ts'
import { el } from './element.ts'
import { drawLanguages } from './languages.ts'
import { drawAlert, type Answering, type Chosen } from './party-alert.ts'

type Told = ReplyOf<typeof openPartyLink>
type View = {
  told: Told
  exercise: boolean
  /** The exchange's instant at which the page was opened. */
  now: number
  language: Language
  /** What is being answered, and how far; one name at a time. */
  answering: Answering | undefined
  busy: boolean
  /** What came of the last press, and at which name. */
  said: { id: string; words: string; isFault: boolean } | undefined
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
      answering: undefined,
      busy: false,
      said: undefined,
    })
  } catch (error) {
    root.replaceChildren(drawFault(error, words, () => void showParty(root, token)))
  }
}

function run(root: HTMLElement, token: string, start: View): void {
  let view = start
  const change = (next: Partial<View>) => {
    view = { ...view, ...next }
    draw(root, view, { change, send: (answering) => void send(answering) })
  }
  const focus = (id: string) => document.getElementById(id)?.focus()
  const send = async (answering: Chosen) => {
    if (view.busy) return
    change({ answering, busy: true, said: undefined })
    const asked = answering.isForAll ? view.told.alerts.filter(waits(answering.id)) : []
    const ids = [answering.id, ...asked.map(({ id }) => id)]
    let done = 0
    try {
      for (const id of ids) {
        put(await call(answerByLink, { body: toBody(token, id, answering) }))
        done++
      }
      const { said } = PARTY_WORDS[view.language]
      change({
        busy: false,
        answering: undefined,
        said: { id: answering.id, words: said, isFault: false },
      })
    } catch (error) {
      const words = PARTY_WORDS[view.language]
      const some = done > 0 ? [words.saidOf(done, ids.length)] : []
      const fault = [describeFault(error, view.language), ...some].join(' ')
      change({ busy: false, said: { id: answering.id, words: fault, isFault: true } })
    }
    focus(`said-${answering.id}`)
  }
  const put = (answered: ToldAlert) => {
    const alerts = view.told.alerts.map((one) => (one.id === answered.id ? answered : one))
    view = { ...view, told: { ...view.told, alerts } }
  }
  change({})
}

/** Names other than this one that have no answer. */
function waits(but: string) {
  return ({ id, answer }: ToldAlert) => id !== but && answer === undefined
}

function toBody(token: string, alertId: string, { answer, mayKnow, wantsHelp, said }: Chosen) {
  const words = said.trim()
  return { token, alertId, answer, mayKnow, wantsHelp, ...(words === '' ? {} : { words }) }
}

type Acts = { change: (next: Partial<View>) => void; send: (answering: Chosen) => void }

function draw(root: HTMLElement, view: View, acts: Acts): void {
  const { told, language } = view
  const words = PARTY_WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  const switchTo = (other: Language) => {
    rememberLanguage(other)
    acts.change({ language: other })
    root.querySelector<HTMLElement>('.notice-top button')?.focus()
  }
  root.replaceChildren(
    ...(view.exercise ? [el('aside', { class: 'exercise' }, words.exercise)] : []),
    el(
      'main',
      { class: 'notice' },
      el('div', { class: 'notice-top end' }, drawLanguages(language, switchTo)),
      el('h1', {}, words.title),
      el(
        'dl',
        { class: 'notice-facts' },
        ...fact(words.to, told.party),
        ...fact(words.from, told.from),
        ...fact(words.sent, toWrittenTime(told.toldAt, language)),
      ),
      el('p', {}, words.found(told.alerts.length)),
      el('p', {}, words.onlyNames),
      ...told.alerts.map((alert) => drawOne(alert, view, acts)),
      drawCheck(told, words),
    ),
  )
}

function fact(name: string, value: string): Node[] {
  return [el('dt', {}, name), el('dd', {}, value)]
}

function drawOne(alert: ToldAlert, view: View, acts: Acts): HTMLElement {
  const { told, answering, said } = view
  return drawAlert({
    alert,
    from: told.from,
    language: view.language,
    now: view.now,
    answering: answering?.id === alert.id ? answering : undefined,
    others: told.alerts.filter(waits(alert.id)).length,
    busy: view.busy,
    said: said?.id === alert.id ? said : undefined,
    onAnswering: (next) => {
      acts.change({ answering: next, said: undefined })
      document.getElementById(`answer-${alert.id}`)?.focus()
    },
    onSend: acts.send,
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
