import { ROLES, type Role } from '@tocsin/api'
import { Checkbox } from '@mantine/core'
import { ROLE_NAMES } from '../words/names.ts'

export function RolesField(props: { value: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <Checkbox.Group
      label="Roles"
      value={props.value}
      onChange={(values) => props.onChange(values as Role[])}
    >
      <div className="row">
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={ROLE_NAMES[role]} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
