import type { MessageChanges, WordRun } from '@tocsin/api'
import { Panel } from '../ui/page.tsx'

/** What is different from what this person saw first: receivers, objects, and the words, in place. */
export function ChangesPanel(props: { changes: MessageChanges }) {
  const { sinceRevision, words, receivers, ...objects } = props.changes
  return (
    <Panel title="What changed since you first looked" aside={`at submission ${sinceRevision}`}>
      <div className="stack">
        <Lines title="Receivers and rules" lines={receivers} />
        <Lines title="Objects added" lines={objects.objectsAdded} isCode />
        <Lines title="Objects removed" lines={objects.objectsRemoved} isCode />
        <Lines title="Objects changed" lines={objects.objectsChanged} isCode />
        {words.some(({ kind }) => kind !== 'same') ? (
          <div>
            <h3>Words</h3>
            <p className="prose">
              {words.map((run, place) => (
                // The runs of one comparison never move.
                // oxlint-disable-next-line react/no-array-index-key
                <Run key={place} run={run} />
              ))}
            </p>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

function Run({ run }: { run: WordRun }) {
  if (run.kind === 'added') return <ins>{run.text}</ins>
  if (run.kind === 'removed') return <del>{run.text}</del>
  return <span>{run.text}</span>
}

function Lines(props: { title: string; lines: string[]; isCode?: boolean }) {
  if (props.lines.length === 0) return null
  return (
    <div>
      <h3>{props.title}</h3>
      <ul>
        {props.lines.map((line) => (
          <li key={line} className={props.isCode ? 'mono' : undefined}>
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}
