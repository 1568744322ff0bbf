import type { previewNotice, ReplyOf } from '@tocsin/api'
import { Button } from '@mantine/core'
import { daysWords } from '../elections/words.ts'
import { describeGrade } from './notice-form.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import type { PickedOffice } from './targets.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Note, Tag } from '../ui/feedback.tsx'
import { LanguageGaps } from './language-gaps.tsx'
import { plannedWords } from '../words/ways.ts'
import { countOf } from '../words/count-of.ts'

type Preview = ReplyOf<typeof previewNotice>
type Line = Preview['lines'][number]

const COLUMNS: Column<Line>[] = [
  { key: 'place', head: 'Place', cell: (one) => one.place, sort: (one) => one.place },
  {
    key: 'role',
    head: 'Office',
    cell: (one) => OFFICE_ROLE_NAMES[one.role],
    sort: (one) => one.role,
  },
  {
    key: 'contact',
    head: 'First to be mailed',
    cell: (one) => one.contact ?? <Tag tone="bad">Nobody on file</Tag>,
    sort: (one) => (one.contact === undefined ? 0 : 1),
  },
  {
    key: 'alternates',
    head: 'Alternates',
    number: true,
    cell: (one) => one.alternates,
    sort: (one) => one.alternates,
  },
  {
    key: 'ways',
    head: 'Beside mail',
    cell: (one) => <Ways line={one} />,
  },
]

/** When each way would be used, and why not before; of whoever gave no order nothing is said but that. */
function Ways({ line }: { line: Line }) {
  const { ways, timeZone } = line
  if (!ways || !timeZone) return <span className="soft">no order on file</span>
  return (
    <ul className="small plain-list">
      {ways.map((one) => (
        <li key={one.way}>{plannedWords(one, timeZone)}</li>
      ))}
    </ul>
  )
}

/** Who would be mailed first, who cannot be, who is owed it too, and whether a clerk can read it. */
export function NoticePreview(props: {
  preview: Preview
  /** The language of the text for whoever reads none of the others. */
  main: string
  onAddOwed: (offices: PickedOffice[]) => void
}) {
  const { verdict, missing, alsoOwed, lines, languageGaps = [] } = props.preview
  const grade = describeGrade(props.preview.grade)
  return (
    <div className="stack">
      <Note tone={verdict.allow ? 'good' : 'bad'}>
        <p>
          {verdict.allow ? 'This notice may be sent: ' : 'This notice is refused: '}
          {verdict.reason} <span className="mono">({verdict.rule})</span>
        </p>
      </Note>
      <Note tone={grade.tone}>
        <p>{grade.words}</p>
      </Note>
      <PartyWords words={props.preview.partyWords} />
      {missing > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(missing, 'office has', 'offices have')} nobody on file. They start as
            unreachable, which shows on the map until somebody acts.
          </p>
        </Note>
      ) : null}
      <PublicNote isPublic={props.preview.public} />
      <Clocks clocks={props.preview.clocks} />
      <LanguageGaps gaps={languageGaps} main={props.main} />
      <MailFaults preview={props.preview} />
      {alsoOwed.length > 0 ? (
        <Note tone="warn">
          <p>
            <strong>These offices are owed it too:</strong>{' '}
            {alsoOwed
              .slice(0, 20)
              .map((one) => `${one.place} (${OFFICE_ROLE_NAMES[one.role]})`)
              .join(', ')}
            {alsoOwed.length > 20 ? ` and ${alsoOwed.length - 20} more` : ''}{' '}
            <span className="mono">({alsoOwed[0]?.rule})</span>
          </p>
          <p>
            <Button size="compact-sm" variant="default" onClick={() => props.onAddOwed(alsoOwed)}>
              Add them
            </Button>
          </p>
        </Note>
      ) : null}
      <DataTable
        caption="Who would be mailed first"
        columns={COLUMNS}
        rows={lines}
        rowKey={(one) => `${one.jurisdiction} ${one.role}`}
        order="contact"
        empty={<Empty title="Nobody" />}
      />
    </div>
  )
}

/** What becomes of a notice that everybody may read. */
function PublicNote(props: { isPublic: boolean }) {
  if (!props.isPublic) return null
  return (
    <Note tone="warn">
      <p>
        <strong>It would be public:</strong> on the page of public notices, in its feed and as an
        alert for machines, for everybody and for good. They do not say which offices it goes to.
      </p>
    </Note>
  )
}

/** Offices that get less time, since an election is near. */
function Clocks(props: { clocks: Preview['clocks'] }) {
  if (props.clocks.length === 0) return null
  return (
    <Note>
      {props.clocks.map((one) => (
        <p key={`${one.election} ${one.answerWithin}`}>
          {countOf(one.offices, 'office has', 'offices have')}{' '}
          <strong>{countOf(one.answerWithin, 'minute')}</strong> to answer instead: {one.election}{' '}
          {daysWords(one.daysLeft)}.
        </p>
      ))}
    </Note>
  )
}

/** What stands between the notice and a mailbox, said before it is sent. */
function MailFaults(props: { preview: Preview }) {
  const { mailBlocked, lines } = props.preview
  const twice = lines.reduce((sum, line) => sum + (line.sameMailbox ?? 0), 0)
  return (
    <>
      {mailBlocked ? (
        <Note tone="bad">
          <p>
            <strong>No mail would go out now.</strong> {mailBlocked}
          </p>
        </Note>
      ) : null}
      {twice > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(twice, 'contact is', 'contacts are')} left out: an earlier one of the same
            office has the same mailbox.
          </p>
        </Note>
      ) : null}
    </>
  )
}

/** Words for a party or camp: shown, and refused by nobody. */
function PartyWords({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <Note tone="warn">
      <p>
        <strong>It names a party or camp:</strong> {words.join(', ')}. A notice reads alike to every
        voter; keep such a word only where it is what happened.
      </p>
    </Note>
  )
}
