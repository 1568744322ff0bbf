import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { runsQuery, useCancelRun } from '../findings/data.ts'
import { RunsTable } from '../findings/runs-table.tsx'
import { Empty, Fault, Loaded, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { useWatch } from './data.ts'

const LEAST = [
  [50, 'The usual: from 50'],
  [70, 'The surer ones: from 70'],
  [85, 'The surest: from 85'],
  [30, 'Also weak ones, most of them innocent: from 30'],
] as const

/** Looks through a file of names; `isForAll` where it is for every defended party and not only the own. */
export function WatchPanel(props: { isForAll: boolean }) {
  const watch = useWatch()
  const [least, setLeast] = useState<number>(50)
  return (
    <div className="columns">
      <Panel title="Watch names">
        <div className="stack">
          <p className="soft">
            Choose a list of names, such as newly registered domains.{' '}
            {props.isForAll
              ? 'Those that imitate a defended party are kept, on record before anybody is told.'
              : 'Those that imitate your own names are kept: a body of government or a campaign looks for its own alone.'}{' '}
            Where a mail server is set, each party is mailed at once of what reaches the score that
            it set.
          </p>
          <NativeSelect
            label="Which are kept"
            description="By score, 0 to 100; what is below is not kept"
            value={String(least)}
            onChange={(event) => setLeast(Number(event.currentTarget.value))}
            data={LEAST.map(([value, label]) => ({ value: String(value), label }))}
          />
          <FileDrop
            label="Choose a list of names"
            hint="or drop it here: one name a line, .txt or .csv, perhaps gzipped, up to 2 GB. It is removed after a day."
            accept=".txt,.csv,.gz"
            busy={watch.isPending}
            onFile={(file) => watch.mutate({ file, least })}
          />
          <Fault error={watch.error} />
          {watch.isSuccess ? <Said>The look has begun. It stands among the looks.</Said> : null}
        </div>
      </Panel>
      <LooksPanel />
    </div>
  )
}

function LooksPanel() {
  const runs = useInfiniteQuery(runsQuery)
  const cancel = useCancelRun()
  return (
    <Panel title="Looks">
      <Fault error={cancel.error} />
      <Loaded query={runs} what="looks">
        {(data) => {
          const looks = itemsOf(data, (one) => one.id).filter(
            ({ detector }) => detector === 'lookalike',
          )
          return looks.length === 0 ? (
            <Empty title={runs.hasNextPage ? 'No look among the newest runs' : 'No look yet'} />
          ) : (
            <RunsTable runs={looks} isOfNames onCancel={(run) => cancel.mutate(run.id)} />
          )
        }}
      </Loaded>
      <MoreButton query={runs} />
    </Panel>
  )
}
