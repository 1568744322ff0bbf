import type { NoticeDraft, NoticeText, Tlp } from '@tocsin/api'
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
  en: NoticeText
  es: NoticeText
  withSpanish: boolean
  minutes: string
  releaseId: string
  picked: PickedOffice[]
}

export const EMPTY_FORM: NoticeForm = {
  kind: 'notice',
  tlp: 'green',
  en: EMPTY_TEXT,
  es: EMPTY_TEXT,
  withSpanish: true,
  minutes: '120',
  releaseId: '',
  picked: [],
}

export function toDraft(form: NoticeForm): NoticeDraft {
  return {
    kind: form.kind,
    tlp: form.tlp,
    en: trimText(form.en),
    ...(form.withSpanish ? { es: trimText(form.es) } : {}),
    targets: toTargets(form.picked),
    answerWithin: Number(form.minutes),
    ...(form.releaseId && form.kind === 'notice' ? { releaseId: form.releaseId } : {}),
  }
}

/** The text with blank lines of action left out. */
export function trimText(text: NoticeText): NoticeText {
  return {
    subject: text.subject.trim(),
    what: text.what.trim(),
    howSure: text.howSure.trim(),
    actions: text.actions.map((action) => action.trim()).filter(Boolean),
    whoToCall: text.whoToCall.trim(),
  }
}

/** What is still missing before a notice can be looked at, a line for each part of the form. */
export function missingParts(draft: NoticeDraft): string[] {
  const { en, es } = draft
  return [
    ...missingOf(en, 'English'),
    ...(es ? missingOf(es, 'Spanish') : []),
    ...(draft.targets.length === 0 ? ['at least one office'] : []),
    ...(Number.isInteger(draft.answerWithin) &&
    draft.answerWithin >= 1 &&
    draft.answerWithin <= 10_080
      ? []
      : ['the time to answer, 1 to 10,080 minutes']),
  ]
}

function missingOf(text: NoticeText, language: string): string[] {
  const parts: [string, boolean][] = [
    ['the subject', text.subject === ''],
    ['what happened', text.what === ''],
    ['how sure you are', text.howSure === ''],
    ['one action', text.actions.length === 0],
    ['who to call', text.whoToCall === ''],
  ]
  const missing = parts.filter(([, isMissing]) => isMissing).map(([name]) => name)
  return missing.length > 0 ? [`in ${language}: ${missing.join(', ')}`] : []
}

/** What the grade means for a reader who is no specialist. */
export function describeGrade(grade: number): { tone: 'good' | 'warn' | 'bad'; words: string } {
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
