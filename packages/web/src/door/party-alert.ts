import { PARTY_ANSWERS, type MayKnow, type PartyAnswer, type ToldAlert } from '@tocsin/api'
import { describeLetter, defanged, spell } from '../words/host-name.ts'
import { toWrittenTime, type Language } from '../words/language.ts'
import { describeNobody, describeOthers } from '../words/party-answer.ts'
import { PARTY_WORDS, type PartyWords } from '../words/party-words.ts'
import { el } from './element.ts'

/** An answer as it is given, once it is chosen; kept while the page is drawn anew. */
export type Answering = {
  id: string
  answer: PartyAnswer | undefined
  mayKnow: MayKnow
  wantsHelp: boolean
  said: string
  isForAll: boolean
  addName: boolean
}

export type Chosen = Answering & { answer: PartyAnswer }

type Props = {
  alert: ToldAlert
  from: string
  language: Language
  /** The exchange's instant at which the page was opened. */
  now: number
  answering: Answering | undefined
  /** How many other names have no answer. */
  others: number
  busy: boolean
  said: { words: string; isFault: boolean } | undefined
  onAnswering: (answering: Answering | undefined) => void
  onSend: (answering: Chosen) => void
}

/** One name: why it was found, and the answer in two taps. */
export function drawAlert(props: Props): HTMLElement {
  const { alert, language, said } = props
  const words = PARTY_WORDS[language]
  return el(
    'section',
    { class: 'answer', id: `name-${alert.id}` },
    el('h2', {}, drawName(alert.name, alert.target)),
    el('p', {}, `${words.looksLike} `, drawName(alert.target)),
    el('p', {}, `${words.techniques[alert.technique] ?? alert.technique}. ${words.differs}`),
    ...drawOdd(alert.name, language),
    el('p', { class: 'hint' }, `${words.firstSeen}: ${toWrittenTime(alert.firstSeen, language)}`),
    el(
      'div',
      { role: 'status', id: `said-${alert.id}`, class: 'said', tabindex: -1 },
      said && el('p', { class: said.isFault ? 'late' : 'thanks' }, said.words),
    ),
    drawStep(props, words),
  )
}

function drawStep(props: Props, words: PartyWords): HTMLElement {
  const { alert, answering } = props
  if (isChosen(answering)) return drawSecond(props, answering, words)
  return alert.answer && !answering ? drawAnswered(props, words) : drawFirst(props, words)
}

function isChosen(answering: Answering | undefined): answering is Chosen {
  return answering?.answer !== undefined
}

function drawName(name: string, beside?: string): HTMLElement {
  const { pieces } = spell(name, beside)
  return el(
    'span',
    { class: 'host', translate: 'no' },
    ...pieces.map(({ text, is }) =>
      is === 'odd' ? el('mark', {}, text) : is === 'different' ? el('u', {}, text) : text,
    ),
  )
}

function drawOdd(name: string, language: Language): Node[] {
  const words = PARTY_WORDS[language]
  const { encoded, odd } = spell(name)
  return [
    ...(odd.length === 0
      ? []
      : [
          el(
            'p',
            {},
            `${words.marked} ${odd.map((letter) => describeLetter(letter, language)).join(', ')}`,
          ),
        ]),
    ...(encoded === undefined
      ? []
      : [
          el(
            'p',
            { class: 'hint' },
            `${words.encoded} `,
            el('span', { class: 'host' }, defanged(encoded)),
          ),
        ]),
  ]
}

function drawFirst({ alert, answering, onAnswering }: Props, words: PartyWords): HTMLElement {
  const begun = answering ?? beginning(alert)
  return el(
    'fieldset',
    { class: 'choices', id: `answer-${alert.id}`, tabindex: -1 },
    el('legend', {}, words.isYours),
    ...PARTY_ANSWERS.map((answer) =>
      el(
        'button',
        { type: 'button', class: 'plain', click: () => onAnswering({ ...begun, answer }) },
        words.answers[answer],
      ),
    ),
  )
}

/** What was said before stands in the fields of a new answer. */
function beginning({ id, answer: said }: ToldAlert): Answering {
  return {
    id,
    answer: undefined,
    mayKnow: said?.mayKnow ?? 'nobody',
    wantsHelp: said?.wantsHelp ?? false,
    said: said?.words ?? '',
    isForAll: false,
    addName: true,
  }
}

function drawSecond(props: Props, answering: Chosen, words: PartyWords): HTMLElement {
  const { alert, language, now, busy, onSend, onAnswering } = props
  const press = (label: string, mayKnow: MayKnow) =>
    el(
      'button',
      {
        type: 'button',
        class: 'press',
        'aria-disabled': busy && 'true',
        click: () => onSend({ ...answering, mayKnow }),
      },
      label,
    )
  const isOurs = answering.answer === 'ours'
  return el(
    'fieldset',
    { class: 'choices', id: `answer-${alert.id}`, tabindex: -1 },
    el('legend', {}, `${words.answers[answering.answer]}. ${isOurs ? '' : words.whoElse}`),
    el('p', { class: 'hint' }, isOurs ? words.oursText : words.whoElseHint),
    isOurs && tick(words.addName, answering.addName, (isOn) => (answering.addName = isOn)),
    ...drawMore(props, answering, words),
    ...(isOurs
      ? [press(words.oursSend, 'nobody')]
      : [press(describeNobody(alert, language, now), 'nobody'), press(words.members, 'members')]),
    el(
      'button',
      { type: 'button', class: 'plain', click: () => onAnswering(undefined) },
      words.back,
    ),
  )
}

/** What may be said besides; the fields hold it, so nothing is drawn anew under the fingers. */
function drawMore(props: Props, answering: Answering, words: PartyWords): Node[] {
  const { alert, from, others } = props
  const field = el(
    'textarea',
    { id: `words-${alert.id}`, maxlength: 8000, rows: 3 },
    answering.said,
  )
  field.addEventListener('input', () => (answering.said = field.value))
  const isOpen = answering.wantsHelp || answering.said !== ''
  return [
    el(
      'details',
      { open: isOpen },
      el('summary', {}, words.say),
      el('p', { class: 'hint' }, words.sayHint(from)),
      tick(words.help, answering.wantsHelp, (isOn) => (answering.wantsHelp = isOn)),
      el('label', { for: `words-${alert.id}` }, words.words),
      field,
    ),
    ...(others > 0
      ? [tick(words.sameForAll(others), answering.isForAll, (isOn) => (answering.isForAll = isOn))]
      : []),
  ]
}

function tick(label: string, isOn: boolean, onTick: (isOn: boolean) => void): HTMLElement {
  const box = el('input', { type: 'checkbox', checked: isOn })
  box.addEventListener('change', () => onTick(box.checked))
  return el('label', { class: 'tick' }, box, el('span', {}, label))
}

function drawAnswered(props: Props, words: PartyWords): HTMLElement {
  const { alert, language, now, onAnswering } = props
  const said = alert.answer!
  return el(
    'div',
    { id: `answer-${alert.id}`, tabindex: -1 },
    el(
      'p',
      {},
      el('strong', {}, `${words.answered}: `),
      `${words.answers[said.answer]}, ${toWrittenTime(said.at, language)}. `,
      said.answer !== 'ours' && `${words.mayKnow[said.mayKnow]}. `,
      said.wantsHelp && words.wantsHelp,
    ),
    said.words !== undefined && el('p', { class: 'prose' }, said.words),
    el('p', {}, describeOthers(alert, language, now)),
    el(
      'button',
      {
        type: 'button',
        class: 'plain',
        click: () => onAnswering(beginning(alert)),
      },
      words.change,
    ),
  )
}
