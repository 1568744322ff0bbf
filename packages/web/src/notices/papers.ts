/** A notice that is being written as what is kept of it at the exchange, and back. Pure. */
import type { NoticeText, PaperContent } from '@tocsin/api'
import { EMPTY_FORM, EMPTY_TEXT, type NoticeForm } from './notice-form.ts'

export function toContent(form: NoticeForm): PaperContent {
  return {
    kind: form.kind,
    tlp: form.tlp,
    texts: form.texts,
    without: form.without,
    minutes: form.minutes,
    releaseId: form.releaseId,
    picked: form.picked,
    ...(form.severe ? { severe: true } : {}),
    ...(form.affected ? { affected: form.affected } : {}),
  }
}

/** A list of places alone. */
export function toPlaces({ picked }: NoticeForm): PaperContent {
  return toContent({ ...EMPTY_FORM, picked })
}

/** The name under which a draft is listed. */
export function nameOfDraft({ texts }: NoticeForm): string {
  const subject = Object.values(texts)
    .map((text) => text.subject.replace(/\s+/g, ' ').trim())
    .find(Boolean)
  return subject ? subject.slice(0, 200) : 'No subject yet'
}

/** Whether nothing is written and nobody chosen. */
export function isEmptyForm(form: NoticeForm): boolean {
  const { kept: _kept, ...written } = form
  return JSON.stringify(written) === JSON.stringify(EMPTY_FORM)
}

/** Begins with a template: what is written already stays, what is empty is filled, and the terms are those of the template. */
export function fillFrom(form: NoticeForm, template: PaperContent): NoticeForm {
  const languages = new Set([...Object.keys(template.texts), ...Object.keys(form.texts)])
  const texts = Object.fromEntries(
    [...languages].map((one) => [
      one,
      fillText(form.texts[one] ?? EMPTY_TEXT, template.texts[one] ?? EMPTY_TEXT),
    ]),
  )
  const { affected = form.affected, ...terms } = template
  const known = new Set(form.picked.map(({ jurisdiction, role }) => `${jurisdiction} ${role}`))
  const added = template.picked.filter((one) => !known.has(`${one.jurisdiction} ${one.role}`))
  return {
    ...form,
    ...terms,
    texts,
    releaseId: form.releaseId || terms.releaseId,
    picked: [...form.picked, ...added],
    ...(affected ? { affected } : {}),
  }
}

function fillText(mine: NoticeText, theirs: NoticeText): NoticeText {
  const or = (a: string, b: string) => (a.trim() === '' ? b : a)
  const context = or(mine.context ?? '', theirs.context ?? '')
  return {
    ...(context ? { context } : {}),
    subject: or(mine.subject, theirs.subject),
    what: or(mine.what, theirs.what),
    howSure: or(mine.howSure, theirs.howSure),
    actions: mine.actions.some((one) => one.trim() !== '') ? mine.actions : theirs.actions,
    whoToCall: or(mine.whoToCall, theirs.whoToCall),
  }
}
