import type { HeldAttribution, Release, StatementPart } from '@tocsin/api'
import { LIKELIHOODS } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Note, Tag } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { MemberName } from '../members/member-name.tsx'
import { PART_NAMES } from '../words/part-words.ts'
import { useAttributions } from './data.ts'

/** The parts of the statement that a release belongs to, what was corrected, and what others hold of the same. */
export function StatementPanel({ release }: { release: Release }) {
  const { summary, statement } = release
  const { part } = summary
  if (!part || !statement) return <Attributions id={summary.id} />
  const { withheld } = statement
  return (
    <>
      <Panel title="Parts of this statement" aside={`This is: ${PART_NAMES[part.kind]}`}>
        <DataTable
          caption="Parts of this statement"
          columns={columnsOf(summary.id)}
          rows={statement.parts}
          rowKey={(one) => one.releaseId}
          empty={<Empty title="No part stands any more" />}
        />
        {withheld > 0 ? (
          <p className="soft">
            {withheld === 1 ? 'One part' : `${withheld} parts`} withheld: released to others, on
            terms that do not admit your organisation.
          </p>
        ) : null}
      </Panel>
      <Attributions id={summary.id} />
    </>
  )
}

/** That it was corrected, what it corrects, and that its time is past: before what it says, since somebody acts on that. */
export function StandingNote({ release: { summary, statement } }: { release: Release }) {
  const { part } = summary
  if (!part || !statement) return null
  const isPast = statement.parts.some(({ releaseId, past }) => releaseId === summary.id && past)
  return (
    <>
      {part.corrected ? (
        <Note tone="warn">
          <p>
            <strong>Corrected since.</strong>{' '}
            {part.correctedBy ? (
              <Link to="/releases/$id" params={{ id: part.correctedBy }}>
                Read the correction
              </Link>
            ) : (
              'The correction is not given to your organisation: ask its sender.'
            )}
          </p>
        </Note>
      ) : null}
      {part.corrects ? (
        <Note>
          <p>
            {part.tellsAgain ? (
              <strong>This corrects what your organisation read: </strong>
            ) : (
              'This corrects '
            )}
            {statement.parts.some(({ releaseId }) => releaseId === part.corrects) ? (
              <Link to="/releases/$id" params={{ id: part.corrects }}>
                the earlier release
              </Link>
            ) : (
              'a release that your organisation was not given, or that was taken back'
            )}
            .
          </p>
        </Note>
      ) : null}
      {isPast ? (
        <Note tone="warn">
          <p>
            The time that its sender named for it is past (<When at={part.validUntil} />
            ): nobody vouches for it any more.
          </p>
        </Note>
      ) : null}
    </>
  )
}

function columnsOf(shown: string): Column<StatementPart>[] {
  return [
    {
      key: 'kind',
      head: 'Part',
      cell: (one) =>
        one.releaseId === shown ? (
          <strong>{PART_NAMES[one.kind]}</strong>
        ) : (
          <Link to="/releases/$id" params={{ id: one.releaseId }}>
            {PART_NAMES[one.kind]}
          </Link>
        ),
    },
    { key: 'tlp', head: 'Marking', cell: (one) => <TlpMark tlp={one.tlp} /> },
    { key: 'at', head: 'Released', cell: (one) => <When at={one.releasedAt} seconds /> },
    { key: 'until', head: 'Holds until', cell: (one) => <Clock {...one} /> },
    {
      key: 'state',
      head: 'State',
      cell: (one) =>
        one.ended ? (
          <Tag>Expired</Tag>
        ) : one.corrected ? (
          <Tag tone="warn">Corrected</Tag>
        ) : (
          <Tag tone="good">Stands</Tag>
        ),
    },
  ]
}

function Clock({ validUntil, past }: Pick<StatementPart, 'validUntil' | 'past'>) {
  if (!validUntil) return <span className="soft">no end named</span>
  return (
    <>
      <When at={validUntil} /> {past ? <Tag tone="warn">Past: nobody vouches for it</Tag> : null}
    </>
  )
}

/** Rival attributions beside each other; to look is to read them, so they come when they are asked for. */
function Attributions({ id }: { id: string }) {
  const ask = useAttributions(id)
  return (
    <Panel title="Who is held to be behind it">
      <div className="stack">
        {ask.data ? (
          <>
            <DataTable
              caption="Attributions of the same things"
              columns={CLAIMS}
              rows={ask.data.items}
              rowKey={(one) => one.releaseId}
              empty={<Empty title="Your organisation holds no attribution of these things" />}
            />
            {ask.data.capped ? <p className="soft">There are more than are shown here.</p> : null}
          </>
        ) : (
          <div className="row">
            <BusyButton variant="default" busy={ask.isPending} onClick={() => ask.mutate()}>
              Show the attributions side by side
            </BusyButton>
            <span className="soft small">
              Of every member that gave you one of the same things; showing them counts as reading
              them.
            </span>
          </div>
        )}
        <Fault error={ask.error} />
      </div>
    </Panel>
  )
}

const CLAIMS: Column<HeldAttribution>[] = [
  { key: 'from', head: 'Author', cell: (one) => <MemberName member={one.from} /> },
  { key: 'actor', head: 'Held to be behind it', cell: (one) => one.attribution.actor },
  {
    key: 'likely',
    head: 'Likelihood',
    cell: ({ attribution: { likelihood } }) => {
      const { words, from, to } = LIKELIHOODS[likelihood]
      return `${words} (${from} to ${to} %)`
    },
  },
  { key: 'sure', head: 'Confidence', cell: (one) => one.attribution.confidence },
  { key: 'basis', head: 'Basis', cell: (one) => one.attribution.basis },
  { key: 'shared', head: 'Things in common', number: true, cell: (one) => one.shared },
  { key: 'until', head: 'Holds until', cell: (one) => <Clock {...one} /> },
  {
    key: 'release',
    head: 'Release',
    cell: (one) => (
      <Link to="/releases/$id" params={{ id: one.releaseId }}>
        {one.title}
      </Link>
    ),
  },
]
