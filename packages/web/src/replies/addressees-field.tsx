import type { Addressee, MemberRef } from '@tocsin/api'
import { Button, Checkbox, TextInput } from '@mantine/core'

/** Whom a person has picked: members by id, and what was typed beside each body of government. */
export type Picked = { ids: readonly string[]; typed: Readonly<Record<string, string>> }
export const NOBODY: Picked = { ids: [], typed: {} }

/** To whom it goes, and those bodies of government among them whose names were typed. */
export function toPicked(
  addressees: readonly Addressee[],
  { ids, typed }: Picked,
): { to: MemberRef[]; bodies: MemberRef[] } {
  const bodies = addressees
    .filter(({ member, isGovernment }) => isGovernment && typed[member.id] === member.name)
    .map(({ member }) => member)
  const others = addressees
    .filter(({ member, isGovernment }) => !isGovernment && ids.includes(member.id))
    .map(({ member }) => member)
  return { to: [...others, ...bodies], bodies }
}

/** Nobody is picked beforehand; a body of government is picked by typing its name and in no other way. */
export function AddresseesField(props: {
  addressees: readonly Addressee[]
  picked: Picked
  onChange: (picked: Picked) => void
}) {
  const { addressees, picked, onChange } = props
  const peers = addressees.filter(({ isGovernment }) => !isGovernment)
  const bodies = addressees.filter(({ isGovernment }) => isGovernment)
  return (
    <>
      {peers.length > 0 ? (
        <Checkbox.Group
          label="To whom"
          value={[...picked.ids]}
          onChange={(ids) => onChange({ ...picked, ids })}
        >
          <div className="stack">
            {peers.map(({ member, isSender }) => (
              <Checkbox
                key={member.id}
                value={member.id}
                label={isSender ? `${member.name}, who sent it` : member.name}
              />
            ))}
          </div>
          <Button
            size="compact-sm"
            variant="default"
            mt="xs"
            onClick={() => onChange({ ...picked, ids: peers.map(({ member }) => member.id) })}
          >
            All of these
          </Button>
        </Checkbox.Group>
      ) : null}
      {bodies.map(({ member, isSender }) => (
        <TextInput
          key={member.id}
          label={`To tell ${member.name} too, type its name`}
          description={`${isSender ? 'It sent this. ' : ''}It is a body of government: left empty, it is shown nothing, nor that you told others.`}
          autoComplete="off"
          maxLength={300}
          value={picked.typed[member.id] ?? ''}
          error={faultOf(picked.typed[member.id] ?? '', member.name)}
          onChange={(event) =>
            onChange({
              ...picked,
              typed: { ...picked.typed, [member.id]: event.currentTarget.value },
            })
          }
        />
      ))}
    </>
  )
}

function faultOf(typed: string, name: string): string | undefined {
  if (typed === '' || name.startsWith(typed)) return undefined
  return 'This is not its name, letter by letter: as it stands, nothing goes to it.'
}
