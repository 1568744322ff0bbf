import { Checkbox } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { AskFields, missingOf, NOTHING, toAsk } from './ask-fields.tsx'
import { useAskUnmasking } from './data.ts'

type Props = {
  releaseId: string
  sender: string
  tokens: readonly string[]
  /** Whether an ask about this message waits: until it is answered no other is taken. */
  waits: boolean
  /** Whether the sender is not told when the own member read the message. */
  readsUnseen: boolean
}

const LABELS = { legalBasis: 'Legal basis', reason: 'Why your organisation must know' }

/** A receiver asks for whom one pseudonym stands; what is told by asking stands before the button. */
export function AskForm({ releaseId, sender, tokens, waits, readsUnseen }: Props) {
  const ask = useAskUnmasking(releaseId)
  const [stated, setStated] = useState(NOTHING)
  const [knows, setKnows] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...toAsk(stated), senderMayKnow: true as const }
    const forget = () => {
      setStated(NOTHING)
      setKnows(false)
    }
    ask.mutate(body, { onSuccess: forget })
  }
  if (waits)
    return (
      <div className="stack">
        <WhatIsTold sender={sender} readsUnseen={readsUnseen} />
        {ask.isSuccess ? <Said takesFocus>Asked. The answer will stand below.</Said> : null}
      </div>
    )
  return (
    <form className="stack" onSubmit={submit}>
      <WhatIsTold sender={sender} readsUnseen={readsUnseen} />
      <AskFields
        tokens={tokens}
        labels={LABELS}
        stated={stated}
        onChange={(change) => setStated({ ...stated, ...change })}
      />
      <Checkbox
        label={`I know that ${sender} learns by this that my organisation has read the message`}
        checked={knows}
        onChange={(event) => setKnows(event.currentTarget.checked)}
      />
      <Fault error={ask.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={ask.isPending}
          missing={[...missingOf(stated), !knows && 'that you know what is told']}
        >
          Ask {sender}
        </BusyButton>
      </div>
    </form>
  )
}

function WhatIsTold({ sender, readsUnseen }: Pick<Props, 'sender' | 'readsUnseen'>) {
  return (
    <Note>
      <p>
        {readsUnseen ? 'That you read a message is told to nobody. ' : null}
        <strong>By asking</strong> {sender} learns that your organisation has read this one, which
        pseudonym you ask for, your reason and your legal basis, and not your name: the record of it
        holds an id that stands for you. Auditors see all of it and your name. No other receiver
        learns anything.
      </p>
      <p>
        Another person of {sender} than the author decides; nobody has to. You ask for one pseudonym
        at a time, at most five times about one message, and each is decided once. Nobody is told of
        all but one.
      </p>
    </Note>
  )
}
