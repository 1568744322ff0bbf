import { useInfiniteQuery } from '@tanstack/react-query'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { runsQuery, useCancelRun } from './data.ts'
import { NetworksPanel } from './networks-panel.tsx'
import { NewRun } from './new-run.tsx'
import { RunsTable } from './runs-table.tsx'

export function FindingsScreen() {
  const runs = useInfiniteQuery(runsQuery)
  const cancel = useCancelRun()
  return (
    <Page
      title="Findings"
      intro="Networks of accounts that acted together, by their behaviour alone. Nothing is shared until you release it."
      actions={
        <a href="#look" className="button-link">
          Look in an export
        </a>
      }
    >
      <div className="stack">
        <NetworksPanel runs={itemsOf(runs.data, (one) => one.id)} />
        <div id="look">
          <Panel title="Look in an activity export">
            <NewRun />
          </Panel>
        </div>
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
    </Page>
  )
}
