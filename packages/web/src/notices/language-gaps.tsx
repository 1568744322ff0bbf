import type { LanguageGap } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'

const NAMES: Record<string, string> = { en: 'English', es: 'Spanish' }

/** Contacts who read a language in which a notice has no text: they get the English one. */
export function LanguageGaps(props: { gaps: readonly LanguageGap[]; isSent?: boolean }) {
  return props.gaps
    .filter(({ contacts }) => contacts > 0)
    .map(({ language, contacts }) => {
      const name = NAMES[language] ?? language
      return (
        <Note key={language} tone="warn">
          <p>
            <strong>
              {contacts} {contacts === 1 ? 'contact reads' : 'contacts read'} {name}, and nothing is
              written in {name}.
            </strong>{' '}
            {props.isSent
              ? 'Their mails have the English text.'
              : `They would be mailed the English text. Tick “Also in ${name}” to write theirs.`}
          </p>
        </Note>
      )
    })
}
