import type { NamedAnswer } from '@tocsin/api'
import { Download } from '../ui/download.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { fetchStatement } from './data.ts'
import type { NamedWords } from './words.ts'

/** What may be told, and the signed statement to take along. */
export function AnswerPanel(props: { answer: NamedAnswer; token: string; words: NamedWords }) {
  const { answer, token, words } = props
  return (
    <Panel title={words.answer}>
      <div className="stack">
        <p>
          <strong>{words.sentence(answer)}</strong>
        </p>
        <p>{words.holdsBack}</p>
        <p className="soft small">
          {words.asOf} <When at={answer.asOf} />, {words.position(answer.entries)}.
        </p>
        <div className="row">
          <Download
            label={words.save}
            name="statement.tocsin-named"
            load={() => fetchStatement(token)}
          />
        </div>
        <p className="soft small">
          {words.verify}{' '}
          <span className="mono">tocsin verify statement.tocsin-named --key KEY</span>
        </p>
      </div>
    </Panel>
  )
}
