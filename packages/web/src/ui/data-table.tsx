import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useSpeech } from './language.tsx'
import { Scroll } from './scroll.tsx'
import { sortRows, type SortKey } from './sort.ts'

export type Column<T> = {
  key: string
  head: string
  cell: (row: T) => ReactNode
  /** Without it the column cannot be sorted. */
  sort?: (row: T) => SortKey
  number?: boolean
}

type Props<T> = {
  /** Names the table for those who cannot see where it stands. */
  caption: string
  columns: Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  /** Column key; a leading minus sorts descending. Without it the given order stands. */
  order?: string
  /** The rows come in pages of their own, so all of them are shown. */
  isPaged?: boolean
  isNew?: (row: T) => boolean
  isPicked?: (row: T) => boolean
  /** How many rows of a long list are shown at first, where fifty would bury what follows. */
  first?: number
  empty?: ReactNode
}

const STEP = 50

/**
 * A table sorted by its headings; the first column names the row. Long ones show fifty rows, or fewer, and the picked
 * one first. On a phone each row is a card of its own.
 */
export function DataTable<T>(props: Props<T>) {
  const [order, setOrder] = useState(props.order)
  const [step, setShown] = useState(props.first ?? STEP)
  const shown = props.isPaged ? props.rows.length : step
  if (props.rows.length === 0) return props.empty ?? null
  const by = props.columns.find((column) => column.key === order?.replace(/^-/, ''))
  const rows = sortRows(props.rows, by?.sort, order?.startsWith('-') ?? false)
  return (
    <div className="stack">
      <Scroll label={props.caption}>
        <table className="table">
          <caption className="hidden-text">{props.caption}</caption>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <Heading key={column.key} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .filter((row, index) => index < shown || props.isPicked?.(row))
              .map((row) => (
                <Row key={props.rowKey(row)} row={row} table={props} />
              ))}
          </tbody>
        </table>
      </Scroll>
      <Rest rows={rows.length} shown={shown} onShow={setShown} />
    </div>
  )
}

/** How much of a long list is shown, and what shows more of it. */
function Rest(props: { rows: number; shown: number; onShow: (shown: number) => void }) {
  const { rows, shown } = props
  const { desk } = useSpeech()
  if (rows <= shown) return null
  const next = Math.min(10 * STEP, rows - shown)
  const isAll = shown + next === rows
  return (
    <div className="row">
      <Button variant="default" size="xs" onClick={() => props.onShow(shown + next)}>
        {isAll ? desk.showAll(rows) : `${desk.more} (${next})`}
      </Button>
      <span className="soft small">
        {shown} / {rows}
      </span>
    </div>
  )
}

function Heading<T>(props: {
  column: Column<T>
  order: string | undefined
  onOrder: (order: string) => void
}) {
  const { column, order } = props
  const className = column.number ? 'number' : undefined
  if (!column.sort) {
    return (
      <th scope="col" className={className}>
        {column.head}
      </th>
    )
  }
  const up = order === column.key
  const down = order === `-${column.key}`
  return (
    <th
      scope="col"
      className={className}
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
    >
      <button type="button" onClick={() => props.onOrder(up ? `-${column.key}` : column.key)}>
        {column.head}
      </button>
    </th>
  )
}

function Row<T>(props: { row: T; table: Props<T> }) {
  const { row, table } = props
  return (
    <tr data-new={table.isNew?.(row) || undefined} data-picked={table.isPicked?.(row) || undefined}>
      {table.columns.map((column, index) => {
        const className = column.number ? 'number' : undefined
        const content = column.cell(row)
        return index === 0 ? (
          <th key={column.key} scope="row" className={className}>
            {content}
          </th>
        ) : (
          <td key={column.key} className={className} data-head={column.head}>
            <div>{content}</div>
          </td>
        )
      })}
    </tr>
  )
}
