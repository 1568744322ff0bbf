import type { LanguageGap } from '@tocsin/api'
import { nameOfLanguage } from '../words/language.ts'
import { Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

/** Contacts who read a language in which a notice has no text: they get the main one. */
export function LanguageGaps(props: {
  gaps: readonly LanguageGap[]
  /** The language of the text that they get instead. */
  main: string
  isSent?: boolean
}) {
  const main = nameOfLanguage(props.main)
  return props.gaps
    .filter(({ contacts }) => contacts > 0)
    .map(({ language, contacts }) => {
      const name = nameOfLanguage(language)
      return (
        <Note key={language} tone="warn">
          <p>
            <strong>
              {countOf(contacts, 'contact reads', 'contacts read')} {name}, and nothing is written
              in {name}.
            </strong>{' '}
            {props.isSent
              ? `Their mails have the ${main} text.`
              : `They would be mailed the ${main} text. Tick “Also in ${name}” to write theirs.`}
          </p>
        </Note>
      )
    })
}
