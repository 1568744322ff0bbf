import type { Call, CallOffice } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { StateMark } from '../coverage/state-mark.tsx'
import { Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { toLength } from '../words/time.ts'
import { Callee } from './callee.tsx'
import { OnFilePanel } from './on-file.tsx'
import { knownWords } from './known-words.ts'
import { hourAt, OUTCOMES } from './words.ts'

/** One office of the list: what is known of it, whom to call by which number, and the call where one is under way. */
export function OfficeRow(props: {
  office: CallOffice
  now: Date
  withNotice: boolean
  /** This person is on the phone, with this office or another. */
  isBusy: boolean
  onCall: (call: Call) => void
  children: ReactNode
}) {
  const { office, now } = props
  const hour = office.timeZone ? hourAt(office.timeZone, now) : undefined
  return (
    <li className="office-row" data-state={office.state} aria-label={office.place}>
      <div className="office-what">
        <h2>
          {office.place} <span className="soft">{OFFICE_ROLE_NAMES[office.role]}</span>
        </h2>
        <p className="row small">
          <StateMark state={office.state} />
          <Since office={office} now={now} />
          {hour ? <span className="soft hour">{hour} there</span> : null}
        </p>
        {props.withNotice ? (
          <p className="small">
            <Link to="/notices/$id" params={{ id: office.noticeId }}>
              {office.subject}
            </Link>
          </p>
        ) : null}
        <p className="small soft">{knownWords(office.known)}</p>
        {office.fault ? <p className="small fault">{office.fault}</p> : null}
      </div>
      <div className="office-whom">
        {office.toldBefore ? (
          <Note tone="warn">
            <p>This office was told by telephone what is corrected now. Call it first.</p>
          </Note>
        ) : null}
        <OnThePhone open={office.open} />
        <Contacts {...props} />
        <PastCalls office={office} />
        <OnFilePanel office={office} />
      </div>
      {props.children}
    </li>
  )
}

function Since({ office, now }: { office: CallOffice; now: Date }) {
  const { overdueSince, dueAt, state } = office
  if (overdueSince)
    return <span>for {toLength(now.getTime() - new Date(overdueSince).getTime())}</span>
  if (state === 'waiting' && dueAt)
    return (
      <span>
        until <When at={dueAt} />
      </span>
    )
  return null
}

function OnThePhone({ open }: { open: CallOffice['open'] }) {
  if (!open || open.mine) return null
  return (
    <p className="small">
      <strong>{open.by}</strong> is on the phone with {open.title}, until <When at={open.until} />{' '}
      at most.
    </p>
  )
}

/** Whoever is next stands open; the others on file are one press away. */
function Contacts(props: {
  office: CallOffice
  now: Date
  isBusy: boolean
  onCall: (call: Call) => void
}) {
  const { office } = props
  const first = office.contacts.find(({ rank }) => rank === (office.open?.rank ?? office.next))
  const others = office.contacts.filter((contact) => contact !== first)
  return (
    <>
      {first ? <Callee {...props} contact={first} /> : null}
      {office.next === undefined ? (
        <p className="fault small">
          {office.contacts.length === 0
            ? 'Nobody is on file to call.'
            : 'No number is left to call.'}
        </p>
      ) : null}
      {others.length > 0 ? (
        <details className="small">
          <summary>{countOf(others.length, 'other contact')} on file</summary>
          <ul className="plain-list">
            {others.map((contact) => (
              <li key={contact.rank}>
                <Callee {...props} contact={contact} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function PastCalls(props: { office: CallOffice }) {
  const { calls } = props.office
  const last = calls.at(-1)
  if (!last) return <p className="soft small">Not called so far.</p>
  return (
    <details className="small">
      <summary>
        Called {calls.length === 1 ? 'once' : `${calls.length} times`}, last:{' '}
        {last.outcome ? OUTCOMES[last.outcome] : 'how it ended was not recorded'}
      </summary>
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
