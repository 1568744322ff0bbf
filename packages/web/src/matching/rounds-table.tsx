import type { MatchRefusal, MatchRound } from '@tocsin/api'
import { RuleName } from '../refusals/rule-name.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { bitsWords, countWords, KIND_NAMES, ROUND_STATE_NAMES } from './words.ts'

const TONES: Record<MatchRound['state'], Tone> = {
  begun: 'new',
  asked: 'new',
  answered: 'new',
  done: 'good',
  refused: 'bad',
  abandoned: 'warn',
}

const ROUNDS: Column<MatchRound>[] = [
  { key: 'at', head: 'Begun', cell: (one) => <When at={one.startedAt} /> },
  { key: 'epoch', head: 'Epoch', cell: (one) => one.epoch, number: true },
  { key: 'kind', head: 'Kind', cell: (one) => KIND_NAMES[one.kind] },
  { key: 'size', head: 'Questions', cell: (one) => countWords(one.size), number: true },
  {
    key: 'budget',
    head: 'Questions left, before and after',
    cell: (one) => `${countWords(one.queriesBefore)}, then ${countWords(one.queriesAfter)}`,
  },
  {
    key: 'bits',
    head: 'Guesswork left, before and after',
    cell: (one) => `${bitsWords(one.bitsBefore)}, then ${bitsWords(one.bitsAfter)}`,
  },
  {
    key: 'state',
    head: 'State',
    cell: (one) => (
      <>
        <Tag tone={TONES[one.state]}>{ROUND_STATE_NAMES[one.state]}</Tag>
        {one.fault === undefined ? null : (
          <span className="small">
            {' '}
            by the side that {one.refusedBy === 'asker' ? 'asks' : 'holds'}: {one.fault}
          </span>
        )}
      </>
    ),
  },
]

/** Rounds as both sides see them: never what was in them. */
export function RoundsTable({
  rounds,
  leftOut,
}: {
  rounds: readonly MatchRound[]
  leftOut: number
}) {
  return (
    <div className="stack">
      <DataTable
        caption="Rounds"
        columns={ROUNDS}
        rows={rounds}
        rowKey={(one) => one.id}
        empty={<Empty title="Nothing was asked yet" />}
      />
      {leftOut > 0 ? (
        <p className="soft">{countWords(leftOut)} older rounds are not shown.</p>
      ) : null}
    </div>
  )
}

const REFUSALS: Column<MatchRefusal & { key: string }>[] = [
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} /> },
  {
    key: 'by',
    head: 'Tried by',
    cell: (one) => (one.by === 'asker' ? 'the side that asks' : 'the side that holds'),
  },
  { key: 'rule', head: 'Rule', cell: (one) => <RuleName rule={one.rule} /> },
  { key: 'why', head: 'Why', cell: (one) => one.reason },
]

/** What rules refused; both sides see it. */
export function RefusalsTable({
  refusals,
  leftOut,
}: {
  refusals: readonly MatchRefusal[]
  leftOut: number
}) {
  return (
    <div className="stack">
      <DataTable
        caption="What rules refused"
        columns={REFUSALS}
        rows={refusals.map((one, i) => ({ ...one, key: String(i) }))}
        rowKey={(one) => one.key}
        empty={<Empty title="No rule refused anything" />}
      />
      {leftOut > 0 ? (
        <p className="soft">{countWords(leftOut)} older refusals are not shown.</p>
      ) : null}
    </div>
  )
}
