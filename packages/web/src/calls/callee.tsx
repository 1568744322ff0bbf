import type { Call, CallOffice } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { wallTime, waysLines } from '../words/ways.ts'
import { nameOfLanguage } from '../words/language.ts'
import { useBeginCall } from './data.ts'

/** Whether it is a time to call them, as they said themselves. */
function CallHours(props: { contact: CallOffice['contacts'][number]; now: Date }) {
  const { contact, now } = props
  const { hours, callAt, callBecause } = contact
  if (!hours) return null
  const until = hours.turns ? ` ${wallTime(hours.turns, hours.timeZone)} there` : ''
  const isTurn = callAt !== undefined && new Date(callAt) <= now
  return (
    <span className="small" title={waysLines(hours.ways).join('; ')}>
      <br />
      {hours.open
        ? until
          ? `May be called until${until}`
          : 'May be called at any hour'
        : `Outside their hours; these begin${until}`}
      {callBecause === 'severe' && !hours.open ? '. Call all the same: it cannot wait' : ''}
      {callBecause === 'order' && !isTurn ? '. Other ways come first' : ''}
    </span>
  )
}

/** A contact of an office: post, language, number, and the button that begins a call on record. */
export function Callee(props: {
  office: CallOffice
  contact: CallOffice['contacts'][number]
  now: Date
  isBusy: boolean
  onCall: (call: Call) => void
}) {
  const { office, contact } = props
  const begin = useBeginCall()
  const isNext = office.next === contact.rank
  const isMine = office.open?.mine === true && office.open.rank === contact.rank
  const isTaken = office.open !== undefined && !isMine
  return (
    <>
      <div className="callee">
        <span>
          {contact.title} <span className="soft">({nameOfLanguage(contact.language)})</span>
          <br />
          {contact.phone ? (
            <a href={`tel:${contact.phone}`} className="phone">
              {contact.phone}
            </a>
          ) : (
            <span className="soft">no number on file</span>
          )}
          <CallHours contact={contact} now={props.now} />
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
    </>
  )
}
