import type { PartyAlert } from '@tocsin/api'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useSetAside, useTell } from './data.ts'
import { SealDialog } from './seal-dialog.tsx'
import { maySeal, whyNotShared } from './words.ts'

/** What whoever found the name can do: tell the party, set it aside, seal it, share it. */
export function AlertActs({ alert }: { alert: PartyAlert }) {
  const tell = useTell(alert.id)
  const [asks, setAsks] = useState<'aside' | 'seal'>()
  const { state } = alert
  const why = whyNotShared(alert)
  const leave = () => setAsks(undefined)
  return (
    <Panel title="What to do">
      <div className="stack">
        <div className="row">
          {state === 'new' || state === 'unreached' ? (
            <BusyButton busy={tell.isPending} onClick={() => tell.mutate()}>
              {state === 'new' ? `Tell ${alert.party.name}` : 'Mail it once more'}
            </BusyButton>
          ) : null}
          {state === 'new' ? (
            <Button variant="default" onClick={() => setAsks('aside')}>
              Set it aside
            </Button>
          ) : null}
          {maySeal(alert) ? (
            <Button variant="default" onClick={() => setAsks('seal')}>
              {alert.seal ? 'Seal it for longer' : 'Seal it'}
            </Button>
          ) : null}
          {why === undefined && alert.findingId ? (
            <Link to="/share/$id" params={{ id: alert.findingId }} className="button-link">
              Share it with members
            </Link>
          ) : null}
        </div>
        <Fault error={tell.error} />
        {why === undefined ? null : (
          <Note tone="warn">
            <p>It may not be shared now. {why}</p>
          </Note>
        )}
        {asks === 'aside' ? <AsideDialog alert={alert} onClose={leave} /> : null}
        {asks === 'seal' ? <SealDialog alert={alert} onClose={leave} /> : null}
      </div>
    </Panel>
  )
}

function AsideDialog({ alert, onClose }: { alert: PartyAlert; onClose: () => void }) {
  const aside = useSetAside(alert.id)
  return (
    <ReasonDialog
      title="Set this name aside?"
      description="It stays on record"
      act="Set it aside"
      leave="Leave it"
      required
      busy={aside.isPending}
      error={aside.error}
      onCancel={onClose}
      onAct={(reason) => aside.mutate(reason, { onSuccess: onClose })}
    >
      <p>Nobody is told of it then, and it cannot be shared. It cannot be taken up again.</p>
    </ReasonDialog>
  )
}
