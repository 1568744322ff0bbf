import type { Audience, AudienceDraft, Group, MemberRef } from '@tocsin/api'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { useSaveAudience } from '../releases/audience-data.ts'
import { sessionQuery } from '../session/data.ts'
import { ChangeAudience } from './change-audience.tsx'

const EMPTY: AudienceDraft = { name: '', groupId: '', named: [] }

/** Saves whom a member often shares with, or changes `edited`. */
export function AudienceForm(props: {
  groups: Group[]
  edited: Audience | undefined
  /** Another state to edit; nothing once the change is done. */
  onEdit: (next: Audience | undefined) => void
}) {
  const { groups, edited, onEdit } = props
  const { member } = useSuspenseQuery(sessionQuery).data
  const [draft, setDraft] = useState<AudienceDraft>(edited ? draftOf(edited) : EMPTY)
  // Whoever takes the last name away does not thereby mean everybody.
  const [meansAll, setMeansAll] = useState(!edited?.names)
  const group = groups.find(({ id }) => id === draft.groupId)
  const others = group?.members.filter(({ id }) => id !== member.id) ?? []
  const change = (next: Partial<AudienceDraft>) => setDraft((now) => ({ ...now, ...next }))
  const missing = [
    draft.name.trim() === '' && 'a name',
    !group && 'a group',
    draft.named.length === 0 && !meansAll && 'whom of the group, or that it means all of it',
  ]
  return (
    <fieldset>
      <legend>{edited ? `Change the audience ${edited.name}` : 'Save an audience'}</legend>
      <div className="stack">
        <NameAndGroup draft={draft} groups={groups} onChange={change} />
        {edited && edited.gone > 0 ? (
          <Note>
            {edited.gone} of it {edited.gone === 1 ? 'is' : 'are'} no longer in the group and will
            not be in the audience once you save it.
          </Note>
        ) : null}
        {group ? (
          <Members others={others} named={draft.named} onChange={(named) => change({ named })} />
        ) : null}
        {group && edited?.names && draft.named.length === 0 ? (
          <Checkbox
            label={`This audience means all of ${group.name}, also who joins later`}
            checked={meansAll}
            onChange={(event) => setMeansAll(event.currentTarget.checked)}
          />
        ) : null}
        {edited ? (
          <ChangeAudience edited={edited} draft={draft} missing={missing} onEdit={onEdit} />
        ) : (
          <SaveAudience
            draft={draft}
            missing={missing}
            onSaved={() => change({ name: '', named: [] })}
          />
        )}
      </div>
    </fieldset>
  )
}

function NameAndGroup(props: {
  draft: AudienceDraft
  groups: Group[]
  onChange: (next: Partial<AudienceDraft>) => void
}) {
  const { draft, groups, onChange } = props
  return (
    <div className="fields">
      <TextInput
        label="Name of the audience"
        maxLength={300}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label="Of the group"
        value={groups.some(({ id }) => id === draft.groupId) ? draft.groupId : ''}
        onChange={(event) => onChange({ groupId: event.currentTarget.value, named: [] })}
        data={[
          { value: '', label: 'choose' },
          ...groups.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
    </div>
  )
}

function draftOf({ name, group, named }: Audience): AudienceDraft {
  return { name, groupId: group.id, named: named.map(({ id }) => id) }
}

function SaveAudience(props: {
  draft: AudienceDraft
  missing: (string | false)[]
  onSaved: () => void
}) {
  const { draft, missing, onSaved } = props
  const save = useSaveAudience()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={missing}
          onClick={() => save.mutate(draft, { onSuccess: onSaved })}
        >
          Save the audience
        </BusyButton>
      </div>
      {save.data ? <Said>Saved: {save.data.name}.</Said> : null}
      <Fault error={save.error} />
    </>
  )
}

function Members(props: {
  others: MemberRef[]
  named: readonly string[]
  onChange: (named: string[]) => void
}) {
  const { others, named, onChange } = props
  const toggle = (id: string, isIn: boolean) =>
    onChange(isIn ? [...named, id] : named.filter((one) => one !== id))
  return (
    <fieldset>
      <legend>
        {named.length === 0 ? 'All of the group, or only' : `Only these ${named.length}`}
      </legend>
      <div className="stack">
        {others.map((one) => (
          <Checkbox
            key={one.id}
            label={one.name}
            checked={named.includes(one.id)}
            onChange={(event) => toggle(one.id, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}
