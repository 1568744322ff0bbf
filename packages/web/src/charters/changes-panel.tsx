import type { CharterChange, CharterCheck } from '@tocsin/api'
import { Note, Tag } from '../ui/feedback.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'

/** Exactly who gains or loses what by a charter. */
export function ChangesPanel({ check }: { check: CharterCheck }) {
  const { changes, compared, comparedWith, faults, obstacles } = check
  const losses = changes.filter(({ effect }) => effect === 'loss').length
  return (
    <Panel
      title="Who gains or loses what"
      aside={
        faults.length > 0
          ? null
          : `${countOf(compared, 'case')} compared with version ${comparedWith}: ${countOf(losses, 'loss', 'losses')}, ${countOf(changes.length - losses, 'gain')}`
      }
    >
      <div className="stack">
        {faults.length > 0 ? (
          <Note tone="bad" role="alert">
            <p>The text cannot be worked out beforehand:</p>
            <ul>
              {faults.map(({ line, column, message }) => (
                <li key={`${line} ${column} ${message}`}>
                  Line {line}, place {column}: {message}
                </li>
              ))}
            </ul>
          </Note>
        ) : null}
        {obstacles.map((why) => (
          <Note key={why} tone="bad" role="alert">
            <p>It cannot be adopted: {why}.</p>
          </Note>
        ))}
        {faults.length > 0 ? null : (
          <>
            <p className="small soft">
              Every kind of member, TLP, purpose, exit and date that a rule tells apart. A body of
              government is taken to state all that the gate asks for, with a second person’s
              approval; what the rules of the exchange refuse stays refused and is not listed. What
              was given before can be read on.
            </p>
            <DataTable
              caption="Who gains or loses what"
              columns={COLUMNS}
              rows={changes}
              rowKey={({ words }) => words}
              isPaged
              empty={<p>Nobody gains or loses anything.</p>}
            />
          </>
        )}
      </div>
    </Panel>
  )
}

const COLUMNS: Column<CharterChange>[] = [
  {
    key: 'words',
    head: 'Change',
    cell: ({ words }) => words,
  },
  {
    key: 'effect',
    head: 'Effect',
    cell: ({ effect }) =>
      effect === 'loss' ? <Tag tone="bad">loss</Tag> : <Tag tone="good">gain</Tag>,
  },
  {
    key: 'example',
    head: 'For example',
    cell: ({ example }) => (
      <>
        {example.words}
        <div className="soft small">
          {example.after.allow ? example.before.reason : example.after.reason}
        </div>
      </>
    ),
  },
]

/** The cases that people wrote down, and what comes of each. */
export function CasesPanel({ check }: { check: CharterCheck }) {
  if (check.cases.length === 0) return null
  return (
    <Panel title="Cases written down">
      <ul className="stack">
        {check.cases.map(({ words, holds, got }) => (
          <li key={words}>
            <Tag tone={holds ? 'good' : 'bad'}>{holds ? 'holds' : 'does not hold'}</Tag> {words}{' '}
            <span className="soft small">
              ({got.allow ? 'admitted' : 'refused'} by {got.rule})
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Whether it can be proposed, and adopted, as it stands. */
export function hasNoFault({ faults, obstacles, cases }: CharterCheck): boolean {
  return faults.length === 0 && obstacles.length === 0 && cases.every(({ holds }) => holds)
}
