import type { Drill } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { drillQuery, useSteerDrill } from './data.ts'
import { PlaybooksPanel } from '../playbooks/playbook.tsx'
import { ScorePanel } from './score-panel.tsx'
import { sessionQuery } from '../session/data.ts'
import { countOf } from '../words/count-of.ts'

export function DrillScreen() {
  const query = useQuery(drillQuery)
  const { data: session } = useSuspenseQuery(sessionQuery)
  const maySteer = session.person.roles.includes('operator')
  return (
    <Page
      title={query.data ? `Drill: ${query.data.title}` : 'Drill'}
      intro="An exercise on a clock that runs fast. Everything in it is marked as that and cannot leave."
    >
      <Loaded query={query} what="the drill">
        {(drill) =>
          drill ? (
            <div className="stack">
              <div className="no-print">
                <Clock drill={drill} maySteer={maySteer} />
              </div>
              {drill.scored ? <ScorePanel /> : null}
              {drill.scored ? (
                <div className="no-print">
                  <PlaybooksPanel />
                </div>
              ) : null}
              <Beats drill={drill} />
            </div>
          ) : (
            <Empty title="This is a real exchange">No drill is played here.</Empty>
          )
        }
      </Loaded>
    </Page>
  )
}

const STATES: Record<Drill['state'], string> = {
  playing: 'Playing',
  paused: 'Paused',
  ended: 'Ended',
}

const SPEEDS = [1, 60, 600, 3600, 14_400, 86_400]

function Clock(props: { drill: Drill; maySteer: boolean }) {
  const { drill } = props
  const steer = useSteerDrill()
  const playing = drill.state === 'playing'
  const speeds = [...new Set([...SPEEDS, Math.round(drill.speed)])].sort((a, b) => a - b)
  return (
    <Panel title="Clock">
      <div className="row row-end">
        <span className="figure">
          <When at={drill.now} />
        </span>
        <Tag tone={playing ? 'good' : 'plain'}>{STATES[drill.state]}</Tag>
        {props.maySteer && drill.state !== 'ended' ? (
          <>
            <BusyButton
              variant="default"
              busy={steer.isPending}
              onClick={() => steer.mutate({ state: playing ? 'paused' : 'playing' })}
            >
              {playing ? 'Pause' : 'Go on'}
            </BusyButton>
            <NativeSelect
              label="Speed"
              value={String(Math.round(drill.speed))}
              onChange={(event) => steer.mutate({ speed: Number(event.currentTarget.value) })}
              data={speeds.map((speed) => ({
                value: String(speed),
                label: countOf(speed, 'time'),
              }))}
            />
          </>
        ) : null}
      </div>
      <Fault error={steer.error} />
    </Panel>
  )
}

function Beats(props: { drill: Drill }) {
  const { beats } = props.drill
  return (
    <Panel
      title="What happens"
      aside={`${beats.filter((beat) => beat.done).length} of ${beats.length}`}
    >
      {beats.length === 0 ? (
        <Empty title="Nothing has happened yet" />
      ) : (
        <ol className="beats">
          {beats.map((beat) => (
            <li key={`${beat.at} ${beat.text}`} data-done={beat.done}>
              <When at={beat.at} /> <span>{beat.text}</span> {beat.done ? null : <Tag>to come</Tag>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
