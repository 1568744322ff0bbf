import { ROLES, type Person, type Role } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { DialogButton } from '../ui/dialog-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useSetRoles } from './data.ts'
import { describeChange } from './role-change.ts'
import { RolesField } from './roles-field.tsx'

type Props = { person: Person; onChanged: (person: Person) => void }

/** Gives somebody who was admitted other roles. */
export function RolesButton({ person, onChanged }: Props) {
  return (
    <DialogButton label="Roles" title={`Roles of ${person.name}`}>
      {(leave) => (
        <RolesForm
          person={person}
          onChanged={(changed) => {
            leave()
            onChanged(changed)
          }}
          onCancel={leave}
        />
      )}
    </DialogButton>
  )
}

function RolesForm(props: Props & { onCancel: () => void }) {
  const { person, onChanged } = props
  // As they were when this was opened, whatever is asked for anew meanwhile.
  const [had] = useState<Role[]>(person.roles)
  const [roles, setRoles] = useState<Role[]>(had)
  const change = useSetRoles()
  const described = describeChange(had, roles)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const ordered = ROLES.filter((role) => roles.includes(role))
    change.mutate({ id: person.id, roles: ordered, had }, { onSuccess: onChanged })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <RolesField value={roles} onChange={setRoles} />
      <output>{described}</output>
      <p className="soft small">
        It holds at once, also where this person is signed in now, and goes on record.
      </p>
      <Fault error={change.error} />
      <div className="row">
        <BusyButton
          type="submit"
          busy={change.isPending}
          missing={[
            roles.length === 0 && 'a role',
            roles.length > 0 && described === undefined && 'a change',
          ]}
        >
          Change the roles
        </BusyButton>
        <Button variant="default" onClick={props.onCancel}>
          Leave them
        </Button>
      </div>
    </form>
  )
}
