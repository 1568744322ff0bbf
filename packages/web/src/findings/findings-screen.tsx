import type { FindingSummary, Upload } from '@tocsin/api'
import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { RunForm } from './run-form.tsx'
import { RunsTable } from './runs-table.tsx'
import {
  findingsQuery,
  runsQuery,
  useCancelRun,
  useImportFindings,
  useStartRun,
  useUpload,
} from './data.ts'
import { readFindingsFile, traceName } from './activity.ts'
import { isChance, listNetworks, sureness, type Listed } from './rank.ts'
import { verdictWords } from './words.ts'

export function FindingsScreen() {
  const runs = useInfiniteQuery(runsQuery)
  const findings = useInfiniteQuery(findingsQuery)
  const cancel = useCancelRun()
  return (
    <Page
      title="Findings"
      intro="Networks of accounts that acted together, by their behaviour alone. Nothing is shared until you release it."
    >
      <div className="stack">
        <Panel title="Found">
          <Loaded query={findings} what="findings">
            {(data) => (
              <FindingsTable
                findings={itemsOf(data, (one) => one.id)}
                isWhole={!findings.hasNextPage}
                more={(shown) => <MoreButton query={findings} shown={shown} />}
              />
            )}
          </Loaded>
        </Panel>
        <div className="columns">
          <Panel title="Look in an activity export">
            <NewRun />
          </Panel>
          <Panel title="Runs">
            <Fault error={cancel.error} />
            <Loaded query={runs} what="runs">
              {(data) => {
                const items = itemsOf(data, (one) => one.id)
                return items.length === 0 ? (
                  <Empty title="No run yet">Choose a file to start one.</Empty>
                ) : (
                  <RunsTable runs={items} onCancel={(run) => cancel.mutate(run.id)} />
                )
              }}
            </Loaded>
            <MoreButton query={runs} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}

const COLUMNS: Column<Listed>[] = [
  {
    key: 'title',
    head: 'What was seen',
    cell: (one) => (
      <Link to="/findings/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
    sort: (one) => one.title,
  },
  {
    key: 'trace',
    head: 'By',
    cell: (one) => describeTraceNames([one, ...one.alsoBy]),
    sort: (one) => one.trace,
  },
  {
    key: 'accounts',
    head: 'Accounts',
    number: true,
    cell: (one) => one.accounts.toLocaleString('en'),
    sort: (one) => one.accounts,
  },
  {
    key: 'sure',
    head: 'How sure',
    cell: (one) => (
      <>
        {isChance(one) ? 'Chance would do' : verdictWords(one)}
        {one.confidence === undefined ? null : (
          <span className="soft small"> {one.confidence.toFixed(2)}</span>
        )}
      </>
    ),
    sort: sureness,
  },
  {
    key: 'score',
    head: 'Score',
    number: true,
    cell: (one) => one.score.toFixed(2),
    sort: (one) => one.score,
  },
  {
    key: 'seen',
    head: 'From and to',
    cell: (one) => (
      <>
        <When at={one.firstAt} />
        <br />
        <When at={one.lastAt} />
      </>
    ),
    sort: (one) => one.firstAt,
  },
  {
    key: 'found',
    head: 'Found',
    cell: (one) => <When at={one.foundAt} />,
    sort: (one) => one.foundAt,
  },
]

function describeTraceNames(findings: readonly FindingSummary[]): string {
  const names = findings.map(({ trace }) => traceName(trace))
  return [...new Set(names)].join(', ')
}

function FindingsTable(props: {
  findings: FindingSummary[]
  isWhole: boolean
  /** Fetches more of them, where there are more than the rows that are shown. */
  more: (shown: number) => ReactNode
}) {
  const [withChance, setWithChance] = useState(false)
  const { standing, chance } = listNetworks(props.findings)
  const rows = withChance
    ? [...standing, ...chance.map((one) => ({ ...one, alsoBy: [] }))]
    : standing
  return (
    <div className="stack">
      {chance.length > 0 ? (
        <Checkbox
          label={`Show ${chance.length} more that chance explains`}
          checked={withChance}
          onChange={(event) => setWithChance(event.currentTarget.checked)}
        />
      ) : null}
      <DataTable
        caption="Findings of your organisation"
        columns={COLUMNS}
        rows={rows}
        rowKey={(one) => one.id}
        order="-sure"
        isPaged
        empty={
          chance.length > 0 ? (
            <Empty title="Nothing stands beyond chance" />
          ) : (
            <Empty title="No finding yet">Upload an export below, or import a findings file.</Empty>
          )
        }
      />
      {props.more(rows.length)}
      {props.findings.length > 0 ? (
        <p className="soft small">
          How sure: after chance and the innocent explanations, from 0 to 1. Score: how closely the
          accounts act together, which does not say why. The traces of one network are one row:{' '}
          {describeCounts(props.findings.length, standing, chance.length, props.isWhole)}.
        </p>
      ) : null}
    </div>
  )
}

/** So that the rows add up to what the runs say was found. */
function describeCounts(
  all: number,
  standing: readonly Listed[],
  chance: number,
  isWhole: boolean,
): string {
  const more = standing.reduce((sum, one) => sum + one.alsoBy.length, 0)
  const parts = [
    `${standing.length} ${standing.length === 1 ? 'network' : 'networks'}`,
    ...(more > 0 ? [`${more} more by single traces of them`] : []),
    ...(chance > 0 ? [`${chance} that chance explains`] : []),
  ]
  const which = isWhole ? 'in all' : 'so far'
  return `${all} ${all === 1 ? 'finding' : 'findings'} ${which}, of them ${parts.join(', ')}`
}

function NewRun() {
  const [upload, setUpload] = useState<Upload>()
  const [last, setLast] = useState<Upload>()
  const send = useUpload()
  const start = useStartRun()
  if (upload) {
    return (
      <RunForm
        upload={upload}
        busy={start.isPending}
        error={start.error}
        onStart={(request) =>
          start.mutate(request, {
            onSuccess: () => {
              setLast(upload)
              setUpload(undefined)
            },
          })
        }
        onCancel={() => setUpload(undefined)}
      />
    )
  }
  return (
    <div className="stack">
      <FileDrop
        label="Choose an activity export"
        hint="or drop it here: CSV, TSV, JSON, JSON lines or Parquet, not gzipped, up to 2 GB. It stays on this exchange."
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.pq"
        busy={send.isPending}
        onFile={(file) => send.mutate(file, { onSuccess: setUpload })}
      />
      <Fault error={send.error} />
      {start.isSuccess ? <Said>The run has started. It appears among the runs.</Said> : null}
      {last ? (
        <div>
          <Button variant="default" size="xs" onClick={() => setUpload(last)}>
            Read {last.fileName} in another way
          </Button>
        </div>
      ) : null}
      <ImportFindings />
    </div>
  )
}

function ImportFindings() {
  const add = useImportFindings()
  const [fault, setFault] = useState<unknown>()
  const take = async (file: File) => {
    setFault(undefined)
    try {
      add.mutate(readFindingsFile(await file.text()))
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <>
      <FileDrop
        label="Import a findings file"
        hint="written by: tocsin detect --out findings.json"
        accept=".json"
        busy={add.isPending}
        onFile={(file) => void take(file)}
      />
      <Fault error={fault ?? add.error} />
      {add.isSuccess ? <Said>{add.data.items.length} findings were imported.</Said> : null}
    </>
  )
}
