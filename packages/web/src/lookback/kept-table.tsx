import type { KeptList, Lookback } from '@tocsin/api'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'
import { useEraseAll, useEraseList } from './data.ts'
import { DecayForm } from './decay-form.tsx'
import { KEPT_KIND_NAMES, leftOutWords } from './words.ts'

const COLUMNS: Column<KeptList>[] = [
  { key: 'name', head: 'Name', cell: (list) => list.name, sort: (list) => list.name },
  {
    key: 'things',
    head: 'Kept of it',
    cell: (list) => (
      <>
        {list.things.map(({ kind, count }) => (
          <div key={kind}>{countOf(count, ...KEPT_KIND_NAMES[kind])}</div>
        ))}
      </>
    ),
  },
  {
    key: 'lines',
    head: 'Lines',
    number: true,
    cell: (list) => list.lines.toLocaleString('en'),
    sort: (list) => list.lines,
  },
  {
    key: 'left',
    head: 'Not kept, or assumed',
    cell: (list) => (
      <>
        {[...leftOutWords(list.leftOut), ...timeWords(list)].map((words) => (
          <div key={words}>{words}</div>
        ))}
      </>
    ),
  },
  {
    key: 'ends',
    head: 'Goes by itself',
    cell: (list) => <When at={list.endsAt} />,
    sort: (list) => list.endsAt,
  },
  {
    key: 'state',
    head: 'Held against',
    cell: (list) => (
      <Tag tone={list.isCaughtUp ? 'good' : 'warn'}>
        {list.isCaughtUp ? 'all that you received' : 'still at work'}
      </Tag>
    ),
  },
]

function timeWords({ timeless, assumed }: KeptList): string[] {
  return [
    timeless > 0 && `${countOf(timeless, 'line')} without a time`,
    assumed > 0 && `${countOf(assumed, 'line')} whose zone or year was assumed`,
  ].filter((words) => words !== false)
}

/** The lists that are kept, and for how long. */
export function KeptTable({ kept, acts }: { kept: Lookback; acts: boolean }) {
  const erase = useEraseList()
  const eraseAll = useEraseAll()
  const column: Column<KeptList> = {
    key: 'erase',
    head: 'Erase',
    cell: (list) => (
      <ConfirmButton
        label="Erase"
        name={`Erase ${list.name}`}
        title={`Erase ${list.name}?`}
        act="Erase"
        onAct={() => erase.mutate(list.id)}
      >
        What is kept of it and its hits go at once, and cannot be brought back.
      </ConfirmButton>
    ),
  }
  return (
    <div className="stack">
      <DataTable
        caption="What your organisation keeps"
        columns={acts ? [...COLUMNS, column] : COLUMNS}
        rows={kept.lists}
        rowKey={(list) => list.id}
        empty={<Empty title="You keep nothing here, so nothing is looked for" />}
      />
      <Fault error={erase.error ?? eraseAll.error} />
      {acts ? <DecayForm kept={kept} /> : null}
      {acts && kept.lists.length > 0 ? (
        <div className="row spaced">
          <ConfirmButton
            label="Erase everything"
            name="Erase everything that is kept"
            title="Erase everything that is kept?"
            act="Erase everything"
            onAct={() => eraseAll.mutate()}
          >
            All lists, their hits and the key of their digests go at once, and cannot be brought
            back.
          </ConfirmButton>
        </div>
      ) : null}
    </div>
  )
}
