import type { Audience, Template } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { groupsQuery } from '../groups/data.ts'
import {
  audiencesQuery,
  isChoosable,
  templatesQuery,
  useDropAudience,
  useDropTemplate,
  whyUnusable,
} from '../releases/audience-data.ts'
import { AudienceForm } from './audience-form.tsx'
import { AuthorityOf } from './authority-of.tsx'
import { TemplateForm } from './template-form.tsx'

/** Whom a member often shares with and what it often says; neither admits anybody to anything. */
export function TemplatesScreen() {
  const audiences = useQuery(audiencesQuery)
  return (
    <Page
      title="Audiences and templates"
      intro="Saved for everybody of your organisation. An audience is a list of names: who of it receives anything, the rules say anew each time."
      actions={<Link to="/compose">Share something</Link>}
    >
      <div className="stack">
        <Audiences />
        <Templates audiences={audiences.data?.items ?? []} />
      </div>
    </Page>
  )
}

function Audiences() {
  const audiences = useQuery(audiencesQuery)
  const groups = useQuery(groupsQuery)
  const drop = useDropAudience()
  const [edited, setEdited] = useState<Audience>()
  const onDrop = (id: string) => {
    if (edited?.id === id) setEdited(undefined)
    drop.mutate(id)
  }
  return (
    <Panel title="Audiences">
      <div className="stack">
        <Loaded query={audiences} what="the audiences">
          {({ items }) => (
            <DataTable
              caption="Audiences"
              columns={audienceColumns(setEdited, onDrop)}
              rows={items}
              rowKey={({ id }) => id}
              empty={<Empty title="No audience is saved" />}
            />
          )}
        </Loaded>
        <Fault error={drop.error} />
        <Loaded query={groups} what="your groups">
          {({ items }) => (
            <AudienceForm
              key={edited ? `${edited.id} ${edited.version}` : 'new'}
              groups={items}
              edited={edited}
              onEdit={setEdited}
            />
          )}
        </Loaded>
      </div>
    </Panel>
  )
}

function Templates({ audiences }: { audiences: Audience[] }) {
  const templates = useQuery(templatesQuery)
  const drop = useDropTemplate()
  const [edited, setEdited] = useState<Template>()
  const onDrop = (id: string) => {
    if (edited?.id === id) setEdited(undefined)
    drop.mutate(id)
  }
  return (
    <Panel title="Templates">
      <div className="stack">
        <Loaded query={templates} what="the templates">
          {({ items }) => (
            <DataTable
              caption="Templates"
              columns={templateColumns(audiences, setEdited, onDrop)}
              rows={items}
              rowKey={({ id }) => id}
              empty={<Empty title="No template is saved" />}
            />
          )}
        </Loaded>
        <Fault error={drop.error} />
        <TemplateForm
          key={edited ? `${edited.id} ${edited.version}` : 'new'}
          audiences={audiences}
          edited={edited}
          onEdit={setEdited}
        />
      </div>
    </Panel>
  )
}

function audienceColumns(
  onEdit: (audience: Audience) => void,
  onDrop: (id: string) => void,
): Column<Audience>[] {
  return [
    { key: 'name', head: 'Audience', cell: (one) => one.name, sort: (one) => one.name },
    { key: 'group', head: 'Group', cell: (one) => one.group.name },
    {
      key: 'whom',
      head: 'Whom',
      cell: (one) =>
        one.closed === 'left'
          ? 'not shown to whoever has left the group'
          : one.names
            ? one.named.map(({ name }) => name).join(', ')
            : 'all of the group',
    },
    {
      key: 'state',
      head: 'State',
      cell: (one) => (
        <>
          {isChoosable(one) ? (
            <Tag tone="good">Can be chosen</Tag>
          ) : (
            <>
              <Tag tone="warn">Cannot be chosen</Tag>{' '}
              <span className="small">{whyUnusable(one)}</span>
            </>
          )}
          {one.gone > 0 ? <span className="small"> {one.gone} no longer in the group</span> : null}
        </>
      ),
    },
    { key: 'by', head: 'Saved by', cell: (one) => one.savedBy },
    { key: 'at', head: 'On', cell: (one) => <When at={one.savedAt} /> },
    changeColumn('audience', ({ name }) => name, onEdit),
    dropColumn(
      'audience',
      ({ name }) => name,
      'Templates that use it then name no audience. What was released stays released.',
      onDrop,
    ),
  ]
}

function templateColumns(
  audiences: readonly Audience[],
  onEdit: (template: Template) => void,
  onDrop: (id: string) => void,
): Column<Template>[] {
  const nameOf = ({ draft }: Template) => {
    const audience = audiences.find(({ id }) => id === draft.audienceId)
    if (!audience) return 'none'
    const why = whyUnusable(audience)
    return why ? `${audience.name} (cannot be chosen: ${why})` : audience.name
  }
  return [
    { key: 'name', head: 'Template', cell: (one) => one.draft.name, sort: (one) => one.draft.name },
    { key: 'title', head: 'In one line', cell: (one) => one.draft.title },
    { key: 'audience', head: 'Audience', cell: nameOf },
    { key: 'authority', head: 'Authority', cell: ({ draft }) => <AuthorityOf draft={draft} /> },
    { key: 'by', head: 'Saved by', cell: (one) => one.savedBy },
    { key: 'at', head: 'On', cell: (one) => <When at={one.savedAt} /> },
    changeColumn('template', ({ draft }) => draft.name, onEdit),
    dropColumn('template', ({ draft }) => draft.name, 'What was made with it stays.', onDrop),
  ]
}

function changeColumn<Row>(
  what: string,
  nameOf: (row: Row) => string,
  onEdit: (row: Row) => void,
): Column<Row> {
  return {
    key: 'change',
    head: 'Change',
    cell: (row) => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Change the ${what} ${nameOf(row)}`}
        onClick={() => onEdit(row)}
      >
        Change
      </Button>
    ),
  }
}

function dropColumn<Row extends { id: string }>(
  what: string,
  nameOf: (row: Row) => string,
  whatStays: string,
  onDrop: (id: string) => void,
): Column<Row> {
  return {
    key: 'drop',
    head: 'Delete',
    cell: (row) => (
      <ConfirmButton
        label="Delete"
        name={`Delete the ${what} ${nameOf(row)}`}
        title={`Delete this ${what}?`}
        act="Delete it"
        onAct={() => onDrop(row.id)}
      >
        {whatStays}
      </ConfirmButton>
    ),
  }
}
