import type { Call, CallOffice, CallSheet } from '@tocsin/api'
import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { StateMark } from '../coverage/state-mark.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { CallForm } from './call-form.tsx'
import { sheetQuery, useBeginCall } from './data.ts'
import { useClock } from './use-clock.ts'
import { hourAt, OUTCOMES } from './words.ts'
import { countOf } from '../words/count-of.ts'

/** The sheet of whoever calls offices that did not answer. */
export function CallsScreen() {
  const { id } = useParams({ from: '/desk/notices/$id/calls' })
  const [all, setAll] = useState(false)
  const [call, setCall] = useState<Call>()
  const [ended, setEnded] = useState<string>()
  const sheet = useQuery(sheetQuery(id, all))
  const now = useClock(sheet.data?.at, sheet.dataUpdatedAt)
  return (
    <Page
      title="Call sheet"
      intro="Offices that nobody reached or that did not answer, the most pressing first. Each call goes on record when it begins and when it ends."
      actions={
        <Link to="/notices/$id" params={{ id }}>
          The notice
        </Link>
      }
    >
      <div className="stack">
        {ended ? <Said takesFocus>{ended}</Said> : null}
        {call ? (
          <CallForm
            key={call.id}
            call={call}
            onEnded={(outcome) => {
              setCall(undefined)
              setEnded(`${call.title}: ${OUTCOMES[outcome]}. It is on record.`)
            }}
          />
        ) : null}
        <Switch
          label="Also offices that still have time to answer"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        <Loaded query={sheet} what="the call sheet">
          {(loaded) => (
            <Offices
              sheet={loaded}
              now={now}
              isBusy={call !== undefined}
              onCall={(begun) => {
                setEnded(undefined)
                setCall(begun)
              }}
            />
          )}
        </Loaded>
      </div>
    </Page>
  )
}

function Offices(props: {
  sheet: CallSheet
  now: Date
  isBusy: boolean
  onCall: (call: Call) => void
}) {
  const { sheet, ...shared } = props
  const { items, more } = sheet
  return (
    <>
      {items.length === 0 ? <Empty title="No office need be called now" /> : null}
      {items.map((office) => (
        <OfficePanel key={office.targetId} office={office} {...shared} />
      ))}
      {more > 0 ? (
        <p className="soft">{countOf(more, 'more office follows', 'more offices follow')} these.</p>
      ) : null}
    </>
  )
}

function OfficePanel(props: {
  office: CallOffice
  now: Date
  isBusy: boolean
  onCall: (call: Call) => void
}) {
  const { office } = props
  const { open } = office
  const hour = office.timeZone ? hourAt(office.timeZone, props.now) : undefined
  return (
    <Panel
      title={`${office.place}, ${OFFICE_ROLE_NAMES[office.role]}`}
      aside={hour ? `${hour} there` : undefined}
    >
      <div className="stack">
        <p>
          <StateMark state={office.state} />
        </p>
        {office.toldBefore ? (
          <Note tone="warn">
            <p>This office was told by telephone what is corrected now. Call it first.</p>
          </Note>
        ) : null}
        {office.fault ? <p className="small fault">{office.fault}</p> : null}
        {open && !open.mine ? (
          <p>
            <strong>{open.by}</strong> is on the phone with {open.title}, until{' '}
            <When at={open.until} /> at most.
          </p>
        ) : null}
        {office.next === undefined ? (
          <p className="fault">
            No number is left to call. Find one of your own and have it imported under Offices.
          </p>
        ) : null}
        <ol className="plain-list stack">
          {office.contacts.map((contact) => (
            <Callee key={contact.rank} {...props} contact={contact} />
          ))}
        </ol>
        <PastCalls office={office} />
      </div>
    </Panel>
  )
}

function Callee(props: {
  office: CallOffice
  contact: CallOffice['contacts'][number]
  isBusy: boolean
  onCall: (call: Call) => void
}) {
  const { office, contact } = props
  const begin = useBeginCall()
  const isNext = office.next === contact.rank
  const isMine = office.open?.mine === true && office.open.rank === contact.rank
  const isTaken = office.open !== undefined && !isMine
  return (
    <li>
      <div className="row">
        <span>
          {isNext ? <strong>Next: </strong> : null}
          {contact.title} ({contact.language}),{' '}
          {contact.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : 'no number'}
          {contact.wrongNumber ? <span className="fault"> wrong number</span> : null}
        </span>
        {contact.phone && !props.isBusy && !isTaken ? (
          <BusyButton
            size="xs"
            variant={isNext ? 'filled' : 'default'}
            busy={begin.isPending}
            aria-label={`Call ${contact.title}, ${office.place}`}
            onClick={() =>
              begin.mutate(
                { targetId: office.targetId, rank: contact.rank },
                { onSuccess: props.onCall },
              )
            }
          >
            {isMine ? 'Go on with your call' : 'Call'}
          </BusyButton>
        ) : null}
      </div>
      <Fault error={begin.error} />
    </li>
  )
}

function PastCalls(props: { office: CallOffice }) {
  const { calls } = props.office
  if (calls.length === 0) return <p className="soft small">Not called so far.</p>
  return (
    <details className="small">
      <summary>{countOf(calls.length, 'call')} so far</summary>
      <ul>
        {calls.map((one) => (
          <li key={one.id}>
            <When at={one.at} />: {one.by} called {one.title};{' '}
            {one.outcome ? OUTCOMES[one.outcome] : 'how it ended was not recorded'}
            {one.spokeWith ? `, spoke with ${one.spokeWith}` : ''} (entry {one.logIndex} of the log)
          </li>
        ))}
      </ul>
    </details>
  )
}
