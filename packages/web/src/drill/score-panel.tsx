import type { DrillScore } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { scoreQuery } from './data.ts'
import { inHours } from './in-hours.ts'

/** How the drill went for whoever plays: history's clock beside ours, how many understood, and mistakes; to be printed. */
export function ScorePanel() {
  const query = useQuery(scoreQuery)
  return (
    <Panel title="How it went">
      <Loaded query={query} what="the score">
        {(score) => <Score score={score} />}
      </Loaded>
    </Panel>
  )
}

function Score({ score }: { score: DrillScore }) {
  const { offices, mistakes, ended, knew } = score
  const hereOf = (start: string) => {
    const here = score.clocks.find(({ what }) => what.startsWith(start))?.here
    return here === undefined ? 'Not yet' : inHours(here)
  }
  return (
    <div className="stack">
      <p className="print-only">
        <strong>{score.title}: after-action report. An exercise; nothing in it was real.</strong>
      </p>
      <Note tone={ended ? 'good' : 'plain'}>
        <p>
          {ended ? 'The drill has ended. ' : 'The drill goes on; all of this may still change. '}
          As of <When at={score.at} />.
        </p>
      </Note>
      <Facts
        rows={[
          [`From ${score.since} to the first notice to a state`, hereOf('The first state')],
          [`From ${score.since} until half had said that they were told`, hereOf('Half of')],
          [
            'States that understood',
            `${offices.understood} of ${offices.all} (${Math.round((100 * offices.understood) / Math.max(1, offices.all))} %)`,
          ],
          ['Mistakes', String(mistakes.reduce((sum, { count }) => sum + count, 0))],
        ]}
      />
      <DataTable
        caption="History’s clock beside ours"
        columns={columnsOf(score)}
        rows={score.clocks}
        rowKey={({ what }) => what}
      />
      {knew?.length ? <Knew knew={knew} all={offices.all} /> : null}
      <p>
        A notice went to {offices.sent} of {countOf(offices.all, 'state')}. {offices.told} said that
        it reached them, {offices.understood} who acts on it.
      </p>
      {mistakes.length > 0 ? (
        <ul>
          {mistakes.map(({ what, count }) => (
            <li key={what}>
              {what}: {count}
            </li>
          ))}
        </ul>
      ) : (
        <p>No mistake of those that are looked for.</p>
      )}
      <p className="soft small">
        Looked for are only the mistakes that a program can see. Whether the words were right, and
        whether an office did what helps, people have to talk about.
      </p>
      <PrintButton />
    </div>
  )
}

function PrintButton() {
  return (
    <div className="row no-print">
      <Button variant="default" onClick={() => window.print()}>
        Print this report
      </Button>
    </div>
  )
}

/** What the states had said that they knew, as the record has it at instants of history. */
function Knew(props: { knew: NonNullable<DrillScore['knew']>; all: number }) {
  const caption = `What the officials of ${props.all} states had said that they knew`
  return (
    <>
      <h3>{caption}</h3>
      <DataTable caption={caption} columns={KNEW} rows={props.knew} rowKey={({ what }) => what} />
    </>
  )
}

const KNEW: Column<NonNullable<DrillScore['knew']>[number]>[] = [
  { key: 'what', head: 'By', cell: ({ what }) => what },
  { key: 'told', head: 'Of the scanning', cell: ({ told }) => told },
  { key: 'hit', head: 'Whether their own state was hit', cell: ({ whetherHit }) => whetherHit },
]

type Clock = DrillScore['clocks'][number]

const columnsOf = ({ since }: DrillScore): Column<Clock>[] => [
  { key: 'what', head: 'What', cell: ({ what }) => what },
  { key: 'history', head: 'In history', cell: ({ history }) => history ?? 'Not known here' },
  {
    key: 'here',
    head: `Here, after ${since}`,
    cell: ({ here }) => (here === undefined ? 'Not yet' : inHours(here)),
  },
]
