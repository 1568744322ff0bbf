import type { NoticeText, OfficeNotice, OfficeVersion } from '@tocsin/api'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { toLanguage, toTextFor, toWrittenTime, type Language } from '../words/language.ts'
import { WORDS, type Words } from '../words/notice-words.ts'
import { el } from './element.ts'
import { cutAtPhones } from './phones.ts'

/** Where a notice stands in a line of corrections, before its own words; the words that hold are shown whole. */
export function drawCorrections(notice: OfficeNotice, language: Language): Node[] {
  const words = CORRECTION_WORDS[language]
  const { corrects, correctedBy } = notice
  return [
    ...(correctedBy
      ? [
          el(
            'section',
            { class: 'late corrected' },
            el('p', {}, el('strong', {}, saysInstead(correctedBy, language))),
            ...drawVersion(correctedBy, language),
            el('p', {}, words.ownMail),
          ),
        ]
      : []),
    ...(corrects
      ? [
          el(
            'p',
            { class: 'corrects' },
            el('strong', {}, notice.kind === 'all-clear' ? words.clears : words.corrects),
            ` ${toTextFor(corrects, language).text.subject}, ${toWrittenTime(corrects.sentAt, language)}`,
          ),
        ]
      : []),
  ]
}

/** `Correction` or `All clear`, for the head of the page. */
export function nameOfCorrection({ kind }: OfficeNotice, language: Language): string {
  const { allClear, correction } = CORRECTION_WORDS[language]
  return kind === 'all-clear' ? allClear : correction
}

function saysInstead({ kind }: OfficeVersion, language: Language): string {
  const { clearedBy, correctedBy } = CORRECTION_WORDS[language]
  return kind === 'all-clear' ? clearedBy : correctedBy
}

function drawVersion(version: OfficeVersion, language: Language): Node[] {
  const { text, lang } = toTextFor(version, language)
  return [
    el('p', { lang }, `${text.subject}, ${toWrittenTime(version.sentAt, language)}`),
    ...drawSaid(text, WORDS[language], lang),
  ]
}

/** What a notice says. */
export function drawSaid(text: NoticeText, words: Words, lang: string): Node[] {
  const correction = CORRECTION_WORDS[toLanguage(lang) ?? 'en']
  return [
    ...(text.wrong ? [part(correction.wrong, el('p', { class: 'prose', lang }, text.wrong))] : []),
    part(text.wrong ? correction.right : words.what, el('p', { class: 'prose', lang }, text.what)),
    part(words.sure, el('p', { class: 'prose', lang }, text.howSure)),
    ...(text.context ? [part(words.context, el('p', { class: 'prose', lang }, text.context))] : []),
    part(
      words.todo,
      el('ol', { class: 'actions', lang }, ...text.actions.map((action) => el('li', {}, action))),
    ),
    part(words.call, el('p', { class: 'call', lang }, ...drawPhones(text.whoToCall))),
  ]
}

/** A text whose telephone numbers are pressed to call. */
function drawPhones(text: string): (string | Node)[] {
  return cutAtPhones(text).map(({ words, tel }) =>
    tel === undefined ? words : el('a', { href: `tel:${tel}` }, words),
  )
}

/** A part of the page under its heading. */
export function part(title: string, ...children: Node[]): HTMLElement {
  return el('section', {}, el('h2', {}, title), ...children)
}
