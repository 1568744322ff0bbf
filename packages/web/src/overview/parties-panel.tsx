import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { alertsQuery } from '../alerts/data.ts'
import { partiesQuery } from '../parties/data.ts'
import { waits } from '../parties/words.ts'
import { Fault } from '../ui/feedback.tsx'

/** For an operator: what is proposed of defended parties and waits, and parties that no mail reached. */
export function PartiesFigures() {
  const parties = useQuery(partiesQuery)
  const alerts = useInfiniteQuery(alertsQuery({ state: 'unreached' }))
  const waiting = parties.data?.items.filter(waits).length
  const unreached = alerts.data?.pages[0]?.counts.unreached
  return (
    <>
      <Fault
        error={parties.error ?? alerts.error}
        retry={() => void Promise.all([parties.refetch(), alerts.refetch()])}
      />
      <ul className="figures cards" aria-label="Defended parties">
        <li>
          <Link to="/parties" className="card">
            <Number value={waiting} />
            <span className="card-name">Defended parties waiting for a look</span>
          </Link>
        </li>
        <li>
          <Link to="/alerts" search={{ state: 'unreached' }} className="card">
            <Number value={unreached} />
            <span className="card-name">Names whose party no mail reached, found by your own</span>
          </Link>
        </li>
      </ul>
    </>
  )
}

function Number(props: { value: number | undefined }) {
  return (
    <>
      <span className="figure" data-urgent={(props.value ?? 0) > 0}>
        {props.value?.toLocaleString('en') ?? '…'}
      </span>
      <br />
    </>
  )
}
