import { MINUTES_ANSWERS, type Meeting, type MinutesState, type Session } from '@tocsin/api'
import { Button, NativeSelect, NumberInput, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { saveText } from '../ui/save.ts'
import { fetchMinutes, useAnswer, useClose } from './minutes-data.ts'

type Props = { meeting: Meeting; session: Session }

/** How the meeting ends, and what each side says to its minutes. */
export function MinutesPanel({ meeting, session }: Props) {
  const mayClose =
    meeting.state === 'open' && meeting.isCaller && session.person.roles.includes('analyst')
  if (mayClose) return <ClosePanel meeting={meeting} />
  if (!meeting.record) return null
  return (
    <Panel title="Minutes">
      <div className="stack">
        <State meeting={meeting} record={meeting.record} />
        {meeting.state === 'closed' && session.person.roles.includes('analyst') ? (
          <AnswerForm
            key={answerOf(meeting, session)?.version ?? 0}
            meeting={meeting}
            session={session}
          />
        ) : null}
        <TooLate meeting={meeting} session={session} />
        <Texts meeting={meeting} />
        {session.person.roles.includes('analyst') ? (
          <div className="row">
            <Link to="/meetings/new" search={{ follows: meeting.id }} className="button-link">
              Call the next meeting
            </Link>
            <span className="soft small">It opens with the promises of this one.</span>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

/** For a side that did not answer in time: where it says so now. */
function TooLate({ meeting, session }: Props) {
  if (meeting.state !== 'sealed' || answerOf(meeting, session)) return null
  return (
    <Note tone="warn">
      <p>
        The time to answer ended on <When at={meeting.record?.dueAt} /> and {session.member.name}{' '}
        had said nothing. What is sealed is not changed any more; a correction or dissent now is an
        item of your own in a further meeting.
      </p>
    </Note>
  )
}

function ClosePanel({ meeting }: { meeting: Meeting }) {
  const close = useClose(meeting.id)
  const [days, setDays] = useState<number | string>(7)
  return (
    <Panel title="End the meeting">
      <div className="stack">
        <p>
          The minutes are then put together from what stands here. What waits for its second person
          is left out, and the minutes say so. Each organisation that was called answers to them
          within the days that you name.
        </p>
        <NumberInput
          label="Days to answer"
          min={1}
          max={60}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
        <Fault error={close.error} />
        <div className="row">
          <BusyButton
            busy={close.isPending}
            missing={[typeof days !== 'number' && 'the days']}
            onClick={() => {
              if (typeof days === 'number')
                close.mutate({ version: meeting.version, answerDays: days })
            }}
          >
            End the meeting
          </BusyButton>
        </div>
      </div>
    </Panel>
  )
}

const ANSWER_NAMES: Record<(typeof MINUTES_ANSWERS)[number], string> = {
  confirmed: 'confirms them',
  corrected: 'corrects them',
  dissented: 'dissents',
}

function State({ meeting, record }: { meeting: Meeting; record: MinutesState }) {
  const isSealed = record.sealedAt !== undefined
  return (
    <>
      <Facts
        rows={[
          [
            meeting.endedByClock ? 'Ended by the clock, since nobody did' : 'Ended',
            <When key="closed" at={record.closedAt} />,
          ],
          [
            'Hash of the minutes',
            <code key="hash" className="mono">
              {record.sha256}
            </code>,
          ],
          isSealed
            ? ['Sealed', <When key="sealed" at={record.sealedAt} />]
            : ['Answers until', <When key="due" at={record.dueAt} />],
          ...(record.sealSha256
            ? [
                [
                  'Sealed with',
                  <code key="seal" className="mono">
                    {record.sealSha256}
                  </code>,
                ] as [string, React.ReactNode],
                [
                  'In the log',
                  <Link key="log" to="/log">
                    entry {record.logIndex}
                  </Link>,
                ] as [string, React.ReactNode],
                ...(meeting.atGate
                  ? [
                      [
                        'For everybody',
                        <Link
                          key="register"
                          to="/register/meetings/$id"
                          params={{ id: meeting.id }}
                        >
                          in the public register
                        </Link>,
                      ] as [string, React.ReactNode],
                    ]
                  : []),
              ]
            : []),
        ]}
      />
      <Answers meeting={meeting} record={record} />
    </>
  )
}

/** What each side said to the minutes. */
function Answers({ meeting, record }: { meeting: Meeting; record: MinutesState }) {
  return (
    <ul className="plain-list stack">
      {meeting.members.map(({ member }) => {
        const answer = record.answers.find((one) => one.memberId === member.id)
        return (
          <li key={member.id}>
            <strong>{member.name}</strong>{' '}
            {answer ? (
              <>
                {ANSWER_NAMES[answer.answer]}, <When at={answer.at} />
                {answer.words ? <p>{answer.words}</p> : null}
              </>
            ) : (
              <span className="soft">
                {record.sealedAt ? 'said nothing to them' : 'has said nothing so far'}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function answerOf({ record }: Meeting, session: Session) {
  return record?.answers.find(({ memberId }) => memberId === session.member.id)
}

function AnswerForm({ meeting, session }: Props) {
  const known = answerOf(meeting, session)
  const send = useAnswer(meeting.id)
  const [answer, setAnswer] = useState<(typeof MINUTES_ANSWERS)[number] | ''>(known?.answer ?? '')
  const [words, setWords] = useState(known?.words ?? '')
  const needsWords = answer === 'corrected' || answer === 'dissented'
  const sha256 = meeting.record!.sha256
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (answer === '') return
        // What was written before a plain yes was chosen is not seen any more, and not said.
        const said = needsWords ? { words: words.trim() } : {}
        send.mutate({ sha256, version: known?.version ?? 0, answer, ...said })
      }}
    >
      <NativeSelect
        label={`${session.member.name} …`}
        description="Your words stand beside the minutes and change none of them. The last answer seals them."
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value as typeof answer)}
        data={[
          { value: '', label: 'choose' },
          ...MINUTES_ANSWERS.map((value) => ({ value, label: ANSWER_NAMES[value] })),
        ]}
      />
      {needsWords ? (
        <Textarea
          label="In your words"
          required
          autosize
          minRows={3}
          maxLength={8000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      <Fault error={send.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={send.isPending}
          missing={[
            answer === '' && 'the answer',
            needsWords && words.trim() === '' && 'your words',
          ]}
        >
          Answer
        </BusyButton>
      </div>
    </form>
  )
}

/** The bytes that the hashes are of, to keep and check. */
function Texts({ meeting }: { meeting: Meeting }) {
  const fetched = useMutation({
    mutationFn: () => fetchMinutes(meeting.id),
    onSuccess: ({ text, seal }) => {
      saveText(`minutes-${meeting.id}.json`, text)
      if (seal) saveText(`seal-${meeting.id}.json`, seal.text)
    },
  })
  return (
    <>
      <Note>
        <p>
          The hash is the SHA-256 of the file of the minutes, byte for byte
          {meeting.state === 'sealed' ? '; the seal holds it with every answer.' : '.'}
        </p>
      </Note>
      <Fault error={fetched.error} />
      <div className="row">
        <Button variant="default" onClick={() => fetched.mutate()}>
          Save the minutes
        </Button>
      </div>
    </>
  )
}
