import type { previewCorrection, ReplyOf } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Note, Tag } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { LanguageGaps } from './language-gaps.tsx'

type Preview = ReplyOf<typeof previewCorrection>
type Line = Preview['lines'][number]

const WAYS: Record<Line['toldBefore'][number], string> = {
  mail: 'mail handed over',
  text: 'message to their number that went out or may have',
  telephone: 'by telephone',
  page: 'opened its page',
}

const COLUMNS: Column<Line>[] = [
  {
    key: 'place',
    head: 'Office',
    cell: (one) => `${one.place}: ${OFFICE_ROLE_NAMES[one.role]}`,
    sort: (one) => one.place,
  },
  {
    key: 'before',
    head: 'Had the notice',
    cell: (one) =>
      one.toldBefore.length > 0 ? (
        one.toldBefore.map((way) => WAYS[way]).join(', ')
      ) : (
        <Tag tone="warn">Not as far as is known</Tag>
      ),
    sort: (one) => one.toldBefore.length,
  },
  {
    key: 'contact',
    head: 'Asked to confirm',
    cell: (one) => one.contact ?? <Tag tone="bad">Nobody on file</Tag>,
    sort: (one) => (one.contact === undefined ? 0 : 1),
  },
  {
    key: 'atOnce',
    head: 'Mails',
    number: true,
    cell: (one) => one.atOnce,
    sort: (one) => one.atOnce,
  },
]

/** Who would be told a correction, by which way they had the notice, and who has to be called. */
export function CorrectionPreview(props: { preview: Preview; main: string }) {
  const { verdict, lines, corrected, languageGaps, mailBlocked } = props.preview
  const calls = lines.filter(({ toldBefore }) => toldBefore.includes('telephone')).length
  const unreached = lines.filter(({ toldBefore }) => toldBefore.length === 0).length
  const mails = lines.reduce((sum, { atOnce }) => sum + atOnce, 0)
  return (
    <div className="stack">
      <Note tone={verdict.allow ? 'good' : 'bad'}>
        <p>
          {verdict.allow ? 'It may be sent: ' : 'It is refused: '}
          {verdict.reason} <span className="mono">({verdict.rule})</span>
        </p>
      </Note>
      <p>
        <strong>{countOf(mails, 'mail goes', 'mails go')}</strong> out at once.
      </p>
      {calls > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(calls, 'office was', 'offices were')} told by telephone. They stand on the call
            sheet from the start: somebody has to call them.
          </p>
        </Note>
      ) : null}
      {unreached > 0 ? (
        <Note tone="warn">
          <p>
            {countOf(unreached, 'office is', 'offices are')} not known to have had the notice. They
            are told all the same where somebody is on file.
          </p>
        </Note>
      ) : null}
      {corrected > 0 ? (
        <Note>
          <p>
            {countOf(corrected, 'office has', 'offices have')} a correction already and{' '}
            {corrected === 1 ? 'is' : 'are'} left out: correct that one.
          </p>
        </Note>
      ) : null}
      {mailBlocked ? (
        <Note tone="bad">
          <p>
            <strong>No mail would go out now.</strong> {mailBlocked}
          </p>
        </Note>
      ) : null}
      <LanguageGaps gaps={languageGaps} main={props.main} />
      <DataTable
        caption="Who would be told"
        columns={COLUMNS}
        rows={lines}
        rowKey={(one) => `${one.jurisdiction} ${one.role}`}
        order="before"
        empty={<Empty title="Nobody" />}
      />
    </div>
  )
}
