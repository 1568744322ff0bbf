import type { ComposeDraftSummary } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ComposeForm } from './compose-form.tsx'
import { draftsQuery, useDropDraft } from './data.ts'

/** Composes something to share, beside the drafts of the own member. */
export function ComposeScreen() {
  const navigate = useNavigate()
  return (
    <Page
      title="Share something"
      intro="Any list, table, STIX file, mail or words of your own. You see what was read, what was not and why, and who would receive it, before anything is sent."
    >
      <div className="stack">
        <ComposeForm
          kept={undefined}
          onKept={(id) => void navigate({ to: '/compose/$id', params: { id } })}
        />
        <Drafts />
      </div>
    </Page>
  )
}

function Drafts() {
  const drafts = useQuery(draftsQuery)
  const drop = useDropDraft()
  return (
    <Panel title="Drafts of your organisation">
      <Loaded query={drafts} what="drafts">
        {({ items }) => (
          <DataTable
            caption="Drafts"
            columns={columnsOf((id) => drop.mutate(id))}
            rows={items}
            rowKey={(one) => one.id}
            empty={
              <Empty title="No draft is kept">Keep one, and a second person can open it.</Empty>
            }
          />
        )}
      </Loaded>
      <Fault error={drop.error} />
    </Panel>
  )
}

function columnsOf(onDrop: (id: string) => void): Column<ComposeDraftSummary>[] {
  return [
    {
      key: 'title',
      head: 'Draft',
      cell: (one) => (
        <Link to="/compose/$id" params={{ id: one.id }}>
          {one.title || 'without a title'}
        </Link>
      ),
      sort: (one) => one.title,
    },
    {
      key: 'items',
      head: 'Things',
      number: true,
      cell: (one) => one.items,
      sort: (one) => one.items,
    },
    { key: 'made', head: 'Begun by', cell: (one) => one.createdBy, sort: (one) => one.createdBy },
    { key: 'saved', head: 'Last saved by', cell: (one) => one.savedBy, sort: (one) => one.savedBy },
    { key: 'at', head: 'On', cell: (one) => <When at={one.savedAt} />, sort: (one) => one.savedAt },
    {
      key: 'until',
      head: 'Kept until',
      cell: (one) => <When at={one.keptUntil} />,
      sort: (one) => one.keptUntil,
    },
    {
      key: 'drop',
      head: 'Delete',
      cell: (one) => (
        <ConfirmButton
          label="Delete"
          name={`Delete the draft ${one.title}`}
          title="Delete this draft?"
          act="Delete it"
          onAct={() => onDrop(one.id)}
        >
          Nobody can open it afterwards. What was released of it stays released.
        </ConfirmButton>
      ),
    },
  ]
}
