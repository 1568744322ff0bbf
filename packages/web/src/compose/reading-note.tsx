import type { ComposedReading, UnreadRow } from '@tocsin/api'
import { Button } from '@mantine/core'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'

/** What the last reading came to, in counts. */
export function ReadingNote(props: {
  name: string
  reading: ComposedReading
  repeated: number
  isSecondClaim: boolean
}) {
  const { name, reading, repeated, isSecondClaim } = props
  const { rows, items, unread, duplicates, said, columns = [], remarks, parts } = reading
  const left = columns.filter((one) => one.as === undefined).map((one) => one.name)
  return (
    <Said tone={unread.length > 0 ? 'warn' : 'good'}>
      <p>
        <strong>{countOf(rows, 'row')}</strong> of {name}: {countOf(items.length, 'thing')} read,{' '}
        {countOf(unread.length, 'row')} not read, {countOf(duplicates.length, 'row')} said before
        {repeated > 0 ? `; ${countOf(repeated, 'thing')} stood in the list before` : ''}.
        {said.length > 0 ? ` Below as words: ${countOf(said.length, 'row')}.` : ''}
      </p>
      {/* Which row is of which file: on the screen alone, where its name is not kept. */}
      {reading.format === 'media'
        ? items.map(({ value }) => (
            <p key={value}>
              SHA-256 of {name}: <span className="mono">{value}</span>
            </p>
          ))
        : null}
      {parts ? (
        <p>
          Headings, and words proposed as attribution or advice below:{' '}
          {countOf(parts.rows.length, 'row')}.
          {isSecondClaim
            ? ' Somebody was held to be behind it already: this attribution stands with the words of the facts, without its likelihood and confidence.'
            : ''}
        </p>
      ) : null}
      {columns.length > left.length ? (
        <p>
          {columns
            .filter((one) => one.as !== undefined)
            .map((one) => `${one.name} as ${one.as}`)
            .join(', ')}
          .
        </p>
      ) : null}
      {left.length > 0 ? <p>Columns not read: {left.join(', ')}.</p> : null}
      {remarks.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Said>
  )
}

type Listed = UnreadRow & { key: string }

const COLUMNS: Column<Listed>[] = [
  { key: 'row', head: 'Row', cell: (one) => one.row, sort: (one) => one.row },
  {
    key: 'text',
    head: 'What stands there',
    cell: (one) => <span className="mono">{one.text}</span>,
  },
  {
    key: 'reason',
    head: 'Why it was not read',
    cell: (one) => one.reason,
    sort: (one) => one.reason,
  },
]

/** Rows that are not shared because nobody could read them. */
export function UnreadRows(props: { rows: readonly UnreadRow[]; onClear: () => void }) {
  const { rows } = props
  if (rows.length === 0) return null
  return (
    <Panel title="Not read" aside={`${countOf(rows.length, 'row')} not shared`}>
      <div className="stack">
        <DataTable
          caption="Rows that were not read"
          columns={COLUMNS}
          rows={rows.map((row, i) => ({ ...row, key: `${i}` }))}
          rowKey={(one) => one.key}
        />
        <div className="row">
          <Button variant="default" size="compact-sm" onClick={props.onClear}>
            Leave them out
          </Button>
        </div>
      </div>
    </Panel>
  )
}
