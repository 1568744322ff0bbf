import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
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

type Stated = { token: string; reason: string; legalBasis: string; knows: boolean }
const NOTHING: Stated = { token: '', reason: '', legalBasis: '', knows: false }

/** A receiver asks for whom one pseudonym stands; what is told by asking stands before the button. */
export function AskForm({ releaseId, sender, tokens, waits, readsUnseen }: Props) {
  const ask = useAskUnmasking(releaseId)
  const [stated, setStated] = useState(NOTHING)
  const { token, knows } = stated
  const reason = stated.reason.trim()
  const legalBasis = stated.legalBasis.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { token, reason, legalBasis, senderMayKnow: true as const }
    ask.mutate(body, { onSuccess: () => setStated(NOTHING) })
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
      <Fields sender={sender} tokens={tokens} stated={stated} onChange={setStated} />
      <Fault error={ask.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={ask.isPending}
          missing={[
            token === '' && 'the pseudonym',
            legalBasis === '' && 'the legal basis',
            reason === '' && 'why',
            !knows && 'that you know what is told',
          ]}
        >
          Ask {sender}
        </BusyButton>
      </div>
    </form>
  )
}

function Fields(
  props: Pick<Props, 'sender' | 'tokens'> & {
    stated: Stated
    onChange: (stated: Stated) => void
  },
) {
  const { sender, tokens, stated } = props
  const set = (change: Partial<Stated>) => props.onChange({ ...stated, ...change })
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Pseudonym"
          required
          value={stated.token}
          onChange={(event) => set({ token: event.currentTarget.value })}
          data={[{ value: '', label: 'choose one' }, ...tokens]}
        />
        <TextInput
          label="Legal basis"
          required
          maxLength={300}
          value={stated.legalBasis}
          onChange={(event) => set({ legalBasis: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="Why your organisation must know"
        description="Name nobody: it stays on record."
        required
        minRows={2}
        maxLength={8000}
        value={stated.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <Checkbox
        label={`I know that ${sender} learns by this that my organisation has read the message`}
        checked={stated.knows}
        onChange={(event) => set({ knows: event.currentTarget.checked })}
      />
    </>
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
