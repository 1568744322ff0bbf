import type { Coverage, Notice } from '@tocsin/api'
import { Button, Tabs } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { CloseNoticeDialog } from '../components/close-notice.tsx'
import { Download } from '../components/download.tsx'
import { Busy, Empty, Loaded, Note, Tag } from '../components/feedback.tsx'
import { TlpMark, When } from '../components/marks.tsx'
import { MomentControl } from '../components/moment-control.tsx'
import { NoticeEvents } from '../components/notice-events.tsx'
import { NoticeWords } from '../components/notice-words.tsx'
import { Page, Panel } from '../components/page.tsx'
import { TargetsTable } from '../components/targets-table.tsx'
import { coverageQuery, noticeEventsQuery, noticeQuery, useCloseNotice } from '../data/notices.ts'
import { exchangeQuery, sessionQuery } from '../data/session.ts'
import { fetchReceipt } from '../data/sharing.ts'
import { needsAction, stateOf } from '../lib/coverage.ts'
import { STATE_NAMES, STATES } from '../lib/names.ts'

// Map code and outlines are large; an office's plain view never loads them.
const CoverageMap = lazy(async () => ({
  default: (await import('../components/coverage-map.tsx')).CoverageMap,
}))

export function NoticeScreen() {
  const { id } = useParams({ from: '/desk/notices/$id' })
  const { data: session } = useSuspenseQuery(sessionQuery)
  const notice = useQuery(noticeQuery(id))
  return (
    <Page
      title={notice.data?.summary.subject ?? 'Notice'}
      actions={notice.data ? <Actions notice={notice.data} /> : null}
    >
      <Loaded query={notice} what="the notice">
        {(one) => <Body notice={one} plain={session.member.kind === 'county-office'} />}
      </Loaded>
    </Page>
  )
}

function Actions(props: { notice: Notice }) {
  const { summary } = props.notice
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [asking, setAsking] = useState(false)
  const close = useCloseNotice(summary.id)
  const { counts } = summary
  const mine = summary.from.id === session.member.id && session.person.roles.includes('analyst')
  return (
    <>
      <Download
        label="Save the receipt"
        name={`notice-${summary.logIndex}.tlog-proof`}
        load={() => fetchReceipt(summary.logIndex)}
      />
      {mine && !summary.closedAt ? (
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          Close
        </Button>
      ) : null}
      {asking ? (
        <CloseNoticeDialog
          open={counts.waiting + counts.told + counts.overdue + counts.unreachable}
          busy={close.isPending}
          error={close.error}
          onClose={(reason) => close.mutate(reason, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

function Body(props: { notice: Notice; plain: boolean }) {
  const { notice } = props
  const { summary } = notice
  const words = (
    <Panel title="What was said">
      <NoticeWords text={notice.en} lang="en" />
      {notice.es ? (
        <details>
          <summary>En español</summary>
          <NoticeWords text={notice.es} lang="es" />
        </details>
      ) : null}
    </Panel>
  )
  return (
    <div className="stack">
      <p className="row">
        <TlpMark tlp={summary.tlp} />
        {summary.kind === 'advisory' ? <Tag>General advisory</Tag> : null}
        <span>
          {summary.from.name} · <When at={summary.sentAt} /> · answer within {notice.answerWithin}{' '}
          min
        </span>
      </p>
      {summary.closedAt ? (
        <Note>
          <p>
            <strong>Closed</strong> <When at={summary.closedAt} />. {notice.closeReason}
          </p>
        </Note>
      ) : null}
      {props.plain ? words : null}
      <CoverageView notice={notice} plain={props.plain} />
      {props.plain ? null : words}
    </div>
  )
}

function CoverageView(props: { notice: Notice; plain: boolean }) {
  const { summary } = props.notice
  const [at, setAt] = useState<string>()
  const [selected, setSelected] = useState<string>()
  const query = useQuery(coverageQuery(summary.id, useDeferredValue(at)))
  const exchange = useQuery(exchangeQuery)
  if (props.plain) {
    return (
      <Panel title="Offices">
        <Loaded query={query} what="the offices">
          {(data) => <Offices coverage={data} selected={undefined} />}
        </Loaded>
      </Panel>
    )
  }
  const end = summary.closedAt ?? latest(query.data?.at, exchange.data?.now)
  return (
    <Loaded query={query} what="the coverage">
      {(data) => (
        <div className="stack">
          <Panel title="Coverage">
            <div className="stack">
              <MomentControl from={summary.sentAt} to={end} at={at} onChange={setAt} />
              <CountsLine coverage={data} />
              <div className="split">
                <Suspense fallback={<Busy what="the map" />}>
                  <CoverageMap targets={data.targets} selected={selected} onSelect={setSelected} />
                </Suspense>
                <Pressing coverage={data} />
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
                <Offices coverage={data} selected={selected} />
              </Tabs.Panel>
              <Tabs.Panel value="events" pt="sm">
                <Events id={summary.id} at={at} />
              </Tabs.Panel>
            </Tabs>
          </section>
        </div>
      )}
    </Loaded>
  )
}

function latest(a: string | undefined, b: string | undefined): string {
  const later = [a, b].filter((one) => one !== undefined).toSorted()
  return later.at(-1) ?? new Date().toISOString()
}

function CountsLine(props: { coverage: Coverage }) {
  return (
    <ul className="counts" aria-label="Offices by state">
      {STATES.map((state) => (
        <li key={state}>
          <span className="swatch" data-state={state} aria-hidden="true" />
          <strong>{props.coverage.counts[state]}</strong> {STATE_NAMES[state]}
        </li>
      ))}
    </ul>
  )
}

const LISTED = 12

/** The list somebody must work through: nobody answered in time, or nobody can be reached. */
function Pressing(props: { coverage: Coverage }) {
  const rows = needsAction(props.coverage.targets)
  return (
    <section aria-label="Overdue and unreachable">
      <h3>Overdue and unreachable ({rows.length})</h3>
      {rows.length === 0 ? (
        <p className="soft">Nobody is overdue.</p>
      ) : (
        <ul className="pressing">
          {rows.slice(0, LISTED).map((target) => (
            <li key={target.id}>
              <span className="swatch" data-state={target.state} aria-hidden="true" />
              <strong>{target.place}</strong> {STATE_NAMES[target.state].toLowerCase()}
              {target.dueAt ? (
                <>
                  , due <When at={target.dueAt} />
                </>
              ) : null}
              {target.fault ? <div className="small fault">{target.fault}</div> : null}
            </li>
          ))}
        </ul>
      )}
      {rows.length > LISTED ? (
        <p className="soft small">and {rows.length - LISTED} more in the table below</p>
      ) : null}
    </section>
  )
}

function Offices(props: { coverage: Coverage; selected: string | undefined }) {
  const { coverage, selected } = props
  const rows = selected
    ? coverage.targets.filter((target) => stateOf(target.jurisdiction) === selected)
    : coverage.targets
  return (
    <>
      {selected ? <p className="soft small">Only the state chosen on the map is listed.</p> : null}
      <TargetsTable
        caption="Offices and their answers"
        targets={rows}
        empty={<Empty title="No office here was addressed" />}
      />
    </>
  )
}

function Events(props: { id: string; at: string | undefined }) {
  const query = useQuery(noticeEventsQuery(props.id))
  const { at } = props
  return (
    <Loaded query={query} what="events">
      {(data) => (
        <NoticeEvents events={at ? data.items.filter((event) => event.at <= at) : data.items} />
      )}
    </Loaded>
  )
}
