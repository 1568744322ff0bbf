import { PURPOSE_NAMES, type Group, type MemberRef, type Purpose } from '@tocsin/api'
import { Checkbox, NativeSelect } from '@mantine/core'
import { CharterEnded } from './charter-ended.tsx'
import { KIND_NAMES } from '../words/names.ts'

/** The other members of the group that was chosen; none while none is. */
export function othersIn(groups: readonly Group[], groupId: string, own: string): MemberRef[] {
  const group = groups.find(({ id }) => id === groupId)
  return (group?.members ?? []).filter(({ id }) => id !== own)
}

/** In which group, and for which of its purposes. Whoever holds the state clears the purpose with the group. */
export function GroupAndPurpose(props: {
  groups: readonly Group[]
  groupId: string
  purpose: Purpose | ''
  fixed?: boolean
  onGroup: (id: string) => void
  onPurpose: (purpose: Purpose | '') => void
}) {
  const { groups, groupId, purpose, fixed = false, onGroup, onPurpose } = props
  const group = groups.find(({ id }) => id === groupId)
  const purposes = group?.purposes ?? []
  return (
    <>
      <NativeSelect
        label="Group"
        required
        disabled={fixed}
        value={groupId}
        onChange={(event) => onGroup(event.currentTarget.value)}
        data={[
          { value: '', label: 'choose' },
          ...groups.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Purpose"
        required
        value={purpose}
        onChange={(event) => onPurpose(event.currentTarget.value as Purpose | '')}
        data={[
          { value: '', label: 'choose' },
          ...purposes.map((value) => ({ value, label: PURPOSE_NAMES[value] })),
        ]}
      />
      {group?.ended ? <CharterEnded group={group} /> : null}
    </>
  )
}

/** Which of the others; nothing where there are none. */
export function MembersField(props: {
  label: string
  description?: string
  others: readonly MemberRef[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}) {
  const { label, description, others, chosen, onChange } = props
  if (others.length === 0) return null
  return (
    <Checkbox.Group label={label} description={description} value={chosen} onChange={onChange}>
      <div className="row">
        {others.map(({ id, name, kind }) => (
          <Checkbox key={id} value={id} label={`${name} (${KIND_NAMES[kind]})`} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
