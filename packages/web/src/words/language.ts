/** Languages that the screens of clerks and of the public speak. */
export const LANGUAGES = ['en', 'es', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each as its own speakers call it, and as they say that a text is in it. */
export const OWN_NAMES: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
}
const IN_LANGUAGE: Record<Language, string> = {
  en: 'In English',
  es: 'En español',
  fr: 'En français',
}

const KEY = 'tocsin-language'

/** The one of our languages that a tag such as `es-MX` stands for. */
export function toLanguage(tag: string | null | undefined): Language | undefined {
  const [base] = (tag ?? '').toLowerCase().split('-')
  return LANGUAGES.find((language) => language === base)
}

/** The language that the reader chose in this browser before. */
export function chosenLanguage(): Language | undefined {
  return toLanguage(localStorage.getItem(KEY))
}

/** The reader's languages, best first: the one chosen here before, then the browser's. */
export function preferredLanguages(): readonly string[] {
  const chosen = chosenLanguage()
  return chosen ? [chosen, ...navigator.languages] : navigator.languages
}

/** Keeps a reader's choice for their next page in this browser. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
}

/** The first language of the reader if we speak it, else English. */
export function chooseLanguage(preferred: readonly string[]): Language {
  return toLanguage(preferred[0]) ?? 'en'
}

export function otherLanguages(language: Language): Language[] {
  return LANGUAGES.filter((one) => one !== language)
}

/** The English name of any language, such as `Spanish`. */
export function nameOfLanguage(tag: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
}

/** That a text is in a language, to those who speak it, such as `En español`. */
export function sayIn(tag: string): string {
  const language = toLanguage(tag)
  return language ? IN_LANGUAGE[language] : nameOfLanguage(tag)
}

/** An instant in the reader's own time zone, which it names. */
export function toWrittenTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant))
}

type Texts<T> = { texts: Readonly<Record<string, T>>; mainLanguage: string }

/** The text of a notice in a language, or in its main one where nothing else was written. */
export function toTextFor<T>(notice: Texts<T>, wanted: string): { text: T; lang: string } {
  const text = notice.texts[wanted]
  if (text !== undefined) return { text, lang: wanted }
  const main = notice.texts[notice.mainLanguage]
  if (main === undefined) throw new Error('this notice has no text in its main language')
  return { text: main, lang: notice.mainLanguage }
}
