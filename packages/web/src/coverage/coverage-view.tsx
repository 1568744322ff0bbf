import type { Coverage, Notice } from '@tocsin/api'
import { Tabs } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { later } from '../ui/later.tsx'
import { useSpeech } from '../ui/language.tsx'
import { MomentControl } from '../ui/moment-control.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { keyOfEvent, NoticeEvents } from './notice-events.tsx'
import { Panel } from '../ui/page.tsx'
import { CountsLine, PressingList } from './pressing-list.tsx'
import { TargetsTable } from './targets-table.tsx'
import { loadOutlines } from './atlas-data.ts'
import { coverageQuery, noticeEventsQuery } from './data.ts'
import { exchangeQuery } from '../session/data.ts'
import { choosePlace, isIn, placeOf, stepBack, type Choice } from './coverage.ts'
import { ChosenPlace } from './chosen-place.tsx'

// Map code and outlines are large; an office's plain view never loads them.
const CoverageMap = later(async () => {
  const [{ CoverageMap: map }] = await Promise.all([import('./coverage-map.tsx'), loadOutlines()])
  return map
}, 'the map')

/** How far every office is: a table for an office itself, with map and moment for all others. */
export function CoverageView(props: { notice: Notice; plain: boolean; mayWrite: boolean }) {
  const { summary } = props.notice
  const { desk } = useSpeech()
  const [at, setAt] = useState<string>()
  const query = useQuery(coverageQuery(summary.id, useDeferredValue(at)))
  const exchange = useQuery(exchangeQuery)
  const { plain } = props
  useEffect(() => {
    // While the coverage is asked for, not after it.
    if (!plain) CoverageMap.load()
  }, [plain])
  if (props.plain) {
    return (
      <Panel title={desk.offices}>
        <Loaded query={query} what={desk.offices.toLowerCase()}>
          {(data) => <Offices coverage={data} />}
        </Loaded>
      </Panel>
    )
  }
  const end = summary.closedAt ?? latest(query.data?.at, exchange.data?.now)
  return (
    <Loaded query={query} what="the coverage">
      {(data) => (
        <Places
          notice={props.notice}
          coverage={data}
          at={at}
          mayWrite={props.mayWrite}
          moment={<MomentControl from={summary.sentAt} to={end} at={at} onChange={setAt} />}
        />
      )}
    </Loaded>
  )
}

function latest(a: string | undefined, b: string | undefined): string {
  const later = [a, b].filter((one) => one !== undefined).toSorted()
  return later.at(-1) ?? new Date().toISOString()
}

/** Map, card and table of one choice: a place chosen in one is chosen in all; Escape steps back. */
function Places(props: {
  notice: Notice
  coverage: Coverage
  at: string | undefined
  mayWrite: boolean
  moment: ReactNode
}) {
  const { coverage, at } = props
  const { id } = props.notice.summary
  const [place, setPlace] = useState<Choice>()
  const all = useRef<HTMLDivElement>(null)
  const choose = (pressed: Choice) => setPlace(choosePlace(place, pressed))
  const clear = () => {
    // What held the focus may go with the choice; its place on the map stays.
    if (!document.activeElement?.closest('.table'))
      all.current?.querySelector<HTMLElement>(`[data-id="${place && placeOf(place)}"]`)?.focus()
    setPlace(stepBack(place))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return
    event.stopPropagation()
    clear()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears Escape of all it holds
    <div className="stack" ref={all} onKeyDown={onKeyDown}>
      <Panel title="Coverage">
        <div className="stack">
          {props.moment}
          <CountsLine counts={coverage.counts} />
          <div className="split">
            <CoverageMap targets={coverage.targets} selected={place} onSelect={choose} />
            <div className="stack">
              <ChosenPlace {...props} place={place} onClear={clear} />
              <PressingList targets={coverage.targets} />
            </div>
          </div>
        </div>
      </Panel>
      <section className="panel" aria-label="Details">
        <Tabs defaultValue="offices" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="offices">Offices</Tabs.Tab>
            <Tabs.Tab value="events">Events</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="offices" pt="sm">
            <Offices
              coverage={coverage}
              choice={{ place, choose, clear: () => setPlace(undefined) }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="events" pt="sm">
            <Events id={id} at={at} />
          </Tabs.Panel>
        </Tabs>
      </section>
    </div>
  )
}

type Choosing = { place: Choice | undefined; choose: (pressed: Choice) => void; clear: () => void }

function Offices(props: { coverage: Coverage; choice?: Choosing }) {
  const { coverage, choice } = props
  const place = choice?.place
  const { desk } = useSpeech()
  const rows = place
    ? coverage.targets.filter((target) => isIn(target, place[0]))
    : coverage.targets
  return (
    <>
      {place ? (
        <p className="soft small">
          Only what is chosen on the map is listed.{' '}
          <button type="button" className="link" onClick={choice.clear}>
            List all offices
          </button>
        </p>
      ) : null}
      <TargetsTable
        caption={desk.answers}
        targets={rows}
        picked={place && placeOf(place)}
        onPick={choice?.choose}
        empty={<Empty title={desk.noneAddressed} />}
      />
    </>
  )
}

function Events(props: { id: string; at: string | undefined }) {
  const { id, at } = props
  const query = useInfiniteQuery(noticeEventsQuery(id, { at }))
  return (
    <>
      <Loaded query={query} what="events">
        {(data) => <NoticeEvents events={itemsOf(data, keyOfEvent)} />}
      </Loaded>
      <MoreButton query={query} />
    </>
  )
}
