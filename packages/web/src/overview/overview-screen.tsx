import type { Overview } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ComingElections } from '../elections/coming.tsx'
import { DueTests } from '../elections/due-tests.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { overviewQuery } from './data.ts'
import { FirstRunPanel } from './first-run-panel.tsx'
import { HeardPanel } from './heard-panel.tsx'
import { LooksPanel } from './looks-panel.tsx'
import { LateReportsPanel } from './late-reports-panel.tsx'
import { GatewaysPanel } from './gateways-panel.tsx'
import { MailBar } from './mail-bar.tsx'
import { NamedAsksPanel } from '../named/asks-panel.tsx'
import { OwnMailPanel } from './own-mail-panel.tsx'
import { TryOutsPanel } from './try-outs-panel.tsx'
import { PeriodReportPanel } from './period-report.tsx'
import { UnreachedPanel } from './unreached-panel.tsx'
import { countOf } from '../words/count-of.ts'

export function OverviewScreen() {
  const query = useQuery(overviewQuery)
  return (
    <Page title="Overview" intro="What needs an operator now.">
      <Loaded query={query} what="the overview">
        {(overview) => <Body overview={overview} />}
      </Loaded>
    </Page>
  )
}

function Body(props: { overview: Overview }) {
  const { overview } = props
  return (
    <div className="stack">
      {overview.faults.map((fault) => (
        <Note key={fault} tone="bad" role="alert">
          {fault}
        </Note>
      ))}
      <FirstRunPanel />
      <ComingElections />
      <DueTests />
      <MailBar mail={overview.mail} queued={overview.queuedDeliveries} />
      <Figures overview={overview} />
      <FaultyMails overview={overview} />
      <LateReportsPanel />
      <UnreachedPanel overview={overview} />
      <GatewaysPanel overview={overview} />
      <TryOutsPanel overview={overview} />
      {overview.heard ? <HeardPanel heard={overview.heard} /> : null}
      <NamedAsksPanel />
      <OwnMailPanel />
      {overview.looks ? <LooksPanel looks={overview.looks} /> : null}
      <PeriodReportPanel />
      <ThisExchange overview={overview} />
    </div>
  )
}

function Figures(props: { overview: Overview }) {
  const { overview } = props
  return (
    <ul className="figures cards" aria-label="What needs somebody">
      <Figure name="Offices overdue" value={overview.overdueTargets} to="/notices" urgent />
      <Figure
        name="Offices unreachable"
        value={overview.unreachableTargets ?? 0}
        to="/notices"
        urgent
      />
      <Figure
        name="Mails and messages with a fault"
        value={overview.faultyDeliveriesTotal + overview.faultySignInMailsTotal}
        urgent
      />
      <Figure
        name="Offices with nobody on file"
        value={overview.contactsMissing}
        to="/offices"
        urgent
      />
      <Figure
        name="Defended parties waiting for a look"
        value={overview.waitingParties}
        to="/parties"
        urgent
      />
      <Figure name="Defended parties not reached" value={overview.unreachedPartiesTotal} urgent />
      <Figure name="Recalls not answered" value={overview.openRecalls} urgent />
      <Figure name="Mails in the queue" value={overview.queuedDeliveries} />
      <Figure name="Notices open" value={overview.openNotices} to="/notices" />
    </ul>
  )
}

function FaultyMails(props: { overview: Overview }) {
  const { overview } = props
  return (
    <Panel title="Mails and messages with a fault">
      {overview.faultyDeliveries.length > 0 ? (
        <p className="soft">
          Call the office by a number of your own, then import a working address or number under{' '}
          <Link to="/offices">Offices</Link>.
        </p>
      ) : null}
      <DataTable
        caption="Mails and messages of notices with a fault"
        columns={COLUMNS}
        rows={overview.faultyDeliveries}
        rowKey={(one) => one.id}
        order="-at"
        empty={<Empty title="No mail or message of a notice has a fault" />}
      />
      <Newest of={overview.faultyDeliveriesTotal} shown={overview.faultyDeliveries.length} />
      {overview.faultySignInMails?.length ? (
        <DataTable
          caption="Other mails and messages with a fault"
          columns={SIGN_IN_COLUMNS}
          rows={overview.faultySignInMails}
          rowKey={(one) => one.id}
          order="-at"
          empty={null}
        />
      ) : null}
      <Newest
        of={overview.faultySignInMailsTotal}
        shown={overview.faultySignInMails?.length ?? 0}
      />
    </Panel>
  )
}

function ThisExchange(props: { overview: Overview }) {
  const { overview } = props
  return (
    <Panel title="This exchange">
      <Facts
        rows={[
          [
            'Members',
            <Link key="m" to="/members">
              {overview.members}
            </Link>,
          ],
          ['People', overview.people],
          [
            'Groups',
            <Link key="g" to="/groups">
              {overview.groups}
            </Link>,
          ],
          ['Releases', overview.releases],
          ['Log', countOf(overview.log.size, 'entry', 'entries')],
          [
            'Log root',
            <span key="root" className="mono">
              {overview.log.root}
            </span>,
          ],
          ['Database', overview.database],
          [
            'Setting up',
            <Link key="f" to="/first-run">
              What an exchange to rely on needs
            </Link>,
          ],
        ]}
      />
    </Panel>
  )
}

/** Says that a list is cut, and how long it is. */
function Newest(props: { of: number; shown: number }) {
  const { of, shown } = props
  return of > shown ? (
    <p className="soft small">
      The newest {shown} of {of} are listed.
    </p>
  ) : null
}

function Figure(props: { name: string; value: number; to?: string; urgent?: boolean }) {
  const body = (
    <>
      <span className="figure" data-urgent={props.urgent && props.value > 0}>
        {props.value.toLocaleString('en')}
      </span>
      <br />
      <span className="card-name">{props.name}</span>
    </>
  )
  return (
    <li>
      {props.to ? (
        <Link to={props.to} className="card">
          {body}
        </Link>
      ) : (
        <div className="card">{body}</div>
      )}
    </li>
  )
}

type FaultyMail = Pick<
  Overview['faultyDeliveries'][number],
  'channel' | 'address' | 'unknown' | 'fault' | 'attempts' | 'at'
>

const CHANNELS: Record<FaultyMail['channel'], string> = {
  mail: 'Mail',
  sms: 'SMS',
  voice: 'Machine call',
  fax: 'Fax',
}

/** What is said of any mail or message with a fault. */
function faultColumns<T extends FaultyMail>(): Column<T>[] {
  return [
    {
      key: 'channel',
      head: 'By',
      cell: (one) => CHANNELS[one.channel],
      sort: (one) => one.channel,
    },
    { key: 'address', head: 'Address', cell: (one) => one.address, sort: (one) => one.address },
    {
      key: 'fault',
      head: 'Fault',
      cell: (one) => (one.unknown ? `Not known whether it went out: ${one.fault}` : one.fault),
      sort: (one) => one.fault,
    },
    {
      key: 'attempts',
      head: 'Attempts',
      number: true,
      cell: (one) => one.attempts,
      sort: (one) => one.attempts,
    },
    { key: 'at', head: 'Last', cell: (one) => <When at={one.at} />, sort: (one) => one.at },
  ]
}

const COLUMNS: Column<Overview['faultyDeliveries'][number]>[] = [
  {
    key: 'place',
    head: 'Place',
    cell: (one) => (
      <Link to="/notices/$id" params={{ id: one.noticeId }}>
        {one.place}
      </Link>
    ),
    sort: (one) => one.place,
  },
  ...faultColumns<Overview['faultyDeliveries'][number]>(),
]

type SignInMail = NonNullable<Overview['faultySignInMails']>[number]

const MAIL_NAMES: Record<SignInMail['kind'], string> = {
  invitation: 'Invitation',
  'sign-in': 'Sign-in link',
  charter: 'Reminder that a charter ends',
  'person-end': 'Reminder that the time of a person ends',
  party: 'Mail to a defended party',
  'text-answer': 'Answer to a number that replied',
  'try-out': 'Message that tried a channel',
}

const SIGN_IN_COLUMNS: Column<SignInMail>[] = [
  {
    key: 'kind',
    head: 'What',
    cell: (one) => MAIL_NAMES[one.kind],
    sort: (one) => one.kind,
  },
  ...faultColumns<SignInMail>(),
]
