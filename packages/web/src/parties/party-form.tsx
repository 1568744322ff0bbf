import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { PARTY_KINDS, type PartyKind } from '@tocsin/api'
import { ContactsFields } from './contacts-fields.tsx'
import type { Faults, FormProps } from './fields.ts'
import {
  HOUR_CHOICES,
  hoursWords,
  OTHERS_TEXT,
  PARTY_KIND_NAMES,
  SCORE_CHOICES,
  SCORE_TEXT,
} from './words.ts'

/** The names of a party, whom to tell, and from when: one column, for a phone first. */
export function PartyForm(props: FormProps) {
  return (
    <div className="stack one-column">
      <About {...props} />
      <Names {...props} />
      <ContactsFields {...props} />
      <Scores {...props} />
      <Hours {...props} />
    </div>
  )
}

/** An error where there is one. */
function errorOf(faults: Faults, field: string): { error?: string } {
  const error = faults[field]
  return error === undefined ? {} : { error }
}

function About({ fields, faults, onChange }: FormProps) {
  return (
    <>
      <TextInput
        label="Name"
        description="As people know it"
        required
        maxLength={300}
        autoComplete="organization"
        value={fields.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        {...errorOf(faults, 'name')}
      />
      <NativeSelect
        label="What it is"
        description="The rules are the same for every kind"
        required
        value={fields.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as PartyKind | '' })}
        data={[
          { value: '', label: 'choose' },
          ...PARTY_KINDS.map((value) => ({ value, label: PARTY_KIND_NAMES[value] })),
        ]}
        {...errorOf(faults, 'kind')}
      />
    </>
  )
}

const PLAIN = { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const

function Names({ fields, faults, onChange }: FormProps) {
  return (
    <>
      <TextInput
        label="Main domain"
        description="The one it is known by, such as example.org. What lies below it is its own too"
        required
        maxLength={300}
        inputMode="url"
        {...PLAIN}
        value={fields.domain}
        onChange={(event) => onChange({ domain: event.currentTarget.value })}
        {...errorOf(faults, 'domain')}
      />
      <Textarea
        label="Other domains of its own"
        description="One a line, also those that are only parked: none of these is told as an imitation"
        autosize
        minRows={2}
        {...PLAIN}
        value={fields.others}
        onChange={(event) => onChange({ others: event.currentTarget.value })}
        {...errorOf(faults, 'others')}
      />
      <Textarea
        label="Other names it is known by"
        description="One a line, as they would stand in a domain: without spaces and dots"
        autosize
        minRows={2}
        {...PLAIN}
        value={fields.aliases}
        onChange={(event) => onChange({ aliases: event.currentTarget.value })}
        {...errorOf(faults, 'aliases')}
      />
      <Textarea
        label="Words to hear of in any name"
        description="One a line, four letters or more, such as a slogan. A common word brings many innocent names"
        autosize
        minRows={2}
        {...PLAIN}
        value={fields.keywords}
        onChange={(event) => onChange({ keywords: event.currentTarget.value })}
        {...errorOf(faults, 'keywords')}
      />
    </>
  )
}

function Scores({ fields, faults, onChange }: FormProps) {
  const isOther = !SCORE_CHOICES.some(({ value }) => value === fields.tellFrom)
  return (
    <Radio.Group
      label="Which names it is told of at once"
      description={SCORE_TEXT}
      value={String(fields.tellFrom)}
      onChange={(value) => onChange({ tellFrom: Number(value) })}
      {...errorOf(faults, 'tellFrom')}
    >
      <div className="stack choices">
        {SCORE_CHOICES.map(({ value, label, text }) => (
          <Radio key={value} value={String(value)} label={label} description={text} />
        ))}
        {isOther ? (
          <Radio
            value={String(fields.tellFrom)}
            label={`From ${fields.tellFrom}`}
            description="As it stands"
          />
        ) : null}
      </div>
    </Radio.Group>
  )
}

function Hours({ fields, faults, onChange }: FormProps) {
  const isOther = !HOUR_CHOICES.some(([value]) => value === fields.othersAfter)
  return (
    <NativeSelect
      label="Time before others may know"
      description={OTHERS_TEXT}
      value={String(fields.othersAfter)}
      onChange={(event) => onChange({ othersAfter: Number(event.currentTarget.value) })}
      data={[
        ...HOUR_CHOICES.map(([value, label]) => ({ value: String(value), label })),
        ...(isOther
          ? [{ value: String(fields.othersAfter), label: hoursWords(fields.othersAfter) }]
          : []),
      ]}
      {...errorOf(faults, 'othersAfter')}
    />
  )
}
