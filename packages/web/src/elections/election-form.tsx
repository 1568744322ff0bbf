import type { Election, ElectionDraft, ElectionKind } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { ClockFields, type Clock } from './clock-fields.tsx'
import { DeadlineFields, type Deadline } from './deadline-fields.tsx'
import { PlacesField, type PickedPlace } from './places-field.tsx'
import { ELECTION_KINDS } from './words.ts'

/** What is on file about an election. */
export function ElectionForm(props: {
  election: Election | undefined
  busy: boolean
  error: unknown
  onKeep: (draft: ElectionDraft) => void
  onCancel: () => void
}) {
  const { election } = props
  const { name = '', kind = 'general', date = '' } = election ?? {}
  const [basics, setBasics] = useState<Basic>({ name, kind, date })
  const [places, setPlaces] = useState<PickedPlace[]>(() => placesOf(election))
  const [deadlines, setDeadlines] = useState<Deadline[]>(() =>
    (election?.deadlines ?? []).map((one, key) => ({ key, name: one.name, date: one.date })),
  )
  const [clocks, setClocks] = useState<Clock[]>(() =>
    (election?.clocks ?? []).map((one, key) => ({ key, ...one })),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onKeep({
      ...basics,
      name: basics.name.trim(),
      places: places.map((place) => place.id),
      deadlines: deadlines.map((one) => ({ name: one.name.trim(), date: one.date })),
      clocks: clocks.map(({ lastDays, answerWithin }) => ({ lastDays, answerWithin })),
    })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Basics {...basics} onChange={setBasics} />
      <PlacesField places={places} onChange={setPlaces} />
      <DeadlineFields deadlines={deadlines} onChange={setDeadlines} />
      <ClockFields clocks={clocks} onChange={setClocks} />
      <Fault error={props.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={props.busy}
          missing={[
            !basics.name.trim() && 'a name',
            !basics.date && 'the day',
            places.length === 0 && 'where it is held',
          ]}
        >
          {election ? 'Keep the change' : 'Add it'}
        </BusyButton>
        <Button variant="default" onClick={props.onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

type Basic = { name: string; kind: ElectionKind; date: string }

function Basics(props: Basic & { onChange: (basics: Basic) => void }) {
  const { onChange, ...basics } = props
  return (
    <div className="fields">
      <TextInput
        label="Name"
        required
        maxLength={300}
        value={basics.name}
        onChange={(event) => onChange({ ...basics, name: event.currentTarget.value })}
      />
      <NativeSelect
        label="Kind"
        value={basics.kind}
        onChange={(event) =>
          onChange({ ...basics, kind: event.currentTarget.value as ElectionKind })
        }
        data={Object.entries(ELECTION_KINDS).map(([value, label]) => ({ value, label }))}
      />
      <TextInput
        label="Day"
        type="date"
        required
        value={basics.date}
        onChange={(event) => onChange({ ...basics, date: event.currentTarget.value })}
      />
    </div>
  )
}

function placesOf(election: Election | undefined): PickedPlace[] {
  return (election?.places ?? []).map((id, at) => ({ id, name: election?.placeNames[at] ?? id }))
}
