import type { previewNotHit, ReplyOf } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { daysWords } from '../elections/words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Note, Tag } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { LanguageGaps } from './language-gaps.tsx'
import { describeGrade } from './notice-form.ts'

type Preview = ReplyOf<typeof previewNotHit>
type Line = Preview['lines'][number]

const COLUMNS: Column<Line>[] = [
  { key: 'place', head: 'Place', cell: (one) => one.place, sort: (one) => one.place },
  {
    key: 'role',
    head: 'Office',
    cell: (one) => (
      <>
        {OFFICE_ROLE_NAMES[one.role]}
        {one.along ? <span className="soft small"> (told along with a place below it)</span> : null}
      </>
    ),
    sort: (one) => one.role,
  },
  {
    key: 'other',
    head: 'Other notice of yours',
    cell: ({ otherNotice: other }) =>
      other ? (
        <Link to="/notices/$id" params={{ id: other.id }}>
          {other.subject}
        </Link>
      ) : null,
    sort: (one) => (one.otherNotice === undefined ? 1 : 0),
  },
  {
    key: 'contact',
    head: 'First to be mailed',
    cell: (one) => one.contact ?? <Tag tone="bad">Nobody on file</Tag>,
    sort: (one) => (one.contact === undefined ? 0 : 1),
  },
]

/** Who would be told that their place is not known to be hit, and who would not and why. */
export function NotHitPreview(props: { preview: Preview; main: string }) {
  const { preview } = props
  const { verdict, lines, names, missing, again } = preview
  const grade = describeGrade(preview.grade)
  return (
    <div className="stack">
      <Note tone={verdict.allow ? 'good' : 'bad'}>
        <p>
          {verdict.allow ? 'It may be sent: ' : 'It is refused: '}
          {verdict.reason} <span className="mono">({verdict.rule})</span>
          {names ? `. The words name ${names}.` : ''}
        </p>
      </Note>
      <Note tone={grade.tone}>
        <p>{grade.words}</p>
      </Note>
      <LeftOut {...preview.leftOut} />
      <Warnings lines={lines} missing={missing} />
      {again > 0 ? (
        <Note>
          <p>{countOf(again, 'office was', 'offices were')} told so before, of this notice.</p>
        </Note>
      ) : null}
      {preview.clocks.map((one) => (
        <Note key={`${one.election} ${one.answerWithin}`}>
          <p>
            {countOf(one.offices, 'office has', 'offices have')}{' '}
            <strong>{countOf(one.answerWithin, 'minute')}</strong> to answer instead: {one.election}{' '}
            {daysWords(one.daysLeft)}.
          </p>
        </Note>
      ))}
      <LanguageGaps gaps={preview.languageGaps} main={props.main} />
      {preview.mailBlocked ? (
        <Note tone="bad">
          <p>
            <strong>No mail would go out now.</strong> {preview.mailBlocked}
          </p>
        </Note>
      ) : null}
      <DataTable
        caption="Who would be told"
        columns={COLUMNS}
        rows={lines}
        rowKey={(one) => `${one.jurisdiction} ${one.role}`}
        order="place"
        empty={<Empty title="Nobody" />}
      />
    </div>
  )
}

/** What the sender has to look at before it is told. */
function Warnings({ lines, missing }: Pick<Preview, 'lines' | 'missing'>) {
  const others = new Set(lines.filter((one) => one.otherNotice).map((one) => one.jurisdiction)).size
  return (
    <>
      {others > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(others, 'of these places has', 'of these places have')} another open notice of
            yours, shown beside it. Leave out those that it tells that they are hit: this would deny
            it.
          </p>
        </Note>
      ) : null}
      {missing > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(missing, 'office has', 'offices have')} nobody on file and start as
            unreachable.
          </p>
        </Note>
      ) : null}
    </>
  )
}

function LeftOut({ told, overlapping, running, bySender }: Preview['leftOut']) {
  const parts = [
    `${countOf(told, 'place')} had the notice or a correction`,
    ...(overlapping > 0 ? [`${overlapping} above or below one that is hit`] : []),
    ...(running > 0 ? [`${running} run what the notice is about`] : []),
    ...(bySender > 0 ? [`${bySender} left out by you`] : []),
  ]
  return <p className="soft">Told nothing by this, of these kinds of place: {parts.join('; ')}.</p>
}
