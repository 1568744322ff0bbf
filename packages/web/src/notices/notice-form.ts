import type { NoticeDraft, NoticeText, Tlp } from '@tocsin/api'
import { nameOfLanguage } from '../words/language.ts'
import { toTargets, type PickedOffice } from './targets.ts'

export const EMPTY_TEXT: NoticeText = {
  subject: '',
  what: '',
  howSure: '',
  actions: ['', '', ''],
  whoToCall: '',
}

/** A notice as it is being written: plain JSON, so that it can be kept. */
export type NoticeForm = {
  kind: NoticeDraft['kind']
  tlp: Tlp
  texts: Record<string, NoticeText>
  /** Languages of the country, but for the first, in which nothing is written. */
  without: string[]
  minutes: string
  releaseId: string
  picked: PickedOffice[]
  /** It goes outside hours that begin only after the time to answer. */
  severe?: boolean
  /** The vendor or system that it is about. */
  affected?: NoticeDraft['affected']
  /** The draft of the organisation that is open. */
  kept?: { id: string; version: number }
}

export const EMPTY_FORM: NoticeForm = {
  kind: 'notice',
  tlp: 'green',
  texts: {},
  without: [],
  minutes: '120',
  releaseId: '',
  picked: [],
}

/** The text as far as it is written. */
export function textOf(form: NoticeForm, language: string): NoticeText {
  return form.texts[language] ?? EMPTY_TEXT
}

/** What would be sent, in the languages of the country that are wanted; the first always is. */
export function toDraft(form: NoticeForm, languages: readonly string[]): NoticeDraft {
  const wanted = languages.filter((one, index) => index === 0 || !form.without.includes(one))
  return {
    kind: form.kind,
    tlp: form.tlp,
    texts: Object.fromEntries(wanted.map((one) => [one, trimText(textOf(form, one))])),
    targets: toTargets(form.picked),
    answerWithin: Number(form.minutes),
    ...(form.severe ? { severe: true } : {}),
    ...(form.affected ? { affected: form.affected } : {}),
    ...(form.releaseId && form.kind === 'notice' ? { releaseId: form.releaseId } : {}),
  }
}

/** The text with blank lines of action left out. */
export function trimText(text: NoticeText): NoticeText {
  const context = text.context?.trim()
  return {
    subject: text.subject.trim(),
    what: text.what.trim(),
    howSure: text.howSure.trim(),
    ...(context ? { context } : {}),
    actions: text.actions.map((action) => action.trim()).filter(Boolean),
    whoToCall: text.whoToCall.trim(),
  }
}

/** What is still missing before a notice can be looked at, a line for each part of the form; `what` is how it calls what happened. */
export function missingParts(draft: NoticeDraft, what = 'what happened'): string[] {
  return [
    ...Object.entries(draft.texts).flatMap(([tag, text]) =>
      missingOf(text, { language: nameOfLanguage(tag), what }),
    ),
    ...(draft.targets.length === 0 ? ['at least one office'] : []),
    ...(Number.isInteger(draft.answerWithin) &&
    draft.answerWithin >= 1 &&
    draft.answerWithin <= 10_080
      ? []
      : ['the time to answer, 1 to 10,080 minutes']),
  ]
}

function missingOf(
  text: NoticeText,
  { language, what }: { language: string; what: string },
): string[] {
  const parts: [string, boolean][] = [
    ['the subject', text.subject === ''],
    [what, text.what === ''],
    ['how sure you are', text.howSure === ''],
    ['one action', text.actions.length === 0],
    ['who to call', text.whoToCall === ''],
  ]
  const missing = parts.filter(([, isMissing]) => isMissing).map(([name]) => name)
  return missing.length > 0 ? [`in ${language}: ${missing.join(', ')}`] : []
}

/** What the grade of the English text means for a reader who is no specialist; there is none in other languages. */
export function describeGrade(grade: number | undefined): {
  tone: 'plain' | 'good' | 'warn' | 'bad'
  words: string
} {
  if (grade === undefined)
    return {
      tone: 'plain',
      words: 'How hard it reads is not measured: the formula is for English.',
    }
  const shown = grade.toFixed(1)
  if (grade <= 8) return { tone: 'good', words: `Reads at grade ${shown}: plain enough.` }
  if (grade <= 10) {
    return {
      tone: 'warn',
      words: `Reads at grade ${shown}: shorten a few sentences to reach grade 8.`,
    }
  }
  return {
    tone: 'bad',
    words: `Reads at grade ${shown}: too hard. Use shorter sentences and everyday words.`,
  }
}
