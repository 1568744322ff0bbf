import { Link } from '@tanstack/react-router'
import { Note } from './feedback.tsx'

/** What stops when a group's charter has ended, and what goes on. */
export function CharterEnded({ group }: { group: { id: string; name: string } }) {
  return (
    <Note tone="warn">
      <p>
        The{' '}
        <Link to="/groups/$id/charter" params={{ id: group.id }}>
          charter of {group.name}
        </Link>{' '}
        has ended. Until a renewal is adopted nothing new is released to the group, corrections
        neither, nobody joins it, and nobody is called to a meeting, a case or a joint disclosure of
        it. What was given is read, answered and taken back as before.
      </p>
    </Note>
  )
}
