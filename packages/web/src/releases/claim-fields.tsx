import {
  CONFIDENCES,
  LIKELIHOODS,
  type Confidence,
  type Likelihood,
  type OpenAttribution,
} from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'

const NOT_YET = { value: '', label: 'choose' }

/** Who is held to be behind it. How likely and how sure are picked apart: no sentence says both. */
export function ClaimFields(props: {
  claim: OpenAttribution
  onChange: (claim: OpenAttribution) => void
}) {
  const { claim, onChange } = props
  return (
    <>
      <TextInput
        label="Who is held to be behind it"
        required
        maxLength={300}
        value={claim.actor}
        onChange={(event) => onChange({ ...claim, actor: event.currentTarget.value })}
      />
      <div className="fields">
        <NativeSelect
          label="How likely that is"
          required
          value={claim.likelihood ?? ''}
          onChange={(event) => onChange(withPicked(claim, 'likelihood', event.currentTarget.value))}
          data={[
            NOT_YET,
            ...Object.entries(LIKELIHOODS).map(([value, { words, from, to }]) => ({
              value,
              label: `${words} (${from} to ${to} %)`,
            })),
          ]}
        />
        <NativeSelect
          label="How sure you are of it"
          required
          value={claim.confidence ?? ''}
          onChange={(event) => onChange(withPicked(claim, 'confidence', event.currentTarget.value))}
          data={[
            NOT_YET,
            ...Object.keys(CONFIDENCES).map((value) => ({ value, label: `${value} confidence` })),
          ]}
        />
      </div>
      <Textarea
        label="What that rests on"
        description="In sentences. One that says how likely and how sure at once is refused and shown."
        required
        autosize
        minRows={2}
        maxRows={12}
        maxLength={8000}
        value={claim.basis}
        onChange={(event) => onChange({ ...claim, basis: event.currentTarget.value })}
      />
    </>
  )
}

function withPicked(
  claim: OpenAttribution,
  name: 'likelihood' | 'confidence',
  value: string,
): OpenAttribution {
  const { [name]: _before, ...rest } = claim
  if (value === '') return rest
  return { ...rest, [name]: value as Likelihood & Confidence }
}
