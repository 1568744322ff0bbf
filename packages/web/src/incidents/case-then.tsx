import type { IncidentEvidence, IncidentRecord } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { ACT_NAMES } from '../cases/words.ts'
import { fetchPacket } from '../log/data.ts'
import { Download } from '../ui/download.tsx'
import { Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { toCalendarDay } from '../words/time.ts'

type Then = NonNullable<IncidentRecord['case']>

const PLACES: Partial<Record<IncidentEvidence['kind'], string>> = {
  release: '/releases/',
  finding: '/findings/',
  notice: '/notices/',
  meeting: '/meetings/',
}

/** The case as it stood: what was in it, by what each can be checked, and what was done. */
export function CaseThen(props: {
  caseId: string
  then: Then
  techniques: IncidentRecord['techniques']
}) {
  const { then, techniques } = props
  return (
    <>
      <Panel
        title="Evidence"
        aside={
          <Link to="/cases/$id" params={{ id: props.caseId }}>
            The case: {then.title}
          </Link>
        }
      >
        <div className="stack">
          <ul className="plain-list stack">
            {then.evidence.map((one) => (
              <li key={`${one.kind} ${one.ref}`}>
                <Piece one={one} />
              </li>
            ))}
          </ul>
          {then.evidence.length === 0 ? <p>Nothing that you may see stood there by then.</p> : null}
          <p className="soft small">
            {then.withheld > 0
              ? `${countOf(then.withheld, 'item')} withheld, whenever put in. `
              : ''}
            {then.more ? 'The case holds more than was looked through here. ' : ''}
            By the day on which each was put in; as you may see it now.
          </p>
        </div>
      </Panel>
      <Panel title="Techniques that your organisation had named of it">
        {techniques.length === 0 ? (
          <p className="soft">None by then.</p>
        ) : (
          <ul>
            {techniques.map(({ id, code, name }) => (
              <li key={id}>
                <Link to="/knowledge/$id" params={{ id }}>
                  {code ? `${code} ${name}` : name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <TimeLine then={then} />
    </>
  )
}

function TimeLine({ then }: { then: Then }) {
  return (
    <Panel title="Time line">
      <ol className="plain-list">
        {then.events.map((event) => (
          <li key={event.id}>
            <span className="soft small">
              <When at={event.at} />
            </span>{' '}
            <strong>{event.by.name}</strong> {ACT_NAMES[event.act]}
            {event.about ? ` ${event.about.name}` : ''}
          </li>
        ))}
      </ol>
      <p className="soft small">
        {then.earlier > 0 ? `${countOf(then.earlier, 'earlier act')} not listed. ` : ''}As far as it
        was for your organisation.
      </p>
    </Panel>
  )
}

function Piece({ one }: { one: IncidentEvidence }) {
  const place = PLACES[one.kind]
  return (
    <>
      <Tag>{one.kind}</Tag> {place ? <Link to={`${place}${one.ref}`}>{one.title}</Link> : one.title}
      <div className="soft small">
        {toCalendarDay(one.day)}
        {one.takenOut ? ', taken out since' : ''}
        {one.about ? `; ${one.about}` : ''}
      </div>
      {one.packet ? (
        <Download
          label="Proofs"
          name={`${one.packet.replace(':', '-')}.packet`}
          load={() => fetchPacket(one.packet!)}
        />
      ) : null}
      {one.replay ? <Replaying replay={one.replay} /> : null}
    </>
  )
}

/** By what the same run can be made again, and what is not known of it. */
function Replaying({ replay }: { replay: NonNullable<IncidentEvidence['replay']> }) {
  const { document, fileName, bytes, input, detector, settings } = replay
  const mono = (text: string) => <span className="mono wrapped">{text}</span>
  return (
    <details>
      <summary>Replay the run</summary>
      <Facts
        rows={[
          [
            'File',
            fileName === undefined
              ? 'not known: it was imported'
              : `${fileName}, ${countOf(bytes ?? 0, 'byte')}`,
          ],
          ['SHA-256 of the file', input === undefined ? 'not kept' : mono(input)],
          ['Detector', detector ?? 'not known'],
          ['Settings', settings === undefined ? 'not known' : mono(settings)],
          ['SHA-256 of the finding', mono(document)],
        ]}
      />
      <p className="soft small">
        {settings === undefined
          ? 'It was brought as a document: no run of this exchange can be made again for it.'
          : 'Look through the same file with the same settings, and compare the findings. The file itself is kept here for a day alone, and by which version of the program it was looked through is not kept.'}
      </p>
    </details>
  )
}
