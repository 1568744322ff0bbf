import type { BodyOf, OfficeNotice, acknowledgeAsOffice } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { STATE_NAMES } from '../lib/names.ts'
import { Fault, Tag } from './feedback.tsx'
import { TlpMark, When } from './marks.tsx'
import { Panel } from './page.tsx'

export type Answer = BodyOf<typeof acknowledgeAsOffice>

/** A notice made out to this office, with the two taps that answer it. */
export function OfficeAnswer(props: {
  notice: OfficeNotice
  busy: boolean
  error: unknown
  onAnswer: (answer: Answer) => void
}) {
  const { notice } = props
  const text = notice.language === 'es' && notice.es ? notice.es : notice.en
  return (
    <Panel title={text.subject} aside={STATE_NAMES[notice.state]}>
      <div className="stack" lang={text === notice.es ? 'es' : 'en'}>
        <div className="row">
          <TlpMark tlp={notice.tlp} />
          {notice.closed ? <Tag>Closed</Tag> : null}
          <span className="soft small">
            {notice.from.name} · <When at={notice.sentAt} />
          </span>
        </div>
        <p>{text.what}</p>
        <p>{text.howSure}</p>
        <ol>
          {text.actions.map((action) => (
            <li key={action}>{action}</li>
          ))}
        </ol>
        <p>{text.whoToCall}</p>
        <p className="soft small">
          A genuine caller about this notice reads you:{' '}
          <span className="mono">{notice.callBackCode}</span>
        </p>
        <Fault error={props.error} />
        <NextStep {...props} />
      </div>
    </Panel>
  )
}

function NextStep(props: {
  notice: OfficeNotice
  busy: boolean
  onAnswer: (answer: Answer) => void
}) {
  const { notice, busy, onAnswer } = props
  const [who, setWho] = useState('')
  if (notice.state === 'acted')
    return <p className="soft">Your office has acted. Nothing more is asked.</p>
  if (notice.state === 'understood') {
    return (
      <div>
        <Button loading={busy} onClick={() => onAnswer({ step: 'acted' })}>
          We have done it
        </Button>
      </div>
    )
  }
  if (notice.state !== 'told') {
    return (
      <div>
        <Button loading={busy} onClick={() => onAnswer({ step: 'told' })}>
          I was told
        </Button>
      </div>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAnswer({ step: 'understood', who: who.trim() })
  }
  return (
    <form className="row row-end" onSubmit={submit}>
      <TextInput
        label="Who acts?"
        required
        maxLength={300}
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={who.trim() === ''}>
        I understand, this person acts
      </Button>
    </form>
  )
}
