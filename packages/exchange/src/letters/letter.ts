import type { NoticeTexts, Tlp } from '@tocsin/api'
import { textFor } from '../notices/languages.ts'
import { mailWords, nameOfLanguage, notHitSentence, writeTime } from '../notices/mail-words.ts'
import type { Letter } from './pdf.ts'
import { letterWords } from './words.ts'

/** What a letter is made from. */
export type LetterFacts = {
  kind: string
  from: string
  tlp: Tlp
  texts: NoticeTexts
  main_language: string
  /** Of the contact whose turn it is, where somebody is on file. */
  language: string | null
  call_back_code: string
  place: string
  known_at: Date | null
  before: { texts: NoticeTexts; main_language: string; sent_at: Date } | null
}

/** The letter of an office: the words of the mail in the language of whom it is made out to, else in the main one. */
export function toLetter(facts: LetterFacts, to: { link: string; exercise: boolean }): Letter {
  const wanted = facts.language ?? facts.main_language
  const { language, text } = textFor(facts, wanted)
  const words = mailWords(language)
  const own = letterWords(language)
  return {
    language,
    label: `TLP:${facts.tlp.toUpperCase()}`,
    marks: [...(to.exercise ? [words.exerciseLong] : []), ...toMarks(facts, language)],
    ...(wanted === language ? {} : { aside: toAside(wanted, language) }),
    to: words.to(facts.place, facts.from),
    subject: text.subject,
    parts: [
      ...(text.wrong ? [{ heading: words.wrong, text: text.wrong }] : []),
      { heading: facts.before && text.wrong ? words.right : words.what, text: text.what },
      { heading: words.howSure, text: text.howSure },
      ...(text.context ? [{ heading: words.context, text: text.context }] : []),
      {
        heading: words.actions,
        list: text.actions.map((action, at) => `${at + 1}. ${action}`),
      },
      { heading: words.call, text: text.whoToCall },
      { text: words.code(facts.call_back_code) },
    ],
    link: to.link,
    scan: own.scan,
    scanAlt: own.scanAlt,
    page: own.page,
  }
}

/** To whom reads another language than the letter is in, as the mail says it. */
function toAside(wanted: string, written: string): Letter['aside'] {
  const text = mailWords(wanted).otherLanguage(nameOfLanguage(written, wanted))
  return { language: wanted, text: `${text} ${letterWords(wanted).scan}` }
}

function toMarks({ kind, before, place, from, known_at: knownAt }: LetterFacts, language: string) {
  const words = mailWords(language)
  const said = before && textFor(before, language).text.subject
  return [
    ...(kind === 'reachability' ? [words.testLong] : []),
    ...(said
      ? [
          (kind === 'all-clear' ? words.allClearLong : words.correctionLong)(
            said,
            writeTime(before!.sent_at),
          ),
        ]
      : []),
    ...(knownAt ? [notHitSentence(words, { place, from, knownAt })] : []),
  ]
}
