import type { NoticeEvent, Target } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import {
  countStates,
  describeCounts,
  isNextTurn,
  isIn,
  nextAct,
  personOf,
  placeOf,
  type Choice,
} from './coverage.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { DESK_WORDS } from '../words/desk-words.ts'
import { mailedWords } from '../words/mailed-words.ts'
import { textFacts } from '../words/text-states.ts'
import { toLocalTime } from '../words/time.ts'
import { Fault } from '../ui/feedback.tsx'
import { StateMark } from './state-mark.tsx'
import { When } from '../ui/marks.tsx'
import { Facts } from '../ui/page.tsx'

type Props = {
  place: Choice
  name: string
  nameOf: (place: string) => string
  targets: readonly Target[]
  events: readonly NoticeEvent[]
  /** Fetches more of them, where there are more than those that are shown. */
  more: (shown: number) => ReactNode
  fault: unknown
  closed: boolean
  mayWrite: boolean
  onClear: () => void
}

/** Who is accountable at the chosen place, how far they are, and what can be done next. */
export function PlaceCard(props: Props) {
  const { name, targets } = props
  const place = placeOf(props.place)
  const own = targets.filter((one) => one.jurisdiction === place)
  const above = closestAbove(props)
  const offices = own.length > 0 ? own : above
  const ids = new Set(offices.map(({ id }) => id))
  return (
    <section className="place-card" aria-label={`Chosen place: ${name}`}>
      <div className="panel-head">
        <h3>{name}</h3>
        <button type="button" className="link" onClick={props.onClear}>
          Clear <span className="hidden-text">the choice of {name}</span>
        </button>
      </div>
      {own.length === 0 ? <Unaddressed {...props} above={above[0]} /> : null}
      {offices.map((target) => (
        <Office key={target.id} target={target} card={props} />
      ))}
      {props.more(props.events.filter(({ target }) => ids.has(target)).length)}
      <Below {...props} />
      <Fault error={props.fault} />
    </section>
  )
}

/** The offices addressed at the nearest place above the chosen one. */
function closestAbove({ place, targets }: Props): Target[] {
  for (const id of place.slice(0, -1).toReversed()) {
    const offices = targets.filter((one) => one.jurisdiction === id)
    if (offices.length > 0) return offices
  }
  return []
}

function Unaddressed(props: Props & { above: Target | undefined }) {
  return (
    <p>
      No office of {props.name} itself was addressed.{' '}
      {props.above
        ? `Accountable for it here is the office of ${props.nameOf(props.above.jurisdiction)}:`
        : null}
      {props.mayWrite ? <Link to="/notices/new">Write a notice</Link> : null}
    </p>
  )
}

/** Offices of the places below the chosen one, where any were addressed. */
function Below(props: Props) {
  const place = placeOf(props.place)
  const inside = props.targets.filter((one) => one.jurisdiction !== place && isIn(one, place))
  if (inside.length === 0) return null
  return (
    <p>
      Places below it: {describeCounts(countStates(inside))}. Choose one on the map or in the table
      below.
    </p>
  )
}

function Office(props: { target: Target; card: Props }) {
  const { target, card } = props
  const events = card.events.filter((event) => event.target === target.id)
  return (
    <div className="stack">
      <Facts rows={factsOf(target, card.closed)} />
      {target.fault ? <p className="small fault">{target.fault}</p> : null}
      {events.length > 0 ? (
        <ol className="place-steps small">
          {events.map((event) => (
            <li key={event.logIndex}>
              <When at={event.at} /> {event.detail}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}

function factsOf(target: Target, closed: boolean): [string, ReactNode][] {
  const state = <StateMark state={target.state} />
  const rows: [string, ReactNode][] = [
    ['Office', `${OFFICE_ROLE_NAMES[target.role]}, ${target.place}`],
    personOf(target),
    ['State', state],
  ]
  if (target.attempt > 1 && target.mails) rows.push(['Contacts', mailedWords(target.mails)])
  if (target.mail) rows.push(['Mail', DESK_WORDS.en.mails[target.mail]])
  rows.push(...(target.texts ?? []).map((one) => textFacts(one)))
  if (target.overdueSince) rows.push(['Overdue since', toLocalTime(target.overdueSince)])
  if (target.acknowledgedAt) rows.push(['Answered', toLocalTime(target.acknowledgedAt)])
  if (target.dueAt)
    rows.push([isNextTurn(target) ? 'Next contact until' : 'Due', toLocalTime(target.dueAt)])
  return [...rows, ['Next', nextAct(target, closed)]]
}
