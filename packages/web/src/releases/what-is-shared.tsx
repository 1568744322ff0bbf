import { TextInput } from '@mantine/core'
import { Note } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { ObjectsTable } from './objects-table.tsx'
import type { ShareSource } from './share-source.ts'
import { countOf } from '../words/count-of.ts'

/** The title of a release, its objects, and what they leave out. */
export function WhatIsShared(props: {
  source: ShareSource
  complete: string
  title: string
  onTitle: (title: string) => void
}) {
  const { source, complete, title, onTitle } = props
  const { objects, dropped } = source
  return (
    <Panel title="1. What is shared" aside={countOf(objects.length, 'STIX 2.1 object')}>
      <div className="stack">
        <TextInput
          label="Title"
          required
          maxLength={300}
          value={title}
          onChange={(event) => onTitle(event.target.value)}
        />
        {dropped.length === 0 ? <p className="soft small">{complete}</p> : null}
        {dropped.length > 0 ? <Dropped dropped={dropped} /> : null}
        <details>
          <summary>Look at the objects</summary>
          <ObjectsTable objects={objects} />
        </details>
      </div>
    </Panel>
  )
}

function Dropped(props: { dropped: string[] }) {
  return (
    <Note tone="warn">
      <p>
        <strong>Left out of the objects</strong>
      </p>
      {props.dropped.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Note>
  )
}
