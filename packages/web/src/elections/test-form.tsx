import type { ReachabilityTest } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { NumberField } from './clock-fields.tsx'
import type { ReachabilityAct } from './data.ts'

type Form = {
  whoToCall: string
  answerWithin: number
  who: 'all' | 'unanswered'
  when: 'now' | 'later'
  daysBefore: number
}

const BLANK: Form = {
  whoToCall: '',
  answerWithin: 1440,
  who: 'all',
  when: 'now',
  daysBefore: 30,
}

/** Asks the offices now, or plans to. */
export function TestForm(props: {
  /** Some were asked before, so those that did not answer can be asked again. */
  mayRemind: boolean
  /** Whether so many days before the election are over. */
  hasEnded: (daysBefore: number) => boolean
  busy: boolean
  onAct: (act: ReachabilityAct) => void
}) {
  const [form, setForm] = useState(BLANK)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onAct(toAct(form))
  }
  const isPast = form.when === 'later' && props.hasEnded(form.daysBefore)
  return (
    <form className="stack" onSubmit={submit}>
      <h3>Ask the offices</h3>
      <p className="soft small">
        Each gets a mail that says it is a test and no alarm, with a link to confirm by, and the
        same by SMS and a call by a machine where a number for it is on file. The words are fixed,
        in the languages of the country.
      </p>
      <Fields
        form={form}
        mayRemind={props.mayRemind}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[form.whoToCall.trim() === '' && 'whom to call', isPast && 'a day to come']}
        >
          {form.when === 'now' ? 'Send the test' : 'Plan the test'}
        </BusyButton>
      </div>
    </form>
  )
}

function toAct({ whoToCall, answerWithin, who, when, daysBefore }: Form): ReachabilityAct {
  const terms: ReachabilityTest = {
    whoToCall: whoToCall.trim(),
    answerWithin,
    unansweredOnly: who === 'unanswered',
  }
  return when === 'now' ? { act: 'send', terms } : { act: 'plan', terms: { ...terms, daysBefore } }
}

function Fields(props: {
  form: Form
  mayRemind: boolean
  onChange: (change: Partial<Form>) => void
}) {
  const { form, onChange } = props
  const later = form.when === 'later'
  return (
    <div className="fields">
      <NativeSelect
        label="Whom"
        value={form.who}
        onChange={(event) => onChange({ who: event.currentTarget.value as Form['who'] })}
        data={[
          { value: 'all', label: 'Every accountable office' },
          {
            value: 'unanswered',
            label: 'Those that gave no answer to the last test',
            disabled: !props.mayRemind && !later,
          },
        ]}
      />
      <NativeSelect
        label="When"
        value={form.when}
        onChange={(event) => onChange({ when: event.currentTarget.value as Form['when'] })}
        data={[
          { value: 'now', label: 'Now' },
          { value: 'later', label: 'So many days before the election, at 9:00' },
        ]}
      />
      {later ? (
        <NumberField
          label="Days before"
          min={0}
          max={730}
          value={form.daysBefore}
          onChange={(daysBefore) => onChange({ daysBefore })}
        />
      ) : null}
      <NumberField
        label="Minutes to answer, then it is the next contact’s turn, if there is one"
        min={1}
        max={10_080}
        value={form.answerWithin}
        onChange={(answerWithin) => onChange({ answerWithin })}
      />
      <TextInput
        label="Whom to call in doubt"
        required
        maxLength={300}
        value={form.whoToCall}
        onChange={(event) => onChange({ whoToCall: event.currentTarget.value })}
      />
    </div>
  )
}
