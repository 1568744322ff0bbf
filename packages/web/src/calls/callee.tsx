import type { Call, CallOffice } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { nameOfLanguage } from '../words/language.ts'
import { useBeginCall } from './data.ts'

/** A contact of an office: post, language, number, and the button that begins a call on record. */
export function Callee(props: {
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
