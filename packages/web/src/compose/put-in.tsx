import type { ComposedReading } from '@tocsin/api'
import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Panel } from '../ui/page.tsx'
import type { useRead } from './data.ts'
import { PLATFORM_CHOICES } from './platforms.ts'

type Read = ReturnType<typeof useRead>

/** As the exchange takes it; a larger file is not sent to be told so. */
const MAX_BYTES = 8 << 20

type Choices = { platform: string; names: boolean }

/** Reads an input by the choices made; one that is too large is not sent to be told so. */
function useInput(read: Read, onRead: (reading: ComposedReading, name: string) => void) {
  const [tooLarge, setTooLarge] = useState<string>()
  const take = (input: Blob, { platform, names }: Choices, name?: string, onTaken?: () => void) => {
    setTooLarge(undefined)
    if (input.size > MAX_BYTES) {
      const size = Math.ceil(input.size / (1 << 20))
      return setTooLarge(
        `${name ?? 'This text'} has ${size} MB; at most 8 MB are read at a time. Nothing of it was sent: share it in parts.`,
      )
    }
    const options = {
      ...(name ? { name } : {}),
      ...(platform ? { platform } : {}),
      ...(names ? { names } : {}),
    }
    const onSuccess = (reading: ComposedReading) => {
      onRead(reading, name ?? 'the pasted text')
      onTaken?.()
    }
    read.mutate({ input, options }, { onSuccess })
  }
  return { take, isPending: read.isPending, error: tooLarge ?? read.error }
}

/** Where things come in: pasted, dropped or written. */
export function PutIn(props: {
  read: Read
  onRead: (reading: ComposedReading, name: string) => void
}) {
  const [text, setText] = useState('')
  const [choices, setChoices] = useState<Choices>({ platform: '', names: false })
  const input = useInput(props.read, props.onRead)
  return (
    <Panel title="Put it in">
      <div className="stack">
        <Textarea
          label="Paste or write"
          description="Accounts, domains, links, addresses, hashes, one a line or in sentences; a table; STIX; or a bulletin in plain words. hxxp and [.] are understood."
          rows={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="fields">
          <NativeSelect
            label="Platform of accounts that do not say theirs"
            description="One name on two platforms is two accounts."
            value={choices.platform}
            onChange={(event) => setChoices({ ...choices, platform: event.currentTarget.value })}
            data={[{ value: '', label: 'not chosen' }, ...PLATFORM_CHOICES]}
          />
        </div>
        <Checkbox
          label="Words that stand alone are names of accounts"
          checked={choices.names}
          onChange={(event) => setChoices({ ...choices, names: event.currentTarget.checked })}
        />
        <div className="row">
          <BusyButton
            busy={input.isPending}
            missing={[text.trim() === '' && 'something to read']}
            onClick={() => input.take(new Blob([text]), choices, undefined, () => setText(''))}
          >
            Read it
          </BusyButton>
        </div>
        <FileDrop
          label="Choose a file"
          hint="or drop it here: .csv, .tsv, .txt, .json (STIX 2.1), .eml (addressees are masked)"
          accept=".csv,.tsv,.txt,.json,.eml"
          busy={input.isPending}
          onFile={(file) => input.take(file, choices, file.name)}
        />
        <Fault error={input.error} />
      </div>
    </Panel>
  )
}
