import { PURPOSE_NAMES, type Disclosure, type DisclosureMember } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Tag } from '../ui/feedback.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { Clock } from './clock.tsx'
import { disclosureQuery } from './data.ts'
import { InstantPanel } from './instant-panel.tsx'
import { PartPanel } from './part-panel.tsx'
import { partWords, STANDING_NAMES } from './words.ts'

/** One joint disclosure before it opens, and afterwards for corrections: the clock, how everybody stands, the own part. */
export function DisclosureScreen() {
  const { id } = useParams({ from: '/desk/disclosures/$id' })
  const query = useQuery(disclosureQuery(id))
  return (
    <Page
      title={query.data?.title ?? 'Joint disclosure'}
      intro="Of other organisations this page says who has handed in and who has not yet: never what, how much or when."
      actions={<Link to="/disclosures">All disclosures</Link>}
    >
      <Loaded query={query} what="the disclosure">
        {(one) => <Whole one={one} heardAt={query.dataUpdatedAt} />}
      </Loaded>
    </Page>
  )
}

function Whole({ one, heardAt }: { one: Disclosure; heardAt: number }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { roles } = session.person
  const takesPart = one.standing === 'agreed' || one.standing === 'alone'
  return (
    <div className="stack">
      <Panel title="Clock">
        <Clock one={one} heardAt={heardAt} />
      </Panel>
      {roles.includes('analyst') ? <AnswerPanel one={one} /> : null}
      {takesPart && roles.some((role) => role !== 'auditor') ? <PartPanel one={one} /> : null}
      <Panel title="Who is in it">
        <DataTable
          caption="Organisations of this disclosure"
          columns={columnsOf(one)}
          rows={one.members}
          rowKey={({ member }) => member.id}
        />
      </Panel>
      <InstantPanel one={one} acts={roles.includes('analyst')} />
      <Panel title="Terms">
        <Facts
          rows={[
            ['Group', one.group.name],
            ['Purpose', PURPOSE_NAMES[one.purpose]],
            ['Proposed by', one.proposedBy.name],
            [
              'Under a pseudonym',
              `accounts with fewer than ${one.threshold.toLocaleString('en')} followers`,
            ],
            ['Not given', `counts below ${one.k}`],
            ['Researchers sign', one.researchTerms],
          ]}
        />
      </Panel>
    </div>
  )
}

function columnsOf({ offer }: Disclosure): Column<DisclosureMember>[] {
  const saysOfOffer: Column<DisclosureMember> = {
    key: 'offer',
    head: 'To the other instant',
    cell: ({ acceptsOffer }) =>
      acceptsOffer === undefined ? 'is not bound' : acceptsOffer ? 'yes' : 'not yet',
  }
  return [
    { key: 'name', head: 'Organisation', cell: ({ member }) => member.name },
    { key: 'kind', head: 'Kind', cell: ({ member }) => KIND_NAMES[member.kind] },
    { key: 'standing', head: 'Stands', cell: ({ standing }) => STANDING_NAMES[standing] },
    {
      key: 'part',
      head: 'Part',
      cell: (member) => (
        <Tag tone={member.missing ? 'warn' : member.handedIn ? 'good' : 'plain'}>
          {partWords(member)}
        </Tag>
      ),
    },
    ...(offer ? [saysOfOffer] : []),
  ]
}
