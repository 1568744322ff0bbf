import { useLocation } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { AskForm } from './ask-form.tsx'
import { AskPanel } from './ask-panel.tsx'
import { NAMED_WORDS, type NamedWords } from './words.ts'

/** Whoever may be named in a shared set asks here, with no account; by the secret in the fragment they come back to their ask. */
export function NamedScreen() {
  return <PublicFrame>{() => <Named />}</PublicFrame>
}

function Named() {
  const words = NAMED_WORDS[useSpeech().language]
  const token = useLocation({ select: ({ hash }) => hash })
  return (
    <Page title={words.title} intro={words.intro}>
      <div className="stack">
        {token === '' ? <AskForm words={words} /> : <AskPanel token={token} words={words} />}
        <About words={words} />
      </div>
    </Page>
  )
}

function About({ words }: { words: NamedWords }) {
  return (
    <>
      <Panel title={words.rules}>
        <ol className="happened">
          {words.ruleList.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </Panel>
      <Panel title={words.limits}>
        <ul className="happened">
          {words.limitList.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </Panel>
      <Panel title={words.kept}>
        <p>{words.keptText}</p>
      </Panel>
    </>
  )
}
