import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { Group, Meeting, MeetingSummary, Tlp } from '@tocsin/api'
import { GroupAndPurpose, MembersField, othersIn } from '../ui/in-group.tsx'
import { TLP_LEVELS } from '../words/tlp.ts'
import type { Fields } from './fields.ts'
import { WAY_NAMES } from './words.ts'

type Props = {
  fields: Fields
  groups: readonly Group[]
  /** Meetings that this one may follow. */
  before: readonly MeetingSummary[]
  own: string
  /** A meeting that was called stays in its group. */
  isChange: boolean
  onChange: (part: Partial<Fields>) => void
}

/** What a meeting is about, who is called, when and where. */
export function CallForm(props: Props) {
  const { fields, onChange } = props
  return (
    <div className="stack">
      <About {...props} />
      <MembersField
        label="Whom you call"
        others={othersIn(props.groups, fields.groupId, props.own)}
        chosen={fields.invited}
        onChange={(invited) => onChange({ invited })}
      />
      <When {...props} />
      <div className="fields">
        <NativeSelect
          label="How"
          value={fields.way}
          onChange={(event) => onChange({ way: event.currentTarget.value as Meeting['way'] })}
          data={Object.entries(WAY_NAMES).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          label="Place"
          description="The address, the number or the link"
          required
          maxLength={300}
          value={fields.place}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
        />
      </div>
    </div>
  )
}

function Frame({ fields, groups, isChange, onChange }: Props) {
  return (
    <div className="fields">
      <GroupAndPurpose
        groups={groups}
        groupId={fields.groupId}
        purpose={fields.purpose}
        fixed={isChange}
        onGroup={(groupId) => onChange({ groupId, invited: [], purpose: '', follows: '' })}
        onPurpose={(purpose) => onChange({ purpose })}
      />
      <NativeSelect
        label="Marking of what is said"
        value={fields.tlp}
        onChange={(event) => onChange({ tlp: event.currentTarget.value as Tlp })}
        data={TLP_LEVELS.map(({ value, label }) => ({ value, label }))}
      />
    </div>
  )
}

function About(props: Props) {
  const { fields, before, onChange } = props
  const earlier = before.filter(({ group }) => group.id === fields.groupId)
  return (
    <>
      <Frame {...props} />
      <TextInput
        label="Title"
        required
        maxLength={300}
        value={fields.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        label="Basis"
        description="The law or agreement under which you meet"
        required
        maxLength={300}
        value={fields.basis}
        onChange={(event) => onChange({ basis: event.currentTarget.value })}
      />
      <Textarea
        label="Agenda"
        description="A line for each item"
        required
        autosize
        minRows={3}
        maxLength={8000}
        value={fields.agenda}
        onChange={(event) => onChange({ agenda: event.currentTarget.value })}
      />
      {earlier.length > 0 ? (
        <NativeSelect
          label="Follows the meeting"
          description="It begins with the promises of that one"
          value={fields.follows}
          onChange={(event) => onChange({ follows: event.currentTarget.value })}
          data={[
            { value: '', label: 'none' },
            ...earlier.map(({ id, title, day }) => ({ value: id, label: `${title}, ${day}` })),
          ]}
        />
      ) : null}
    </>
  )
}

const ZONES = Intl.supportedValuesOf('timeZone')

function When({ fields, onChange }: Props) {
  const zones = ZONES.includes(fields.zone) ? ZONES : [fields.zone, ...ZONES]
  return (
    <div className="fields">
      <TextInput
        label="Day"
        type="date"
        required
        value={fields.day}
        onChange={(event) => onChange({ day: event.currentTarget.value })}
      />
      <TextInput
        label="Time"
        type="time"
        required
        value={fields.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
      />
      <NativeSelect
        label="Time zone"
        required
        value={fields.zone}
        onChange={(event) => onChange({ zone: event.currentTarget.value })}
        data={zones}
      />
      <NumberInput
        label="Minutes"
        required
        min={5}
        max={1440}
        allowDecimal={false}
        value={fields.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
    </div>
  )
}
