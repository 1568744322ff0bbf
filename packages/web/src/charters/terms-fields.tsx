import { PURPOSES, type MemberKind, type Purpose, type Tlp, PURPOSE_NAMES } from '@tocsin/api'
import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CharterEndFields } from '../groups/charter-end.tsx'
import { membersQuery } from '../members/data.ts'
import { KINDS } from '../words/names.ts'
import { TLP_LEVELS } from '../words/tlp.ts'
import type { Fields } from './fields.ts'

type Props = {
  fields: Fields
  /** The text is edited itself: what it says is not asked here. */
  isText: boolean
  onChange: (part: Partial<Fields>) => void
}

export function TermsFields({ fields, isText, onChange }: Props) {
  return (
    <div className="stack">
      <Textarea
        label="Charter"
        description="What the members agree on, in a few sentences"
        required
        rows={3}
        maxLength={8000}
        value={fields.charter}
        onChange={(event) => onChange({ charter: event.currentTarget.value })}
      />
      <TextInput
        label="Legal basis"
        required
        maxLength={300}
        value={fields.legalBasis}
        onChange={(event) => onChange({ legalBasis: event.currentTarget.value })}
      />
      <CharterEndFields value={fields.end} onChange={(end) => onChange({ end })} />
      {isText ? null : <RuleFields fields={fields} onChange={onChange} />}
      <KeyHolderFields fields={fields} onChange={onChange} />
    </div>
  )
}

/** Three members, or none; no law of the group speaks of them. */
function KeyHolderFields({ fields, onChange }: Omit<Props, 'isText'>) {
  const members = useQuery(membersQuery)
  const data = [
    { value: '', label: 'none' },
    ...(members.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <fieldset>
      <legend>Key holders</legend>
      <p className="soft small">
        Two of three open together what a member decided, for a court or an inspector. At most one
        is a body of government; whoever sent a release takes no part in opening what others decided
        about it.
      </p>
      <div className="fields">
        {fields.keyHolders.map((id, place) => (
          <NativeSelect
            // oxlint-disable-next-line react/no-array-index-key -- the places are what they are
            key={place}
            label={`Key holder ${place + 1}`}
            value={id}
            onChange={(event) => {
              const chosen = event.currentTarget.value
              onChange({
                keyHolders: fields.keyHolders.map((one, i) => (i === place ? chosen : one)),
              })
            }}
            data={data}
          />
        ))}
      </div>
    </fieldset>
  )
}

function RuleFields({ fields, onChange }: Omit<Props, 'isText'>) {
  return (
    <>
      <Choice
        label="Purposes"
        values={fields.purposes}
        options={PURPOSES.map((value) => ({ value, label: PURPOSE_NAMES[value] }))}
        onChange={(purposes) => onChange({ purposes: purposes as Purpose[] })}
      />
      <Choice
        label="Kinds of member that may release"
        values={fields.senders}
        options={KINDS}
        onChange={(senders) => onChange({ senders: senders as MemberKind[] })}
      />
      <Choice
        label="Kinds of member that may receive"
        values={fields.receivers}
        options={KINDS}
        onChange={(receivers) => onChange({ receivers: receivers as MemberKind[] })}
      />
      <div className="fields">
        <TextInput
          label="Basis holds from"
          description="Empty where it holds already"
          type="datetime-local"
          value={fields.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        <NativeSelect
          label="Strictest marking"
          description="What is marked more strictly is not shared in the group"
          value={fields.maxTlp}
          onChange={(event) => onChange({ maxTlp: event.currentTarget.value as Tlp })}
          data={TLP_LEVELS.map(({ value, label }) => ({ value, label }))}
        />
        <NumberInput
          label="A release ends within days"
          description="Empty where the charter sets no term"
          min={1}
          max={36_500}
          allowDecimal={false}
          value={fields.retentionDays}
          onChange={(retentionDays) => onChange({ retentionDays })}
        />
      </div>
    </>
  )
}

function Choice(props: {
  label: string
  values: readonly string[]
  options: { value: string; label: string }[]
  onChange: (values: string[]) => void
}) {
  const { label, values, options, onChange } = props
  return (
    <Checkbox.Group label={label} value={[...values]} onChange={onChange}>
      <div className="row">
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
