import type { ChannelReached, Election, Reachability, ReachabilityPlan, Reached } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { reachabilityQuery, useReachability } from './data.ts'
import { ReachedOffices } from './reached-offices.tsx'
import { TestForm } from './test-form.tsx'
import { CHANNEL_NAMES, CHANNEL_WORDS, daysWords, REACHED_WORDS } from './words.ts'
import { countOf } from '../words/count-of.ts'

const ORDER = Object.keys(REACHED_WORDS) as Reached[]

/** Whether the offices of an election can be reached: what is known, what is planned, and the form that asks. */
export function ReachabilityPanel(props: { election: Election }) {
  const { election } = props
  const reachability = useQuery(reachabilityQuery(election.id))
  return (
    <Panel title={`Reachability: ${election.name}`} aside={daysWords(election.daysLeft)}>
      <Loaded query={reachability} what="tests of reachability">
        {(data) => <Body election={election} data={data} />}
      </Loaded>
    </Panel>
  )
}

function Body(props: { election: Election; data: Reachability }) {
  const { election, data } = props
  const act = useReachability(election.id)
  const asked = data.checks.length > 0
  return (
    <div className="stack">
      <p>
        {countOf(data.offices, 'office answers', 'offices answer')} for this election in its places.
        {asked ? '' : ' None was asked yet by your organisation.'}
      </p>
      {asked ? <Counts counts={data.counts} /> : null}
      <Channels channels={data.channels} />
      {Object.entries(data.textsBlocked).map(([channel, why]) => (
        <Note key={channel} tone="bad">
          {why}
        </Note>
      ))}
      {data.mailBlocked ? (
        <Note tone="bad">
          <p>
            <strong>No mail would go out now.</strong> {data.mailBlocked}
          </p>
        </Note>
      ) : null}
      <Checks checks={data.checks} />
      <Plans plans={data.plans} onWithdraw={(plan) => act.mutate({ act: 'withdraw', plan })} />
      <Fault error={act.error} />
      {election.daysLeft >= 0 ? (
        <TestForm
          mayRemind={asked}
          hasEnded={(days) => days > election.daysLeft}
          busy={act.isPending}
          onAct={(change) => act.mutate(change)}
        />
      ) : null}
      {asked ? <ReachedOffices election={election.id} counts={data.counts} /> : null}
    </div>
  )
}

function Counts(props: { counts: Reachability['counts'] }) {
  return (
    <ul className="counts" aria-label="Offices of the last test, its reminders counted in">
      {ORDER.filter((reached) => props.counts[reached]).map((reached) => (
        <li key={reached}>
          <strong>{props.counts[reached]}</strong> {REACHED_WORDS[reached]}
        </li>
      ))}
    </ul>
  )
}

/** Each channel by itself: what one of them proves, another does not. */
function Channels(props: { channels: Reachability['channels'] }) {
  const { channels } = props
  if (channels.length === 0) return null
  return (
    <section>
      <h3>By channel</h3>
      <ul className="small">
        {channels.map((one) => (
          <li key={one.channel}>
            <strong>{CHANNEL_NAMES[one.channel]}</strong>: {countOf(one.offices, 'office')} asked
            {one.channel === 'mail'
              ? ''
              : `, at ${one.delivered} on a telephone as networks say`};{' '}
            {(Object.keys(CHANNEL_WORDS) as ChannelReached[])
              .filter((reached) => one.counts[reached])
              .map((reached) => `${one.counts[reached]} ${CHANNEL_WORDS[reached]}`)
              .join('; ')}
            {one.lastAt ? (
              <>
                . Last handed over <When at={one.lastAt} />
              </>
            ) : null}
            .
          </li>
        ))}
      </ul>
      <p className="soft small">
        By which channel an office came to its answer page is not known. Offices with no number on
        file for a channel are not counted there.
      </p>
    </section>
  )
}

function Checks(props: { checks: Reachability['checks'] }) {
  if (props.checks.length === 0) return null
  return (
    <section>
      <h3>Tests sent</h3>
      <ul className="small">
        {props.checks.map((one) => (
          <li key={one.noticeId}>
            <Link to="/notices/$id" params={{ id: one.noticeId }}>
              {one.follows ? 'Reminder' : 'Test'}
            </Link>{' '}
            <When at={one.sentAt} />, {countOf(one.daysBefore, 'day')} before: {one.answered} of{' '}
            {one.offices} answered
          </li>
        ))}
      </ul>
    </section>
  )
}

function Plans(props: { plans: ReachabilityPlan[]; onWithdraw: (id: string) => void }) {
  if (props.plans.length === 0) return null
  return (
    <section>
      <h3>Planned</h3>
      <ul className="small">
        {props.plans.map((plan) => (
          <li key={plan.id} className="row">
            <span>
              {plan.unansweredOnly ? 'Reminder' : 'Test'} {countOf(plan.daysBefore, 'day')} before,{' '}
              <When at={plan.dueAt} />
            </span>
            <ConfirmButton
              label="Take back"
              name={`Take back the one ${countOf(plan.daysBefore, 'day')} before`}
              title="Take this plan back?"
              act="Take it back"
              onAct={() => props.onWithdraw(plan.id)}
            >
              Nothing goes out on that day. It stays on the record that it was planned.
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
