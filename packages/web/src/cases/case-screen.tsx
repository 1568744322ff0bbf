import { PURPOSE_NAMES, type Case, type Session } from '@tocsin/api'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { handoversQuery } from '../duty/data.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ClaimsPanel } from './claims-panel.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { caseQuery, useAnswer } from './data.ts'
import { ItemsPanel } from './items-panel.tsx'
import { MembersPanel } from './members-panel.tsx'
import { Beside, MovesPanel } from './moves-panel.tsx'
import { OffersPanel } from './offers-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { TimeLinePanel } from './time-line.tsx'
import { STATE_NAMES } from './words.ts'

/** One case, live: others see at once what one of them does, as far as it was for them. */
export function CaseScreen() {
  const { id } = useParams({ from: '/desk/cases/$id' })
  const query = useQuery(caseQuery(id))
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data } = query
  return (
    <Page
      title={data ? data.title : 'Case'}
      intro={
        data ? (
          <>
            <Tag tone={data.state === 'open' ? 'new' : 'plain'}>{STATE_NAMES[data.state]}</Tag>{' '}
            {data.group.name}, {PURPOSE_NAMES[data.purpose]}
          </>
        ) : undefined
      }
      actions={<Link to="/cases">All cases</Link>}
    >
      <Loaded query={query} what="the case">
        {(one) => <Body one={one} session={session} />}
      </Loaded>
    </Page>
  )
}

function Body({ one, session }: { one: Case; session: Session }) {
  const isAnalyst = session.person.roles.includes('analyst')
  const works = isAnalyst && one.standing === 'joined' && one.state === 'open'
  return (
    <div className="stack">
      {one.withoutPlatforms && one.atGate ? (
        <Note>
          <p>
            A platform or campaign is invited here. What it does is neither shown nor counted to a
            body of government: whether it takes part, its steps and plans, what it was offered, and
            what it puts in that you could not see anyway. That nothing is shown says nothing.
          </p>
        </Note>
      ) : null}
      <HandedOver />
      <Beside one={one} isAnalyst={isAnalyst} />
      {one.standing === 'invited' ? <Invitation one={one} isAnalyst={isAnalyst} /> : null}
      <ItemsPanel one={one} works={works} />
      <ClaimsPanel one={one} works={works} />
      <StepsPanel one={one} works={works} />
      <OffersPanel one={one} works={works} session={session} />
      <PlanPanel one={one} works={works} />
      <ClockPanel one={one} works={works} ownId={session.member.id} />
      <TimeLinePanel one={one} />
      <MembersPanel one={one} session={session} />
      {isAnalyst && one.state === 'closed' && one.standing === 'joined' ? (
        <Panel title="After it">
          <p>
            <Link to="/incidents/new" search={{ of: one.id }}>
              Keep as a past incident
            </Link>{' '}
            of your organisation, with what was known when.
          </p>
        </Panel>
      ) : null}
      {works && one.leads && !(one.withoutPlatforms && one.atGate) ? (
        <MovesPanel one={one} />
      ) : null}
    </div>
  )
}

/** What a shift of one's own organisation handed over and nobody has taken: it stays in sight where the work is. */
function HandedOver() {
  const { data } = useInfiniteQuery(handoversQuery('open'))
  const [latest, ...more] = data ? itemsOf(data, (one) => one.id) : []
  if (!latest) return null
  return (
    <Note tone="warn">
      <p>
        {more.length > 0 ? `${more.length + 1} hand-overs` : 'A hand-over'} of your organisation
        {more.length > 0 ? ' wait' : ' waits'} to be taken over, the latest since{' '}
        <When at={latest.at} />. <Link to="/duty">Duty</Link>
      </p>
    </Note>
  )
}

function Invitation({ one, isAnalyst }: { one: Case; isAnalyst: boolean }) {
  const answer = useAnswer(one.id)
  const navigate = useNavigate()
  return (
    <Panel title="Your organisation is invited">
      <div className="stack">
        <p>
          Joining opens no release, finding, report, notice, meeting or file that you could not see
          before, and obliges you to nothing. Who reads what you write is frozen when you write it.
          {one.atGate ? ' No body of government is told whether you join.' : ''}
        </p>
        <Fault error={answer.error} />
        {isAnalyst ? (
          <div className="row">
            <BusyButton busy={answer.isPending} onClick={() => answer.mutate('joined')}>
              Join
            </BusyButton>
            <BusyButton
              variant="default"
              busy={answer.isPending}
              onClick={() =>
                answer.mutate('declined', { onSuccess: () => void navigate({ to: '/cases' }) })
              }
            >
              Decline
            </BusyButton>
          </div>
        ) : (
          <p className="soft">An analyst of your organisation answers.</p>
        )}
      </div>
    </Panel>
  )
}
