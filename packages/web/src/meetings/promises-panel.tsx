import {
  MEETING_LIMITS,
  PROMISE_STATES,
  type Meeting,
  type MeetingPromise,
  type Session,
} from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { toCalendarDay } from '../words/time.ts'
import { usePromise, useSettle, useTell } from './item-data.ts'

type Props = { meeting: Meeting; session: Session }

/** Who promised what until when; each organisation its own. */
export function PromisesPanel({ meeting, session }: Props) {
  if (meeting.state === 'cancelled' || meeting.state === 'called') return null
  const mayPromise = meeting.state === 'open' && session.person.roles.includes('analyst')
  const own = meeting.promises.filter(({ memberId }) => memberId === session.member.id)
  const isFull = own.length >= MEETING_LIMITS.promises
  return (
    <Panel title="Promises">
      <div className="stack">
        <Note>
          <p>
            Each organisation promises for itself. What became of a promise is known to its promiser
            alone, who tells of it in its own words or not at all: that nothing was told says
            nothing.
          </p>
        </Note>
        <Promises
          promises={meeting.promises}
          meetingId={meeting.id}
          meeting={meeting}
          session={session}
        />
        {mayPromise && !isFull ? <PromiseForm meeting={meeting} session={session} /> : null}
        {mayPromise && isFull ? (
          <Note tone="warn">
            <p>
              {session.member.name} has made {MEETING_LIMITS.promises} promises here, and no more
              stand in one meeting.
            </p>
          </Note>
        ) : null}
      </div>
    </Panel>
  )
}

/** The promises of the meeting before, with which this one begins. */
export function BeforePanel({ meeting, session }: Props) {
  const { follows, before } = meeting
  if (!follows || before.length === 0) return null
  return (
    <Panel title="Promised at the meeting before" aside={follows.title}>
      <Promises promises={before} meetingId={follows.id} meeting={meeting} session={session} />
    </Panel>
  )
}

type ListProps = Props & { promises: readonly MeetingPromise[]; meetingId: string }

function Promises({ promises, meetingId, meeting, session }: ListProps) {
  if (promises.length === 0) return <p className="soft">None so far.</p>
  return (
    <ul className="plain-list stack">
      {promises.map((promise) => (
        <li key={promise.id}>
          <article className="stack">
            <div>
              <strong>{nameOf(meeting, promise.memberId)}</strong>, until{' '}
              {toCalendarDay(promise.until)}: {promise.words}
            </div>
            {promise.told.map(({ at, words }) => (
              <div key={at + words} className="small">
                <When at={at} />: {words}
              </div>
            ))}
            {promise.memberId === session.member.id && session.person.roles.includes('analyst') ? (
              <OwnPromise promise={promise} meetingId={meetingId} />
            ) : null}
          </article>
        </li>
      ))}
    </ul>
  )
}

function nameOf({ members }: Meeting, id: string): string {
  return members.find(({ member }) => member.id === id)?.member.name ?? 'One of the meeting before'
}

const STATE_NAMES: Record<(typeof PROMISE_STATES)[number], string> = {
  open: 'open',
  kept: 'kept',
  withdrawn: 'withdrawn',
}

function OwnPromise({ promise, meetingId }: { promise: MeetingPromise; meetingId: string }) {
  const settle = useSettle(meetingId, promise.id)
  const tell = useTell(meetingId, promise.id)
  const [words, setWords] = useState('')
  return (
    <details>
      <summary>Yours alone: {STATE_NAMES[promise.state ?? 'open']}</summary>
      <div className="stack">
        <NativeSelect
          label="What became of it"
          description="Nobody else is told"
          value={promise.state ?? 'open'}
          onChange={(event) =>
            settle.mutate(event.currentTarget.value as (typeof PROMISE_STATES)[number])
          }
          data={PROMISE_STATES.map((value) => ({ value, label: STATE_NAMES[value] }))}
        />
        <Textarea
          label="Tell the others, if you choose to"
          description="All who were called to that meeting read it, as you write it"
          autosize
          minRows={2}
          maxLength={8000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Fault error={settle.error ?? tell.error} />
        <div className="row">
          <BusyButton
            variant="default"
            busy={tell.isPending}
            missing={[words.trim() === '' && 'what you tell them']}
            onClick={() => tell.mutate({ words: words.trim() }, { onSuccess: () => setWords('') })}
          >
            Tell them
          </BusyButton>
        </div>
      </div>
    </details>
  )
}

function PromiseForm({ meeting, session }: Props) {
  const promise = usePromise(meeting.id)
  const [words, setWords] = useState('')
  const [until, setUntil] = useState('')
  const clear = () => {
    setWords('')
    setUntil('')
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        promise.mutate({ words: words.trim(), until }, { onSuccess: clear })
      }}
    >
      <Textarea
        label={`${session.member.name} promises`}
        autosize
        minRows={2}
        maxLength={8000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <TextInput
        label="Until"
        type="date"
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Fault error={promise.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={promise.isPending}
          missing={[words.trim() === '' && 'what', until === '' && 'until when']}
        >
          Promise it
        </BusyButton>
      </div>
    </form>
  )
}
