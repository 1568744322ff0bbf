import { el } from '../door/element.ts'
import type { CheckedReceipt } from '../log/receipt-check.ts'
import { PUBLIC_WORDS } from '../log/words.ts'
import { toWrittenTime, type Language } from '../words/language.ts'
import { toSeen } from '../words/seen.ts'
import type { Given, Judged } from './judge.ts'
import { say } from './verdict.ts'
import { FRONT_WORDS } from './words.ts'

/** Acts of a packet that are listed; the others are counted. */
const LISTED = 20

/** The verdict, what the record shows, and what was and was not checked. */
export function drawJudged(judged: Judged, given: Given, language: Language): HTMLElement {
  const words = FRONT_WORDS[language]
  const { tone, head, checked, unchecked } = say(judged, given, words)
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 &&
    el(
      'section',
      {},
      el('h3', {}, title),
      el('ul', {}, ...items.map((one) => el('li', {}, toSeen(one)))),
    )
  return el(
    'div',
    { class: `front-verdict ${tone}` },
    ...head.map((one) => el('p', { class: `front-${tone}` }, el('strong', {}, toSeen(one)))),
    drawFault(judged, language),
    ...drawShown(judged, language),
    list(words.didCheck, checked),
    list(words.didNot, unchecked),
  )
}

/** Why a record proves nothing, in words and as the check itself said it. */
function drawFault(judged: Judged, language: Language): HTMLElement | undefined {
  if (judged.what !== 'record' || judged.record.genuine) return undefined
  const { fault, detail } = judged.record
  return el(
    'p',
    {},
    `${PUBLIC_WORDS[language].faults[fault]} `,
    el('span', { class: 'front-soft', lang: 'en' }, toSeen(detail)),
  )
}

function drawShown(judged: Judged, language: Language): HTMLElement[] {
  const words = FRONT_WORDS[language]
  if (judged.what === 'line' && judged.line) {
    const { index, size, kind, time, leaf } = judged.line
    return [drawFacts(language, { index, size, kind, time }, [[PUBLIC_WORDS[language].leaf, leaf]])]
  }
  if (judged.what !== 'record' || !judged.record.genuine) return []
  const { form, says, receipts } = judged.record
  const rest = receipts.length - LISTED
  return [
    el('h3', {}, words.shows),
    el('p', {}, `${words.forms[form]}${says === undefined ? '.' : `: ${toSeen(says)}`}`),
    ...receipts.slice(0, LISTED).map((one) => drawReceipt(one, language)),
    ...(rest > 0
      ? [el('p', {}, `${rest} ${words.more} `, el('code', {}, 'npx tocsin verify'), '.')]
      : []),
  ]
}

function drawReceipt(
  receipt: Extract<CheckedReceipt, { genuine: true }>,
  language: Language,
): HTMLElement {
  const words = PUBLIC_WORDS[language]
  return el(
    'div',
    {},
    drawFacts(language, receipt, [
      [words.signedBy, receipt.signers.map(toSeen).join(', ')],
      [words.statement, words.statements[receipt.state]],
    ]),
    receipt.statement !== undefined && el('pre', { tabindex: 0 }, toSeen(receipt.statement)),
  )
}

function drawFacts(
  language: Language,
  { index, size, kind, time }: { index: number; size: number; kind: string; time: string },
  more: [string, string][],
): HTMLElement {
  const words = PUBLIC_WORDS[language]
  const rows: [string, string][] = [
    // A record may come from another exchange, and name a kind that is not of ours.
    [words.act, Object.hasOwn(words.acts, kind) ? words.acts[kind]! : toSeen(kind)],
    [words.when, toWrittenTime(time, language)],
    [words.entry, `#${index} ${words.entryOf} ${size}`],
    ...more,
  ]
  return el(
    'dl',
    { class: 'front-facts' },
    ...rows.flatMap(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]),
  )
}
