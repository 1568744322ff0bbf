import type { Group, MemberRef } from '@tocsin/api'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSaveAudience } from '../releases/audience-data.ts'
import { sessionQuery } from '../session/data.ts'

/** Saves whom a member often shares with. */
export function AudienceForm({ groups }: { groups: Group[] }) {
  const save = useSaveAudience()
  const { member } = useSuspenseQuery(sessionQuery).data
  const [name, setName] = useState('')
  const [groupId, setGroupId] = useState('')
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set())
  const group = groups.find(({ id }) => id === groupId)
  const others = group?.members.filter(({ id }) => id !== member.id) ?? []
  const begin = () => {
    setName('')
    setNamed(new Set())
  }
  return (
    <fieldset>
      <legend>Save an audience</legend>
      <div className="stack">
        <div className="fields">
          <TextInput
            label="Name of the audience"
            maxLength={300}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label="Of the group"
            value={groupId}
            onChange={(event) => {
              setGroupId(event.currentTarget.value)
              setNamed(new Set())
            }}
            data={[
              { value: '', label: 'choose' },
              ...groups.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </div>
        {group ? <Members others={others} named={named} onChange={setNamed} /> : null}
        <div className="row">
          <BusyButton
            variant="default"
            busy={save.isPending}
            missing={[name.trim() === '' && 'a name', !group && 'a group']}
            onClick={() => save.mutate({ name, groupId, named: [...named] }, { onSuccess: begin })}
          >
            Save the audience
          </BusyButton>
        </div>
        {save.data ? <Said>Saved: {save.data.name}.</Said> : null}
        <Fault error={save.error} />
      </div>
    </fieldset>
  )
}

function Members(props: {
  others: MemberRef[]
  named: ReadonlySet<string>
  onChange: (named: ReadonlySet<string>) => void
}) {
  const { others, named, onChange } = props
  const toggle = (id: string, isIn: boolean) =>
    onChange(new Set(isIn ? [...named, id] : [...named].filter((one) => one !== id)))
  return (
    <fieldset>
      <legend>{named.size === 0 ? 'All of the group, or only' : `Only these ${named.size}`}</legend>
      <div className="stack">
        {others.map((one) => (
          <Checkbox
            key={one.id}
            label={one.name}
            checked={named.has(one.id)}
            onChange={(event) => toggle(one.id, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}
