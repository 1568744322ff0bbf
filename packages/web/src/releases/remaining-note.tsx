import type { TearLine } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Note } from '../ui/feedback.tsx'
import { stixIdOf, titleOf, typeOf } from './stix-summary.ts'

type Props = {
  tearLine: TearLine
  /** The objects of the source. */
  source: readonly unknown[]
  busy: boolean
  onLet: () => void
}

/** Words that were cut in one place and still stand in another: cut there too, or let stand by whoever proposes. */
export function RemainingNote({ tearLine, source, busy, onLet }: Props) {
  const { remaining, moreRemaining, settled } = tearLine
  if (remaining.length === 0)
    return (
      <Note>
        <p>
          No name, value or run of words that was cut stands elsewhere in what remains. The same in
          other words is not found: read it.
        </p>
      </Note>
    )
  const byId = new Map(source.map((object) => [stixIdOf(object), object]))
  return (
    <Note tone={settled ? 'plain' : 'bad'} {...(settled ? {} : { role: 'alert' as const })}>
      <p>
        {settled
          ? 'You let this stand, though it was cut elsewhere:'
          : 'This was cut in one place and still stands in another. Cut it there too, or let it stand:'}
      </p>
      <ul>
        {remaining.map(({ object, property, words }) => (
          <li key={`${object} ${property} ${words}`}>
            “{words}” in {nameOf(byId.get(object), object, property)}
          </li>
        ))}
      </ul>
      {moreRemaining > 0 ? <p>And {moreRemaining} more.</p> : null}
      {settled ? null : (
        <div className="row">
          <BusyButton variant="default" busy={busy} onClick={onLet}>
            Let it stand
          </BusyButton>
        </div>
      )}
    </Note>
  )
}

function nameOf(object: unknown, id: string, property: string): string {
  if (id === '') return 'the title'
  return object === undefined
    ? `${property} of ${id}`
    : `${property} of the ${typeOf(object)} ${titleOf(object)}`
}
