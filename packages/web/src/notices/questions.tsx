import type { NoticeQuestion } from '@tocsin/api'
import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { MAIL_STATES } from '../words/mail-states.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { questionsQuery, useAnswerQuestion } from './data.ts'

/** What offices asked about an own notice, with a way to answer; nothing where none asked. */
export function Questions(props: { notice: string; mayWrite: boolean }) {
  const { data, error } = useQuery(questionsQuery(props.notice))
  const items = data?.items ?? []
  if (items.length === 0) return <Fault error={error} />
  return (
    <Panel title="Questions of offices">
      <p className="soft small">
        A question answers nothing for its office: its time goes on, and it escalates as before.
      </p>
      <Fault error={error} />
      <ul className="plain-list kept">
        {items.map((one) => (
          <li key={one.id} aria-label={`Question of ${one.place}`}>
            <Question {...props} one={one} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Question({ one, ...props }: { one: NoticeQuestion; notice: string; mayWrite: boolean }) {
  const { answer } = one
  const isLost = answer?.mail === 'failed' || answer?.mail === 'bounced'
  return (
    <div className="stack">
      <p>
        <Tag tone={answer ? 'good' : 'warn'}>{answer ? 'answered' : 'waits'}</Tag>{' '}
        <strong>
          {OFFICE_ROLE_NAMES[one.role]}, {one.place}
        </strong>{' '}
        <span className="soft small">
          by the link for {one.askedBy}, <When at={one.askedAt} />
        </span>
      </p>
      <p className="prose">{one.text}</p>
      {answer ? (
        <>
          <p className="soft small">
            Answered <When at={answer.at} />. On the page of the office; the mail with it:{' '}
            {MAIL_STATES.en[answer.mail]}.
          </p>
          <p className="prose">{answer.text}</p>
          {isLost ? (
            <p className="small fault">
              The mail with this answer did not arrive. Call them, if it matters.
            </p>
          ) : null}
        </>
      ) : props.mayWrite ? (
        <AnswerForm {...props} id={one.id} />
      ) : null}
    </div>
  )
}

function AnswerForm(props: { notice: string; id: string }) {
  const [text, setText] = useState('')
  const answer = useAnswerQuestion(props.notice)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer.mutate({ question: props.id, text: text.trim() })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label="Your answer"
        description="It stands on the page of this office for all who hold its links, goes by mail to whoever asked, and is on record. It cannot be changed later."
        required
        minRows={2}
        autosize
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Fault error={answer.error} />
      <div>
        <BusyButton type="submit" busy={answer.isPending} missing={[!text.trim() && 'the answer']}>
          Answer the question
        </BusyButton>
      </div>
    </form>
  )
}
