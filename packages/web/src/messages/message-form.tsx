import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { MESSAGE_TYPES, type MessageType, MESSAGE_TYPE_NAMES } from '@tocsin/api'
import { Loaded, Note } from '../ui/feedback.tsx'
import { noAskQuery } from './data.ts'
import type { StatedTemplate } from './from-template.ts'
import type { Stated } from './stated.ts'
import { AuthorityFields, NexusKindField } from './stated-fields.tsx'
import { TemplateNote } from './template-note.tsx'
import { MESSAGE_TYPE_HINTS } from './words.ts'

type Props = {
  stated: Stated
  /** That the release began with, where it began with one. */
  template?: StatedTemplate | undefined
  onChange: (change: Partial<Stated>) => void
}

/** What a body of government states to platforms and campaigns, and the text that goes with it. */
export function MessageForm(props: Props) {
  const { stated, template, onChange } = props
  const noAsk = useQuery(noAskQuery)
  return (
    <div className="stack">
      {template ? <TemplateNote template={template} stated={stated} /> : null}
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
      <AuthorityFields
        stated={stated}
        required
        description={
          template
            ? 'The law or agreement that you speak under'
            : 'The law or agreement that you speak under; where it is filled in, as you stated it last in this browser'
        }
        onChange={onChange}
      />
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
      <NexusKindField
        label="Foreign power behind it"
        required
        none="choose"
        nexus={stated.nexus}
        onChange={(nexus) => onChange({ nexus })}
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
