export type Language = 'en' | 'es'

const KEY = 'tocsin-language'

/** The language that the reader chose in this browser before. */
export function chosenLanguage(): Language | undefined {
  const chosen = localStorage.getItem(KEY)
  return chosen === 'en' || chosen === 'es' ? chosen : undefined
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
  return preferred[0]?.toLowerCase().startsWith('es') ? 'es' : 'en'
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'es' : 'en'
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

/** The text of a notice in a language, or in English where nothing else was written. */
export function toTextFor<T>(
  notice: { en: T; es?: T },
  wanted: Language,
): { text: T; lang: Language } {
  const spanish = wanted === 'es' ? notice.es : undefined
  return spanish ? { text: spanish, lang: 'es' } : { text: notice.en, lang: 'en' }
}
