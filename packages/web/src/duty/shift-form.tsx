import type { Colleague, ShiftDraft } from '@tocsin/api'
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { newId } from '../ui/send-key.ts'
import { ownZone, ZONES } from '../words/zones.ts'
import { useAddShifts } from './data.ts'
import { shiftsOf, type Planned } from './planned.ts'

const MOST_DAYS = 31

/** Puts shifts on the roster: the same hours of the day in the zone that is chosen, on so many days one after another. */
export function ShiftForm({ people }: { people: readonly Colleague[] }) {
  const add = useAddShifts()
  const [planned, setPlanned] = useState<Planned>(() => ({
    personId: '',
    from: '',
    until: '',
    zone: ownZone(),
    days: 1,
  }))
  const [ids, setIds] = useState<string[]>(newIds)
  const spans = shiftsOf(planned)
  const send = () => {
    const { personId, zone } = planned
    const shifts: ShiftDraft[] = spans.map((span, i) => ({
      ...span,
      shiftId: ids[i]!,
      personId,
      zone,
    }))
    add.mutate(shifts, { onSuccess: () => setIds(newIds()) })
  }
  return (
    <details>
      <summary>Put somebody on the roster</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="soft small">
          You are on duty by that yourself; a colleague is offered the shift, and takes or declines
          it.
        </p>
        <PlannedFields planned={planned} people={people} onChange={setPlanned} />
        <Fault error={add.error} />
        <div className="row">
          <BusyButton
            type="submit"
            variant="default"
            busy={add.isPending}
            missing={[
              planned.personId === '' && 'who',
              spans.length === 0 && 'from when to when, the end after the beginning',
            ]}
          >
            Put on the roster
          </BusyButton>
        </div>
      </form>
    </details>
  )
}

function newIds(): string[] {
  return Array.from({ length: MOST_DAYS }, newId)
}

type FieldsProps = {
  planned: Planned
  people: readonly Colleague[]
  onChange: (planned: Planned) => void
}

function PlannedFields({ planned, people, onChange }: FieldsProps) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Who"
          value={planned.personId}
          onChange={(event) => onChange({ ...planned, personId: event.currentTarget.value })}
          data={[
            { value: '', label: 'choose' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label="Zone of these times"
          value={planned.zone}
          onChange={(event) => onChange({ ...planned, zone: event.currentTarget.value })}
          data={ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </div>
      <div className="fields">
        <TextInput
          label="From"
          type="datetime-local"
          value={planned.from}
          onChange={(event) => onChange({ ...planned, from: event.currentTarget.value })}
        />
        <TextInput
          label="Until"
          type="datetime-local"
          value={planned.until}
          onChange={(event) => onChange({ ...planned, until: event.currentTarget.value })}
        />
        <NumberInput
          label="On so many days"
          description="One after another, at the same hours"
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          value={planned.days}
          onChange={(days) => onChange({ ...planned, days: Number(days) || 1 })}
        />
      </div>
    </>
  )
}
