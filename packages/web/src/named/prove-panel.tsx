import { TextInput } from '@mantine/core'
import type { NamedAsk } from '@tocsin/api'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { useChange } from '../ui/use-change.ts'
import { proveIt } from './data.ts'
import type { NamedWords } from './words.ts'

type Props = { ask: NamedAsk; token: string; words: NamedWords }

/** What whoever asks does to prove that it is theirs. */
export function ProvePanel({ ask, token, words }: Props) {
  const proving = useChange(['named', token], (posted: string | undefined) =>
    proveIt({ token, ...(posted === undefined ? {} : { posted }) }),
  )
  const { kind } = ask
  return (
    <Panel title={words.kinds[kind]}>
      <div className="stack">
        {kind === 'email' ? (
          <>
            <p>{words.confirmText}</p>
            <div className="row">
              <BusyButton busy={proving.isPending} onClick={() => proving.mutate(undefined)}>
                {words.confirm}
              </BusyButton>
            </div>
          </>
        ) : kind === 'domain' ? (
          <>
            <p>{words.recordText}</p>
            <Copied label={words.recordName} value={ask.record ?? ''} words={words} />
            <Copied label={words.recordValue} value={ask.code ?? ''} words={words} />
            <div className="row">
              <BusyButton busy={proving.isPending} onClick={() => proving.mutate(undefined)}>
                {words.check}
              </BusyButton>
            </div>
          </>
        ) : (
          <>
            <p>{kind === 'account' ? words.postText : words.postTextName}</p>
            <Copied label={words.code} value={ask.code ?? ''} words={words} />
            <Posted
              start={ask.posted ?? ''}
              busy={proving.isPending}
              words={words}
              onSend={proving.mutate}
            />
            {ask.posted === undefined ? null : <Said>{words.told}</Said>}
          </>
        )}
        <Fault error={proving.error} />
      </div>
    </Panel>
  )
}

function Copied(props: { label: string; value: string; words: NamedWords }) {
  const { label, value, words } = props
  return <CopyField label={label} value={value} copy={words.copy} copied={words.copied} />
}

function Posted(props: {
  start: string
  busy: boolean
  words: NamedWords
  onSend: (posted: string) => void
}) {
  const { words } = props
  const [posted, setPosted] = useState(props.start)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (posted.trim() !== '') props.onSend(posted.trim())
  }
  return (
    <form className="stack" onSubmit={send}>
      <TextInput
        label={words.where}
        required
        withAsterisk={false}
        maxLength={300}
        value={posted}
        onChange={({ currentTarget }) => setPosted(currentTarget.value)}
      />
      <div className="row">
        <BusyButton type="submit" busy={props.busy}>
          {words.tell}
        </BusyButton>
      </div>
    </form>
  )
}
