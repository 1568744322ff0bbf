import { OWN_NAMES, otherLanguages, type Language } from '../words/language.ts'
import { el } from './element.ts'

/** A button for each language that the page is not in. */
export function drawLanguages(
  language: Language,
  choose: (language: Language) => void,
): HTMLElement {
  return el(
    'span',
    { class: 'languages no-print' },
    ...otherLanguages(language).map((other) =>
      el(
        'button',
        { type: 'button', class: 'plain', lang: other, click: () => choose(other) },
        OWN_NAMES[other],
      ),
    ),
  )
}
