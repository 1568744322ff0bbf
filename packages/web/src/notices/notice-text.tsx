import type { NoticeText } from '@tocsin/api'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { toLanguage } from '../words/language.ts'
import { WORDS } from '../words/notice-words.ts'

/** A notice as its readers get it; its subject is the heading of what surrounds it. */
export function NoticeWords(props: { text: NoticeText; lang: string }) {
  const { text, lang } = props
  const words = WORDS[toLanguage(lang) ?? 'en']
  const correction = CORRECTION_WORDS[toLanguage(lang) ?? 'en']
  return (
    <article lang={lang} className="notice-words">
      {text.wrong ? (
        <>
          <h3>{correction.wrong}</h3>
          <p className="prose">{text.wrong}</p>
        </>
      ) : null}
      <h3>{text.wrong ? correction.right : words.what}</h3>
      <p className="prose">{text.what}</p>
      <h3>{words.sure}</h3>
      <p className="prose">{text.howSure}</p>
      {text.context ? (
        <>
          <h3>{words.context}</h3>
          <p className="prose">{text.context}</p>
        </>
      ) : null}
      <h3>{words.todo}</h3>
      <ol>
        {text.actions.map((action) => (
          <li key={action}>{action}</li>
        ))}
      </ol>
      <h3>{words.call}</h3>
      <p>{text.whoToCall}</p>
    </article>
  )
}
