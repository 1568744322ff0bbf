import type { ComposedReading } from '@tocsin/api'
import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useState, type ClipboardEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Panel } from '../ui/page.tsx'
import type { InputFault, NamedRequest, useReadAll } from './data.ts'
import { PLATFORM_CHOICES } from './platforms.ts'

type Read = ReturnType<typeof useReadAll>
type OnRead = (reading: ComposedReading, name: string) => void

/** As the exchange takes it; a larger file is not sent to be told so. */
const MAX_BYTES = 8 << 20
/** Files at once; of more nobody reads what came of each. */
const MAX_FILES = 50

type Choices = { platform: string; names: boolean; fileNames: boolean; bringsList: boolean }

/** Reads inputs by the choices made; one that is too large is not sent to be told so. */
function useInput(read: Read, onBegin: () => void) {
  const [unsent, setUnsent] = useState<readonly InputFault[]>([])
  const take = (inputs: readonly NamedRequest[], onRead: OnRead) => {
    onBegin()
    if (inputs.length > MAX_FILES) {
      const error = `At most ${MAX_FILES} files are read at a time. None of them was sent.`
      read.reset()
      return setUnsent([{ name: `${inputs.length} files`, error }])
    }
    const isTaken = ({ input }: NamedRequest) => input.size <= MAX_BYTES
    setUnsent(inputs.filter((one) => !isTaken(one)).map(toUnsent))
    read.mutate({ inputs: inputs.filter(isTaken), onRead })
  }
  return { take, isPending: read.isPending, faults: [...unsent, ...(read.data ?? [])] }
}

function toUnsent({ name, input }: NamedRequest): InputFault {
  const size = Math.ceil(input.size / (1 << 20))
  const isMedia = /^(image|video)\//.test(input.type)
  const instead = isMedia ? 'tocsin compose hashes it on your own machine' : 'share it in parts'
  const error = `It has ${size} MB; at most 8 MB are read at a time. Nothing of it was sent: ${instead}.`
  return { name, error }
}

function optionsOf({ platform, names, fileNames, bringsList }: Choices): NamedRequest['options'] {
  return {
    ...(platform ? { platform } : {}),
    ...(names ? { names } : {}),
    ...(fileNames ? { fileNames } : {}),
    ...(bringsList ? { bringsList } : {}),
  }
}

/** What was pasted has no name. */
const PASTED = 'the pasted text'
const NONE: Choices = { platform: '', names: false, fileNames: false, bringsList: false }

/** Where things come in: pasted, dropped or written. */
export function PutIn(props: { read: Read; onBegin: () => void; onRead: OnRead }) {
  const [text, setText] = useState('')
  const [choices, setChoices] = useState<Choices>(NONE)
  const input = useInput(props.read, props.onBegin)
  const takeText = () => {
    const pasted = { name: PASTED, input: new Blob([text]), options: optionsOf(choices) }
    input.take([pasted], (reading, name) => {
      props.onRead(reading, name)
      setText('')
    })
  }
  const takeFiles = (files: readonly File[]) => {
    const options = optionsOf(choices)
    const toInput = (file: File) => {
      const { name } = file
      return { name, input: file, options: { ...options, name } }
    }
    input.take(files.map(toInput), props.onRead)
  }
  const takePasted = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData
    // Programs of sheets and texts lay a picture of a text beside it: the text is meant.
    if (files.length === 0 || types.includes('text/plain') || input.isPending) return
    event.preventDefault()
    takeFiles(Array.from(files))
  }
  return (
    <Panel title="Put it in">
      <div className="stack">
        <Textarea
          label="Paste or write"
          description="Accounts, domains, links, addresses, hashes, one a line or in sentences; a table; STIX; a picture; or a bulletin in plain words. hxxp and [.] are understood."
          rows={6}
          value={text}
          onPaste={takePasted}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <AccountChoices choices={choices} onChange={setChoices} />
        <div className="row">
          <BusyButton
            busy={input.isPending}
            missing={[text.trim() === '' && 'something to read']}
            onClick={takeText}
          >
            Read it
          </BusyButton>
        </div>
        <FileDrop
          label="Choose files"
          hint="or drop them here: .csv, .tsv, .txt, .json (STIX 2.1), .eml (addressees are masked), pictures, videos"
          accept=".csv,.tsv,.txt,.json,.eml,image/*,video/*"
          busy={input.isPending}
          onFiles={takeFiles}
        />
        <FileChoices choices={choices} onChange={setChoices} />
        <InputFaults faults={input.faults} />
      </div>
    </Panel>
  )
}

type ChoiceProps = { choices: Choices; onChange: (choices: Choices) => void }

function AccountChoices({ choices, onChange }: ChoiceProps) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Platform of accounts that do not say theirs"
          description="One name on two platforms is two accounts."
          value={choices.platform}
          onChange={(event) => onChange({ ...choices, platform: event.currentTarget.value })}
          data={[{ value: '', label: 'not chosen' }, ...PLATFORM_CHOICES]}
        />
      </div>
      <Checkbox
        label="Words that stand alone are names of accounts"
        checked={choices.names}
        onChange={(event) => onChange({ ...choices, names: event.currentTarget.checked })}
      />
    </>
  )
}

function FileChoices({ choices, onChange }: ChoiceProps) {
  return (
    <>
      <Checkbox
        label="A mail only brings what it lists"
        description="Its sender and its headers are then nothing to share. Leave it open where the mail itself is what you report."
        checked={choices.bringsList}
        onChange={(event) => onChange({ ...choices, bringsList: event.currentTarget.checked })}
      />
      <Checkbox
        label="Keep the names of pictures and videos"
        description="Of a picture or video hashes, kind and size are shared, never the file: this exchange reads its bytes and keeps none of them."
        checked={choices.fileNames}
        onChange={(event) => onChange({ ...choices, fileNames: event.currentTarget.checked })}
      />
    </>
  )
}

/** Inputs of which nothing was read, files under their names. */
function InputFaults({ faults }: { faults: readonly InputFault[] }) {
  return faults.map(({ name, error }, i) => (
    <div key={`${i} ${name}`}>
      {name === PASTED ? null : <p className="small">{name}</p>}
      <Fault error={error} />
    </div>
  ))
}
