import type { Roster, Shift } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { toLength, toTimeIn } from '../words/time.ts'
import { useAnswerShift } from './data.ts'
import { ShiftForm } from './shift-form.tsx'
import { namesIn } from './words.ts'

type Props = { roster: Roster; acts: boolean; days: number; onDays: (days: number) => void }

/** So many gaps and overlaps are written out; the rest is counted. */
const MOST = 20

/** Who is on duty when, with what nobody covers and what several do. */
export function RosterPanel({ roster, acts, days, onDays }: Props) {
  return (
    <Panel title="Roster">
      <div className="stack">
        <p>
          <strong>On duty now:</strong>{' '}
          {roster.onDuty.length > 0 ? namesIn(roster.onDuty) : 'nobody'}
        </p>
        <p className="soft small">
          Mails that something waits for a second person go to those of them who are on duty, and
          half an hour later to the others if it still waits. Where none of those is on duty, they
          go to all at once.
        </p>
        <NativeSelect
          label="Look ahead"
          value={String(days)}
          onChange={(event) => onDays(Number(event.currentTarget.value))}
          data={[7, 14, 31, 62].map((value) => ({ value: String(value), label: `${value} days` }))}
        />
        {roster.shifts.length === 0 ? (
          <Empty title="Nobody is on the roster in these days" />
        ) : (
          <ol className="plain-list stack">
            {roster.shifts.map((shift) => (
              <li key={shift.id}>
                <ShiftLine shift={shift} acts={acts} />
              </li>
            ))}
          </ol>
        )}
        <Weighed roster={roster} />
        {acts ? <ShiftForm people={roster.people} /> : null}
      </div>
    </Panel>
  )
}

function ShiftLine({ shift, acts }: { shift: Shift; acts: boolean }) {
  const { person, own, from, until, zone, state, by } = shift
  return (
    <article>
      <strong>{own ? 'You' : person.name}</strong>, <When at={from} /> to <When at={until} />{' '}
      {state === 'offered' ? <Tag tone="warn">offered, not taken</Tag> : null}
      {person.away ? <Tag tone="warn">may not act at present, so not on duty</Tag> : null}
      <div className="soft small">
        In {zone.replaceAll('_', ' ')}: {toTimeIn(from, zone)} to {toTimeIn(until, zone)}
        {by.id === person.id ? '' : `; offered by ${by.name}`}
      </div>
      {acts ? <Answers shift={shift} /> : null}
    </article>
  )
}

function Answers({ shift }: { shift: Shift }) {
  const answer = useAnswerShift(shift.id)
  const whose = `of ${shift.own ? 'yours' : shift.person.name} at ${toTimeIn(shift.from, shift.zone)}`
  const choices = choicesOf(shift)
  return (
    <>
      <Fault error={answer.error} />
      <div className="row">
        {choices.map(([how, label]) => (
          <BusyButton
            key={how}
            variant="default"
            size="xs"
            aria-label={`${label} ${whose}`}
            busy={answer.isPending}
            onClick={() => answer.mutate(how)}
          >
            {label}
          </BusyButton>
        ))}
      </div>
    </>
  )
}

function choicesOf({ own, state }: Shift) {
  if (state === 'taken') return own ? ([['given-back', 'Give the shift back']] as const) : []
  return own
    ? ([
        ['taken', 'Take the shift'],
        ['declined', 'Decline the shift'],
      ] as const)
    : ([['withdrawn', 'Withdraw the offer']] as const)
}

/** What nobody covers, and what several do. */
function Weighed({ roster }: { roster: Roster }) {
  const { gaps, overlaps, shifts } = roster
  if (shifts.length === 0) return null
  return (
    <>
      {gaps.length === 0 ? (
        <p>Somebody is on duty all the time.</p>
      ) : (
        <Note tone="warn">
          <p>{countOf(gaps.length, 'gap')} when nobody is on duty:</p>
          <ul>
            {gaps.slice(0, MOST).map(({ from, until }) => (
              <li key={from}>
                <When at={from} /> to <When at={until} /> (
                {toLength(Date.parse(until) - Date.parse(from))})
              </li>
            ))}
          </ul>
          <More count={gaps.length} />
        </Note>
      )}
      {overlaps.length > 0 ? (
        <Note>
          <p>{countOf(overlaps.length, 'overlap')}:</p>
          <ul>
            {overlaps.slice(0, MOST).map(({ from, until, people }) => (
              <li key={from}>
                <When at={from} /> to <When at={until} />: {namesIn(people)}
              </li>
            ))}
          </ul>
          <More count={overlaps.length} />
        </Note>
      ) : null}
    </>
  )
}

function More({ count }: { count: number }) {
  return count > MOST ? <p>and {count - MOST} more, later</p> : null
}
