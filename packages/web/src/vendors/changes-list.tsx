import type { VendorChange } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { countOf } from '../words/count-of.ts'
import { useSettleVendorChange, useUndoVendorChange } from './data.ts'
import { CHANGE_STATES, SYSTEM_KIND_NAMES } from './words.ts'

/** Changes that wait for another person, and those before; an operator settles and takes back. */
export function ChangesList(props: {
  changes: readonly VendorChange[]
  total: number
  mayReview: boolean
}) {
  const { changes, total, mayReview } = props
  if (changes.length === 0) return <Empty title="Nothing was proposed yet" />
  return (
    <>
      <ul className="plain-list stack">
        {changes.map((change) => (
          <li key={change.id}>
            <Change change={change} mayReview={mayReview} />
          </li>
        ))}
      </ul>
      {total > changes.length ? (
        <p className="soft">
          {countOf(total - changes.length, 'older one is', 'older ones are')} not listed.
        </p>
      ) : null}
    </>
  )
}

function Change(props: { change: VendorChange; mayReview: boolean }) {
  const { change, mayReview } = props
  const waits = change.state === 'proposed'
  return (
    <article className="stack">
      <p className="row">
        <Tag tone={waits ? 'warn' : 'plain'}>{CHANGE_STATES[change.state]}</Tag>
        <span>
          {change.undoes
            ? 'Takes back an earlier change'
            : `${countOf(change.vendors.length, 'vendor')}, ${countOf(change.runsTotal, 'entry of who runs what', 'entries of who runs what')}`}
        </span>
        <span className="soft small">
          Proposed by {change.proposedBy} · <When at={change.proposedAt} />
          {change.settledBy ? ` · settled by ${change.settledBy}` : ''}
        </span>
      </p>
      {change.reason ? <p>{change.reason}</p> : null}
      <Content change={change} />
      {mayReview ? <Review change={change} /> : null}
    </article>
  )
}

/** Letting it stand, refusing it, taking it back. */
function Review(props: { change: VendorChange }) {
  const { change } = props
  const settle = useSettleVendorChange()
  const undo = useUndoVendorChange()
  const [refusing, setRefusing] = useState(false)
  const waits = change.state === 'proposed'
  return (
    <>
      <Fault error={settle.error ?? undo.error} />
      {waits && change.ownProposal ? (
        <p className="soft small">Another person lets it stand: you proposed it.</p>
      ) : null}
      {waits && !change.ownProposal ? (
        <div className="row">
          <BusyButton
            busy={settle.isPending}
            onClick={() => settle.mutate({ id: change.id, stands: true })}
          >
            Let it stand
          </BusyButton>
          <Button variant="default" onClick={() => setRefusing(true)}>
            Refuse it
          </Button>
        </div>
      ) : null}
      {change.state === 'applied' && !change.undoes ? (
        <div>
          <BusyButton
            variant="default"
            size="xs"
            busy={undo.isPending}
            onClick={() => undo.mutate(change.id)}
          >
            Propose to take it back
          </BusyButton>
        </div>
      ) : null}
      {refusing ? (
        <ReasonDialog
          title="Refuse this change?"
          act="Refuse it"
          leave="Leave it"
          required
          busy={settle.isPending}
          error={settle.error}
          onAct={(reason) =>
            settle.mutate(
              { id: change.id, stands: false, reason },
              { onSuccess: () => setRefusing(false) },
            )
          }
          onCancel={() => setRefusing(false)}
        >
          <p>Nothing of it comes on file.</p>
        </ReasonDialog>
      ) : null}
    </>
  )
}

/** What would stand on file; long lists are cut and say so. */
function Content(props: { change: VendorChange }) {
  const { vendors, runs, runsTotal } = props.change
  if (vendors.length + runs.length === 0) return null
  return (
    <details>
      <summary>What it says</summary>
      <ul>
        {vendors.map((vendor) => (
          <li key={vendor.name}>
            {vendor.name}: {vendor.domains.join(', ') || 'no domain'};{' '}
            {vendor.contacts.map(({ title, email }) => `${title} <${email}>`).join(', ') ||
              'no contact'}
            {vendor.ended ? '; supplies nobody any more' : ''}
          </li>
        ))}
        {runs.map((run) => (
          <li key={JSON.stringify(run)}>
            {run.place}: {run.vendor} {run.system} {run.version ?? ''} (
            {SYSTEM_KIND_NAMES[run.kind]}), since {run.since}
            {run.until ? ` until ${run.until}` : ''}
          </li>
        ))}
      </ul>
      {runsTotal > runs.length ? <p>and {runsTotal - runs.length} more.</p> : null}
    </details>
  )
}
