import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { MESSAGE_TYPES, type MessageType, MESSAGE_TYPE_NAMES, NEXUS_NAMES } from '@tocsin/api'
import { Loaded, Note } from '../ui/feedback.tsx'
import { dayAfter, dayBefore } from '../words/time.ts'
import { noAskQuery } from './data.ts'
import type { Stated } from './stated.ts'
import { MESSAGE_TYPE_HINTS } from './words.ts'

type Props = { stated: Stated; onChange: (change: Partial<Stated>) => void }

/** What a body of government states to platforms and campaigns, and the text that goes with it. */
export function MessageForm(props: Props) {
  const { stated, onChange } = props
  const noAsk = useQuery(noAskQuery)
  return (
    <div className="stack">
      <NativeSelect
        label="Type of message"
        required
        description={
          stated.type === ''
            ? 'There is no type that asks a receiver to act'
            : MESSAGE_TYPE_HINTS[stated.type]
        }
        value={stated.type}
        onChange={(event) => onChange({ type: event.currentTarget.value as MessageType | '' })}
        data={[
          { value: '', label: 'choose' },
          ...MESSAGE_TYPES.map((value) => ({ value, label: MESSAGE_TYPE_NAMES[value] })),
        ]}
      />
      {stated.type === 'legal-process' ? (
        <TextInput
          label="The paper"
          description="Court, number and day of service"
          required
          maxLength={300}
          value={stated.reference}
          onChange={(event) => onChange({ reference: event.currentTarget.value })}
        />
      ) : null}
      <Nexus {...props} />
      <Authority {...props} />
      <Loaded query={noAsk} what="the text that goes with it">
        {({ text }) => (
          <Note>
            <p className="soft small">This goes with it and cannot be changed:</p>
            <p>{text}</p>
          </Note>
        )}
      </Loaded>
    </div>
  )
}

function Nexus({ stated, onChange }: Props) {
  return (
    <>
      <NativeSelect
        label="Foreign power behind it"
        required
        value={stated.nexus}
        onChange={(event) => onChange({ nexus: event.currentTarget.value as Stated['nexus'] })}
        data={[
          { value: '', label: 'choose' },
          ...Object.entries(NEXUS_NAMES).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Textarea
        label="Basis for saying so"
        required
        minRows={2}
        autosize
        maxLength={8000}
        value={stated.nexusBasis}
        onChange={(event) => onChange({ nexusBasis: event.currentTarget.value })}
      />
    </>
  )
}

function Authority({ stated, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Authority"
        description="The law or agreement that you speak under; where it is filled in, as you stated it last in this browser"
        required
        maxLength={300}
        value={stated.authority}
        onChange={(event) => onChange({ authority: event.currentTarget.value })}
      />
      <div className="fields">
        <TextInput
          label="Holds from"
          description="The beginning of that day, UTC"
          required
          type="date"
          value={stated.from.slice(0, 10)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ from: value === '' ? '' : `${value}T00:00:00.000Z` })
          }
        />
        <TextInput
          label="Holds until"
          description="The end of that day, UTC"
          required
          type="date"
          value={stated.until === '' ? '' : dayBefore(stated.until)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ until: value === '' ? '' : dayAfter(value) })
          }
        />
      </div>
    </>
  )
}
