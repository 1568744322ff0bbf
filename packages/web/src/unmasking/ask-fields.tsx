import { NativeSelect, Textarea, TextInput } from '@mantine/core'

/** What somebody states who asks for whom a pseudonym stands. */
export type Stated = { token: string; reason: string; legalBasis: string }
export const NOTHING: Stated = { token: '', reason: '', legalBasis: '' }

/** As it is sent: without blanks around the words. */
export function toAsk({ token, reason, legalBasis }: Stated): Stated {
  return { token, reason: reason.trim(), legalBasis: legalBasis.trim() }
}

/** What a button to ask says is missing. */
export function missingOf(stated: Stated): (string | false)[] {
  const { token, reason, legalBasis } = toAsk(stated)
  return [
    token === '' && 'the pseudonym',
    legalBasis === '' && 'the legal basis',
    reason === '' && 'why',
  ]
}

/** The fields of an ask for whom one of the pseudonyms of a message stands. */
export function AskFields(props: {
  tokens: readonly string[]
  /** What the two fields of words are called. */
  labels: { legalBasis: string; reason: string }
  stated: Stated
  onChange: (change: Partial<Stated>) => void
}) {
  const { tokens, labels, stated, onChange } = props
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Pseudonym"
          required
          value={stated.token}
          onChange={(event) => onChange({ token: event.currentTarget.value })}
          data={[{ value: '', label: 'choose one' }, ...tokens]}
        />
        <TextInput
          label={labels.legalBasis}
          required
          maxLength={300}
          value={stated.legalBasis}
          onChange={(event) => onChange({ legalBasis: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={labels.reason}
        description="Name nobody: it stays on record."
        required
        minRows={2}
        maxLength={8000}
        value={stated.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
    </>
  )
}
