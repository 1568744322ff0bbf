import { MESSAGE_TYPE_NAMES, type AuditAct, type AuditSearch } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RuleName } from '../refusals/rule-name.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Fault, Loaded, Said, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { AuditedMessagePanel } from './audited-message.tsx'
import { actsQuery, fetchExport, useOpenMessage } from './data.ts'
import {
  describeDoer,
  describeFilter,
  describeParties,
  describeStatement,
  messageOf,
  nameOfKind,
} from './words.ts'
import { countOf } from '../words/count-of.ts'

/** What a search found, to be opened and saved as proofs. */
export function ActsPanel({ search }: { search: AuditSearch }) {
  const query = useInfiniteQuery(actsQuery(search.id))
  const open = useOpenMessage()
  return (
    <>
      <Panel title="Found" aside={describeFilter(search.filter)}>
        <div className="stack">
          <Said tone="plain" takesFocus>
            <p>
              <strong>{countOf(search.found, 'act')}</strong> among the{' '}
              {countOf(search.upTo, 'entry', 'entries')} that the log had at{' '}
              <When at={search.at} seconds />. Of {search.closed.toLocaleString('en')} of them the
              statement is not shown. This search is entry #{search.logIndex}.
            </p>
          </Said>
          <Loaded query={query} what="what was found">
            {(data) => (
              <DataTable
                caption="Acts that were found"
                columns={columnsOf({ busy: open.isPending, onOpen: open.mutate })}
                rows={itemsOf(data, (one) => one.index)}
                rowKey={(one) => String(one.index)}
                isPaged
                empty={<Empty title="Nothing in the record that is shown here fits" />}
              />
            )}
          </Loaded>
          <MoreButton query={query} />
          <div className="row">
            <Download
              label="Save as proofs, on record"
              name={`search-${search.id}.packet`}
              load={() => fetchExport(search.id)}
            />
            <span className="soft small">
              At most 200 acts; `tocsin verify` checks the file offline.
            </span>
          </div>
          <Fault error={open.error} />
        </div>
      </Panel>
      {open.data ? <AuditedMessagePanel key={open.submittedAt} message={open.data} /> : null}
    </>
  )
}

function columnsOf(opening: { busy: boolean; onOpen: (id: string) => void }): Column<AuditAct>[] {
  return [
    {
      key: 'what',
      head: 'What',
      cell: (one) => (
        <div className="stack">
          <span>
            {nameOfKind(one.kind)}{' '}
            {one.messageType ? <Tag>{MESSAGE_TYPE_NAMES[one.messageType]}</Tag> : null}
          </span>
          <OpenButton act={one} {...opening} />
        </div>
      ),
    },
    {
      key: 'at',
      head: 'When',
      cell: (one) => (
        <>
          <When at={one.at} seconds />, entry #{one.index}
        </>
      ),
    },
    { key: 'by', head: 'By', cell: (one) => describeDoer(one.by) },
    { key: 'parties', head: 'Took part', cell: (one) => describeParties(one) || '–' },
    {
      key: 'says',
      head: 'Statement',
      cell: (one) => <Statement act={one} />,
    },
    { key: 'rule', head: 'Rule', cell: (one) => (one.rule ? <RuleName rule={one.rule} /> : '–') },
  ]
}

/** Names are of now and may be two members' at once; ids are neither, and lie beneath. */
function Statement({ act }: { act: AuditAct }) {
  const { index, named, subject } = act
  const words = describeStatement(act)
  if (words === undefined) return <span className="soft">not shown: {subject}</span>
  return (
    <>
      {words}
      {named.length > 0 ? (
        <details className="small">
          <summary>
            Ids<span className="hidden-text"> that entry {index} names</span>
          </summary>
          <ul className="plain-list">
            {named.map(({ id, name }) => (
              <li key={id}>
                {name}: <span className="mono">{id}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function OpenButton(props: { act: AuditAct; busy: boolean; onOpen: (id: string) => void }) {
  const id = messageOf(props.act)
  if (!id) return null
  return (
    <div className="row">
      <BusyButton
        variant="default"
        size="compact-sm"
        busy={props.busy}
        aria-label={`Open the message of entry ${props.act.index}`}
        onClick={() => props.onOpen(id)}
      >
        Open, on record
      </BusyButton>
    </div>
  )
}
