import type { NoticeText } from '@tocsin/api'

/** A notice as its readers get it. */
export function NoticeWords(props: { text: NoticeText; lang: 'en' | 'es' }) {
  const { text, lang } = props
  const heads =
    lang === 'en'
      ? ['What happened', 'How sure we are', 'What to do', 'Who to call']
      : ['Qué pasó', 'Qué tan seguros estamos', 'Qué hacer', 'A quién llamar']
  return (
    <article lang={lang}>
      <h3>{text.subject}</h3>
      <h3>{heads[0]}</h3>
      <p className="prose">{text.what}</p>
      <h3>{heads[1]}</h3>
      <p className="prose">{text.howSure}</p>
      <h3>{heads[2]}</h3>
      <ol>
        {text.actions.map((action) => (
          <li key={action}>{action}</li>
        ))}
      </ol>
      <h3>{heads[3]}</h3>
      <p>{text.whoToCall}</p>
    </article>
  )
}
