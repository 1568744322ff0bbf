import type { NoticeDraft, NoticeText } from '@tocsin/api'

export const EMPTY_TEXT: NoticeText = {
  subject: '',
  what: '',
  howSure: '',
  actions: ['', '', ''],
  whoToCall: '',
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
