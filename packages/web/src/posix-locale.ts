/**
 * A browser started under the POSIX locale may give `en-US@posix` as its language, which Intl refuses
 * with an exception; the chart library asks Intl as it loads. Such a tag is replaced by its language.
 */
export function mendPosixLocale(): void {
  try {
    Intl.getCanonicalLocales(navigator.language)
  } catch {
    const language = navigator.language.split('@')[0] ?? 'en-US'
    Object.defineProperty(navigator, 'language', { value: language, configurable: true })
    Object.defineProperty(navigator, 'languages', { value: [language], configurable: true })
  }
}
