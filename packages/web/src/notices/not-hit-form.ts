import type { Notice, NotHitDraft } from '@tocsin/api'
import { EMPTY_FORM, textOf, trimText, type NoticeForm } from './notice-form.ts'

/** What is told to those that are not known to be hit, as it is being written. */
export type NotHitForm = {
  form: NoticeForm
  /** As a field of local time writes it; empty for now. */
  knownAt: string
  hasClock: boolean
  /** Without any, the kinds of those that are hit. */
  kinds: string[]
  without: string[]
}

const CALL_AGAIN: Record<string, { subject: string; actions: string[] }> = {
  en: {
    subject: 'Your place is not among those we know to be hit',
    actions: ['Go on as usual and keep your logs', 'Tell us what you see'],
  },
  es: {
    subject: 'Su lugar no está entre los que sabemos afectados',
    actions: ['Siga como siempre y guarde sus registros', 'Díganos lo que vea'],
  },
  fr: {
    subject: 'Votre lieu n’est pas parmi ceux que nous savons touchés',
    actions: ['Continuez comme d’habitude et gardez vos journaux', 'Dites-nous ce que vous voyez'],
  },
}

/** Begins with a subject and actions that name nobody, and with whom the notice says to call. */
export function startNotHit(notice: Notice, languages: readonly string[]): NotHitForm {
  const texts = Object.fromEntries(
    languages.map((one) => {
      const { subject, actions } = CALL_AGAIN[one] ?? { subject: '', actions: [] }
      const whoToCall = notice.texts[one]?.whoToCall ?? ''
      return [one, { subject, what: '', howSure: '', actions, whoToCall }] as const
    }),
  )
  return {
    form: {
      ...EMPTY_FORM,
      texts,
      without: languages.filter((one, index) => index > 0 && !(one in notice.texts)),
      minutes: String(notice.answerWithin || EMPTY_FORM.minutes),
    },
    knownAt: '',
    hasClock: false,
    kinds: [],
    without: [],
  }
}

/** What would be sent; `now` is the exchange's. What is known is known at the earliest when the notice went out. */
export function toNotHitDraft(
  { form, knownAt, hasClock, kinds, without }: NotHitForm,
  { languages, sentAt, now }: { languages: readonly string[]; sentAt: string; now: string },
): NotHitDraft {
  const wanted = languages.filter((one, index) => index === 0 || !form.without.includes(one))
  const said = knownAt === '' ? now : new Date(knownAt).toISOString()
  // The field knows no seconds.
  const isSameMinute = said.slice(0, 16) === sentAt.slice(0, 16)
  return {
    texts: Object.fromEntries(wanted.map((one) => [one, trimText(textOf(form, one))])),
    knownAt: (isSameMinute || knownAt === '') && said < sentAt ? sentAt : said,
    ...(hasClock ? { answerWithin: Number(form.minutes) } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(without.length > 0 ? { without } : {}),
  }
}
