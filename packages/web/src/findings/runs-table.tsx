import type { DetectionRun } from '@tocsin/api'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { timingName } from './activity.ts'

const TONES: Record<DetectionRun['state'], Tone> = {
  queued: 'plain',
  running: 'plain',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
}

const STATES: Record<DetectionRun['state'], string> = {
  queued: 'Waiting its turn',
  running: 'Under way',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

/** What the detector does; what it may say besides is under way. */
const PHASES: Record<string, string> = {
  starting: 'Starting',
  checking: 'Checking the file',
  reading: 'Reading the file',
  judging: 'Judging accounts',
  counting: 'Gathering evidence',
}

const COLUMNS: Column<DetectionRun>[] = [
  {
    key: 'file',
    head: 'File',
    cell: (run) => (
      <>
        <span className="breaks">{run.fileName}</span>
        <div className="soft small">
          {isOfNames(run) ? 'names that imitate parties' : timingName(run.window)}
        </div>
      </>
    ),
    sort: (run) => run.fileName,
  },
  {
    key: 'platform',
    head: 'Platform',
    cell: (run) =>
      run.platform ?? <span className="soft">{isOfNames(run) ? '–' : 'not given'}</span>,
    sort: (run) => run.platform,
  },
  {
    key: 'state',
    head: 'State',
    cell: (run) => <RunState run={run} />,
    sort: (run) => run.state,
  },
  {
    key: 'findings',
    head: 'Findings',
    number: true,
    cell: (run) => (run.state === 'done' ? run.findings : '–'),
    sort: (run) => run.findings,
  },
  {
    key: 'started',
    head: 'Started',
    cell: (run) => <When at={run.startedAt} />,
    sort: (run) => run.startedAt,
  },
]

const NAME_COLUMNS = COLUMNS.filter(({ key }) => key !== 'platform').map((column) =>
  column.key === 'findings' ? { ...column, head: 'New names' } : column,
)

export function RunsTable(props: {
  runs: DetectionRun[]
  /** All of them looked through names, which are of no platform. */
  isOfNames?: boolean
  onCancel: (run: DetectionRun) => void
}) {
  const columns = props.isOfNames ? NAME_COLUMNS : COLUMNS
  const act: Column<DetectionRun> = {
    key: 'act',
    head: 'Act',
    cell: (run) =>
      isUnderWay(run) ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Cancel the run on ${run.fileName}`}
          onClick={() => props.onCancel(run)}
        >
          Cancel
        </Button>
      ) : isOfNames(run) ? null : (
        <Link
          to="/runs/$id/method"
          params={{ id: run.id }}
          aria-label={`Share how ${run.fileName} was looked through`}
        >
          Share the method
        </Link>
      ),
  }
  return (
    <DataTable
      caption={props.isOfNames ? 'Looks through names' : 'Detection runs'}
      columns={props.isOfNames && !props.runs.some(isUnderWay) ? columns : [...columns, act]}
      rows={props.runs}
      rowKey={(run) => run.id}
      order="-started"
      isPaged
    />
  )
}

function isOfNames({ detector }: DetectionRun): boolean {
  return detector === 'lookalike'
}

function isUnderWay({ state }: DetectionRun): boolean {
  return state === 'running' || state === 'queued'
}

function RunState(props: { run: DetectionRun }) {
  const { run } = props
  if (isUnderWay(run)) {
    const percent = Math.round(run.progress * 100)
    return (
      <div>
        <span className="small">
          {PHASES[run.phase] ?? STATES[run.state]} · {percent} %
        </span>
        <progress
          className="progress"
          value={run.progress}
          max={1}
          aria-label={`Progress of the run on ${run.fileName}`}
        />
      </div>
    )
  }
  return (
    <>
      <Tag tone={TONES[run.state]}>{STATES[run.state]}</Tag>
      {run.error ? <div className="small">{run.error}</div> : null}
      {run.warnings && run.warnings.length > 0 ? (
        <details className="small">
          <summary>Said of the input: {run.warnings.length}</summary>
          <ul>
            {run.warnings.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
