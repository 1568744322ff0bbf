import { REPLY_KINDS, REPLIES_IN_WORDS, type Addressee, type ReplyKind } from '@tocsin/api'
import { Radio, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { newSendKey } from '../ui/send-key.ts'
import { AddresseesField, NOBODY, toPicked, type Picked } from './addressees-field.tsx'
import { useReply } from './data.ts'
import { REPLY_NAMES } from './words.ts'

type Stated = { kind: ReplyKind | ''; words: string; picked: Picked }
const NOTHING: Stated = { kind: '', words: '', picked: NOBODY }

/** A holder says something of a release: nothing is chosen beforehand, and whom it goes to stands before the button. */
export function ReplyForm(props: { releaseId: string; addressees: readonly Addressee[] }) {
  const { releaseId, addressees } = props
  const reply = useReply(releaseId)
  const [stated, setStated] = useState(NOTHING)
  // Kept while what is said is, so that pressing again after a lost answer says nothing twice.
  const [sendKey, setSendKey] = useState(newSendKey)
  const change = (next: Stated) => {
    setStated(next)
    setSendKey(newSendKey())
  }
  const { kind, picked } = stated
  const words = stated.words.trim()
  const { to, bodies } = toPicked(addressees, picked)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (kind === '') return
    const body = {
      kind,
      ...(words === '' ? {} : { words }),
      to: to.map(({ id }) => id),
      bodies: bodies.map(({ name }) => name),
      sendKey,
    }
    reply.mutate(body, { onSuccess: () => change(NOTHING) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <What kind={kind} onChange={(next) => change({ ...stated, kind: next })} />
      <Textarea
        label={kind === 'wrong' ? 'What is wrong, and why' : 'In your words'}
        required={kind !== '' && REPLIES_IN_WORDS.includes(kind)}
        minRows={2}
        maxLength={8000}
        value={stated.words}
        onChange={(event) => change({ ...stated, words: event.currentTarget.value })}
      />
      <AddresseesField
        addressees={addressees}
        picked={picked}
        onChange={(next) => change({ ...stated, picked: next })}
      />
      <WhoHears to={to.map(({ name }) => name)} />
      <Fault error={reply.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={reply.isPending}
          missing={[
            kind === '' && 'what you say',
            kind !== '' && REPLIES_IN_WORDS.includes(kind) && words === '' && 'words',
            to.length === 0 && 'to whom',
          ]}
        >
          Reply
        </BusyButton>
      </div>
      {reply.isSuccess ? <Said takesFocus>Said. It stands above.</Said> : null}
    </form>
  )
}

function What(props: { kind: ReplyKind | ''; onChange: (kind: ReplyKind) => void }) {
  return (
    <Radio.Group
      label="What you say"
      required
      value={props.kind}
      onChange={(value) => props.onChange(value as ReplyKind)}
    >
      <div className="stack">
        {REPLY_KINDS.map((one) => (
          <Radio key={one} value={one} label={REPLY_NAMES[one]} />
        ))}
      </div>
    </Radio.Group>
  )
}

function WhoHears({ to }: { to: readonly string[] }) {
  return (
    <Note>
      <p>
        <strong>It goes to:</strong> {to.length === 0 ? 'nobody yet' : to.join(', ')}.
      </p>
      <p>
        They learn that your organisation has this release, what you say and on which day, and not
        your name nor whom else you told. Those among them who do not have the release are shown
        nothing; the exchange says to nobody who has it. Nobody else is shown that there is a reply,
        nor how many there are: the log gets one entry of one size at set times, whether anybody
        answered or not.
      </p>
      <p>
        You can take it back, and then nobody else is shown it; it is kept, and no erasure reaches
        it.
      </p>
    </Note>
  )
}
